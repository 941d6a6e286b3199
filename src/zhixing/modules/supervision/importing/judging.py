"""Each line of the spreadsheet judged: what it would become, or what is wrong in which column and how to mend it.

The dry run and the import itself judge with the same function, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhixing.base.words import Words, w
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters.opening import jurisdiction_of
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision.choices import Rhythm, Source, Urgency
from zhixing.modules.supervision.importing import values
from zhixing.modules.supervision.importing.columns import BY_KEY
from zhixing.modules.supervision.importing.naming import Names
from zhixing.modules.supervision.importing.sheets import Line, Sheet
from zhixing.modules.supervision.models import SupervisedItem

LIMITS = {"title": 200, "content": 10_000, "source_title": 200, "source_number": 60}
TARGET_LIMIT, MOST_TARGETS = 200, 50
LAST_DAY = date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (or worth knowing) in one cell, and the mend."""

    line: int
    column: Words
    said: Words
    mend: Words


@dataclass(frozen=True, slots=True)
class Ready:
    """A line as the item it would become."""

    line: int
    fields: dict[str, Any]
    lead_unit: Unit
    supporting_units: list[Unit]
    carrying_leader: Person | None
    overall_leader: Person | None


@dataclass(slots=True)
class Judged:
    """What came of the whole sheet: ready lines, problems that stop it, and hints that do not."""

    ready: list[Ready] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hints: list[Problem] = field(default_factory=list)
    lines_count: int = 0


def judge(sheet: Sheet, supervising_unit: Unit, today: date) -> Judged:
    """Judge every line. Asks the database a fixed number of questions, however many lines there are."""
    judging = _Judging(supervising_unit, today)
    for line in sheet.lines:
        judging.one(line)
    for heading in sheet.left_aside:
        judging.found.hints.append(_aside(heading))
    judging.found.lines_count = len(sheet.lines)
    return judging.found


def _aside(heading: str) -> Problem:
    said = w("The column “{heading}” is not brought in.", "“{heading}”列不导入。").put(heading=heading[:40])
    return Problem(0, w("Headings", "表头"), said, w("Nothing needs to be done.", "无需处理。"))


