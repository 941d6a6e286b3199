"""The head of the DOCX: flags, red head, number, signers, red line, title, addressees."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from zhixing.kernel.letters.compose import Sheet
from zhixing.kernel.letters.paper import Layout
from zhixing.kernel.letters.rendering import measures as m
from zhixing.kernel.letters.rendering.word import page, runs
from zhixing.kernel.letters.rendering.word.runs import BODY, SMALL, TITLE, Type
from zhixing.kernel.letters.titles import width

_MM = 72 / 25.4
_TYPE_WIDTH_PT = m.TYPE_WIDTH_MM * _MM
_LINE_GAP_PT = round(m.LINE_BELOW_NUMBER_MM * _MM)


def write(document: Docx, sheet: Sheet) -> None:
    """Everything above the body, in the order of the layout."""
    type_ = SMALL if sheet.layout is Layout.SLIP else BODY
    if sheet.layout is Layout.LETTER:
        _mark(page.letter_mark(document), sheet, before=0)
        _right(document, sheet.number, BODY)
        _flags(document, sheet, BODY)
    else:
        flags = _flags(document, sheet, type_)
        _mark(document.add_paragraph(), sheet, before=_above_mark(sheet, flags, type_))
        _under_mark(document, sheet, type_)
    _title(document, sheet, type_)
    if sheet.addressees:
        paragraph = runs.space(document.add_paragraph(), type_)
        runs.put(paragraph, sheet.addressees, type_)


def _flags(document: Docx, sheet: Sheet, type_: Type) -> int:
    shown = [each for each in (sheet.copy_number, sheet.urgency) if each]
    for each in shown:
        runs.put(runs.space(document.add_paragraph(), type_), each, type_, "hei")
    return len(shown)


def _above_mark(sheet: Sheet, flags: int, type_: Type) -> float:
    """Points from the last flag to the mark, whose upper edge is 35 mm below the type area's."""
    high = sheet.layout in (Layout.DOCUMENT, Layout.MINUTES)
    return max(0.0, m.MARK_BELOW_TOP_MM * _MM - flags * type_.line) if high else 0.0


def _mark(paragraph: Paragraph, sheet: Sheet, *, before: float) -> None:
    """The red head, condensed to the width of the type area; organs of a joint paper one under the other."""
    lines = "\n".join(sheet.masthead).split("\n")
    if sheet.masthead_mark:
        lines[-1] += sheet.masthead_mark
    size = m.MARK_PT * (0.75 if sheet.layout is Layout.SLIP or len(lines) > 1 else 1)
    natural = max(width(line) for line in lines) * size
    narrow = max(m.MARK_NARROWEST, min(1.0, (_TYPE_WIDTH_PT - 4) / natural))
    size *= min(1.0, (_TYPE_WIDTH_PT - 4) / (natural * narrow))
    type_ = Type(round(size * 2) / 2, size * 1.15, size)
    paragraph.alignment = runs.CENTRE
    runs.space(paragraph, type_, before=before)
    run = runs.put(paragraph, "\n".join(lines), type_, "title", red=True)
    if narrow < 1:
        runs.condense(run, int(narrow * 100))


def _under_mark(document: Docx, sheet: Sheet, type_: Type) -> None:
    """From the mark to the red line: number (and signers), or issue, organ and day."""
    if sheet.layout in (Layout.MINUTES, Layout.BULLETIN):
        issue = runs.space(document.add_paragraph(), type_, before=type_.line / 2)
        issue.alignment = runs.CENTRE
        runs.put(issue, sheet.issue or sheet.number, type_)
        line = _sides(document, sheet.organ, sheet.dated, type_)
    elif sheet.layout is Layout.SLIP:
        line = _right(document, sheet.number, type_)
    elif sheet.signers:
        line = _number_and_signers(document, sheet)
    else:
        line = runs.space(document.add_paragraph(), type_, before=type_.line * 2)
        line.alignment = runs.CENTRE
        runs.put(line, sheet.number, type_)
    runs.border(line, "bottom", eighths=16, gap_pt=_LINE_GAP_PT)


def _number_and_signers(document: Docx, sheet: Sheet) -> Paragraph:
    """Number left, signers right; with several rows of signers the number stands beside the last (7.2.6)."""
    rows = [sheet.signers[at : at + 2] for at in range(0, len(sheet.signers), 2)]
    room = BODY.character * 8.2
    line = document.paragraphs[-1]
    for at, names in enumerate(rows):
        line = runs.space(document.add_paragraph(), BODY, before=BODY.line * 2 if at == 0 else 0)
        runs.indent(line, BODY, left=1, right=1)
        line.paragraph_format.tab_stops.add_tab_stop(Pt(_TYPE_WIDTH_PT - room - BODY.character * 4.2))
        line.paragraph_format.tab_stops.add_tab_stop(Pt(_TYPE_WIDTH_PT - room))
        runs.put(line, (sheet.number if at == len(rows) - 1 else "") + "\t", BODY)
        runs.put(line, ("签发人：" if at == 0 else "") + "\t", BODY)
        runs.put(line, "　".join(names), BODY, "kai")
    return line


def _right(document: Docx, text: str, type_: Type) -> Paragraph:
    line = runs.space(document.add_paragraph(), type_)
    line.alignment = runs.RIGHT
    runs.indent(line, type_, right=1)
    runs.put(line, text, type_)
    return line


def _sides(document: Docx, left: str, right: str, type_: Type) -> Paragraph:
    line = runs.space(document.add_paragraph(), type_)
    runs.indent(line, type_, left=1, right=1)
    line.paragraph_format.tab_stops.add_tab_stop(
        Pt(_TYPE_WIDTH_PT - type_.character), alignment=runs.TAB_RIGHT
    )
    runs.put(line, f"{left}\t{right}", type_)
    return line


def _title(document: Docx, sheet: Sheet, type_: Type) -> None:
    slip = sheet.layout is Layout.SLIP
    paragraph = document.add_paragraph(style="Title")
    runs.space(
        paragraph,
        TITLE,
        before=type_.line * (0.5 if slip else 2),
        after=0 if slip else type_.line,
        keep_next=True,
    )
    paragraph.alignment = runs.CENTRE
    runs.put(paragraph, "\n".join(sheet.title_lines), TITLE, "title")
