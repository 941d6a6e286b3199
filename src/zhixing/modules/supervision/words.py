"""The words of supervised handling's parameters, declared once for all its actions."""

from zhixing.base.words import w
from zhixing.kernel.actions.parameters import label

LABELS = {
    "title": w("Title", "事项名称"),
    "content": w("What is to be done", "任务内容"),
    "source": w("Source", "来源"),
    "source_title": w("Name of the source", "来源名称"),
    "source_number": w("Document number of the source", "来源文号"),
    "source_on": w("Date of the source", "来源日期"),
    "lead_unit": w("Lead unit", "主办单位"),
    "supporting_units": w("Supporting units", "协办单位"),
    "carrying_leader": w("Carrying leader", "包干领导"),
    "overall_leader": w("Overall responsible", "负总责"),
    "limit_on": w("Limit", "办结时限"),
    "rhythm": w("Feedback", "反馈周期"),
    "urgency": w("Urgency", "紧急程度"),
    "targets": w("Quantified targets", "量化目标"),
    "is_listed": w("Listed supervision", "挂牌督办"),
    "handler": w("Handler", "承办人"),
    "plan": w("Implementation plan", "实施方案"),
    "stage_due_on": w("Days of the stages", "阶段节点日期"),
    "progress": w("Progress", "进展情况"),
    "progress_percent": w("Done so far, percent", "完成进度（%）"),
    "problems": w("Problems", "存在问题"),
    "next_steps": w("Next steps", "下步打算"),
    "period": w("For the period", "所属周期"),
    "evidence": w("Evidence", "佐证材料"),
    "attachments": w("Attachments", "附件"),
    "cause": w("Cause", "原因类别"),
    "analysis": w("Analysis of the cause", "原因分析"),
    "new_limit_on": w("New limit", "新时限"),
    "granted": w("Granted", "是否同意"),
    "accepted": w("Accepted", "是否采纳"),
    "result": w("Result", "办理结果"),
    "method": w("Method of the check", "核查方式"),
    "finding": w("Finding", "核查意见"),
    "minutes": w("Minutes", "会议纪要"),
    "persons": w("Persons", "人员"),
    "agreement": w("How they agree", "会签方式"),
    "agrees": w("Agrees", "是否同意"),
    "opinion": w("Opinion", "意见"),
    "reply": w("Reply wanted by", "要求回复日期"),
    "copied_to": w("Also told", "抄送单位"),
    "supervising_unit": w("Supervising office", "督办单位"),
    "parent": w("Part of", "上级事项"),
    "responsible_person": w("Responsible person", "责任人"),
    "conduct": w("Conduct", "行为表现"),
}

for _name, _words in LABELS.items():
    label(_name, _words)
