"""A second engine, for tests only: it walks day by day and asks a calendar nothing but "does this day
work?".
"""

from collections.abc import Sequence
from datetime import date, timedelta

from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.counting import Extension, Pause, Term

ONE = timedelta(days=1)


def works(day: date, calendar: Calendar) -> bool:
    return calendar.kind_of(day).works


def walked(
    start: date,
    term: Term,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> date | None:
    """The last day, or None while a pause without end stands in the way."""
    amount, fixed = term.amount, None
    for extension in extensions:
        if extension.until is not None:
            start, amount, fixed = extension.until, 0, extension.until
        else:
            amount += extension.by
    if fixed is not None and amount == 0:
        return fixed
    day = _stepped(start, term, amount, calendar, pauses, start_counts=term.start_counts and fixed is None)
    if day is None:
        return None
    step = {"next_working_day": ONE, "previous_working_day": -ONE, "none": None}[_rolling(term)]
    while step is not None and not works(day, calendar):
        day += step
    return day


def _rolling(term: Term) -> str:
    return term.roll or ("next_working_day" if term.direction == "after" else "previous_working_day")


def _stepped(start, term, amount, calendar, pauses, *, start_counts):
    direction = ONE if term.direction == "after" else -ONE
    length, counts = amount, lambda day: True
    if term.unit == "working_days":
        counts = lambda day: works(day, calendar)  # noqa: E731  # two meanings of one word, side by side
    elif term.unit == "weeks":
        length = amount * 7
    elif term.unit in ("months", "years"):
        length = _month_length(start, amount * (12 if term.unit == "years" else 1), direction, start_counts)
    day, left = start, length
    if start_counts:
        day -= ONE
    while left:
        day += direction
        pause = next((p for p in pauses if p[0] <= day and (p[1] is None or day < p[1])), None)
        if pause is not None:
            if any(p[1] is None and p[0] <= day for p in pauses):
                return None
            continue
        left -= counts(day)
    return day


def _month_length(start, months, direction, start_counts):
    """Natural days from day zero to the month's same day, found by trying every day."""
    year, month = start.year, start.month
    for _ in range(months):
        month += direction.days
        if month in (0, 13):
            year, month = year + direction.days, 12 if month == 0 else 1
    day = start.day
    while True:
        try:
            found = date(year, month, day)
            break
        except ValueError:
            day -= 1
    length = abs((found - start).days)
    if start_counts:  # one day less to go where the day exists, one day more to begin from
        length += 1 - (day == start.day)
    return length
