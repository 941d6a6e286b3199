"""The ledger that can be brought in from a spreadsheet: its columns, and what is judged of a line as a whole.

What is the same for every ledger (reading, cells, names, the template) is `kernel/tables`.
"""

from __future__ import annotations

from zhixing.base.words import Words, w
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.tables.cells import Choice, Day, OnePerson, OneUnit, Parts, Text, Units, one_of
from zhixing.kernel.tables.columns import Column, ColumnSet
from zhixing.kernel.tables.judging import LineJudged
from zhixing.kernel.tables.naming import HEADS, LEADERS
from zhixing.modules.supervision.choices import Rhythm, Source, State, Urgency
from zhixing.modules.supervision.models import SupervisedItem

_SUPPORTING = w("Supporting units", "协办单位")
_COLUMNS = (
    Column(
        "title",
        w("Title", "事项名称"),
        Text(200),
        w("What is to be achieved, at most 200 characters.", "要完成的事项，不超过 200 字。"),
        ("事项", "督办事项", "任务名称", "工作任务", "重点任务"),
        required=w("Write what is to be achieved.", "请填写要完成的事项。"),
        width=44,
    ),
    Column(
        "content",
        w("What is to be done", "任务内容"),
        Text(10_000, is_long=True),
        w("Task in detail.", "任务的具体内容。"),
        ("内容", "具体内容", "工作内容", "办理要求"),
        width=44,
    ),
    Column(
        "source",
        w("Source", "来源"),
        Choice(Source, Source.OTHER),
        one_of(Source, Source.OTHER),
        ("事项来源", "任务来源"),
    ),
    Column(
        "source_title",
        w("Name of the source", "来源名称"),
        Text(200),
        w("Name of meeting or document.", "会议或文件名称。"),
    ),
    Column(
        "source_number",
        w("Document number of the source", "来源文号"),
        Text(60),
        w("As printed, e.g. 云政办〔2026〕8号.", "照原文填写，如：云政办〔2026〕8号。"),
        ("文号",),
    ),
    Column("source_on", w("Date of the source", "来源日期"), Day(), w("A day.", "日期。"), ("成文日期",)),
    Column(
        "lead_unit",
        w("Lead unit", "主办单位"),
        OneUnit(others=_SUPPORTING),
        w("Exactly one unit of the chart, full or short name.", "一个单位，填写机构全称或简称。"),
        ("牵头单位", "责任单位", "承办单位", "主办（牵头）单位", "牵头部门", "责任部门"),
        required=w("Name exactly one unit.", "请填写一个单位。"),
    ),
    Column(
        "supporting_units",
        _SUPPORTING,
        Units(),
        w("Several are separated by “、” or line breaks.", "多个单位以“、”或换行分隔。"),
        ("配合单位", "协办（配合）单位", "协助单位", "配合部门"),
        width=24,
    ),
    Column(
        "carrying_leader",
        w("Carrying leader", "包干领导"),
        OnePerson(LEADERS),
        w(
            "One leader in office; with the staff number where names repeat.",
            "一名在任领导；重名时注明工号，如：张某（S012）。",
        ),
        ("分管领导", "包干领导（分管领导）", "责任领导"),
    ),
    Column(
        "overall_leader",
        w("Overall responsible", "负总责"),
        OnePerson(HEADS),
        w("Top leader of the lead unit.", "主办单位主要负责人。"),
        ("负总责（一把手）", "主要负责人", "一把手"),
    ),
    Column(
        "limit_on",
        w("Limit", "办结时限"),
        Day(),
        w("Last day, inclusive, e.g. 2026-06-30.", "截止日（含当日），如：2026-06-30。"),
        ("时限", "完成时限", "办理时限", "截止日期", "完成时间"),
        required=w("Write the last day.", "请填写截止日。"),
    ),
    Column(
        "rhythm",
        w("Feedback", "反馈周期"),
        Choice(Rhythm, Rhythm.MONTH),
        one_of(Rhythm, Rhythm.MONTH),
    ),
    Column(
        "urgency",
        w("Urgency", "紧急程度"),
        Choice(Urgency, Urgency.PLAIN),
        one_of(Urgency, Urgency.PLAIN),
    ),
    Column(
        "targets",
        w("Quantified targets", "量化目标"),
        Parts(most=50, limit=200),
        w("Several are separated by “；” or line breaks.", "多项以“；”或换行分隔。"),
        ("目标", "量化指标"),
        width=24,
    ),
)


def _limit(line: LineJudged) -> None:
    """A limit is to come; one in a year without published holidays is taken, and said to be provisional."""
    limit_on = line.values["limit_on"]
    if limit_on is None:
        return
    if limit_on < line.about.today:
        said = w("The limit {day} has passed.", "时限 {day} 已过。").put(day=limit_on.isoformat())
        line.wrong("limit_on", said, w("Set a day from today on.", "请改为今天及以后的日期。"))
    elif not line.about.calendar.is_published(limit_on):
        said = w(
            "The holidays of {year} are not published yet: limits counted up to {day} are provisional.",
            "{year} 年节假日安排尚未公布，至 {day} 的时限计算为暂定。",
        ).put(year=limit_on.year, day=limit_on.isoformat())
        mend = w("Nothing: they are counted again on publication.", "无需处理，公布后自动重算。")
        line.hint("limit_on", said, mend)


def _lead(line: LineJudged) -> None:
    """The lead unit is not a supporting one too; read from a merged cell it is shown to be checked."""
    lead = line.values["lead_unit"]
    if lead is None:
        return
    if lead in line.values["supporting_units"]:
        said = w("{unit} is the lead unit already.", "{unit}已是主办单位。").put(unit=lead.name)
        mend = w("Leave it in one of the two places.", "请只保留其中一处。")
        line.wrong("supporting_units", said, mend)
    if line.is_merged("lead_unit"):
        said = w("Read from a merged cell: {unit}.", "取自合并单元格：{unit}。").put(unit=lead.name)
        line.hint("lead_unit", said, w("Check that it is meant.", "请核对是否属实。"))


def _leader(line: LineJudged) -> None:
    """An item may be registered before a leader carries it; issuing it asks for one."""
    if line.is_empty("carrying_leader"):
        said = w("No leader carries it yet.", "尚未明确包干领导。")
        line.hint("carrying_leader", said, w("Name one before it is issued.", "交办前请补填。"))


def _kept(jurisdiction: Unit) -> dict[tuple[str, str], Words | str]:
    """Items there already, by title and document number; what was withdrawn may be brought in again."""
    items = SupervisedItem.objects.filter(jurisdiction=jurisdiction).exclude(state=State.WITHDRAWN)
    rows = items.values_list("title", "source_number", "number")
    return {(title, source): number or w("not issued yet", "未交办") for title, source, number in rows}


LEDGER = ColumnSet(
    sheet=w("Items", "督办台账"),
    columns=_COLUMNS,
    same=("title", "source_number"),
    kept=_kept,
    also=(_limit, _lead, _leader),
)
