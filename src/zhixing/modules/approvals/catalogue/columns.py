"""The catalogue that can be brought in from a spreadsheet or CSV: its columns, and what is judged of a line.

Official lists differ in their headings; the national basic list's numbers for types (1 licence … 20 public service) are read too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.terms import Term
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.tables import values
from zhixing.kernel.tables.cells import Cell, Choice, OneUnit, Parts, Takes, Text, Units, one_of
from zhixing.kernel.tables.columns import Column, ColumnSet
from zhixing.kernel.tables.findings import Ready
from zhixing.kernel.tables.judging import LineJudged
from zhixing.modules.approvals.catalogue.actions.drafting import is_a_code
from zhixing.modules.approvals.catalogue.terms import must_fit_in, must_keep_within_the_law, steps_of, term_of
from zhixing.modules.approvals.models import ServiceItem
from zhixing.modules.approvals.models.items import Charging, ItemType, LimitUnit

_JOINT = w("Handled jointly with", "联办部门")
_NATIONAL = {
    "1": ItemType.LICENCE, "5": ItemType.PAYMENT, "7": ItemType.CONFIRMATION, "8": ItemType.REWARD, "9": ItemType.RULING,
    "10": ItemType.OTHER_APPROVAL, "20": ItemType.PUBLIC_SERVICE, "许可": ItemType.LICENCE,
    "其他行政权力": ItemType.OTHER_APPROVAL, "非行政许可审批": ItemType.OTHER_APPROVAL, "其他审批": ItemType.OTHER_APPROVAL,
    "确认": ItemType.CONFIRMATION, "行政登记": ItemType.REGISTRATION, "行政备案": ItemType.FILING,
    "告知承诺": ItemType.NOTICE_PROMISE, "注册": ItemType.NOTICE_PROMISE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypeOfItem(Takes):
    """A type by its words, its code, or its number in the national basic list ("1" and "01" are licences)."""

    @property
    def offered(self) -> list[str]:
        return [str(member.label) for member in ItemType]

    def of(self, cell: Cell) -> ItemType | None:
        written = values.text(cell.value)
        chosen = _NATIONAL.get(written.lstrip("0")) or values.choice(ItemType, written)
        if chosen is None:
            said = w("“{written}” is no type of an item.", "“{written}”不是事项类型。")
            cell.wrong(said.put(written=cell.told), cell.hint_of_column)
        return None if chosen is None else ItemType(chosen.value)


@dataclass(frozen=True, slots=True)
class Limit(Takes):
    """A limit as people write it: 20个工作日, 30日; a bare number is working days."""

    def of(self, cell: Cell) -> Term | None:
        written = values.text(cell.value)
        if written in ("0", "无", "未规定", "—", "-"):
            return None
        found = term_of(written + ("个工作日" if written.isdigit() else ""))
        if found is None:
            said = w("“{written}” is no limit.", "“{written}”不是时限。").put(written=cell.told)
            cell.wrong(said, w("Write it like 20个工作日 or 30日.", "请按“20个工作日”或“30日”填写。"))
        return found


_COLUMNS = (
    Column(
        "title",
        w("Name of the item", "事项名称"),
        Text(200),
        w("At most 200 characters.", "不超过 200 字。"),
        ("name", "事项", "办理项名称", "业务办理项名称"),
        required=w("Name the item.", "请填写事项名称。"),
        width=36,
    ),
    Column(
        "code",
        w("Code in the official list", "事项编码"),
        Text(60),
        w("Letters, digits and hyphens.", "目录中的编码，由字母、数字和连字符组成。"),
        ("item_code", "实施编码", "编码", "基本编码"),
        required=w("Write the code.", "请填写事项编码。"),
        width=30,
    ),
    Column(
        "type",
        w("Type", "事项类型"),
        TypeOfItem(),
        one_of(ItemType),
        ("task_type", "类型", "权力类型", "事项类别"),
        required=w("Name the type.", "请填写事项类型。"),
    ),
    Column(
        "main_item",
        w("Main item", "主项名称"),
        Text(300),
        w("Empty where there is none.", "无主项的不填。"),
        ("main_item", "主项"),
    ),
    Column(
        "unit",
        w("Handled by", "实施部门"),
        OneUnit(others=_JOINT),
        w("One unit of the chart, full or short name.", "一个单位，填写机构全称或简称。"),
        ("department", "实施主体", "实施机关", "责任单位", "部门"),
        required=w("Name the unit.", "请填写实施部门。"),
    ),
    Column("joint", _JOINT, Units(), w("Several are separated by “、”.", "多个单位以“、”分隔。"), ("联合办理部门",)),
    Column(
        "applicants", w("Who may apply", "申请人范围"), Text(200), w("E.g. 自然人、企业法人.", "如：自然人、企业法人。"),
        ("服务对象", "办理对象"),
    ),
    Column(
        "basis",
        w("Legal basis", "设定依据"),
        Parts(most=60, limit=200),
        w("Several are separated by “；” or line breaks.", "多条以“；”或换行分隔。"),
        ("法律依据", "实施依据"),
        width=36,
    ),
    Column(
        "listed_as", w("Place in the list of licences", "行政许可事项清单序号"), Text(80), w("For licences.", "行政许可填写。"),
        ("清单序号",),
    ),
    Column(
        "conditions", w("Conditions", "办理条件"), Text(5000, is_long=True), w("In full.", "完整填写。"), ("受理条件",),
        width=36,
    ),
    Column(
        "materials",
        w("Materials", "申请材料"),
        Parts(most=100, limit=200),
        w("Several are separated by “；” or line breaks.", "多项以“；”或换行分隔。"),
        ("材料清单", "申报材料"),
        width=36,
    ),
    Column(
        "steps",
        w("Steps with their limits", "办理环节"),
        Parts(most=30, limit=200),
        w("Like 受理 1个工作日；审查 5个工作日；送达.", "如：受理 1个工作日；审查 5个工作日；送达。"),
        ("办理流程", "办理程序"),
        width=36,
    ),
    Column(
        "statutory", w("Legal limit", "法定时限"), Limit(), w("Like 20个工作日.", "如：20个工作日。"), ("法定期限",),
    ),
    Column(
        "promised", w("Promised limit", "承诺时限"), Limit(), w("Like 5个工作日.", "如：5个工作日。"), ("承诺期限",),
    ),
    Column(
        "charging", w("Fee", "是否收费"), Choice(Charging, Charging.UNSAID), w("收费 or 不收费.", "填写“收费”或“不收费”。"),
        ("收费情况",),
    ),
    Column("fee_basis", w("Provision that allows the fee", "收费依据"), Text(200), w("Where a fee is charged.", "收费的填写。")),
    Column("fee_standard", w("Standard of the fee", "收费标准"), Text(200), w("Where a fee is charged.", "收费的填写。")),
    Column(
        "windows",
        w("Windows", "办理窗口"),
        Parts(most=20, limit=200),
        w("Several are separated by “；” or line breaks.", "多处以“；”或换行分隔。"),
        ("办理地点", "窗口"),
    ),
    Column("result", w("What is issued", "办理结果"), Text(200), w("E.g. the licence.", "如：许可证名称。"), ("结果名称",)),
)  # fmt: skip


def guide_of(line: Mapping[str, Any] | Ready) -> dict[str, Any]:
    """The guide's text as the line says it, by field."""
    said = {name: line[name] for name in (
        "applicants", "basis", "listed_as", "conditions", "materials", "steps", "charging", "fee_basis", "fee_standard",
        "windows", "result",
    )}  # fmt: skip
    for name in ("statutory", "promised"):
        term = line[name]
        said[f"{name}_days"] = term.amount if term else None
        said[f"{name}_unit"] = LimitUnit(term.unit) if term else LimitUnit.WORKING_DAYS
    return said


