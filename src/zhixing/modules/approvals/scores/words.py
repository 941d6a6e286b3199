"""The words of the parameters of efficiency scores."""

from zhixing.base.words import w
from zhixing.kernel.actions.parameters import label

LABELS = {
    "office": w("Office that answers for it", "核定单位"),
    "outside_system": w("Outside system (empty: all)", "接入系统（空为全部）"),
    "first_on": w("From", "起始日期"),
    "last_on": w("Until, inclusive", "截止日期（含）"),
    "unit": w("Unit", "单位"),
    "grounds": w("Grounds", "理由"),
    "case_numbers": w("Cases meant", "涉及办件编号"),
    "objection": w("Objection", "异议"),
    "upheld": w("Upheld", "异议成立"),
    "decision": w("Decision and reasons", "处理意见"),
    "reason": w("Reason", "原因"),
    "publish_on": w("Publish on", "公布日期"),
}
for _name, _words in LABELS.items():
    label(_name, _words, within=__package__)
