"""The watch on clock-gaming: patterns on the record that a person should look at, each with the events behind it.

They are findings for a person, never cards by themselves: each pattern has innocent causes too. All read the record only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.counting import add_working_days
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.measures.register import Scope
from zhixing.kernel.obligations.models import Obligation, State

MANY_PAUSES = 2
MANY_ON_ONE_DAY = 5
MANY_HANDS = 2
LATE_ON_RECORD = timedelta(days=3)
ONE_MINUTE = timedelta(minutes=1)
MOST = 500


@dataclass(frozen=True, slots=True)
class Sign:
    """One occurrence: where, whose, when, how many, and the events to look at."""

    matter_ids: tuple[int, ...]
    unit_id: int | None
    on: date
    count: int
    event_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """A pattern, its definition and how it is found. At most MOST signs are told, the latest first."""

    code: str
    words: Words
    definition: Words
    find: Callable[[Scope], Iterable[Sign]]

    def signs(self, scope: Scope) -> list[Sign]:
        """What is found in the scope's period, the latest first."""
        return sorted(self.find(scope), key=lambda s: s.on, reverse=True)[:MOST]


def _visible(scope: Scope) -> QuerySet[Any]:
    return Matter.objects.visible_to(scope.actor).values("pk")


def _owed(scope: Scope) -> QuerySet[Obligation]:
    """Obligations of matters that the asker may find, opened by the end of the period and not ended before it."""
    found = Obligation.objects.filter(matter_id__in=_visible(scope))
    if scope.units is not None:
        found = found.filter(unit_id__in=scope.units)
    if scope.last:
        found = found.filter(opened_on__lte=scope.last)
    if scope.first:
        found = found.filter(Q(closed_on=None) | Q(closed_on__gte=scope.first))
    return found


def _within(scope: Scope, day: date) -> bool:
    return (scope.first is None or day >= scope.first) and (scope.last is None or day <= scope.last)


def _paused(scope: Scope) -> Iterator[tuple[Obligation, list[tuple[date, int]]]]:
    """Obligations that were paused: the days on which pauses began, with their events."""
    rows = _owed(scope).filter(terms__pauses__isnull=False).select_related("matter")
    for row in rows.iterator(chunk_size=2_000):
        yield row, [(date.fromisoformat(begun), by) for begun, _, by in row.terms["pauses"]]


def _repeated_pauses(scope: Scope) -> Iterator[Sign]:
    for row, pauses in _paused(scope):
        last = pauses[-1][0]
        if len(pauses) >= MANY_PAUSES and _within(scope, last):
            yield Sign((row.matter_id,), row.unit_id, last, len(pauses), tuple(by for _, by in pauses))


def _last_day_pauses(scope: Scope) -> Iterator[Sign]:
    for row, pauses in _paused(scope):
        begun, by = pauses[0]
        if row.first_due_on is None or begun > row.first_due_on or not _within(scope, begun):
            continue
        calendar = calendar_for(row.matter.jurisdiction_id)
        if begun > add_working_days(row.first_due_on, -1, calendar):
            yield Sign((row.matter_id,), row.unit_id, begun, 1, (row.trigger_id, by))


def _mass_closings(scope: Scope) -> Iterator[Sign]:
    met = _owed(scope).filter(state=State.MET, ended_on=F("due_on"), unit__isnull=False)
    if scope.first:
        met = met.filter(ended_on__gte=scope.first)
    if scope.last:
        met = met.filter(ended_on__lte=scope.last)
    groups = met.order_by().values("unit_id", "ended_on").annotate(n=Count("matter_id", distinct=True))
    for group in groups.filter(n__gte=MANY_ON_ONE_DAY):
        mine = met.filter(unit_id=group["unit_id"], ended_on=group["ended_on"]).order_by("ended_by_id")
        rows = list(mine.values_list("matter_id", "ended_by_id"))
        matters = tuple(dict.fromkeys(matter for matter, _ in rows))
        ends = tuple(dict.fromkeys(event for _, event in rows if event))
        yield Sign(matters, group["unit_id"], group["ended_on"] or date.min, group["n"], ends)


def _back_filled(scope: Scope) -> Iterator[Sign]:
    late = Event.objects.filter(
        matter_id__in=_visible(scope),
        actor__is_service=False,
        recorded_at__gt=F("happened_at") + LATE_ON_RECORD,
    )
    if scope.first:
        late = late.filter(recorded_at__gte=clock.moment_on(scope.first, 0))
    if scope.last:
        late = late.filter(recorded_at__lte=clock.end_of(scope.last))
    for row in late.select_related("matter").order_by("-id")[:MOST]:
        unit = row.matter.lead_unit_id if row.matter else None
        if scope.units is None or unit in scope.units:
            days = (row.recorded_at - row.happened_at).days
            yield Sign((row.matter_id or 0,), unit, clock.day_of(row.recorded_at), days, (row.pk,))


