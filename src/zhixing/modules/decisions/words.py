"""The words of the parameters of major decisions, declared once for all their actions."""

from __future__ import annotations

from typing import Annotated

from zhixing.base.words import w
from zhixing.kernel.actions.parameters import Label, Long, label

LABELS = {
    "problem": w("What is to be decided, and why", "拟决策事项和理由"),
    "deciding_unit": w("Deciding organ", "决策机关"),
    "matter_class": w("Class of matter", "事项类别"),
    "matter_kind": w("Kind for joint review", "会审事项类别"),
    "sphere": w("Sphere", "所属领域"),
    "forum": w("Meeting it goes to", "提交会议"),
    "is_major": w("Major decision", "属于重大行政决策"),
    "vital_interests": w("Touches vital interests of the public", "涉及群众切身利益"),
    "local_or_trade": w("Bears on places or trades", "涉及地方和行业"),
    "is_specialised": w("Specialised or technical", "专业性、技术性较强"),
    "may_harm_stability": w("May harm stability", "可能影响社会稳定"),
    "touches_market": w("Touches market players", "涉及市场主体经济活动"),
    "is_exploratory_reform": w("Exploratory reform", "属于探索性改革"),
    "to_congress": w("Goes on to the People's Congress", "提请人大及其常委会审议"),
    "draft": w("Draft and its explanation", "决策草案及说明"),
    "step": w("Step", "程序"),
    "done_on": w("Done on", "完成日期"),
    "done_by": w("Done by", "完成单位"),
    "evidence": w("Evidence", "佐证材料"),
    "agreeing": w("Units that agree", "同意的单位"),
    "disagreeing": w("Units that disagree", "有不同意见的单位"),
    "dispute": w("Issues, views, own view and its grounds", "争议的主要问题、各方意见和承办单位意见及理由"),
    "days_open": w("Days for comment (natural days)", "征求意见期限（日）"),
    "shortening_reason": w("Reason for a shorter time", "缩短期限的理由"),
    "comments": w("Comments", "意见"),
    "treatment": w("Treatment", "处理结果"),
    "treatment_reason": w("Reason given", "理由说明"),
    "contact": w("Contact", "联系方式"),
    "trade": w("Trade", "专业领域"),
    "institution": w("Institution", "工作单位"),
    "speciality": w("Speciality", "专长"),
    "is_adviser": w("Appointed legislative adviser", "聘任的立法顾问"),
    "seat": w("Expert", "专家"),
    "is_interested": w("Direct interest", "有直接利害关系"),
    "expert_stance": w("Stance", "态度"),
    "seats": w("Number of participants", "参加人名额"),
    "sign_up_until": w("Sign-up until", "报名截止日期"),
    "topics": w("What is heard", "听证事项"),
    "capacity": w("Capacity", "身份"),
    "standpoint": w("Standpoint", "主要观点"),
    "presided_by": w("Presided by", "听证主持人"),
    "participants": w("Participants", "听证参加人"),
    "participant": w("Participant", "听证参加人"),
    "working_days_allowed": w("Time for the review (working days)", "审查时间（工作日）"),
    "legal_unit": w("Unit that reviews", "负责合法性审查的单位"),
    "verdict_of_law": w("Result of the review", "审查结论"),
    "risk": w("Result of the assessment", "评估结论"),
    "risk_level": w("Level of risk", "风险等级"),
    "measures": w("Measures of prevention", "防控措施"),
    "observer_class": w("Class of observer", "旁听人员类别"),
    "observer_names": w("Names", "姓名"),
    "decision_text": w("The decision", "决策内容"),
    "is_public": w("May be made public", "可以公开"),
    "channel": w("Where it is made public", "公布渠道"),
    "explanation": w("Explanation for the public", "决策解读"),
    "archive_number": w("Archive number", "档号"),
    "link_name": w("Link", "环节"),
    "link": w("Link", "环节"),
    "unit": w("Unit", "单位"),
    "liability": w("Liability borne", "承担的责任"),
    "executing_units": w("Executing units", "执行单位"),
    "execute_by": w("To be done by", "完成时限"),
    "tracker": w("Tracker", "跟踪人员"),
    "proposal": w("Adjustment proposed", "调整建议"),
    "deviation": w("Deviation", "执行偏差"),
    "correction_made": w("Correction made", "纠正情况"),
    "is_urgent": w("Urgent", "情况紧急"),
    "ordered_by": w("Ordered by", "决定人"),
    "new_text": w("The decision as changed", "调整后的决策内容"),
    "execution_outcome": w("Result of the execution", "执行结果"),
    "benefit": w("Social benefit that appeared", "预期社会效益实现情况"),
    "evaluator": w("Body that evaluates", "评估单位"),
    "evaluation": w("Result of the evaluation", "评估结论和建议"),
    "person_answerable": w("Person answerable", "责任人"),
}

for _name, _words in LABELS.items():
    label(_name, _words, __package__)

TITLE = Label(w("Matter of the decision", "决策事项"))
PLACE = Label(w("Place", "地点"))
SUMMARY = Label(w("In short", "主要情况"))
Essay = Annotated[str, Long(5000)]
