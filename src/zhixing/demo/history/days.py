"""Working days by the nation's calendar, as the planner of the history asks for them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.calendars.counting import Term, add_working_days, count_between, last_day

CALENDAR = national()


def working(day: date, count: int) -> date:
    """The working day `count` working days after (before, when negative) `day`; for 0 the day itself or the next."""
    if count == 0:
        return day if CALENDAR.works_on(day) else add_working_days(day, 1, CALENDAR)
    return add_working_days(day, count, CALENDAR)


def working_up_to(day: date) -> date:
    """The day itself when it is a working day, else the last one before it."""
    return day if CALENDAR.works_on(day) else add_working_days(day, -1, CALENDAR)


def working_between(first: date, last: date) -> list[date]:
    """Every working day from `first` to `last`, both included."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if CALENDAR.works_on(day)]


def days_late(limit: date, day: date) -> int:
    """Working days after the limit up to and including the day."""
    return count_between(limit, day, CALENDAR)


def due_after(day: date, count: int) -> date:
    """The last of `count` working days after the day, as the rules count it."""
    return last_day(day, Term(count, "working_days"), CALENDAR).on


def some(rng: Random, first: date, last: date) -> date | None:
    """A working day of the range, or None when it holds none."""
    days = working_between(first, last)
    return rng.choice(days) if days else None