def _same_minute(scope: Scope) -> Iterator[Sign]:
    quick = (
        _owed(scope)
        .filter(state=State.MET, ended_by__happened_at__lte=F("trigger__happened_at") + ONE_MINUTE)
        .exclude(ended_by=F("trigger"))
    )
    for row in quick.order_by("-ended_on", "-id")[:MOST]:
        if row.ended_on and row.ended_by_id and _within(scope, row.ended_on):
            yield Sign((row.matter_id,), row.unit_id, row.ended_on, 1, (row.trigger_id, row.ended_by_id))


def _late_extensions(scope: Scope) -> Iterator[Sign]:
    rows = _owed(scope).filter(Q(terms__extensions__isnull=False) | Q(terms__added__isnull=False))
    rows = rows.filter(first_due_on__isnull=False)
    for row in rows.iterator(chunk_size=2_000):
        limit = row.first_due_on
        moved = {event: date.fromisoformat(day) for event, day in row.terms.get("extensions", [])}
        moved |= {one[0]: row.due_on or limit for one in row.terms.get("added", [])}
        granted = Event.objects.filter(pk__in=moved).order_by("happened_at", "id")
        for event_id, at in granted.values_list("id", "happened_at"):
            day = clock.day_of(at)
            if limit and day > limit and _within(scope, day):
                yield Sign((row.matter_id,), row.unit_id, day, (day - limit).days, (row.trigger_id, event_id))
            limit = moved[event_id] or limit


def _ping_pong(scope: Scope) -> Iterator[Sign]:
    taken = _owed(scope).filter(state__in=[State.SUPERSEDED, State.EXCUSED], period="").order_by()
    groups = taken.values("matter_id", "rule").annotate(n=Count("trigger", distinct=True))
    for group in groups.filter(n__gte=MANY_HANDS):
        mine = Obligation.objects.filter(matter_id=group["matter_id"], rule=group["rule"]).order_by(
            "opened_on", "id"
        )
        rows = list(mine.values_list("unit_id", "opened_on", "trigger_id"))
        if _within(scope, rows[-1][1]):
            triggers = tuple(trigger for _, _, trigger in rows)
            yield Sign((group["matter_id"],), rows[-1][0], rows[-1][1], group["n"], triggers)


WATCHES: dict[str, Watch] = {
    watch.code: watch
    for watch in (
        Watch(
            "repeated_pauses",
            w("The clock stopped again and again", "反复中止计时"),
            w(
                "Duties whose clock was stopped twice or more (corrections asked for again, holds).",
                "同一责任计时被中止两次及以上（反复要求补正、多次挂起等）。",
            ),
            _repeated_pauses,
        ),
        Watch(
            "last_day_pauses",
            w("Stopped on the last day", "截止日当天中止"),
            w(
                "Duties whose clock was first stopped on the last working day of the term or after it, before the limit passed.",
                "在期限最后一个工作日当天首次中止计时的责任。",
            ),
            _last_day_pauses,
        ),
        Watch(
            "mass_closings",
            w("Many finished on the last day", "截止日集中办结"),
            w(
                "A unit that met the duties of five matters or more on one day that was the last day of each.",
                "同一单位在同一天办结五件及以上当日到期事项。",
            ),
            _mass_closings,
        ),
        Watch(
            "back_filled",
            w("Recorded long after", "事后补录"),
            w(
                "Deeds recorded more than three days after they are said to have happened.",
                "录入时间晚于所称发生时间三日以上的操作。",
            ),
            _back_filled,
        ),
        Watch(
            "same_minute",
            w("Begun and finished in one minute", "一分钟内受理并办结"),
            w(
                "Duties met within one minute of the event that began them.",
                "自起算事件发生一分钟内即告完成的责任。",
            ),
            _same_minute,
        ),
        Watch(
            "late_extensions",
            w("Extended after the limit", "逾期后延期"),
            w(
                "Extensions given after the limit that stood then had passed.",
                "在当时的截止日已过之后才作出的延期。",
            ),
            _late_extensions,
        ),
        Watch(
            "ping_pong",
            w("To and fro", "来回转办"),
            w(
                "Matters in which the same duty was taken away and given anew twice or more (passed on, sent back).",
                "同一责任两次及以上被撤换、重新起算的事项（转办、退回往复）。",
            ),
            _ping_pong,
        ),
    )
}
