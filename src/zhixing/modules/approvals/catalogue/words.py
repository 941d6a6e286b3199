"""The words of the catalogue's parameters."""

from zhixing.base.words import w
from zhixing.kernel.actions.parameters import label

LABELS = {
    "item_code": w("Code in the official list", "事项编码"),
    "title": w("Name of the item", "事项名称"),
    "new_title": w("New name (empty: as it is)", "更名为（不更名不填）"),
    "type": w("Type", "事项类型"),
    "main_item": w("Main item", "主项名称"),
    "handling_unit": w("Handled by", "实施部门"),
    "joint_units": w("Handled jointly with", "联办部门"),
    "office": w("Catalogue kept by", "目录管理机构"),
    "applicants": w("Who may apply", "申请人范围"),
    "basis": w("Legal basis, a provision a line", "设定依据（每行一条）"),
    "listed_as": w("Place in the published list of licences", "行政许可事项清单序号"),
    "conditions": w("Conditions", "办理条件"),
    "materials": w("Materials, one a line", "申请材料（每行一项）"),
    "steps": w("Steps with their limits, one a line", "办理环节及时限（每行一环节）"),
    "statutory_days": w("Legal limit, days (empty: the law sets none)", "法定时限（天数，法律未规定不填）"),
    "statutory_unit": w("Legal limit counted in", "法定时限单位"),
    "promised_days": w("Promised limit, days", "承诺时限（天数）"),
    "promised_unit": w("Promised limit counted in", "承诺时限单位"),
    "charging": w("Fee", "是否收费"),
    "fee_basis": w("Provision that allows the fee", "收费依据"),
    "fee_standard": w("Standard of the fee", "收费标准"),
    "windows": w("Windows, one a line", "办理窗口（每行一处）"),
    "result": w("What is issued", "办理结果"),
    "from_on": w("In force from (empty: today)", "实施日期（不填为今天）"),
    "why": w("Why it is revised", "修订原因"),
    "ending": w("How it ends", "处理方式"),
    "route": w("How it goes on without approval", "取消后处理去向"),
    "successor": w("Who takes over", "承接单位"),
    "successor_rules": w("By which standards, plan or rules", "服务标准、规划政策或修订规则"),
    "successor_item": w("Item that takes its place", "承接事项"),
    "ends_on": w("First day without it", "停止实施日期"),
    "ending_reason": w("Why it ends", "取消、调整理由"),
    "item_names": w("What the system calls it", "系统中的事项名称"),
    "item": w("Item of the catalogue", "目录事项"),
}

for _name, _words in LABELS.items():
    label(_name, _words, __package__)
