"""A rule's warnings as days, moved off rest days; which colour stands, and when the next one comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhixing.base import clock
from zhixing.kernel.calendars.calendar import Calendar, OutsideCalendar
from zhixing.kernel.calendars.counting import Term, add_working_days, last_day
from zhixing.kernel.rulebook.schema import DeadlineRule, RecurringRule, Warning_

HOUR = 8  # warnings are drawn when offices open, not at midnight
SEVERITY = {"blue": 0, "yellow": 1, "red": 2}


@dataclass(frozen=True, slots=True)
class Due:
    """A warning with its day."""

    on: date
    colour: str


def warnings_of(
    rule: DeadlineRule | RecurringRule, opened_on: date, due_on: date, calendar: Calendar
) -> list[Due]:
    """The rule's warnings for this due day, earliest first. None stands before the day after the opening."""
    found = []
    for warning in rule.warnings:
        on = _day_of(warning, opened_on, due_on, calendar)
        if not rule.remind_on_rest_days and not calendar.works_on(on):
            on = add_working_days(on, -1 if on <= due_on else 1, calendar)
        if on > opened_on or warning.after is not None:
            found.append(Due(on, warning.colour.value))
    return sorted(found, key=lambda d: (d.on, SEVERITY[d.colour]))


def _day_of(warning: Warning_, opened_on: date, due_on: date, calendar: Calendar) -> date:
    if warning.share is not None:
        return opened_on + timedelta(days=round((due_on - opened_on).days * warning.share))
    if warning.before is not None:
        term = Term(warning.before, warning.unit.in_days, roll="none", direction="before")
        return last_day(due_on, term, calendar).on
    return last_day(due_on, Term(warning.after or 1, warning.unit.in_days, roll="none"), calendar).on


def next_check(
    rule: DeadlineRule | RecurringRule,
    opened_on: date,
    due_on: date | None,
    calendar: Calendar,
    after: date | None = None,
) -> datetime | None:
    """The moment of the first warning after the day `after` (of any warning when None); None if there is no more."""
    if due_on is None:
        return None
    try:
        coming = [
            d.on for d in warnings_of(rule, opened_on, due_on, calendar) if after is None or d.on > after
        ]
    except OutsideCalendar:
        return None
    return clock.moment_on(coming[0], HOUR) if coming else None


def colour_now(
    rule: DeadlineRule | RecurringRule, opened_on: date, due_on: date, calendar: Calendar, today: date
) -> str | None:
    """The most severe warning whose day has come: after a stop of the worker nobody is told "soon" of what is late."""
    come = [d.colour for d in warnings_of(rule, opened_on, due_on, calendar) if d.on <= today]
    return max(come, key=SEVERITY.__getitem__) if come else None
