"""The words of the parameters of actions on alerts."""

from zhixing.base.words import w
from zhixing.kernel.actions.parameters import label

LABELS = {
    "duty": w("Judged duty", "已判定责任"),
    "demand": w("What is asked of the unit", "办理要求"),
    "finding": w("What was found", "查明的问题"),
    "suggestions": w("What is suggested", "监察建议"),
    "report_by": w("To be reported on by", "报送落实情况时限"),
    "result": w("How it was carried out", "整改落实情况"),
    "confirmation": w("What was checked, and how", "核实情况"),
    "conclusion": w("Conclusion", "处理意见"),
    "explanation": w("Why it took longer", "超时理由"),
}

for _name, _words in LABELS.items():
    label(_name, _words, __package__)
