"""What follows the body of the DOCX: attachments, signature, date, notes, end block."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell

from zhixing.kernel.letters.compose import Sheet
from zhixing.kernel.letters.paper import Layout
from zhixing.kernel.letters.rendering import measures as m
from zhixing.kernel.letters.rendering.word import runs
from zhixing.kernel.letters.rendering.word.runs import BODY, SMALL, Type
from zhixing.kernel.letters.titles import width

_TYPE_WIDTH_PT = m.TYPE_WIDTH_MM * 72 / 25.4


def write(document: Docx, sheet: Sheet) -> None:
    """Everything below the body."""
    type_ = SMALL if sheet.layout is Layout.SLIP else BODY
    _attachments(document, sheet, type_)
    _signature(document, sheet, type_)
    if sheet.notes:
        paragraph = runs.indent(runs.space(document.add_paragraph(), type_), type_, first=2)
        runs.put(paragraph, sheet.notes, type_)
    _end_block(document, sheet)


def _attachments(document: Docx, sheet: Sheet, type_: Type) -> None:
    several = len(sheet.attachments) > 1
    for at, name in enumerate(sheet.attachments):
        paragraph = runs.space(document.add_paragraph(), type_, before=type_.line if at == 0 else 0)
        own = width(f"{at + 1}.") if several else 0
        runs.indent(paragraph, type_, left=5 + own, first=-own - (3 if at == 0 else 0))
        runs.put(paragraph, ("附件：" if at == 0 else "") + name, type_)


def _signature(document: Docx, sheet: Sheet, type_: Type) -> None:
    """One organ centred above the date, which ends four characters from the right, or several abreast."""
    if not sheet.signed_by:
        return
    if sheet.layout is Layout.SLIP:
        paragraph = runs.space(document.add_paragraph(), type_, before=type_.line / 2)
        paragraph.alignment = runs.RIGHT
        runs.put(paragraph, "　".join((*sheet.signed_by, sheet.dated)), type_)
        return
    names = (sheet.signed_by,) if len(sheet.signed_by) == 1 else _in_rows(sheet.signed_by)
    half = 4 + width(sheet.dated) / 2
    for at, row in enumerate(names):
        paragraph = runs.space(
            document.add_paragraph(), type_, before=type_.line * (2 if at == 0 else 1), keep_next=True
        )
        if len(sheet.signed_by) == 1:
            paragraph.alignment = runs.RIGHT
            runs.indent(paragraph, type_, right=max(0.0, half - width(row[0]) / 2))
            runs.put(paragraph, row[0], type_)
        else:
            for place in range(len(row)):
                middle = Pt(_TYPE_WIDTH_PT * (2 * place + 1) / (2 * len(names[0])))
                paragraph.paragraph_format.tab_stops.add_tab_stop(middle, alignment=WD_TAB_ALIGNMENT.CENTER)
            runs.put(paragraph, "".join(f"\t{name}" for name in row), type_)
    day = runs.space(document.add_paragraph(), type_)
    day.alignment = runs.RIGHT
    runs.indent(day, type_, right=4)
    runs.put(day, sheet.dated, type_)


def _in_rows(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Rows of at most three names, fewer where they are long."""
    per_row = max(1, min(3, int(28 // (max(width(name) for name in names) + 1))))
    return tuple(names[at : at + per_row] for at in range(0, len(names), per_row))


def _end_block(document: Docx, sheet: Sheet) -> None:
    """版记 as a table floating at the foot of the last page: thick lines outside, thin between (7.4.1)."""
    rows = [("主送：" + sheet.moved_addressees, "")] if sheet.moved_addressees else []
    rows += [("抄送：" + sheet.copies_to, "")] if sheet.copies_to else []
    rows += [(sheet.printed_by, sheet.printed_on)] if sheet.printed_by or sheet.printed_on else []
    if not rows:
        return
    table = document.add_table(rows=len(rows), cols=1)
    table.autofit = False
    properties = table._tbl.tblPr
    style = properties.find(qn("w:tblStyle"))
    place = runs.element(
        "tblpPr", leftFromText=0, rightFromText=0, vertAnchor="margin", horzAnchor="margin",
        tblpXSpec="left", tblpYSpec="bottom",
    )  # fmt: skip
    style.addnext(place) if style is not None else properties.insert(0, place)
    borders = runs.element("tblBorders")
    for edge, eighths in (("top", 8), ("bottom", 8), ("insideH", 6)):  # 1 pt = 0.35 mm, 0.75 pt = 0.26 mm
        borders.append(runs.element(edge, val="single", sz=eighths, space=0, color="000000"))
    properties.find(qn("w:tblW")).addnext(borders)
    for row, (left, right) in zip(table.rows, rows, strict=True):
        _end_row(row.cells[0], left, right)
    runs.space(document.add_paragraph(), Type(1, 1, 1))


def _end_row(cell: _Cell, left: str, right: str) -> None:
    cell.width = Pt(_TYPE_WIDTH_PT)
    paragraph = runs.space(cell.paragraphs[0], SMALL)
    if right:
        runs.indent(paragraph, SMALL, left=1, right=1)
        stop = Pt(_TYPE_WIDTH_PT - SMALL.character - 11)  # Word's own cell margins take 5.4 pt on each side
        paragraph.paragraph_format.tab_stops.add_tab_stop(stop, alignment=WD_TAB_ALIGNMENT.RIGHT)
        runs.put(paragraph, f"{left}\t{right}", SMALL)
    else:
        runs.indent(paragraph, SMALL, left=4, first=-3, right=1)
        runs.put(paragraph, left, SMALL)
