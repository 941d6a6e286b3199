"""The register of papers that modules issue: which paper, of which kind of matter, how it is written.

A module declares a paper beside its matter::

    @letter("supervision.notice", words=w("Supervision notice", "督办通知单"), of="supervision.item")
    def notice(item: SupervisedItem, *, number: str, on: date) -> Paper: ...

The function is pure: it reads the matter and returns the paper; number and day come in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.letters.paper import Paper

Build = Callable[
    ..., Paper
]  # (matter, *, number: str, on: date) -> Paper, plus what the module's action adds


class LetterKindUnknown(Refusal):
    """No module declares such a paper."""

    code = "letters.kind_unknown"
    status = 404
    reason = w("There is no paper of the kind {code}.", "没有编码为 {code} 的文书种类。")
    remedy = w("Choose one of the papers offered on the matter's page.", "请在事项页面所列文书中选择。")


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A declared paper: its code, its name for people, the kind of matter it belongs to, and its writer."""

    code: str
    words: Words
    of: str
    write: Build


_kinds: dict[str, LetterKind] = {}


def letter(code: str, *, words: Words, of: str) -> Callable[[Build], Build]:
    """Declare the decorated function as the writer of the paper `code` for matters of the kind `of`.

    A code that is taken by another function is a mistake of the programmer (ValueError).
    """

    def declare(write: Build) -> Build:
        known = _kinds.get(code)
        if known and (known.write.__module__, known.write.__qualname__) != (
            write.__module__,
            write.__qualname__,
        ):
            raise ValueError(f"the paper {code} is declared twice")
        _kinds[code] = LetterKind(code, words, of, write)
        return write

    return declare


def kind(code: str) -> LetterKind:
    """The declared paper `code`. Raises LetterKindUnknown."""
    if code not in _kinds:
        raise LetterKindUnknown(code=code)
    return _kinds[code]


def kinds(of: str | None = None) -> tuple[LetterKind, ...]:
    """All declared papers, or those of one kind of matter, by code."""
    return tuple(each for _, each in sorted(_kinds.items()) if of is None or each.of == of)


def build(code: str, matter: Any, *, number: str, on: date, **more: Any) -> Paper:
    """The paper `code` of a matter, numbered and dated; `more` is what its writer asks for beyond that."""
    return kind(code).write(matter, number=number, on=on, **more)
