"""Deadline rules: after event X the holder must cause event Y within T.

Within one event the order is: ends first, then what moves the clock, then openings.
"""

from __future__ import annotations

from datetime import date, timedelta

from zhixing.base import clock
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.counting import Extension, Term, last_day
from zhixing.kernel.calendars.hours import ends_at
from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.owed import Debtor, Happening, Move, Owed, as_day, closes, debtors, value_on
from zhixing.kernel.rulebook.schema import HOURLY, DeadlineRule, ExtensionRule, Span, Value

ONE_DAY = timedelta(days=1)


def deadline(rule: DeadlineRule, story: list[Happening], calendar: Calendar, as_of: date) -> list[Owed]:
    """The obligations of one deadline rule from the events that touch it, in the order in which they happened.

    Where silence means something, what stands undone when its last day is over has lapsed: later events find it ended.
    """
    owed: list[Owed] = []
    for h in story:
        _lapse(rule, owed, calendar, h.day)
        running = [o for o in owed if o.is_running]
        _end(rule, running, h)
        for o in running:
            if o.is_running:
                _move_clock(rule, o, h)
        if h.kind in rule.on and conditions.holds(rule.when, facts=h.facts):
            owed += _opened(rule, h, [o for o in running if o.is_running])
    for o in owed:
        if o.state != "lapsed":
            reckon(o, calendar)
    _lapse(rule, owed, calendar, as_of)
    return owed


def _lapse(rule: DeadlineRule, owed: list[Owed], calendar: Calendar, today: date) -> None:
    if rule.silence == "none":
        return
    for o in owed:
        if o.is_running:
            o.state = "open"  # a pause that ended since lets it run again
            reckon(o, calendar)
            if o.due_on and o.due_on < today:
                o.end_by_time("lapsed")


def _end(rule: DeadlineRule, running: list[Owed], h: Happening) -> None:
    """Close what this event answers or cancels. Of several stages with no stage named, it answers the earliest."""
    answered: set[str] = set()
    for o in running if h.kind in rule.until else []:
        chain = f"{o.trigger_id}{o.debtor.key()}"
        if closes(rule, o, h) and not (o.period and chain in answered and not h.facts.get("period")):
            o.end("met", h)
            answered.add(chain)
    for o in running if h.kind in rule.cancelled_by else []:
        if o.is_running:
            o.end("excused", h)


def _move_clock(rule: DeadlineRule, o: Owed, h: Happening) -> None:
    for pause in rule.pauses:
        at = next((i for i, p in enumerate(o.pauses) if p[1] is None), None)
        if h.kind == pause.begins and at is None:
            o.pauses.append((h.day + pause.first_counts * ONE_DAY, None, h.id))
        elif h.kind == pause.ends and at is not None:
            begun, _, by = o.pauses[at]
            o.pauses[at] = (begun, max(begun, h.day + (not pause.last_counts) * ONE_DAY), by)
    for extension in rule.extensions:
        if h.kind == extension.on and h.facts.get("rule") in (None, "", rule.code):
            _extend(o, h, extension)


def _extend(o: Owed, h: Happening, extension: ExtensionRule) -> None:
    if extension.times is not None and len(o.moves) >= extension.times:
        return
    if extension.field is None:
        assert extension.amount and extension.unit  # the schema holds it
        o.moves.append(Move(h.id, added=Span(amount=extension.amount, unit=extension.unit)))
    elif new_day := as_day(h.facts.get(extension.field)):
        o.moves.append(Move(h.id, day=new_day, longest=extension.longest))


def _opened(rule: DeadlineRule, h: Happening, running: list[Owed]) -> list[Owed]:
    value = value_on(rule.values, h.day)
    opened: list[Owed] = []
    for debtor in debtors(rule, h.facts) if value else []:
        before = [o for o in running if o.debtor == debtor]
        if before and rule.second == "ignore":
            continue
        if before and rule.second == "reopen":
            for o in before:
                o.end("superseded", h)
        opened += _from(rule, value, debtor, h)
    return opened


