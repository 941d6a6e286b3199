"""The words of the parameters of key projects, declared once for all their actions.

A name that other modules use too has the same words there; where it means something else here, the action says so itself.
"""

from zhixing.base.words import w
from zhixing.kernel.actions.parameters import label

LABELS = {
    "progress": w("Progress", "进展情况"),
    "progress_percent": w("Done so far, percent", "完成进度（%）"),
    "next_steps": w("Next steps", "下步打算"),
    "held_on": w("Held on", "开展日期"),
    "result": w("Result", "办理结果"),
    "project_level": w("Level of the project", "项目级别"),
    "category": w("Category", "项目类别"),
    "key_field": w("Monitored field", "监控重点领域"),
    "scope_of_work": w("Scope and content", "建设规模及内容"),
    "owner": w("Owner", "建设单位（业主）"),
    "sites": w("Sites", "建设地点"),
    "total_yuan": w("Total investment", "总投资"),
    "planned_from_on": w("Planned from", "计划开工日期"),
    "planned_until_on": w("Planned until, inclusive", "计划完成日期"),
    "key_office": w("Key-project office", "重点项目办公室"),
    "involved_units": w("Units involved", "相关镇和部门"),
    "linked_leader": w("Linked leader", "挂钩领导"),
    "top_leader": w("Top leader", "主要领导"),
    "leader_in_charge": w("Leader in charge", "分管领导"),
    "group_head": w("Head of the work group", "工作组组长"),
    "group_deputy": w("Deputy head of the work group", "工作组副组长"),
    "group_members": w("Members of the work group", "工作组成员"),
    "milestone": w("Milestone", "节点"),
    "milestone_name": w("Name of the milestone", "节点名称"),
    "begins_on": w("Begins on", "开始日期"),
    "milestone_on": w("Planned for (first plan)", "计划完成日期（首次计划）"),
    "forecast_on": w("Now expected on", "预计完成日期"),
    "reached_on": w("Reached on", "实际完成日期"),
    "completed_on": w("Completed on", "实际竣工日期"),
    "series": w("What is planned or counted", "资金科目"),
    "amounts_plan": w("Plan by month", "分月计划"),
    "month": w("Month (any day of it)", "所属月份（任一日）"),
    "amount_yuan": w("Amount", "金额"),
    "site": w("Site", "建设地点（工点）"),
    "photographs": w("Photographs", "现场照片"),
    "materials": w("Materials", "资料"),
    "correction_note": w("Why the figure falls", "更正说明"),
    "problem_detail": w("What it is about", "问题情况"),
    "wanted": w("What is asked for", "需协调解决的事项"),
    "raised_by": w("Raised for", "提出单位"),
    "meeting_on": w("Executive meeting on", "常务会议日期"),
    "government_office": w("Government office", "政府办公室"),
    "approver": w("To be approved by", "审定人"),
    "projects": w("Projects to report", "汇报项目"),
    "agenda": w("Items of the agenda", "会议议程"),
    "report_line": w("Project on the list", "名单项目"),
    "reporter": w("Reported by", "汇报领导"),
    "adding_unit": w("Unit that adds", "补充汇报单位"),
    "chief": w("Chief", "区长（市长）"),
    "executive_deputy": w("Executive deputy", "常务副职"),
    "day_of_period": w("A day of the period", "所属周期（任一日）"),
    "quarter_summary": w("What was done in the quarter", "本季度工作情况"),
    "day_of_quarter": w("A day of the quarter", "所属季度（任一日）"),
    "meeting_at": w("Day and time", "会议时间"),
    "meeting_units": w("Units asked to come", "参会单位"),
}

for _name, _words in LABELS.items():
    label(_name, _words, __package__)