def _code(line: LineJudged) -> None:
    code = line.values["code"]
    if code and not is_a_code(code):
        said = w("“{code}” is no code of an item.", "“{code}”不是事项编码。").put(code=code[:60])
        line.wrong(
            "code", said, w("4 to 60 letters, digits and hyphens.", "应为 4 至 60 位字母、数字和连字符。")
        )


def _fee(line: LineJudged) -> None:
    if line.values["charging"] == Charging.CHARGED and not line.values["fee_basis"]:
        said = w("A fee without a provision that allows it.", "收费事项未填写收费依据。")
        line.wrong("fee_basis", said, w("Name the provision.", "请填写收费依据。"))


def _limits(line: LineJudged) -> None:
    """The promise within the law, the steps within the promise: by the same questions as the form's."""
    text = ServiceItem(**guide_of(line.values))
    try:
        must_keep_within_the_law(text, line.about.calendar, line.about.today)
    except Refusal as refused:
        line.wrong("promised", refused.reason.put(**refused.facts), refused.remedy)
    try:
        must_fit_in(steps_of(text.steps), text)
    except Refusal as refused:
        line.wrong("steps", refused.reason.put(**refused.facts), refused.remedy)


def _units(line: LineJudged) -> None:
    unit = line.values["unit"]
    if unit is not None and unit in line.values["joint"]:
        said = w("{unit} handles it already.", "{unit}已是实施部门。").put(unit=unit.name)
        line.wrong("joint", said, w("Leave it in one of the two places.", "请只保留其中一处。"))


def _incomplete(line: LineJudged) -> None:
    if not line.values["promised"] and not line.values["statutory"]:
        said = w("No limit yet.", "尚无办理时限。")
        line.hint("promised", said, w("Write the guide before it is reviewed.", "审核前请编写办事指南。"))


def _kept(jurisdiction: Unit) -> dict[tuple[str, ...], Words | str]:
    """Codes that are taken, wherever: a code is one item's alone."""
    rows = Matter.objects.filter(kind="approvals.item", number__isnull=False)
    return {(code or "",): title for code, title in rows.values_list("number", "title")}


CATALOGUE_COLUMNS = ColumnSet(
    sheet=w("Catalogue", "审批事项目录"),
    columns=_COLUMNS,
    same=("code",),
    kept=_kept,
    also=(_code, _fee, _units, _limits, _incomplete),
)
