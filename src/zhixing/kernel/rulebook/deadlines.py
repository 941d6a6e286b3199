"""Deadline rules: after event X the holder must cause event Y within T.

Within one event the order is: ends first, then what moves the clock, then openings.
"""

from __future__ import annotations

from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.counting import Term, last_day
from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.owed import Debtor, Happening, Owed, as_day, closes, debtors, value_on
from zhixing.kernel.rulebook.schema import DeadlineRule, Value


def deadline(rule: DeadlineRule, story: list[Happening], calendar: Calendar) -> list[Owed]:
    """The obligations of one deadline rule from the events that touch it, in the order in which they happened."""
    owed: list[Owed] = []
    for h in story:
        running = [o for o in owed if o.is_running]
        if h.kind in rule.until:
            _end(rule, running, h)
        if h.kind in rule.cancelled_by:
            for o in running:
                if o.is_running:
                    o.end("excused", h)
        for o in running:
            if o.is_running:
                _move_clock(rule, o, h)
        if h.kind in rule.on and conditions.holds(rule.when, facts=h.facts):
            owed += _opened(rule, h, [o for o in running if o.is_running])
    for o in owed:
        reckon(o, calendar)
    return owed


def _end(rule: DeadlineRule, running: list[Owed], h: Happening) -> None:
    """Close what this event answers. Of several stages with no stage named, it answers the earliest."""
    answered: set[str] = set()
    for o in running:
        chain = f"{o.trigger_id}{o.debtor.key()}"
        if closes(rule, o, h) and not (o.period and chain in answered and not h.facts.get("period")):
            o.end("met", h)
            answered.add(chain)


def _move_clock(rule: DeadlineRule, o: Owed, h: Happening) -> None:
    for pause in rule.pauses:
        at = next((i for i, p in enumerate(o.pauses) if p[1] is None), None)
        if h.kind == pause.begins and at is None:
            o.pauses.append((h.day, None, h.id))
        elif h.kind == pause.ends and at is not None:
            o.pauses[at] = (o.pauses[at][0], h.day, o.pauses[at][2])
    for extension in rule.extensions:
        new_day = as_day(h.facts.get(extension.field))
        used_up = extension.times is not None and len(o.extensions) >= extension.times
        if (
            h.kind == extension.on
            and new_day
            and not used_up
            and h.facts.get("rule") in (None, "", rule.code)
        ):
            o.extensions.append((h.id, new_day))


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
        return [Owed(rule, value, debtor, h.id, h.day)]
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
        unit=value.unit.value,
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
    else:
        stopped = _count(o, calendar)
    if o.extensions:
        o.due_on, o.provisional = o.extensions[-1][1], False
        stopped = any(ended is None and begun <= o.extensions[-1][1] for begun, ended, _ in o.pauses)
    if o.is_running and stopped:
        o.state, o.due_on = "suspended", None


def _count(o: Owed, calendar: Calendar) -> bool:
    """Count the term on the calendar; True while a pause without end stops it."""
    assert isinstance(o.rule, DeadlineRule) and o.value is not None
    term = term_of(o.rule, o.value)
    first = last_day(o.opened_on, term, calendar)
    o.first_due_on, o.due_on, o.provisional = first.on, first.on, first.provisional
    pauses = [(begun, ended) for begun, ended, _ in o.pauses if o.ended_on is None or begun <= o.ended_on]
    if not pauses:
        return False
    now = last_day(o.opened_on, term, calendar, pauses=pauses)
    if now.on is None:
        return True
    o.due_on, o.provisional = now.on, now.provisional
    return False
