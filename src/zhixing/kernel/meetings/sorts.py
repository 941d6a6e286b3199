"""Sorts of meeting: who may put what on the agenda, how many must be there, and what follows for other matters.

A module registers the sorts it works with; the meeting itself (notice, attendance, views, minutes) is one for all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from zhixing.base.words import Words
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.meetings.models import AgendaItem, Meeting

Written = list[tuple[Any, DomainEvent]]


def nothing_of(meeting: Meeting | None, actor: Actor) -> QuerySet[Matter]:
    """No matter of this system is put on the agenda; free titles may be."""
    return Matter.objects.none()


def silent(meeting: Meeting) -> Written:
    return []


def silent_of(meeting: Meeting, item: AgendaItem) -> Written:
    return []


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of meeting.

    `free`: may be convened from the ledger of meetings; otherwise only by an action of the module that owns it.
    `views`: every member present states a view, the chair last, before an item is settled. `quorum`: the share of chair
    and members of which at least so many must be present; None asks for nobody. The hooks return what else is written,
    [(matter, event), …], when it was held, an item settled (its matter is locked), its minutes issued, it was cancelled.
    """

    code: str
    words: Words
    free: bool = False
    views: bool = False
    quorum: Fraction | None = None
    may_table: Callable[[Meeting | None, Actor], QuerySet[Matter]] = nothing_of
    held: Callable[[Meeting], Written] = silent
    settled: Callable[[Meeting, AgendaItem], Written] = silent_of
    minuted: Callable[[Meeting], Written] = silent
    cancelled: Callable[[Meeting], Written] = silent


_sorts: dict[str, Sort] = {}


def register(sort: Sort) -> Sort:
    """Declare a sort; ValueError when its code is taken."""
    if sort.code in _sorts:
        raise ValueError(f"the sort of meeting {sort.code} is declared twice")
    _sorts[sort.code] = sort
    return sort


def sort_of(meeting: Meeting) -> Sort:
    """The sort of a meeting; KeyError for one that no module registers any more."""
    return _sorts[meeting.sort]


def named(code: str) -> Sort:
    """The sort by its code; KeyError where there is none."""
    return _sorts[code]


def sorts() -> list[Sort]:
    """All sorts, by code."""
    return [_sorts[code] for code in sorted(_sorts)]
