"""The words of the parameters of approval monitoring, declared once for all its actions."""

from zhixing.base.words import w
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