class _Judging:
    """One pass over the lines, with what it has seen so far."""

    def __init__(self, supervising_unit: Unit, today: date) -> None:
        self.today = today
        self.found = Judged()
        self.names = Names(today)
        jurisdiction = jurisdiction_of(supervising_unit)
        self.calendar = calendar_for(jurisdiction.pk)
        self.seen: dict[tuple[str, str], int] = {}
        known = SupervisedItem.objects.filter(jurisdiction=jurisdiction).exclude(state="withdrawn")
        self.known = {
            (t, n): number or "" for t, n, number in known.values_list("title", "source_number", "number")
        }

    def one(self, line: Line) -> None:
        before = len(self.found.problems)
        fields = self._texts(line) | self._choices(line) | self._days(line)
        lead, supporting = self._units(line)
        people = {
            key: self._person(line, key, choose)
            for key, choose in (("carrying_leader", self.names.leader), ("overall_leader", self.names.head))
        }
        self._once(line, fields)
        if len(self.found.problems) == before and lead is not None:
            self.found.ready.append(Ready(line.number, fields, lead, supporting, **people))

    def wrong(self, line: Line, key: str, said: Words, mend: Words) -> None:
        self.found.problems.append(Problem(line.number, BY_KEY[key].words, said, mend))

    def hint(self, line: Line, key: str, said: Words, mend: Words) -> None:
        self.found.hints.append(Problem(line.number, BY_KEY[key].words, said, mend))

    def _texts(self, line: Line) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for key, limit in LIMITS.items():
            said = values.text(line.cells.get(key))
            fields[key] = " ".join(said.split()) if key != "content" else said
            if len(said) > limit:
                self.wrong(
                    line,
                    key,
                    w("{n} characters are too many.", "共 {n} 字，超出限制。").put(n=len(said)),
                    w("Shorten it to {limit} characters.", "请压缩到 {limit} 字以内。").put(limit=limit),
                )
        if not fields["title"]:
            self.wrong(line, "title", EMPTY, w("Write what is to be achieved.", "请填写要完成的事项。"))
        fields["targets"] = values.parts(line.cells.get("targets"))
        if len(fields["targets"]) > MOST_TARGETS or any(len(t) > TARGET_LIMIT for t in fields["targets"]):
            self.wrong(
                line,
                "targets",
                w("There are too many targets, or one is too long.", "目标过多，或某一项过长。"),
                w("At most 50 of 200 characters each.", "最多 50 项，每项不超过 200 字。"),
            )
        return fields

    def _choices(self, line: Line) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        kinds: tuple[tuple[str, Any, Any], ...] = (
            ("source", Source, Source.OTHER),
            ("rhythm", Rhythm, Rhythm.MONTH),
            ("urgency", Urgency, Urgency.PLAIN),
        )
        for key, members, otherwise in kinds:
            written = values.text(line.cells.get(key))
            chosen = values.choice(members, written)
            fields[key] = chosen or otherwise
            if written and chosen is None:
                said = w("“{written}” is none of the words for this.", "“{written}”不在可选范围内。")
                self.wrong(line, key, said.put(written=written[:40]), BY_KEY[key].hint)
        return fields

    def _days(self, line: Line) -> dict[str, Any]:
        fields: dict[str, Any] = {"source_on": None, "limit_on": None}
        for key in fields:
            try:
                fields[key] = values.day(line.cells.get(key))
            except values.NotADay as wrong:
                said = w("“{written}” is not a day.", "“{written}”不是日期。").put(written=str(wrong)[:40])
                mend = w("Write it like 2026-06-30.", "请写成 2026-06-30 的形式，或将单元格设为日期格式。")
                self.wrong(line, key, said, mend)
                return fields
        self._limit(line, fields["limit_on"])
        return fields

    def _limit(self, line: Line, limit_on: date | None) -> None:
        if limit_on is None:
            self.wrong(line, "limit_on", EMPTY, w("Write the last day.", "请填写截止日。"))
        elif limit_on < self.today:
            said = w("The limit {day} has passed.", "时限 {day} 已过。").put(day=limit_on.isoformat())
            self.wrong(line, "limit_on", said, w("Set a day from today on.", "请改为今天及以后的日期。"))
        elif limit_on > LAST_DAY:
            said = w("{day} is too far away.", "{day} 过于久远。").put(day=limit_on.isoformat())
            self.wrong(line, "limit_on", said, w("Check the year.", "请核对年份。"))
        elif not self.calendar.is_published(limit_on):
            said = w(
                "The holidays of {year} are not published yet: limits counted up to {day} are provisional.",
                "{year} 年节假日安排尚未公布，至 {day} 的时限计算为暂定。",
            ).put(year=limit_on.year, day=limit_on.isoformat())
            mend = w("Nothing: they are counted again on publication.", "无需处理，公布后自动重算。")
            self.hint(line, "limit_on", said, mend)

    def _units(self, line: Line) -> tuple[Unit | None, list[Unit]]:
        lead = self._lead(line)
        supporting: list[Unit] = []
        for name in values.several(line.cells.get("supporting_units")):
            unit, trouble = self.names.unit(name)
            if trouble:
                self.wrong(line, "supporting_units", *trouble)
            elif unit is not None and lead is not None and unit.pk == lead.pk:
                said = w("{unit} is the lead unit already.", "{unit}已是主办单位。").put(unit=unit.name)
                mend = w("Leave it in one of the two places.", "请只保留其中一处。")
                self.wrong(line, "supporting_units", said, mend)
            elif unit is not None and unit not in supporting:
                supporting.append(unit)
        return lead, supporting

    def _lead(self, line: Line) -> Unit | None:
        written = values.text(line.cells.get("lead_unit"))
        if not written:
            self.wrong(line, "lead_unit", EMPTY, w("Name exactly one unit.", "请填写一个单位。"))
            return None
        unit, trouble = self.names.unit(written)
        if trouble and len(names := values.several(written)) > 1:
            said = w(
                "{n} units are named; an item has one lead unit.", "填写了 {n} 个单位，主办单位只能有一个。"
            )
            mend = w("Name one, and the others as supporting units.", "请保留一个，其余填入“协办单位”。")
            trouble = said.put(n=len(names)), mend
        if trouble:
            self.wrong(line, "lead_unit", *trouble)
        if unit is not None and "lead_unit" in line.merged:
            said = w("Read from a merged cell: {unit}.", "取自合并单元格：{unit}。").put(unit=unit.name)
            self.hint(line, "lead_unit", said, w("Check that it is meant.", "请核对是否属实。"))
        return unit

    def _person(self, line: Line, key: str, choose: Any) -> Person | None:
        name, staff_number = values.person(line.cells.get(key))
        if not name:
            if key == "carrying_leader":
                said = w("No leader carries it yet.", "尚未明确包干领导。")
                mend = w("Name one before it is issued.", "交办前请补填。")
                self.hint(line, key, said, mend)
            return None
        person, trouble = choose(name, staff_number)
        if trouble:
            self.wrong(line, key, *trouble)
        found: Person | None = person
        return found

    def _once(self, line: Line, fields: dict[str, Any]) -> None:
        key = (fields["title"], fields["source_number"])
        if not fields["title"]:
            return
        if key in self.seen:
            said = w(
                "The same as line {line}: title and document number.",
                "与第 {line} 行事项名称、来源文号相同。",
            )
            self.wrong(
                line, "title", said.put(line=self.seen[key]), w("Delete one of them.", "请删除其中一行。")
            )
        elif key in self.known:
            number = self.known[key] or str(w("not issued yet", "未交办"))
            said = w("It exists already ({number}).", "已有相同事项（{number}）。").put(number=number)
            mend = w("Delete the line, or give it another title.", "请删除该行，或更改事项名称。")
            self.wrong(line, "title", said, mend)
        self.seen.setdefault(key, line.number)


EMPTY = w("It is empty.", "未填写。")


def by_line(problems: Iterable[Problem]) -> list[Problem]:
    """In the order in which one goes through the sheet."""
    return sorted(problems, key=lambda p: p.line)