def _from(rule: DeadlineRule, value: Value | None, debtor: Debtor, h: Happening) -> list[Owed]:
    assert value is not None  # the caller opens nothing without a value
    if value.field is None:
        return [Owed(rule, value, debtor, h.id, h.day, opened_at=h.at)]
    said = h.facts.get(value.field)
    if isinstance(said, list):
        days = [day for day in map(as_day, said) if day]
        return [
            Owed(rule, value, debtor, h.id, h.day, period=str(n), said_on=d) for n, d in enumerate(days, 1)
        ]
    day = as_day(said)
    return [Owed(rule, value, debtor, h.id, h.day, said_on=day)] if day else []


def term_of(rule: DeadlineRule, value: Value) -> Term:
    """The rule's term as the calendar counts it. Before a day a rest day moves the limit earlier, not later."""
    backward = rule.direction == "before" and rule.roll == "next_working_day"
    return Term(
        amount=value.amount or 0,
        unit=value.unit.in_days,
        start_counts=rule.start_counts,
        roll=None if backward else rule.roll,
        direction=rule.direction,
    )


def reckon(o: Owed, calendar: Calendar) -> None:
    """Write the due day. A day that a person set stands as it was said; a counted one grows with pauses.

    While a pause stops the clock there is no due day and the obligation is suspended.
    """
    if o.said_on:
        o.first_due_on = o.due_on = o.said_on
        stopped = any(ended is None and begun <= o.said_on for begun, ended, _ in o.pauses)
    elif o.value is not None and o.value.unit in HOURLY:
        stopped = False
        _count_hours(o, calendar)
    else:
        stopped = _count(o, calendar)
    for move in o.moves:
        if (moved := _moved(o, move, calendar)) is not None:
            o.due_on, o.provisional = moved
            stopped = any(ended is None and begun <= moved[0] for begun, ended, _ in o.pauses)
    if o.is_running and stopped:
        o.state, o.due_on = "suspended", None


def _moved(o: Owed, move: Move, calendar: Calendar) -> tuple[date, bool] | None:
    """The last day after this extension, and whether it is provisional; None for one that is part of the count."""
    if move.day is not None:
        if move.longest is None or o.first_due_on is None:
            return move.day, False
        bound = last_day(o.first_due_on, Term(move.longest.amount, move.longest.unit.in_days), calendar)
        return (move.day, False) if move.day <= bound.on else (bound.on, bound.provisional)
    if move.added is None or _in_the_count(o, move) or o.due_on is None:
        return None
    found = last_day(o.due_on, Term(move.added.amount, move.added.unit.in_days), calendar)
    return found.on, found.provisional


def _in_the_count(o: Owed, move: Move) -> bool:
    """Added in the term's own unit before any day was set: it lengthens the term itself."""
    before = o.moves[: o.moves.index(move)]
    return bool(
        o.value
        and o.value.amount
        and move.added
        and move.added.unit == o.value.unit
        and not any(m.day for m in before)
    )


def _count(o: Owed, calendar: Calendar) -> bool:
    """Count the term on the calendar; True while a pause without end stops it."""
    assert isinstance(o.rule, DeadlineRule) and o.value is not None
    term = term_of(o.rule, o.value)
    first = last_day(o.opened_on, term, calendar)
    o.first_due_on, o.due_on, o.provisional = first.on, first.on, first.provisional
    pauses = [(begun, ended) for begun, ended, _ in o.pauses if o.ended_on is None or begun <= o.ended_on]
    added = [Extension(by=m.added.amount) for m in o.moves if m.added and _in_the_count(o, m)]
    if not pauses and not added:
        return False
    now = last_day(o.opened_on, term, calendar, pauses=pauses, extensions=added)
    if now.on is None:
        return True
    o.due_on, o.provisional = now.on, now.provisional
    return False


def _count_hours(o: Owed, calendar: Calendar) -> None:
    """A term in hours ends at a moment; its day is the due day. Nothing moves it off a rest day."""
    assert o.value is not None and o.value.amount and o.opened_at is not None  # the schema and _from hold it
    amount = o.value.amount + sum(m.added.amount for m in o.moves if m.added and _in_the_count(o, m))
    first = ends_at(o.opened_at, o.value.amount, o.value.unit.value, calendar)
    o.due_at = ends_at(o.opened_at, amount, o.value.unit.value, calendar)
    o.first_due_on, o.due_on = clock.day_of(first), clock.day_of(o.due_at)
