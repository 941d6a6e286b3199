"""The ledger of key projects that can be brought in from a spreadsheet: its columns, and what is judged of a line."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from zhixing.base.words import Words, w
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.tables.cells import (
    Choice,
    Day,
    Money,
    OnePerson,
    OneUnit,
    Parts,
    Text,
    Units,
    Whole,
    one_of,
)
from zhixing.kernel.tables.columns import Column, ColumnSet
from zhixing.kernel.tables.judging import LineJudged
from zhixing.kernel.tables.naming import Among
from zhixing.modules.projects.choices import Category, KeyField, Level, State
from zhixing.modules.projects.models import Project
from zhixing.modules.projects.relations import governing

GOVERNORS = Among(w("a leader of the government in office", "在任政府领导"), governing)
_INVOLVED = w("Units involved", "相关单位")
_MILESTONE = re.compile(r"^(.{1,100}?)[\s:：,，]+(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$")

_COLUMNS = (
    Column(
        "title",
        w("Project", "项目名称"),
        Text(200),
        w("Name of the project, at most 200 characters.", "项目名称，不超过 200 字。"),
        ("项目", "重点项目", "工程名称"),
        required=w("Name the project.", "请填写项目名称。"),
        width=36,
    ),
    Column(
        "level",
        w("Level", "项目级别"),
        Choice(Level, Level.DISTRICT),
        one_of(Level, Level.DISTRICT),
        ("级别",),
    ),
    Column(
        "category",
        w("Category", "项目类别"),
        Choice(Category, Category.OTHER),
        one_of(Category, Category.OTHER),
        ("类别",),
    ),
    Column(
        "key_field",
        w("Monitored field", "监控重点领域"),
        Choice(KeyField, KeyField.NONE),
        one_of(KeyField, KeyField.NONE),
    ),
    Column(
        "content",
        w("Scope and content", "建设规模及内容"),
        Text(10_000, is_long=True),
        w("Size and content.", "建设规模、主要内容。"),
        ("建设内容", "建设规模", "主要建设内容"),
        width=36,
    ),
    Column(
        "owner", w("Owner", "建设单位"), Text(200), w("Who builds.", "项目业主。"), ("业主单位", "项目业主")
    ),
    Column(
        "sites",
        w("Sites", "建设地点"),
        Parts(most=30, limit=200),
        w("Several are separated by “；” or line breaks.", "多处以“；”或换行分隔。"),
        ("地点", "项目地点"),
        required=w("Name at least one site.", "请至少填写一处建设地点。"),
        width=24,
    ),
    Column(
        "total",
        w("Total investment (10,000 yuan)", "总投资（万元）"),
        Money(w("10,000 yuan", "万元"), most=Decimal("99999999.99")),
        w("In 10,000 yuan, two decimals at most.", "以万元为单位，最多两位小数。"),
        ("总投资", "投资总额（万元）", "投资额（万元）"),
        required=w("Write the total investment.", "请填写总投资。"),
    ),
    Column(
        "planned_from_on",
        w("Planned from", "计划开工日期"),
        Day(),
        w("A day, e.g. 2026-03-01.", "日期，如：2026-03-01。"),
        ("开工时间", "开工日期", "计划开工"),
        required=w("Write the first day.", "请填写开工日期。"),
    ),
    Column(
        "planned_until_on",
        w("Planned until", "计划完成日期"),
        Day(),
        w("A day, inclusive.", "日期（含当日）。"),
        ("竣工时间", "竣工日期", "计划竣工", "完成时间"),
        required=w("Write the last day.", "请填写完成日期。"),
    ),
    Column(
        "lead_unit",
        w("Lead unit", "牵头单位"),
        OneUnit(others=_INVOLVED),
        w("Exactly one unit of the chart, full or short name.", "一个单位，填写机构全称或简称。"),
        ("主办单位", "责任单位", "牵头部门"),
        required=w("Name exactly one unit.", "请填写一个单位。"),
    ),
    Column(
        "involved_units",
        _INVOLVED,
        Units(),
        w("Several are separated by “、” or line breaks.", "多个单位以“、”或换行分隔。"),
        ("相关镇和部门", "配合单位", "协办单位"),
        width=24,
    ),
    Column(
        "linked_leader",
        w("Linked leader", "挂钩领导"),
        OnePerson(GOVERNORS),
        w("One leader of the government in office.", "一名在任政府领导；重名时注明工号。"),
        ("挂钩区领导", "包联领导", "联系领导"),
    ),
    Column(
        "progress_percent",
        w("Physical progress, %", "形象进度（%）"),
        Whole(0, 100),
        w("0 to 100.", "0 至 100 的整数。"),
        ("形象进度", "工程进度"),
    ),
    Column(
        "milestones",
        w("Milestones", "节点计划"),
        Parts(most=60, limit=130),
        w(
            "Name and day each, separated by “；” or line breaks: 完成征地 2026-05-29.",
            "每项写明节点和日期，以“；”或换行分隔，如：完成征地 2026-05-29。",
        ),
        ("进度节点", "节点"),
        width=36,
    ),
)


def milestones_of(parts: list[str]) -> list[tuple[str, date]] | str:
    """Names and days of milestones, or the first part that cannot be read or stands twice.

    >>> milestones_of(["完成征地 2026-05-29", "主体完工：2027年3月31日"])
    [('完成征地', datetime.date(2026, 5, 29)), ('主体完工', datetime.date(2027, 3, 31))]
    >>> milestones_of(["完成征地 2026-02-30"])
    '完成征地 2026-02-30'
    """
    found: dict[str, date] = {}
    for part in parts:
        match = _MILESTONE.match(part)
        if match is None or match[1] in found:
            return part
        try:
            found[match[1]] = date(int(match[2]), int(match[3]), int(match[4]))
        except ValueError:
            return part
    return list(found.items())


def _period(line: LineJudged) -> None:
    begins, ends = line.values["planned_from_on"], line.values["planned_until_on"]
    if begins and ends and ends < begins:
        said = w("{until} lies before {first}.", "{until}早于{first}。").put(
            until=ends.isoformat(), first=begins.isoformat()
        )
        line.wrong("planned_until_on", said, w("Correct one of the two days.", "请更正其中一个日期。"))


def _total(line: LineJudged) -> None:
    if line.values["total"] == 0:
        said = w("A project costs something.", "总投资不能为零。")
        line.wrong("total", said, w("Write the total investment.", "请填写总投资。"))


def _units(line: LineJudged) -> None:
    lead = line.values["lead_unit"]
    if lead is not None and lead in line.values["involved_units"]:
        said = w("{unit} is the lead unit already.", "{unit}已是牵头单位。").put(unit=lead.name)
        line.wrong("involved_units", said, w("Leave it in one of the two places.", "请只保留其中一处。"))


def _milestones(line: LineJudged) -> None:
    """Each milestone has a name and a day that exists; without any the project cannot be started yet."""
    found = milestones_of(line.values["milestones"] or [])
    if isinstance(found, str):
        said = w(
            "“{part}” is no milestone with a day, or stands twice.", "“{part}”未写明节点日期，或节点重复。"
        )
        mend = w("Write it like 完成征地 2026-05-29.", "请按“完成征地 2026-05-29”填写。")
        line.wrong("milestones", said.put(part=found[:60]), mend)
    elif not found:
        said = w("No milestones yet.", "尚无节点计划。")
        line.hint("milestones", said, w("Set them before the project is started.", "启动前请设置节点。"))


def _kept(jurisdiction: Unit) -> dict[tuple[str, ...], Words | str]:
    """Projects there already, by title; what was given up may be brought in again."""
    rows = Project.objects.filter(jurisdiction=jurisdiction).exclude(state=State.CANCELLED)
    return {(title,): number or "—" for title, number in rows.values_list("title", "number")}


LEDGER = ColumnSet(
    sheet=w("Projects", "重点项目台账"),
    columns=_COLUMNS,
    same=("title",),
    kept=_kept,
    also=(_period, _total, _units, _milestones),
)
