"""Recurring rules: while a matter is open the holder must do Y in every period.

A period opens when it begins and falls due at its end, plus the grace the rule gives, off a rest day where the rule says
so. Done for a period that the event names; without a name, for the earliest period still owed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.counting import Term, last_day
from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.owed import Debtor, Happening, Owed, closes, debtors
from zhixing.kernel.rulebook.periods import RHYTHMS, period_of, periods
from zhixing.kernel.rulebook.schema import RecurringRule


@dataclass(slots=True)
class Span:
    """From the opening event to the end: the time in which periods are owed; breaks are [from, until) days."""

    debtor: Debtor
    trigger_id: int
    rhythm: str
    since: date
    ended: Happening | None = None
    breaks: list[tuple[date, date | None]] = field(default_factory=list)

    def rests_on(self, day: date) -> bool:
        return any(begun <= day and (ended is None or day < ended) for begun, ended in self.breaks)


def recurring(
    rule: RecurringRule, story: list[Happening], calendar: Calendar, as_of: date
) -> tuple[list[Owed], date | None]:
    """One obligation per period that began by `as_of`, for every span in which the rule runs; and the day on which the
    next period begins (None when no span runs on): the story must be read again then.
    """
    spans = _spans(rule, story)
    owed = [o for span in spans for o in _periods_of(rule, span, calendar, as_of)]
    done: Counter[str] = Counter()
    for h in story:
        if h.kind in rule.done:
            _meet(rule, owed, h, done)
    for span in spans:
        if span.ended:
            for o in owed:
                if o.trigger_id == span.trigger_id and o.is_running and o.debtor == span.debtor:
                    _end_with(o, span.ended)
    nexts = [_next(span, as_of) for span in spans if span.ended is None]
    if not rule.catch_up:
        nexts += _missed(owed, as_of)
    return owed, min(nexts, default=None)


def _missed(owed: list[Owed], as_of: date) -> list[date]:
    """End what can no longer be made good; the days on which the same will be true of what still runs."""
    for o in owed:
        if o.is_running and o.due_on and o.due_on < as_of:
            o.end_by_time("missed")
    return [o.due_on + timedelta(days=1) for o in owed if o.is_running and o.due_on]


def _next(span: Span, as_of: date) -> date:
    period = period_of(span.rhythm, max(as_of, span.since), anchor=span.since)
    if period.first > as_of:  # every N days: the first period begins on the day after the rule did
        return period.first
    return period.last + timedelta(days=1)


def _end_with(o: Owed, ended: Happening) -> None:
    """What was not yet due when the matter ended is owed no longer; what was overdue stays owed and unmet."""
    if o.due_on is None or o.due_on >= ended.day:
        o.end("excused", ended)
    else:
        o.end("missed", ended)


def _spans(rule: RecurringRule, story: list[Happening]) -> list[Span]:
    spans: list[Span] = []
    for h in story:
        running = [s for s in spans if s.ended is None]
        if (h.kind in rule.until or h.kind in rule.cancelled_by) and conditions.holds(
            rule.until_when, facts=h.facts
        ):
            for span in running:
                span.ended = h
        for pause in rule.pauses:
            for span in running:
                if h.kind == pause.begins and not (span.breaks and span.breaks[-1][1] is None):
                    span.breaks.append((h.day, None))
                elif h.kind == pause.ends and span.breaks and span.breaks[-1][1] is None:
                    span.breaks[-1] = (span.breaks[-1][0], h.day)
        if h.kind in rule.on and h.day >= rule.from_on and conditions.holds(rule.when, facts=h.facts):
            spans += _begun(rule, h, [s for s in spans if s.ended is None])
    return spans


def _begun(rule: RecurringRule, h: Happening, running: list[Span]) -> list[Span]:
    rhythm = str(
        rule.every_days or (rule.every.value if rule.every else h.facts.get(rule.every_field or "") or "")
    )
    if (
        rhythm not in RHYTHMS and not rhythm.isdigit()
    ):  # "stage", or a word that names no rhythm: nothing recurs
        return []
    here = {s.debtor for s in running}
    return [Span(d, h.id, rhythm, h.day) for d in debtors(rule, h.facts) if d not in here]


def _periods_of(rule: RecurringRule, span: Span, calendar: Calendar, as_of: date) -> list[Owed]:
    until = min(as_of, span.ended.day) if span.ended else as_of
    whole = rule.first == "whole"
    found = []
    for period in periods(span.rhythm, span.since, until, anchor=span.since, whole=whole):
        o = Owed(rule, None, span.debtor, span.trigger_id, max(period.first, span.since), period=period.key)
        due = last_day(period.last, Term(rule.grace, rule.grace_unit.in_days, roll=rule.roll), calendar)
        o.first_due_on = o.due_on = due.on
        o.provisional = due.provisional
        cut_short = span.ended is not None and rule.last == "whole" and period.last > span.ended.day
        if not span.rests_on(period.last) and not cut_short:
            found.append(o)
    return found


def _meet(rule: RecurringRule, owed: list[Owed], h: Happening, done: Counter[str]) -> None:
    """Count the deed for the earliest period of each chain that it can answer; the last one asked for meets it."""
    answered: set[tuple[int, str]] = set()
    for o in owed:
        chain = (o.trigger_id, o.debtor.key())
        gone = not rule.catch_up and o.due_on is not None and o.due_on < h.day
        if gone or not o.is_running or o.opened_on > h.day or chain in answered:
            continue
        if closes(rule, o, h):
            answered.add(chain)
            done[o.key] += 1
            if done[o.key] >= rule.times:
                o.end("met", h)
