"""Paragraphs, numbering marks and the tree they span, with offsets into the text as given.

The order of numbering is the one of GB/T 9704: 一、 then （一） then 1. then （1）; laws number by 编 章 节
条."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from zhixing.reading.characters import fold, trimmed

_CN = "一二三四五六七八九十百零〇"


class Level(IntEnum):
    """How deep a numbering mark stands; a smaller number encloses a larger one."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    ARTICLE = 3
    FIRST = 4
    SECOND = 5
    THIRD = 6
    THIRD_DOTTED = 7
    FOURTH = 8
    FIFTH = 9
    SPOKEN = 10
    DASH = 11


_MARKS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (Level.PART, re.compile(rf"第[{_CN}\d]{{1,6}}(?:编|部分)\s*[:、,]?")),
    (Level.CHAPTER, re.compile(rf"第[{_CN}\d]{{1,6}}章\s*")),
    (Level.SECTION, re.compile(rf"第[{_CN}\d]{{1,6}}节\s*")),
    (Level.ARTICLE, re.compile(rf"第[{_CN}\d]{{1,6}}条(?:之[{_CN}]{{1,2}})?\s*")),
    (
        Level.SPOKEN,
        re.compile(rf"(?:[{_CN}]{{1,3}}(?:是|要)|第[{_CN}]{{1,3}}[,、]|其[一二三四五六七八九十][,是])"),
    ),
    (Level.FIRST, re.compile(rf"[{_CN}]{{1,5}} ?[、.](?!\d)")),
    (Level.SECOND, re.compile(rf"\([{_CN}]{{1,5}}\)[、.]?")),
    (Level.THIRD_DOTTED, re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}(?![\d万亿%年月个家项])[.、 ]?")),
    (Level.THIRD, re.compile(r"\d{1,3} ?(?:[.](?=\d{4}|\D|$)|、)")),
    (Level.FOURTH, re.compile(r"\(?\d{1,3}\)[、.]?")),
    (Level.FIFTH, re.compile(r"[①-⑳❶-❿]")),
    (Level.DASH, re.compile(r"(?:——?|[●•·■▪◆])\s*")),
)
_SHEET_MARK = re.compile(r"[#>]{1,6} *|- +")


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark as written: text[start:end]."""

    level: Level
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text without the blanks around it; `mark` is the number it begins with."""

    start: int
    end: int
    mark: Mark | None

    @property
    def body(self) -> int:
        """Where the words begin, after the mark."""
        return self.mark.end if self.mark else self.start


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered piece with all that stands under it.

    `start` is the mark's first character, `end` the end of the last paragraph before the next mark of the
    same or an outer level. `first` and `last` are indexes of paragraphs, inclusive.
    """

    mark: Mark
    start: int
    end: int
    first: int
    last: int
    children: tuple[Section, ...]


def mark_at(folded: str, at: int, end: int) -> Mark | None:
    """The numbering mark that begins exactly at `at`, or None."""
    for level, pattern in _MARKS:
        if found := pattern.match(folded, at, end):
            return Mark(level, found.start(), trimmed(folded, *found.span())[1])
    return None


def paragraphs(text: str) -> list[Paragraph]:
    """The non-empty lines of the text, in order. The signs of Markdown headings and lists stand outside
    them."""
    folded = fold(text)
    found, begin = [], 0
    while begin <= len(folded):
        stop = folded.find("\n", begin)
        stop = len(folded) if stop < 0 else stop
        start, end = trimmed(folded, begin, stop)
        if sheet := _SHEET_MARK.match(folded, start, end):
            start = sheet.end()
        if start < end:
            found.append(Paragraph(start, end, mark_at(folded, start, end)))
        begin = stop + 1
    return found


def outline(lines: Sequence[Paragraph]) -> tuple[Section, ...]:
    """The tree of numbered sections. Unnumbered paragraphs belong to the section they follow."""
    marked = [i for i, line in enumerate(lines) if line.mark and line.mark.level is not Level.DASH]
    return _sections(lines, marked, len(lines))


def _sections(lines: Sequence[Paragraph], marked: Sequence[int], stop: int) -> tuple[Section, ...]:
    """The sections that the paragraphs `marked` open, up to the paragraph `stop` (exclusive)."""
    found: list[Section] = []
    at = 0
    while at < len(marked):
        first = marked[at]
        mark = lines[first].mark
        assert mark is not None
        inner = at + 1
        while inner < len(marked) and _level(lines[marked[inner]]) > mark.level:
            inner += 1
        last = (marked[inner] if inner < len(marked) else stop) - 1
        children = _sections(lines, marked[at + 1 : inner], last + 1)
        found.append(Section(mark, mark.start, lines[last].end, first, last, children))
        at = inner
    return tuple(found)


def _level(line: Paragraph) -> Level:
    assert line.mark is not None
    return line.mark.level


def leaves(sections: Sequence[Section]) -> list[Section]:
    """The lowest numbered sections, in order."""
    found: list[Section] = []
    for section in sections:
        found.extend(leaves(section.children) if section.children else [section])
    return found
