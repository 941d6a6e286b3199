"""Terms in hours: a moment, not a day. Natural hours run through; working hours run while offices are open on working days."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from zhixing.base import clock
from zhixing.kernel.calendars.calendar import Calendar

OFFICE_HOURS = ((time(8, 30), time(12)), (time(14), time(17, 30)))  # seven hours a day; a stated default


def ends_at(begin: datetime, amount: int, unit: str, calendar: Calendar) -> datetime:
    """The moment at which `amount` hours from `begin` are over; a deed at that very moment is in time.

    `unit` is "hours" (by the clock, rest days and nights included) or "working_hours" (office hours of working days; a
    beginning outside them waits for the next opening). Refuses days outside the calendar (OutsideCalendar).
    """
    if unit == "hours":
        return begin + timedelta(hours=amount)
    if unit != "working_hours":
        raise ValueError(f"no such unit of hours: {unit}")
    left = timedelta(hours=amount)
    day = clock.day_of(begin)
    while True:
        if calendar.works_on(day):
            for opens, closes in OFFICE_HOURS:
                since = max(begin, clock.moment_on(day, opens.hour, opens.minute))
                until = clock.moment_on(day, closes.hour, closes.minute)
                if since >= until:
                    continue
                if left <= until - since:
                    return since + left
                left -= until - since
        day += timedelta(days=1)
