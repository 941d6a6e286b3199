"""Text, spacing and lines in WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from zhixing.kernel.letters.rendering import measures

FONTS = {
    "title": "方正小标宋简体",
    "body": "仿宋_GB2312",
    "kai": "楷体_GB2312",
    "hei": "黑体",
    "song": "宋体",
}
CENTRE, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
TAB_RIGHT = WD_TAB_ALIGNMENT.RIGHT
_TIGHTER_TWENTIETHS = (
    -5
)  # 28 characters of 16 pt in 156 mm ask for 15.79 pt each; Word knows quarters of a point at best


@dataclass(frozen=True, slots=True)
class Type:
    """A size of type with its line pitch and the width of one character, in points."""

    size: float
    line: float
    character: float


BODY = Type(measures.BODY_PT, measures.LINE_PT, measures.CHARACTER_PT)
SMALL = Type(measures.SMALL_PT, measures.SMALL_LINE_PT, measures.SMALL_PT)
FIELD = Type(measures.SMALL_PT, measures.FIELD_LINE_PT, measures.SMALL_PT)
TABLE = Type(measures.TABLE_PT, measures.TABLE_LINE_PT, measures.TABLE_PT)
TITLE = Type(measures.TITLE_PT, measures.TITLE_LINE_PT, measures.TITLE_PT)


def element(tag: str, **attributes: str | int) -> Any:
    """A w: element with w: attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def put(
    paragraph: Paragraph,
    text: str,
    type_: Type = BODY,
    face: str = "body",
    *,
    red: bool = False,
    bold: bool = False,
) -> Run:
    """Add text in one face; line feeds become line breaks."""
    run = paragraph.add_run(text)
    run.font.size = Pt(type_.size)
    run.font.bold = bold or None
    if red:
        run.font.color.rgb = RGBColor.from_string(measures.RED)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONTS[face])
    fonts.set(qn("w:hint"), "eastAsia")
    if type_ is BODY:
        _add_to(run, "spacing", _TIGHTER_TWENTIETHS)
    return run


def condense(run: Run, percent: int) -> None:
    """Set the characters narrower than they are high."""
    _add_to(run, "w", percent)


def _add_to(run: Run, tag: str, value: int) -> None:
    """Put a property of the run where the schema wants it: after the colour, before the size."""
    behind = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:lang")
    run._element.get_or_add_rPr().insert_element_before(element(tag, val=value), *behind)


def space(
    paragraph: Paragraph, type_: Type = BODY, *, before: float = 0, after: float = 0, keep_next: bool = False
) -> Paragraph:
    """Exact line pitch and the room before and after, in points."""
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(type_.line)
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.keep_with_next = keep_next or None
    return paragraph


def indent(
    paragraph: Paragraph, type_: Type = BODY, *, first: float = 0, left: float = 0, right: float = 0
) -> Paragraph:
    """Indents in characters of the type; a negative `first` hangs."""
    form = paragraph.paragraph_format
    form.first_line_indent = Pt(first * type_.character)
    form.left_indent, form.right_indent = Pt(left * type_.character), Pt(right * type_.character)
    return paragraph


def border(
    paragraph: Paragraph, edge: str, *, style: str = "single", eighths: int = 16, gap_pt: int = 1
) -> None:
    """A red line at the paragraph's top or bottom; thickness in eighths of a point."""
    edges = element("pBdr")
    edges.append(element(edge, val=style, sz=eighths, space=gap_pt, color=measures.RED))
    paragraph._element.get_or_add_pPr().insert_element_before(
        edges,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:outlineLvl",
        "w:rPr",
    )


def page_field(paragraph: Paragraph, type_: Type = SMALL) -> None:
    """The number of the page as a field that Word counts."""
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        run = put(paragraph, text if kind == "text" else "", type_, "song")
        if kind in ("begin", "separate", "end"):
            run._element.append(element("fldChar", fldCharType=kind))
        elif not kind:
            code = element("instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._element.append(code)
