"""Page, styles and page numbers of the DOCX."""

from __future__ import annotations

from typing import Any

from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from zhixing.kernel.letters.compose import Sheet
from zhixing.kernel.letters.paper import Layout
from zhixing.kernel.letters.rendering import measures as m
from zhixing.kernel.letters.rendering.word import runs
from zhixing.kernel.letters.rendering.word.runs import BODY, FONTS, SMALL

_HALF_SMALL_MM = m.SMALL_PT * 25.4 / 72 / 2
_FOOTER_MM = (
    m.BOTTOM_MM - m.PAGE_NUMBER_BELOW_MM - _HALF_SMALL_MM
)  # the dash's middle is 7 mm below the type area
_LETTER_LINE_MM = 20  # the letter's lower red lines, from the paper's edge (10.1)
HEADINGS = {"h1": "hei", "h2": "kai", "h3": "body", "h4": "body"}


def set_styles(document: Docx, layout: Layout) -> None:
    """Normal in the body's type; real headings that look as the standard says and not as Word does."""
    size = SMALL if layout is Layout.SLIP else BODY
    styles = document.styles
    _style(styles["Normal"], "body", size.size)
    for level, face in (("Title", "title"), *((f"Heading {n[1]}", face) for n, face in HEADINGS.items())):
        _style(styles[level], face, m.TITLE_PT if level == "Title" else size.size)


def _style(style: Any, face: str, size: float) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONTS[face])
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    edges = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
    if edges is not None:
        style.element.pPr.remove(edges)


def set_page(document: Docx, sheet: Sheet) -> None:
    """A4, the type area, page numbers outside: odd pages right, even left, none on a letter's first."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(m.PAGE_WIDTH_MM), Mm(m.PAGE_HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(m.TOP_MM), Mm(m.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(m.LEFT_MM), Mm(m.RIGHT_MM)
    letter = sheet.layout is Layout.LETTER
    section.footer_distance = Mm(_LETTER_LINE_MM if letter else _FOOTER_MM)
    document.settings.odd_and_even_pages_header_footer = True
    lifted = (_FOOTER_MM - _LETTER_LINE_MM) * 72 / 25.4 if letter else 0
    _number(section.footer.paragraphs[0], odd=True, lifted=lifted)
    _number(section.even_page_footer.paragraphs[0], odd=False, lifted=lifted)
    if letter:
        section.different_first_page_header_footer = True
        lower = runs.space(section.first_page_footer.paragraphs[0], SMALL)
        runs.indent(lower, SMALL, left=-0.5, right=-0.5)
        _reach_out(lower)
        runs.border(lower, "bottom", style="thinThickSmallGap", eighths=24)


def _reach_out(paragraph: Paragraph) -> None:
    """Lines of 170 mm over a type area of 156 mm stand out 7 mm on each side (10.1)."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(-7)


def letter_mark(document: Docx) -> Paragraph:
    """The letter's mark in the first page's header, 30 mm from the paper's edge, with red lines below."""
    section = document.sections[0]
    section.header_distance = Mm(30)
    mark: Paragraph = section.first_page_header.paragraphs[0]
    _reach_out(mark)
    runs.border(mark, "bottom", style="thickThinSmallGap", eighths=24, gap_pt=11)
    return mark


def _number(paragraph: Paragraph, *, odd: bool, lifted: float) -> None:
    runs.space(paragraph, runs.Type(m.SMALL_PT, m.SMALL_PT, m.SMALL_PT), after=lifted)
    paragraph.alignment = runs.RIGHT if odd else runs.LEFT
    runs.indent(paragraph, SMALL, left=0 if odd else 1, right=1 if odd else 0)
    runs.put(paragraph, "— ", SMALL, "song")
    runs.page_field(paragraph)
    runs.put(paragraph, " —", SMALL, "song")
