"""Named figures: each has its words, unit, definition and the set of rows that it counts.

A figure on a page is the size of a set (or of one set in another), and the list behind it is that same set: the number and
the list cannot differ. Dashboards, evaluation and diagnosis read these.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from zhixing.base.words import Words
from zhixing.kernel.access.actors import Actor


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure is asked for: by whom, of which kind, units (ids; None: all that may be seen), and when.

    `first` and `last` bound the period, both inclusive; `today` is the day of asking.
    """

    actor: Actor
    today: date
    kind: str = ""
    units: frozenset[int] | None = None
    first: date | None = None
    last: date | None = None

    def of(self, units: frozenset[int]) -> Scope:
        """The same question for these units."""
        return replace(self, units=units)

    def between(self, first: date, last: date) -> Scope:
        """The same question for this period, both days inclusive."""
        return replace(self, first=first, last=last)


Rows = Callable[[Scope], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Measure:
    """A named figure. With `out_of` it is a share (0 to 1) of that set; without, a count of `rows`.

    `unit_of` names the column by which the rows belong to a unit, so that a board can be counted in one query.
    """

    code: str
    words: Words
    definition: Words
    rows: Rows
    out_of: Rows | None = None
    unit_of: str = "lead_unit_id"

    def count(self, scope: Scope) -> int:
        """How many rows there are."""
        return self.rows(scope).count()

    def share(self, scope: Scope) -> float | None:
        """The share of `out_of`, 0 to 1; None where there is nothing to share."""
        whole = self.out_of(scope).count() if self.out_of else 0
        return self.rows(scope).count() / whole if whole else None


_MEASURES: dict[str, Measure] = {}


def measure(made: Measure) -> Measure:
    """Declare a measure; a code used twice is our mistake."""
    if made.code in _MEASURES:
        raise ValueError(f"measure {made.code} is declared twice")
    _MEASURES[made.code] = made
    return made


def measures() -> dict[str, Measure]:
    """All measures by code."""
    return dict(sorted(_MEASURES.items()))
