"""A spreadsheet as lines of cells: XLSX, XLS and ET by calamine, CSV by the standard library.

Formulas count with the value that was last computed for them. A merged cell is read as what people see: its value
stands in every cell that it covers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from zhixing.kernel.tables.columns import Column, ColumnSet, listed
from zhixing.kernel.tables.refusals import (
    HeadingsMissing,
    HeadingTwice,
    NothingToImport,
    SheetUnreadable,
    TooManyLines,
)

MOST_LINES = 20_000
MOST_COLUMNS = 200
HEAD_WITHIN = 10  # a title and a note may stand above the headings
END_OF_TABLE = 1_000  # empty lines on end: a sheet may be formatted down to its millionth line
ENOUGH_HEADINGS = 2  # that many known headings make a line the head


@dataclass(frozen=True, slots=True)
class Line:
    """A line below the headings: its number as the spreadsheet shows it, and its cells by column key."""

    number: int
    cells: dict[str, Any]
    merged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that was read: its lines, and headings that mean nothing here."""

    name: str
    lines: list[Line]
    left_aside: list[str]


def read(path: Path, name: str, columns: ColumnSet) -> Sheet:
    """The table in the file, as far as these columns are in it. Raises the refusals of a whole spreadsheet."""
    title, rows, covered = _csv(path, name) if name.lower().endswith((".csv", ".txt")) else _book(path, name)
    head, places, aside = _headings(rows, title, columns)
    lines = list(_lines(rows, head, places, covered))
    if not lines:
        raise NothingToImport
    return Sheet(title, lines, aside)


Covered = dict[tuple[int, int], tuple[int, int]]


def _book(path: Path, name: str) -> tuple[str, list[list[Any]], Covered]:
    """The first visible worksheet: its name, its rows, and which cells lie under a merged one."""
    try:
        book = CalamineWorkbook.from_path(str(path))
        shown = [
            m.name
            for m in book.sheets_metadata
            if m.typ == SheetTypeEnum.WorkSheet and m.visible == SheetVisibleEnum.Visible
        ]
        if not shown:
            raise SheetUnreadable(name=name)
        sheet = book.get_sheet_by_name(shown[0])
        rows = _rows(sheet)
        merged = _covered(sheet, len(rows))
    except (CalamineError, PasswordError, OSError) as wrong:
        raise SheetUnreadable(name=name) from wrong
    return sheet.name, rows, merged


def _rows(sheet: CalamineSheet) -> list[list[Any]]:
    """The rows from the top of the sheet; those far below with nothing in them are not read."""
    start = sheet.start[0] if sheet.start else 0
    rows: list[list[Any]] = [[] for _ in range(start if start < HEAD_WITHIN else 0)]
    filled = empty = 0
    for row in sheet.iter_rows():
        cells = list(row[:MOST_COLUMNS])
        if any(c not in ("", None) for c in cells):
            filled, empty = filled + 1, 0
        else:
            empty += 1
        if filled > MOST_LINES + HEAD_WITHIN:
            raise TooManyLines(limit=f"{MOST_LINES:,}")
        if empty > END_OF_TABLE:
            break
        rows.append(cells)
    while rows and not any(c not in ("", None) for c in rows[-1]):
        rows.pop()
    return rows


def _covered(sheet: CalamineSheet, height: int) -> Covered:
    """Every cell under a merged one → the cell whose value it shows. Bounded: cells beyond the table are left out."""
    found: Covered = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in range(top, min(bottom, height - 1) + 1):
            for column in range(left, min(right, MOST_COLUMNS) + 1):
                if (row, column) != (top, left):
                    found[row, column] = (top, left)
    return found


def _csv(path: Path, name: str) -> tuple[str, list[list[Any]], Covered]:
    raw = path.read_bytes()
    text = _decoded(raw, name)
    rows: list[list[Any]] = []
    try:
        sample = text[:4000]
        separator = "\t" if sample.count("\t") > sample.count(",") else ","
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append([cell.strip() for cell in row[:MOST_COLUMNS]])
            if len(rows) > MOST_LINES + HEAD_WITHIN:
                raise TooManyLines(limit=f"{MOST_LINES:,}")
    except csv.Error as wrong:
        raise SheetUnreadable(name=name) from wrong
    return name, rows, {}


def _decoded(raw: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetUnreadable(name=name)


def _headings(
    rows: list[list[Any]], title: str, known: ColumnSet
) -> tuple[int, dict[int, Column], list[str]]:
    """Where the head is, which place means which column, and the headings left aside."""
    best: list[Column] = []
    enough = min(ENOUGH_HEADINGS, len(known.columns))
    for place, row in enumerate(rows[:HEAD_WITHIN]):
        columns = {n: found for n, cell in enumerate(row) if (found := known.column_of(str(cell)))}
        if len(set(columns.values())) >= enough and not known.missing(list(columns.values())):
            _once(columns, row)
            aside = [str(c) for n, c in enumerate(row) if n not in columns and str(c).strip()]
            return place, columns, aside
        best = max(best, list(columns.values()), key=len)
    raise HeadingsMissing(n=HEAD_WITHIN, sheet=title, missing=listed(known.missing(best) or known.columns))


def _once(columns: dict[int, Column], row: list[Any]) -> None:
    for column in columns.values():
        same = [str(row[n]).strip() for n, c in columns.items() if c is column]
        if len(same) > 1:
            raise HeadingTwice(heading=column.words, columns="、".join(same))


def _lines(rows: list[list[Any]], head: int, columns: dict[int, Column], covered: Covered) -> Iterator[Line]:
    n = 0
    for place in range(head + 1, len(rows)):
        row = rows[place]
        if not any(c not in ("", None) for c in row):
            continue
        n += 1
        if n > MOST_LINES:
            raise TooManyLines(limit=f"{MOST_LINES:,}")
        cells, merged = {}, set()
        for n_column, column in columns.items():
            value = row[n_column] if n_column < len(row) else ""
            above = covered.get((place, n_column))
            if above is not None and above[0] > head:
                value = rows[above[0]][above[1]]
                merged.add(column.key)
            cells[column.key] = value
        yield Line(place + 1, cells, frozenset(merged))
