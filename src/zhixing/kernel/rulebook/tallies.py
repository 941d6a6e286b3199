"""Tally rules: when events of a kind on one subject reach a threshold within a window, an effect is proposed.

Pure, like the fold: the online engine asks it for one subject's events, worked cases and the bulk engine for many. What comes
of a finding is a person's decision (architecture §1: a machine that proposes and never punishes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.counting import Term, last_day
from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.owed import Debtor, Happening, debtors
from zhixing.kernel.rulebook.periods import RHYTHMS, Period, period_of
from zhixing.kernel.rulebook.schema import Every, Rolling, TallyRule

_COMPARE: dict[str, Callable[[float, int], bool]] = {
    ">=": lambda n, threshold: n >= threshold,
    ">": lambda n, threshold: n > threshold,
    "==": lambda n, threshold: n == threshold,
}


@dataclass(slots=True)
class Reached:
    """A threshold that a subject reached on a day (or a quota that its window left unmet, found on its last day).

    `count` is what was counted then; `evidence` are the events; the effect lasts from `on` (inclusive) `until` (inclusive;
    None: a single act, or until it is released).
    """

    rule: TallyRule
    subject: Debtor
    on: date
    count: float
    evidence: list[int] = field(default_factory=list)
    begins_on: date | None = None
    until: date | None = None
    released_on: date | None = None
    released_by: int | None = None

    @property
    def key(self) -> str:
        """What makes it this finding and no other, however often the events are read again."""
        return f"{self.rule.code}|{self.subject.key()}|{self.evidence[-1] if self.evidence else self.on.isoformat()}"


def tally(rule: TallyRule, happenings: Iterable[Happening], calendar: Calendar, as_of: date) -> list[Reached]:
    """What the events reach by the end of `as_of`, subject by subject, in the order in which it was reached."""
    ordered = sorted((h for h in happenings if h.day <= as_of), key=lambda h: (h.at, h.id))
    counted: dict[Debtor, list[Happening]] = {}
    done: dict[Debtor, list[Happening]] = {}
    releases: dict[Debtor, list[Happening]] = {}
    for h in ordered:
        for subject in debtors(rule, h.facts):
            if h.kind in rule.on and h.day >= rule.from_on and conditions.holds(rule.when, facts=h.facts):
                counted.setdefault(subject, []).append(h)
            if (
                rule.quota
                and h.kind in rule.quota.done
                and conditions.holds(rule.quota.done_when, facts=h.facts)
            ):
                done.setdefault(subject, []).append(h)
            if h.kind in rule.effect.released_by:
                releases.setdefault(subject, []).append(h)
    found: list[Reached] = []
    for subject, events in counted.items():
        unmet = _unmet(rule, subject, events, done.get(subject, []), as_of)
        mine = unmet if rule.quota else _crossings(rule, subject, events)
        for one in mine:
            _last(one, calendar)
            _release(one, releases.get(subject, []))
        found += mine
    return sorted(found, key=lambda r: (r.on, r.subject.key()))


def _crossings(rule: TallyRule, subject: Debtor, events: list[Happening]) -> list[Reached]:
    """One finding each time the threshold is crossed: not again while it stays crossed, anew in a new calendar year."""
    found: list[Reached] = []
    was_over = False
    for n, h in enumerate(events):
        inside = [e for e in events[: n + 1] if _in_window(rule, e, h)]
        if len(inside) == 1:  # the first of a window: what stood before it is over
            was_over = False
        count = _count(rule, inside)
        over = _COMPARE[rule.operator](count, rule.threshold)
        if over and not was_over:
            found.append(Reached(rule, subject, h.day, count, [e.id for e in inside]))
        was_over = over
    return found


def _in_window(rule: TallyRule, event: Happening, last: Happening) -> bool:
    if rule.window == "ever":
        return True
    if rule.window == "each":
        return event.id == last.id
    if isinstance(rule.window, Rolling):
        return event.day > _back(last.day, rule.window)
    return event.day.year == last.day.year


def _back(day: date, window: Rolling) -> date:
    """The day before the window that ends with `day`: the same day of an earlier month, week or year."""
    if window.unit.value in ("natural_days", "weeks"):
        return day - timedelta(days=window.amount * (7 if window.unit.value == "weeks" else 1))
    months = window.amount * (12 if window.unit.value == "years" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):  # 29 February: the last day that the month has
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def _count(rule: TallyRule, inside: list[Happening]) -> float:
    if rule.weigh:
        return sum(_number(e.facts.get(rule.weigh)) for e in inside)
    if rule.count == "matters":
        return len({e.matter_id for e in inside})
    if rule.count == "run":
        assert rule.period is not None  # the schema holds it
        return _run(rule, inside, rule.period)
    return len(inside)


def _number(said: object) -> float:
    return float(said) if isinstance(said, (int, float)) and not isinstance(said, bool) else 0.0


def _run(rule: TallyRule, inside: list[Happening], every: Every) -> int:
    """How many periods in an unbroken row, ending with the latest event's, have such an event."""
    periods = [_period(rule, e, every) for e in inside]
    here = {p.first for p in periods}
    last, length = periods[-1], 0
    while last.first in here:
        length += 1
        last = period_of(every.value, last.first - timedelta(days=1))
    return length


def _period(rule: TallyRule, event: Happening, every: Every) -> Period:
    said = str(event.facts.get(rule.period_field or "", ""))
    year = said[:4]
    if said and year.isdigit() and every.value in RHYTHMS:
        for month in range(1, 13):
            for day in (1, 8, 15, 16, 22, 28):
                period = period_of(every.value, date(int(year), month, day))
                if period.key == said:
                    return period
    return period_of(every.value, event.day)


def _unmet(
    rule: TallyRule, subject: Debtor, events: list[Happening], done: list[Happening], as_of: date
) -> list[Reached]:
    """The calendar years that are over and in which less was done than their number of events asked for."""
    found = []
    steps = rule.quota.steps if rule.quota else []
    for year, mine in groupby(events, key=lambda h: h.day.year):
        asked = list(mine)
        need = max((s.at_least for s in steps if len(asked) > s.over), default=0)
        had = sum(1 for h in done if h.day.year == year)
        ends = date(year, 12, 31)
        if ends < as_of and had < need:
            found.append(Reached(rule, subject, ends, had, [e.id for e in asked]))
    return found


def _last(one: Reached, calendar: Calendar) -> None:
    """From when to when the effect lasts."""
    lasts = one.rule.effect.lasts
    one.begins_on = one.on
    if lasts == "rest_of_year":
        one.until = date(one.on.year, 12, 31)
    elif lasts == "next_year":
        one.begins_on, one.until = date(one.on.year + 1, 1, 1), date(one.on.year + 1, 12, 31)
    elif lasts is not None:
        one.until = last_day(one.on, Term(lasts.amount, lasts.unit.in_days, roll="none"), calendar).on


def _release(one: Reached, releases: list[Happening]) -> None:
    for h in releases:
        if h.day >= one.on and (one.until is None or h.day <= one.until):
            one.released_on, one.released_by = h.day, h.id
            return
