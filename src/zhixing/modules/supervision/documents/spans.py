"""Places in a document's text: finding quoted words, keeping spans apart, and cutting the text for the page. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from zhixing.modules.supervision.documents.refusals import (
    SpanOutside,
    SpanOverlaps,
    WordsNotFound,
    WordsTwice,
)


class Spanned(Protocol):
    """Whatever has a place in the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text as the page shows it: inside a proposal (its index), or none (None)."""

    text: str
    index: int | None


def pieces(text: str, spans: Sequence[Spanned]) -> list[Piece]:
    """The whole text cut at the spans, which come in order and may overlap: what was lit already is not lit again.

    >>> class S:
    ...     start, end = 2, 4
    >>> pieces("一二三四五", [S()])
    [Piece(text='一二', index=None), Piece(text='三四', index=0), Piece(text='五', index=None)]
    """
    made: list[Piece] = []
    at = 0
    for index, span in enumerate(spans):
        start, end = max(span.start, at), min(span.end, len(text))
        if start >= end:
            continue
        if start > at:
            made.append(Piece(text[at:start], None))
        made.append(Piece(text[start:end], index))
        at = end
    if at < len(text):
        made.append(Piece(text[at:], None))
    return made


def span_of_quote(text: str, quote: str, within: tuple[int, int] | None = None) -> tuple[int, int]:
    """Where the quoted words stand, whatever spaces and line ends lie between them.

    WordsNotFound when they do not occur, WordsTwice when more than one place fits.
    """
    start, end = within or (0, len(text))
    letters = re.sub(r"\s", "", quote)
    pattern = re.compile(r"\s*".join(re.escape(letter) for letter in letters))
    found = [m.span() for m in pattern.finditer(text, start, end)] if letters else []
    if not found:
        raise WordsNotFound(words=quote.strip()[:60])
    if len(found) > 1:
        raise WordsTwice(words=quote.strip()[:60], n=len(found))
    return found[0]


def trimmed_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends; SpanOutside where it is empty or leaves the text."""
    if not 0 <= start < end <= len(text):
        raise SpanOutside(start=start, end=end, length=len(text))
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        raise SpanOutside(start=start, end=end, length=len(text))
    return start, end


def must_be_free(start: int, end: int, others: Iterable[Spanned]) -> None:
    """Refuse (SpanOverlaps) a span that shares words with one of `others`."""
    for other in others:
        if start < other.end and other.start < end:
            raise SpanOverlaps(title=getattr(other, "title", ""), n=getattr(other, "n", 0))
