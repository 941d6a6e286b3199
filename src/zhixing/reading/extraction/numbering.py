"""Automatic numbers of Word paragraphs: they stand in no text run, and a reader sees them all the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_CN = "零一二三四五六七八九"
_COUNTED_IN_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
    "japaneseCounting", "ideographDigital", "chineseLegalSimplified",
}  # fmt: skip


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The numbers of a document's paragraphs, counted on as the paragraphs are asked for in order."""

    numbering: etree._Element | None
    styles: etree._Element | None
    _levels: dict[str, list[_Level]] = field(default_factory=dict)
    _of_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _same: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.numbering is not None:
            abstract = {a.get(f"{W}abstractNumId"): a for a in self.numbering.iterchildren(f"{W}abstractNum")}
            for number in self.numbering.iterchildren(f"{W}num"):
                of = _value(number, "abstractNumId") or ""
                if of in abstract:
                    key = number.get(f"{W}numId") or ""
                    self._levels[key] = _levels(abstract[of])
                    self._same[key] = of if number.find(f"{W}lvlOverride") is None else f"{of}:{key}"
        if self.styles is not None:
            for style in self.styles.iterchildren(f"{W}style"):
                if (said := _said(style)) and said[0]:
                    self._of_style[style.get(f"{W}styleId") or ""] = (said[0], said[1])

    def mark(self, paragraph: etree._Element) -> str:
        """The number in front of the paragraph as it is shown, or nothing. Bullets show as nothing."""
        said = _said(paragraph)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if said is None and style is not None:
            said = self._of_style.get(style.get(f"{W}val") or "")
        if said is None or said[0] not in self._levels or not 0 <= said[1] < _LEVELS:
            return ""
        key, depth = said
        levels = self._levels[key]
        counts = self._counts.setdefault(self._same[key], [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else levels[depth].start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        if levels[depth].form in ("bullet", "none"):
            return ""
        return re.sub(r"%([1-9])", lambda m: _shown(levels, counts, int(m[1]) - 1), levels[depth].pattern)


def _levels(abstract: etree._Element) -> list[_Level]:
    levels = [_Level() for _ in range(_LEVELS)]
    for level in abstract.iterchildren(f"{W}lvl"):
        at = _number(level.get(f"{W}ilvl"), 0)
        if at < _LEVELS:
            levels[at] = _Level(
                _value(level, "numFmt") or "decimal",
                (_value(level, "lvlText") or "")[:40],
                _number(_value(level, "start"), 1),
            )
    return levels


def _said(holder: etree._Element) -> tuple[str, int] | None:
    """Which list a paragraph or style joins, and at which depth; list "0" means none."""
    joined = holder.find(f"{W}pPr/{W}numPr")
    if joined is None:
        return None
    return _value(joined, "numId") or "", _number(_value(joined, "ilvl"), 0)


def _value(holder: etree._Element, tag: str) -> str | None:
    found = holder.find(f"{W}{tag}")
    return None if found is None else found.get(f"{W}val")


def _number(written: str | None, otherwise: int) -> int:
    return (
        int(written)
        if written and written.isascii() and written.isdigit() and len(written) < 6
        else otherwise
    )


def _shown(levels: list[_Level], counts: list[int], at: int) -> str:
    count, form = counts[at] or levels[at].start, levels[at].form
    if form in _COUNTED_IN_CHINESE:
        return _in_chinese(count)
    if form == "decimalEnclosedCircle" and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        return chr((97 if form == "lowerLetter" else 65) + count - 1)
    return str(count)


def _in_chinese(count: int) -> str:
    """1 to 99 in characters, as lists count: 十, 十一, 二十."""
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    return ("" if tens < 2 else _CN[tens]) + ("十" if tens else "") + (_CN[ones] if ones else "")
