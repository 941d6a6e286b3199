"""Each line of the spreadsheet judged: what may be taken, or what is wrong in which column and how to mend it.

The dry run and the import itself judge with the same function, so they cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters.opening import jurisdiction_of
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.tables import values
from zhixing.kernel.tables.cells import Cell
from zhixing.kernel.tables.columns import Column, ColumnSet, listed
from zhixing.kernel.tables.findings import Judged, Problem, Ready
from zhixing.kernel.tables.naming import Names
from zhixing.kernel.tables.sheets import Line, Sheet

EMPTY = w("It is empty.", "未填写。")


class About:
    """Where and when a sheet is brought in: the unit whose ledger it is, its jurisdiction, today, its calendar."""

    def __init__(self, unit: Unit, today: date) -> None:
        self.unit, self.today = unit, today
        self.jurisdiction = jurisdiction_of(unit)

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_for(self.jurisdiction.pk)


@dataclass(frozen=True, slots=True)
class LineJudged:
    """One line after its cells were judged, for what a module judges besides (`ColumnSet.also`)."""

    sheet_line: Line
    values: dict[str, Any]
    about: About
    columns: ColumnSet
    found: Judged

    def is_empty(self, key: str) -> bool:
        """Whether nothing was written there (a value may stand for that all the same)."""
        return not values.text(self.sheet_line.cells.get(key))

    def is_merged(self, key: str) -> bool:
        """Whether the cell lies under a merged one, whose value it shows."""
        return key in self.sheet_line.merged

    def wrong(self, key: str, said: Words, mend: Words) -> None:
        """Tell what is wrong in this column: nothing is imported."""
        self.found.problems.append(self._told(key, said, mend))

    def hint(self, key: str, said: Words, mend: Words) -> None:
        """Tell what is worth knowing: it stops nothing."""
        self.found.hints.append(self._told(key, said, mend))

    def _told(self, key: str, said: Words, mend: Words) -> Problem:
        return Problem(self.sheet_line.number, self.columns.by_key[key].words, said, mend)


def judge(sheet: Sheet, columns: ColumnSet, unit: Unit, today: date) -> Judged:
    """Judge every line. Asks the database a fixed number of questions, however many lines there are."""
    judging = _Judging(columns, unit, today)
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

    def __init__(self, columns: ColumnSet, unit: Unit, today: date) -> None:
        self.columns = columns
        self.found = Judged()
        self.names = Names(today)
        self.about = About(unit, today)
        self.kept = columns.kept(self.about.jurisdiction)
        self.seen: dict[tuple[Any, ...], int] = {}

    def one(self, line: Line) -> None:
        before = len(self.found.problems)
        said = {c.key: self._value(line, c) for c in self.columns.columns}
        judged = LineJudged(line, said, self.about, self.columns, self.found)
        for also in self.columns.also:
            also(judged)
        self._once(judged)
        if len(self.found.problems) == before:
            self.found.ready.append(Ready(line.number, said))

    def _value(self, line: Line, column: Column) -> Any:
        written = line.cells.get(column.key)
        if values.text(written):
            cell = Cell(written, line.number, column.words, column.hint, self.names, self.found)
            return column.takes.of(cell)
        if column.required is not None:
            self.found.problems.append(Problem(line.number, column.words, EMPTY, column.required))
        return column.takes.nothing

    def _once(self, line: LineJudged) -> None:
        """The same thing twice in the sheet, or there already; a line that names nothing is told otherwise."""
        same = self.columns.same
        if not same or not line.values[same[0]]:
            return
        key = tuple(line.values[k] for k in same)
        if key in self.seen:
            named = listed(self.columns.by_key[k] for k in same)
            said = w("The same as line {line}: {columns}.", "与第 {line} 行{columns}相同。")
            mend = w("Delete one of them.", "请删除其中一行。")
            line.wrong(same[0], said.put(line=self.seen[key], columns=named), mend)
        elif key in self.kept:
            said = w("It exists already ({number}).", "已有相同事项（{number}）。").put(number=self.kept[key])
            mend = w("Delete the line, or change “{column}”.", "请删除该行，或更改{column}。")
            line.wrong(same[0], said, mend.put(column=self.columns.by_key[same[0]].words))
        self.seen.setdefault(key, line.sheet_line.number)
