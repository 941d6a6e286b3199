"""The words of parameters that many kinds share; what one module alone asks for, it words itself."""

from zhixing.base.words import w
from zhixing.kernel.actions.parameters import label

LABELS = {
    "agreement": w("How they agree", "会签方式"),
    "agrees": w("Agrees", "是否同意"),
    "title": w("Title", "事项名称"),
    "content": w("What is to be done", "任务内容"),
    "lead_unit": w("Lead unit", "主办单位"),
    "supporting_units": w("Supporting units", "协办单位"),
    "limit_on": w("Limit", "办结时限"),
    "evidence": w("Evidence", "佐证材料"),
    "attachments": w("Attachments", "附件"),
    "minutes": w("Minutes", "会议纪要"),
    "persons": w("Persons", "人员"),
    "opinion": w("Opinion", "意见"),
    "supervising_unit": w("Supervising office", "督办单位"),
    "text": w("Text", "内容"),
    "year": w("Year", "年度"),
    "quarter": w("Quarter", "季度"),
    "units": w("Units", "单位"),
    "note": w("Note", "备注"),
    "reason": w("Reason", "理由"),
}

for _name, _words in LABELS.items():
    label(_name, _words)
