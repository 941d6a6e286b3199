"""Spreadsheets for tests, as people bring them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter


def book(rows: Sequence[Sequence[Any]], *, head: Sequence[str], above: Sequence[Sequence[Any]] = (),
         merge: Sequence[tuple[int, int, int, int, Any]] = ()) -> bytes:  # fmt: skip
    """An XLSX with these rows; `merge` lays merged cells (first row and column, last row and column, value)."""
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = made.add_worksheet("台账")
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    for n, row in enumerate([*above, head, *rows]):
        for m, value in enumerate(row):
            if hasattr(value, "year"):
                sheet.write_datetime(n, m, value, day)
            elif isinstance(value, tuple):
                sheet.write_formula(n, m, value[0], None, value[1])
            elif value is not None:
                sheet.write(n, m, value) if not isinstance(value, str) else sheet.write_string(n, m, value)
    for first_row, first_column, last_row, last_column, value in merge:
        sheet.merge_range(first_row, first_column, last_row, last_column, value)
    made.close()
    return buffer.getvalue()
