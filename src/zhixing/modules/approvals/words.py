"""The words of the parameters of approval monitoring, declared once for all its actions."""

from typing import Any

from zhixing.base.words import Words, w
from zhixing.kernel.actions.parameters import label

LABELS = {
    "source_code": w("Code, as it stands in addresses", "系统代码（用于接口地址）"),
    "running_unit": w("Unit that runs the system", "系统建设（运行）单位"),
    "mapping": w("Mapping (YAML)", "数据映射（YAML）"),
    "packs": w("Rule packs (codes)", "规则包（代码）"),
    "unit_names": w("Names that the system uses", "系统所用单位名称"),
    "unit": w("Unit", "单位"),
    "from_on": w("From", "起始日期"),
    "file": w("File", "数据文件"),
    "delivery": w("Delivery", "报送批次"),
}

for _name, _words in LABELS.items():
    label(_name, _words, __package__)


FACTS = {  # what rules ask of outside events (outside.py), as people call it
    "item_code": w("Item code", "事项编码"),
    "item_name": w("Item as the system calls it", "系统所称事项"),
    "materials_missing": w("Materials missing", "材料不齐"),
    "missing": w("What is missing", "需补正内容"),
    "in_writing": w("In writing", "书面告知"),
    "handling": w("Way of handling", "办理方式"),
    "needs_test": w("A test or inspection is needed", "需要核查检验"),
    "promise_due_on": w("Promised day", "承诺办结日期"),
    "promised_on": w("Promised day", "承诺办结日期"),
    "receipt_sealed": w("Receipt sealed", "凭证加盖印章"),
    "receipt_dated": w("Receipt dated", "凭证注明日期"),
    "reason": w("Reason", "理由"),
    "step": w("Step", "环节"),
    "conclusion": w("Conclusion", "审查结论"),
    "checkers": w("How many examined", "审查人数"),
    "testers": w("How many tested", "核查人数"),
    "ground": w("Ground", "事由"),
    "told_in_writing": w("Told in writing", "书面告知"),
    "approved_by": w("Approved by", "批准人"),
    "granted": w("Granted", "准予许可"),
    "remedy_told": w("Remedies told", "告知救济途径"),
    "fee": w("Fee charged", "收费金额"),
    "standard": w("Fee by the standard", "收费标准"),
    "fee_free": w("Free by law", "依法不收费"),
    "expires_on": w("Expires", "有效期至"),
    "satisfaction": w("Rating", "满意度"),
    "is_safety_matter": w("A matter of safety", "涉及公共安全"),
}
_YES, _NO = w("yes", "是"), w("no", "否")


def fact_words(name: str) -> Words | str:
    """A fact as people call it; under the mapping's own name where the source tells something of its own."""
    return FACTS.get(name, name)


def fact_value(value: Any) -> Any:
    """A fact's value as people read it."""
    if isinstance(value, bool):
        return _YES if value else _NO
    return value if isinstance(value, (str, int)) else str(value)
