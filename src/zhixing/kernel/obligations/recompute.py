"""What a changed calendar does to dates that are running: looked at first, then written with an event on each matter.

A person sees `preview` and confirms it; `apply` then moves exactly what was shown. Nothing moves silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from typing import Any, Self

import numpy as np
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest, Least

from zhixing.base import clock
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.calendars.calendar import Calendar, day_at
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.obligations.events import DatesRecomputed
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.settle import settle
from zhixing.kernel.rulebook.fold import fold
from zhixing.kernel.rulebook.owed import Happening, Owed
from zhixing.kernel.rulebook.service import ruleset

AT_ONCE = 500  # changes written while the confirming person waits (some 20 ms each); more are written by a job, so many at a time
READ_AT_ONCE = 500  # matters whose events are read in one query


@dataclass(frozen=True, slots=True)
class Change:
    """One running obligation whose last day, or the certainty of it, changes. Days as ISO text, so that it can be kept.

    `duty_zh` and `duty_en` name what is owed, `holder` who owes it.
    """

    matter_id: int
    number: str
    title: str
    obligation_id: int
    duty_zh: str
    duty_en: str
    holder: str
    before: str
    after: str
    was_provisional: bool
    is_provisional: bool

    @property
    def moves(self) -> bool:
        """Does the day itself move (and not only its certainty)?"""
        return self.before != self.after

    def told(self) -> str:
        """The change on the record: both names of the duty, both days."""
        if not self.moves:
            sure = (
                "暂定 → 确定 / provisional → firm"
                if self.was_provisional
                else "确定 → 暂定 / firm → provisional"
            )
            return f"{self.duty_zh} / {self.duty_en} {self.after}（{sure}）"
        return f"{self.duty_zh} / {self.duty_en} {self.before} → {self.after}"

    def plain(self) -> dict[str, Any]:
        """As it is kept until a job writes it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """From what was kept."""
        return cls(**kept)


def preview(jurisdiction_id: int, calendar: Calendar) -> list[Change]:
    """What would change if `calendar` took the place of the jurisdiction's present one. Writes nothing.

    Only matters with a running obligation whose count passes over a day that changes are read; a term that
    stands still has no last day and is counted when it runs on.
    """
    span = changed_days(calendar_for(jurisdiction_id), calendar)
    if span is None:
        return []
    touched = _touched(jurisdiction_id, *span)
    changes: list[Change] = []
    for matters in _in_groups(touched.items(), READ_AT_ONCE):
        changes += _changes(dict(matters), calendar)
    return sorted(changes, key=lambda c: (c.before, c.matter_id, c.obligation_id))


def changed_days(old: Calendar, new: Calendar) -> tuple[date, date] | None:
    """The first and the last day that differ: worked or not, published or not. None when none does."""
    was, now = old.table, new.table
    differs = (np.diff(was.before_array) != np.diff(now.before_array)) | (
        np.diff(was.unsure_before_array) != np.diff(now.unsure_before_array)
    )
    places = np.flatnonzero(differs)
    return (day_at(int(places[0])), day_at(int(places[-1]))) if places.size else None


def _touched(jurisdiction_id: int, first: date, last: date) -> dict[int, list[Obligation]]:
    """The running obligations whose days, from opening to the last one, meet the changed ones, by matter."""
    rows = (
        Obligation.objects.running()
        .filter(matter__jurisdiction_id=jurisdiction_id, matter__closed_on=None, due_on__isnull=False)
        .annotate(begins=Least("opened_on", "due_on"), ends=Greatest("opened_on", "due_on"))
        .filter(Q(begins__lte=last) & Q(ends__gte=first))
        .select_related("matter", "unit", "person")
        .order_by("matter_id", "id")
    )
    found: dict[int, list[Obligation]] = {}
    for row in rows.iterator(chunk_size=2_000):
        found.setdefault(row.matter_id, []).append(row)
    return found


