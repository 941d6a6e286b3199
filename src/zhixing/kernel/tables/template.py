"""The spreadsheet to start from: headings that are read back, lists to choose from, and a sheet that explains them."""

from __future__ import annotations

import io

import xlsxwriter

from zhixing.base.words import w
from zhixing.kernel.tables.columns import ColumnSet

LINES = 2_000  # that many lines have the lists
LONGEST_LIST = (
    255  # characters that a cell's list may have in all; a longer one is told on the second sheet only
)


def made(columns: ColumnSet) -> bytes:
    """The template in the reader's language."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    head = book.add_format({"bold": True, "bg_color": "#DCE6F2", "border": 1, "text_wrap": True})
    formats = {f: book.add_format({"num_format": f}) for c in columns.columns if (f := c.takes.number_format)}
    sheet = book.add_worksheet(str(columns.sheet))
    told = book.add_worksheet(str(w("How to fill it in", "填写说明")))
    told.set_column(0, 0, 22)
    told.set_column(1, 1, 12)
    told.set_column(2, 2, 90)
    for place, title in enumerate(
        (w("Column", "列"), w("Required", "是否必填"), w("What to write", "填写要求"))
    ):
        told.write_string(0, place, str(title), head)
    for place, column in enumerate(columns.columns):
        star = "*" if column.required is not None else ""
        sheet.set_column(place, place, column.width, formats.get(column.takes.number_format))
        sheet.write_string(0, place, f"{column.words}{star}", head)
        told.write_string(place + 1, 0, str(column.words))
        told.write_string(place + 1, 1, str(w("yes", "是") if star else w("no", "否")))
        told.write_string(place + 1, 2, str(column.hint))
        offered = column.takes.offered
        if offered and len(",".join(offered)) <= LONGEST_LIST:
            sheet.data_validation(1, place, LINES, place, {"validate": "list", "source": offered})
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()
