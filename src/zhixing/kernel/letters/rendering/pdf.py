"""PDF of a composed paper, set by typst in the page of GB/T 9704-2012, as PDF/A-2u for the archive.

The archive's format brings the proof with it: setting fails, instead of leaving a hole, when a character
has no glyph. The same sheet gives the same bytes.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from zhixing.base.refusals import Refusal
from zhixing.base.words import w
from zhixing.kernel.letters import fonts
from zhixing.kernel.letters.compose import Sheet
from zhixing.kernel.letters.rendering import measures

_FOLDER = Path(__file__).resolve().parent / "typst"
_WITHOUT_GLYPH = re.compile(r"the text `\"(.*?)\"` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_MEASURES = {name: value for name, value in vars(measures).items() if name.isupper()}


class GlyphMissing(Refusal):
    """Characters of the paper have no glyph in any of the fonts; it would be printed with holes."""

    code = "letters.glyph_missing"
    status = 422
    reason = w(
        "The fonts for papers have no glyph for: {characters}.",
        "公文字体中没有以下字符的字形：{characters}。",
    )
    remedy = w(
        "Take the characters out (emoji have no place on an official paper), or put a font that has "
        "them into the folder named by ZHIXING_FONTS.",
        "请删改这些字符（公文中不使用表情符号）；"
        "确属人名、地名用字的，请将含该字的字体放入 ZHIXING_FONTS 指定的文件夹。",
    )


def to_pdf(sheet: Sheet) -> bytes:
    """The PDF. Raises fonts.FontMissing without fonts, GlyphMissing when a character cannot be shown."""
    found = fonts.check()
    day = date.fromisoformat(sheet.dated_iso)
    try:
        compiler = _compiler(sheet, found, tight=False)
        if _end_stands_alone(compiler, sheet):
            compiler = _compiler(sheet, found, tight=True)
        made = compiler.compile(
            format="pdf",
            pdf_standards=["a-2u"],
            timestamp=int(datetime.combine(day, time(), tzinfo=UTC).timestamp()),
        )
    except typst.TypstError as wrong:
        lacking = _WITHOUT_GLYPH.findall(wrong.diagnostic)
        if not lacking:
            raise
        raise GlyphMissing(characters="、".join(sorted({_named(each) for each in lacking}))) from wrong
    assert isinstance(made, bytes)
    return made


def _compiler(sheet: Sheet, found: fonts.Fonts, *, tight: bool) -> typst.Compiler:
    """A compiler for this paper alone: one cannot be shared by threads, and making one is cheap."""
    inputs = {**_as_inputs(sheet, found), "tight": tight}
    return typst.Compiler(
        str(_FOLDER / "paper.typ"),
        root=str(_FOLDER),
        font_paths=found.collection,
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(inputs, ensure_ascii=False)},
    )


def _end_stands_alone(compiler: typst.Compiler, sheet: Sheet) -> bool:
    """Whether the end block fell on a page after everything else; no, when there is none."""
    if not (sheet.copies_to or sheet.moved_addressees or sheet.printed_by or sheet.printed_on):
        return False
    said, end = (int(compiler.query(mark, field="value", one=True)) for mark in ("<said>", "<end>"))
    return end > said


def _as_inputs(sheet: Sheet, found: fonts.Fonts) -> dict[str, Any]:
    day = date.fromisoformat(sheet.dated_iso)
    flow = [{"as": type(each).__name__.lower(), **asdict(each)} for each in sheet.flow]
    return {
        **asdict(sheet),
        "flow": flow,
        "faces": found.faces,
        "measures": _MEASURES,
        "day": {"year": day.year, "month": day.month, "day": day.day},
    }


def _named(text: str) -> str:
    """The characters with their code points: what has no glyph can often not be read on the page either."""
    shown = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return " ".join(f"{char}（U+{ord(char):04X}）" for char in dict.fromkeys(shown))