def _changes(touched: dict[int, list[Obligation]], calendar: Calendar) -> Iterator[Change]:
    stories = _stories(list(touched))
    today = clock.today()
    for matter_id, rows in touched.items():
        rules = ruleset(rows[0].matter.rulebook_id)
        owed = {o.key: o for o in fold(rules, stories.get(matter_id, []), calendar, today).owed}
        for row in rows:
            then = owed.get(row.key)
            if then is not None and then.is_running and then.due_on is not None and _differs(row, then):
                yield _change(row, then)


def _differs(row: Obligation, then: Owed) -> bool:
    return row.due_on != then.due_on or row.provisional != then.provisional


def _change(row: Obligation, then: Owed) -> Change:
    assert row.due_on is not None and then.due_on is not None  # both were asked for
    return Change(
        matter_id=row.matter_id,
        number=row.matter.number or "",
        title=row.matter.title,
        obligation_id=row.pk,
        duty_zh=then.rule.title.zh,
        duty_en=then.rule.title.en,
        holder=str(row.unit or row.person or ""),
        before=row.due_on.isoformat(),
        after=then.due_on.isoformat(),
        was_provisional=row.provisional,
        is_provisional=then.provisional,
    )


def _stories(matter_ids: Sequence[int]) -> dict[int, list[Happening]]:
    """The events of many matters as the rules see them, in one query."""
    rows = Event.objects.filter(matter_id__in=matter_ids).order_by("matter_id", "happened_at", "id")
    found: dict[int, list[Happening]] = {}
    for matter_id, pk, kind, at, facts in rows.values_list("matter_id", "id", "kind", "happened_at", "facts"):
        found.setdefault(matter_id or 0, []).append(Happening(pk, kind, at, clock.day_of(at), facts))
    return found


def apply(changes: Iterable[Change], reason: str, actor: Actor) -> int:
    """Write these changes after the calendar has changed: settle each matter, record what moved, tell its people.

    Inside the caller's transaction. Matters are locked in the order of their ids; one that was closed
    meanwhile is left alone. Returns how many matters were written. Safe to repeat: whoever repeats it leaves
    out what `written` names.
    """
    by_matter: dict[int, list[Change]] = {}
    for change in changes:
        by_matter.setdefault(change.matter_id, []).append(change)
    return sum(_write(matter_id, by_matter[matter_id], reason, actor) for matter_id in sorted(by_matter))


def apply_in_batches(changes: Sequence[Change], reason: str, actor: Actor) -> int:
    """The same for many, a bounded number in each transaction; what an earlier, interrupted run wrote is left out."""
    done = 0
    for group in _in_groups(by_matter_id(changes), AT_ONCE):
        with transaction.atomic(durable=True):
            before = written([matter_id for matter_id, _ in group], reason)
            done += apply(
                (c for matter_id, many in group if matter_id not in before for c in many), reason, actor
            )
    return done


def by_matter_id(changes: Iterable[Change]) -> list[tuple[int, list[Change]]]:
    """The changes of each matter, by its id."""
    found: dict[int, list[Change]] = {}
    for change in changes:
        found.setdefault(change.matter_id, []).append(change)
    return sorted(found.items())


def written(matter_ids: Sequence[int], reason: str) -> set[int]:
    """The matters on whose record this recomputation stands already. `reason` names it and no other."""
    rows = Event.objects.filter(matter_id__in=matter_ids, kind=DatesRecomputed.kind, facts__reason=reason)
    return {pk for pk in rows.values_list("matter_id", flat=True) if pk}


def _write(matter_id: int, changes: list[Change], reason: str, actor: Actor) -> int:
    matter = Matter.objects.select_for_update(no_key=True, of=("self",)).filter(pk=matter_id).first()
    if matter is None or not matter.is_open:
        return 0
    settle(matter)
    told = DatesRecomputed(reason=reason, changes=[change.told() for change in changes])
    row = events.record(told, actor=actor, matter=matter)
    matter.revision += 1
    matter.save(update_fields=["due_on", "revision"])
    events.react(row)
    return 1


def _in_groups(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    left = iter(things)
    while group := list(islice(left, size)):
        yield group
