"""The spreadsheet to start from: headings that are read back, lists to choose from, and a sheet that explains them."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from zhixing.base.words import w
from zhixing.modules.supervision.choices import Rhythm, Source, Urgency
from zhixing.modules.supervision.importing.columns import HEADINGS

LINES = 2_000  # that many lines have the lists
_LISTS: dict[str, Any] = {"source": Source, "rhythm": Rhythm, "urgency": Urgency}


def made() -> bytes:
    """The template in the reader's language."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    head = book.add_format({"bold": True, "bg_color": "#DCE6F2", "border": 1, "text_wrap": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(str(w("Items", "督办台账")))
    told = book.add_worksheet(str(w("How to fill it in", "填写说明")))
    told.set_column(0, 0, 22)
    told.set_column(1, 1, 12)
    told.set_column(2, 2, 90)
    for place, title in enumerate(
        (w("Column", "列"), w("Required", "是否必填"), w("What to write", "填写要求"))
    ):
        told.write_string(0, place, str(title), head)
    for place, heading in enumerate(HEADINGS):
        star = "*" if heading.is_required else ""
        sheet.set_column(place, place, heading.width, day if heading.key.endswith("_on") else None)
        sheet.write_string(0, place, f"{heading.words}{star}", head)
        told.write_string(place + 1, 0, str(heading.words))
        told.write_string(place + 1, 1, str(w("yes", "是") if heading.is_required else w("no", "否")))
        told.write_string(place + 1, 2, str(heading.hint))
        if members := _LISTS.get(heading.key):
            offered = [str(m.label) for m in members]
            sheet.data_validation(1, place, LINES, place, {"validate": "list", "source": offered})
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()
