"""What a module declares of its ledger: the columns that can be brought in, and what makes two lines the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from zhixing.base.words import Words, w
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.tables.cells import Takes

if TYPE_CHECKING:
    from zhixing.kernel.tables.judging import LineJudged

_NOISE = re.compile(r"[\s*＊:：]|（必填）|\(必填\)|\(required\)")


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column: its key, its heading, what its cells may hold, and what to write there.

    `required` is told to whoever leaves it empty ("Write the last day."); without it the cell may be empty.
    `aliases` are other headings under which people keep the same. `width` is in characters of the template.
    """

    key: str
    words: Words
    takes: Takes
    hint: Words
    aliases: tuple[str, ...] = ()
    required: Words | None = None
    width: int = 16


def _nothing_kept(jurisdiction: Unit) -> Mapping[tuple[Any, ...], Words | str]:
    return {}


@dataclass(frozen=True)
class ColumnSet:
    """The columns of one ledger, in the template's order.

    `sheet` names the template's worksheet. Two lines whose cells of `same` are equal are the same thing; `kept` tells
    which such things a jurisdiction has already, each with the number it is known by (one question to the database).
    `also` judges what no single cell can: each gets the line after its cells, and asks the database nothing.
    """

    sheet: Words
    columns: tuple[Column, ...]
    same: tuple[str, ...] = ()
    kept: Callable[[Unit], Mapping[tuple[Any, ...], Words | str]] = _nothing_kept
    also: tuple[Callable[[LineJudged], None], ...] = ()

    def __post_init__(self) -> None:
        if len(self.by_key) < len(self.columns):
            raise ValueError("two columns have the same key")
        if unknown := set(self.same) - self.by_key.keys():
            raise ValueError(f"no such columns: {sorted(unknown)}")
        names = [(plain(name), c) for c in self.columns for name in _names(c)]
        if twice := [name for name, c in names if self._known[name] is not c]:
            raise ValueError(f"the heading “{twice[0]}” means two columns")

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {c.key: c for c in self.columns}

    @cached_property
    def _known(self) -> dict[str, Column]:
        return {plain(name): c for c in self.columns for name in _names(c)}

    def column_of(self, heading: str) -> Column | None:
        """The column that a heading means, or None."""
        return self._known.get(plain(heading))

    def missing(self, found: Sequence[Column]) -> list[Column]:
        """Required columns that are not among these."""
        return [c for c in self.columns if c.required is not None and c not in found]


def _names(column: Column) -> Iterable[str]:
    return (column.words.zh, column.words.en, *column.aliases)


def plain(text: str) -> str:
    """A heading without spaces, stars and the note that it is required, in lower case.

    >>> plain(" 事项 名称*（必填）")
    '事项名称'
    """
    return _NOISE.sub("", text.lower())


def listed(columns: Iterable[Column]) -> Words:
    """The headings of these columns in one phrase."""
    shown = list(columns)
    return w(", ".join(c.words.en for c in shown), "、".join(c.words.zh for c in shown))
