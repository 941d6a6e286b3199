"""Proof that a paper can be printed: it is set once, or every character of it has been set before in its place.

Setting a slip takes some 8 ms and a long circular 30. What can go wrong in it is a character without glyph, and whether
a face has one does not change while the fonts stay. So what one setting proved holds for the next paper: place by
place, because title and text are set in different faces.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhixing.kernel.letters import coding, fonts
from zhixing.kernel.letters.paper import Paper
from zhixing.kernel.letters.rendering import render

_MOST = 200_000  # places kept; more than any government's vocabulary, so memory stays bounded

_proved: set[tuple[str, str]] = set()
_with: list[fonts.Fonts] = []


def prove(paper: Paper) -> None:
    """Set the paper if anything in it was not set before. Raises FontMissing or GlyphMissing."""
    found = fonts.check()
    if _with != [found]:
        _proved.clear()
        _with[:] = [found]
    places = set(_places(coding.to_plain(paper), paper.layout.value))
    if places <= _proved:
        return
    render(paper, "pdf")
    if len(_proved) > _MOST:
        _proved.clear()
    _proved.update(places)


def _places(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every character with the part of the paper it stands in."""
    if isinstance(value, str):
        yield from ((where, char) for char in value)
    elif isinstance(value, list):
        for each in value:
            yield from _places(each, where)
    elif isinstance(value, dict):
        inside = f"{where}.{value['block']}" if "block" in value else where
        for name, each in value.items():
            yield from _places(each, f"{inside}.{name}")
