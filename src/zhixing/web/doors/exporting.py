"""A ledger as a spreadsheet: exactly what is shown — its columns, filters and order — over all its pages.

Rows are read in pieces and written as they come, so a hundred thousand of them need no memory to speak of. A text is
written as text whatever it begins with: what somebody typed never becomes a formula on another's machine.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.matters.kinds import Kind
from zhixing.web.components import Card, Chip, Link
from zhixing.web.doors.presenting import LedgerColumn

MOST_ROWS = 100_000
PIECE = 2_000
CELL_LIMIT = 32_767  # characters Excel takes in one cell
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 has no place for them
_WIDTHS = {"day": 12, "number": 10, "chip": 14}
TITLE_WIDTH, TEXT_WIDTH = 48, 18


class TooManyRows(Refusal):
    """A spreadsheet of more rows helps nobody, and would keep a worker busy."""

    code = "web.too_many_rows"
    status = 422
    reason = w(
        "The list has more than {limit} lines, too many for one spreadsheet.",
        "该列表超过 {limit} 行，无法一次导出。",
    )
    remedy = w("Narrow it down with filters and export in parts.", "请增加筛选条件后分批导出。")


def workbook(kind: Kind, columns: Sequence[LedgerColumn], rows: QuerySet[Any]) -> FileResponse:
    """The shown columns of all rows, as a download. Raises TooManyRows."""
    if len(rows.order_by().values_list("pk")[: MOST_ROWS + 1]) > MOST_ROWS:
        raise TooManyRows(limit=f"{MOST_ROWS:,}")
    made = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  # the response closes and so removes it
    write(Path(made.name), str(kind.plural), columns, rows.iterator(chunk_size=PIECE))
    name = f"{kind.plural}-{clock.today().isoformat()}.xlsx"
    return FileResponse(made, as_attachment=True, filename=name, content_type=XLSX)


def write(path: Path, title: str, columns: Sequence[LedgerColumn], rows: Iterable[Any]) -> int:
    """Write the spreadsheet row by row; how many rows it has below its head."""
    book = xlsxwriter.Workbook(
        str(path),
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
    formats = {"day": day, "moment": moment}
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31])
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        wide = TITLE_WIDTH if column.key == "title" else _WIDTHS.get(column.kind, TEXT_WIDTH)
        sheet.set_column(place, place, wide)
        sheet.write_string(0, place, str(column.label), head)
    values = [column.value for column in columns]
    n = 0
    for n, row in enumerate(rows, start=1):
        for place, value in enumerate(values):
            _cell(sheet, n, place, value(row), formats)
    if columns:
        sheet.autofilter(0, 0, max(n, 1), len(columns) - 1)
    book.close()
    return n


def _cell(sheet: Any, row: int, place: int, value: Any, formats: dict[str, Any]) -> None:
    """One value by its type: numbers and days as such, everything else as plain text."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, place, str(w("yes", "是") if value else w("no", "否")))
    elif isinstance(value, (int, float)):
        sheet.write_number(row, place, value)
    elif isinstance(value, datetime):
        local = value.astimezone(clock.zone()).replace(tzinfo=None)
        sheet.write_datetime(row, place, local, formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, formats["day"])
    else:
        sheet.write_string(row, place, _CONTROLS.sub("", text_of(value))[:CELL_LIMIT])


def text_of(value: Any) -> str:
    """A cell of the ledger as text in the reader's language: chips and cards by their words, several with “、”."""
    if isinstance(value, (list, tuple)):
        return "、".join(text_of(v) for v in value)
    if isinstance(value, (Chip, Card)):
        return str(value.word)
    if isinstance(value, Link):
        return str(value.label)
    return str(value) if isinstance(value, Words) else f"{value}"
