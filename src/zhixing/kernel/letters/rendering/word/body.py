"""The body of the DOCX: paragraphs, headings, tables, forms, names, places to sign."""

from __future__ import annotations

from typing import Any

from docx.document import Document as Docx
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell

from zhixing.kernel.letters.compose import Line, Set, Sheet
from zhixing.kernel.letters.paper import Attendance, Fields, Layout, SignatureLine, Table
from zhixing.kernel.letters.rendering import measures as m
from zhixing.kernel.letters.rendering.word import runs
from zhixing.kernel.letters.rendering.word.page import HEADINGS
from zhixing.kernel.letters.rendering.word.runs import BODY, FIELD, SMALL, TABLE, Type
from zhixing.kernel.letters.titles import width

_TYPE_WIDTH_PT = m.TYPE_WIDTH_MM * 72 / 25.4
_LABEL_PT = 5 * m.SMALL_PT


def write(document: Docx, sheet: Sheet) -> None:
    """The flow of the sheet, block after block."""
    type_ = SMALL if sheet.layout is Layout.SLIP else BODY
    for each in sheet.flow:
        _block(document, each, type_)


def _block(document: Docx, each: Set, type_: Type) -> None:
    match each:
        case Line():
            _line(document, each, type_)
        case Table():
            _table(document, each)
        case Fields():
            _fields(document, each)
        case Attendance():
            _attendance(document, each, type_)
        case SignatureLine():
            paragraph = runs.space(document.add_paragraph(), type_, before=type_.line / 2)
            runs.put(paragraph, "　　".join(f"{label}：________" for label in each.labels), type_)


def _line(document: Docx, line: Line, type_: Type) -> None:
    if line.style in HEADINGS:
        paragraph = runs.space(
            document.add_paragraph(style=f"Heading {line.style[1]}"), type_, keep_next=True
        )
        face = HEADINGS[line.style]
        runs.put(paragraph, line.text, type_, face, bold=line.style == "h3")
        runs.indent(paragraph, type_, first=2)
        return
    own = TABLE if line.style == "basis" and type_ is SMALL else type_
    paragraph = runs.space(document.add_paragraph(), own)
    runs.indent(paragraph, own, first=0 if own is TABLE else 2)
    if line.lead:
        runs.put(paragraph, line.lead, own, "hei")
    runs.put(paragraph, line.text, own)


def _grid(document: Docx, rows: int, widths: list[float]) -> WordTable:
    table: WordTable = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, points in zip(table.columns, widths, strict=True):
        column.width = Pt(points)
    return table


def fill(cell: _Cell, text: str, type_: Type, face: str = "body", *, centred: bool = False) -> None:
    """One cell's text, in the middle of its height."""
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = runs.space(cell.paragraphs[0], type_)
    paragraph.alignment = runs.CENTRE if centred else runs.LEFT
    runs.put(paragraph, text, type_, face)


def _row_property(row: Any, tag: str) -> None:
    row._tr.get_or_add_trPr().append(runs.element(tag))


def _table(document: Docx, made: Table) -> None:
    if made.caption:
        caption = runs.space(document.add_paragraph(), SMALL, keep_next=True)
        caption.alignment = runs.CENTRE
        runs.put(caption, made.caption, SMALL, "hei")
    shares = [_TYPE_WIDTH_PT * share / sum(made.widths) for share in made.widths]
    table = _grid(document, 1 + len(made.rows), shares)
    for row, texts in zip(table.rows, (made.head, *made.rows), strict=True):
        first = row._tr is table.rows[0]._tr
        _row_property(row, "cantSplit")
        if first:
            _row_property(row, "tblHeader")
        for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Pt(shares[at])
            fill(cell, text, TABLE, "hei" if first else "body", centred=first or at in made.centred)


def _fields(document: Docx, made: Fields) -> None:
    value = _TYPE_WIDTH_PT / 2 - _LABEL_PT
    widths = [_LABEL_PT, value, _LABEL_PT, value]
    table = _grid(document, len(made.rows), widths)
    for row, field in zip(table.rows, made.rows, strict=True):
        row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Pt(field.lines * FIELD.line + 5)
        cells = list(row.cells)
        for cell, points in zip(cells, widths, strict=True):
            cell.width = Pt(points)
        if len(field.pairs) == 1:
            cells = [cells[0], cells[1].merge(cells[3])]
        for at, (label, text) in enumerate(field.pairs):
            fill(cells[2 * at], label, FIELD, "hei", centred=True)
            fill(cells[2 * at + 1], text, FIELD)


def _attendance(document: Docx, made: Attendance, type_: Type) -> None:
    label = f"{made.label}："
    paragraph = runs.space(document.add_paragraph(), type_)
    runs.indent(paragraph, type_, left=2 + width(label), first=-width(label))
    runs.put(paragraph, label, type_, "hei")
    runs.put(paragraph, "、".join(made.names), type_)
