"""Breaking a title into centred lines: whole words, in the shape of a trapezoid or a diamond.

GB/T 9704-2012, 7.3.1: a title of several lines keeps words whole, is symmetrical, of fitting length and
spacing, and stands as a trapezoid or a diamond (never as an hourglass or a rectangle).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import rjieba

PER_LINE = 20  # characters of 2号 (22 pt) in the 156 mm of the type area
_NO_LINE_BEGINS_WITH = "，。、；：？！）》〉」』〕】”’·%％的和与及等之"
_NO_LINE_ENDS_WITH = "（《〈「『〔【“‘"
_ENUMERATED_CHARACTERS = (
    80  # beyond it, the ways to break are too many to compare and lines are simply filled
)
_HOURGLASS, _RECTANGLE, _QUOTE_BROKEN, _AFTER_ABOUT, _BEFORE_ABOUT = 1000.0, 6.0, 30.0, 40.0, -12.0
_LINE_MORE = 100.0


def width(text: str) -> float:
    """The width of a text in full-width characters: everything below U+2E80 but quotes and dashes counts
    half.

    >>> width("第3条"), width("GB/T")
    (2.5, 2.0)
    """
    return sum(1.0 if ord(char) >= 0x2E80 or char in "—…“”‘’·〔〕①②③④⑤" else 0.5 for char in text)


def title_lines(title: str, per_line: int = PER_LINE) -> tuple[str, ...]:
    """The title's lines, top to bottom; line feeds in the title are the writer's own breaks and are kept."""
    own = [line.strip() for line in title.split("\n") if line.strip()]
    return tuple(broken for line in own for broken in _broken(line, per_line))


def _broken(line: str, per_line: int) -> tuple[str, ...]:
    total = width(line)
    if total <= per_line:
        return (line,)
    words = [piece for word in rjieba.cut(line) for piece in _short_enough(word, per_line)]
    if total <= _ENUMERATED_CHARACTERS:
        fewest = int(-(-total // per_line))
        ways = [(lines, more) for more in (0, 1) for lines in _ways(words, fewest + more, per_line)]
        if ways:
            return min(ways, key=lambda way: _ugliness(way[0]) + _LINE_MORE * way[1])[0]
    return _filled(words, per_line)


def _short_enough(word: str, per_line: int) -> Iterator[str]:
    """The word, cut where it alone is longer than a line (a long Latin name, a web address)."""
    for start in range(0, len(word), per_line):
        yield word[start : start + per_line]


def _ways(words: list[str], count: int, per_line: int) -> Iterator[tuple[str, ...]]:
    places = [
        place
        for place in range(1, len(words))
        if words[place][0] not in _NO_LINE_BEGINS_WITH and words[place - 1][-1] not in _NO_LINE_ENDS_WITH
    ]
    for chosen in combinations(places, count - 1):
        edges = (0, *chosen, len(words))
        lines = tuple("".join(words[a:b]).strip() for a, b in pairwise(edges))
        if all(line and width(line) <= per_line for line in lines):
            yield lines


def _ugliness(lines: tuple[str, ...]) -> float:
    """How far from a trapezoid or diamond of fairly even lines that break where sense allows."""
    widths = [width(line) for line in lines]
    mean = sum(widths) / len(widths)
    cost = sum((each - mean) ** 2 for each in widths)
    cost += _HOURGLASS * sum(b < a and b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False))
    cost += _RECTANGLE * (max(widths) - min(widths) < 1)
    for upper, lower in pairwise(lines):
        cost += _QUOTE_BROKEN * (upper.count("《") > upper.count("》"))
        cost += _AFTER_ABOUT * upper.endswith("关于") + _BEFORE_ABOUT * lower.startswith("关于")
    return cost


def _filled(words: list[str], per_line: int) -> tuple[str, ...]:
    lines = [""]
    for word in words:
        if lines[-1] and width(lines[-1] + word) > per_line:
            lines.append("")
        lines[-1] += word
    return tuple(line.strip() for line in lines)
