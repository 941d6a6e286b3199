"""Tables of tasks: a row each, with columns for the task, the units and the time.

A table is a run of lines whose cells are parted by tabs (as text from .docx tables is) or by | (Markdown),
the first of them naming the columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhixing.reading.assignment import LABEL, Role
from zhixing.reading.characters import trimmed
from zhixing.reading.structure import Paragraph

_TASK = re.compile(r"任务|事项|内容|措施|项目|举措|目标|要点|工作")
_NAMES_TASK = re.compile(r"任务|事项|内容|举措|项目")
_NUMBER = re.compile(r"序 *号|编 *号|No\.?|#")
_RULE = re.compile(r"[|\-: ]+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of tasks: the spans of its cells by what their column holds. The first of `task`
    names it."""

    start: int
    end: int
    number: Span | None
    task: tuple[Span, ...]
    units: tuple[tuple[Role, Span], ...]
    time: Span | None
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Columns:
    number: int | None
    task: tuple[int, ...]
    units: tuple[tuple[Role, int], ...]
    time: int | None


def rows(text: str, folded: str, lines: Sequence[Paragraph]) -> list[Row]:
    """The rows of all tables of tasks in the text, in order."""
    found: list[Row] = []
    columns: _Columns | None = None
    for index, line in enumerate(lines):
        cells = _cells(text, folded, line)
        if len(cells) < 2:
            columns = None
            continue
        if heads := _columns(folded, cells):
            columns = heads
        elif columns and not _RULE.fullmatch(folded, line.start, line.end):
            row = _row(line, cells, columns, index)
            if row:
                found.append(row)
    return found


def _cells(text: str, folded: str, line: Paragraph) -> list[Span]:
    start, end = line.start, line.end
    while start and text[start - 1] == "\t":  # an empty first cell was trimmed from the paragraph
        start -= 1
    separator = "\t" if "\t" in text[start:end] else "|"
    if separator not in text[start:end]:
        return []
    if separator == "|":
        start += folded[start] == "|"
        end -= folded[end - 1] == "|"
    spans, begin = [], start
    for at in range(start, end + 1):
        if at == end or text[at] == separator:
            spans.append(trimmed(folded, begin, at))
            begin = at + 1
    return spans


def _columns(folded: str, cells: list[Span]) -> _Columns | None:
    """What each column holds, if the cells are the head of a table of tasks: at least a task and a unit."""
    number, time = None, None
    task: list[int] = []
    units: list[tuple[Role, int]] = []
    for at, (a, b) in enumerate(cells):
        words = re.sub(r"[ ]|\([^()]*\)", "", folded[a:b])
        if len(words) > 12:
            return None
        label = LABEL.fullmatch(words + ":")
        role = next((r for r in Role if label[r.value]), None) if label else None
        if role in (Role.LEAD, Role.SUPPORT, Role.RESPONSIBLE):
            units.append((role, at))
        elif role is Role.TIME:
            time = at
        elif _NUMBER.fullmatch(words):
            number = at
        elif role is None and _TASK.search(words):
            task.append(at)
    task.sort(key=lambda at: (not _NAMES_TASK.search(folded, *cells[at]), -at))
    return _Columns(number, tuple(task), tuple(units), time) if task and units else None


def _row(line: Paragraph, cells: list[Span], columns: _Columns, index: int) -> Row | None:
    def cell(at: int | None) -> Span | None:
        return cells[at] if at is not None and at < len(cells) and cells[at][1] > cells[at][0] else None

    task = tuple(span for at in columns.task if (span := cell(at)))
    units = tuple((role, span) for role, at in columns.units if (span := cell(at)))
    if not task or not (units or cell(columns.time)):
        return None
    return Row(line.start, line.end, cell(columns.number), task, units, cell(columns.time), index)
