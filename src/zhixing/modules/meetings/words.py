"""The words of the parameters of meetings."""

from zhixing.base.words import w
from zhixing.kernel.actions.parameters import label

LABELS = {
    "sort": w("Sort of meeting", "会议类型"),
    "organiser": w("Organising unit", "组织单位"),
    "chair": w("In the chair", "主持人"),
    "members": w("Members", "组成人员"),
    "attending": w("Attending", "列席人员"),
    "planned_at": w("Day and time", "召开时间"),
    "matters": w("Matters", "议题事项"),
    "titles": w("Other items", "其他议题"),
    "outsiders": w("From outside", "外部人员"),
    "agenda_item": w("Item of the agenda", "议题"),
    "agenda_items": w("Items of the agenda", "议题"),
    "present": w("Who was present", "到会人员"),
    "member": w("Who spoke", "发言人"),
    "stance": w("View", "意见"),
    "outcome": w("Result", "议定结果"),
}

for _name, _words in LABELS.items():
    label(_name, _words, __package__)
