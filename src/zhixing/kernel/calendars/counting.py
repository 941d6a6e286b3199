"""The one place where a last day is counted, for every kind of term.

The rules of the Civil Code are the default: the day on which a term begins is day zero (art. 201); a term
of months or years ends on the day of that number, or at month's end where there is none (art. 202); a term
whose last day is a rest day ends on the next working day (art. 203). What another law says differently (the
Licensing Law, art. 82: working days) is a value of `Term`, not another function. A last day is inclusive:
what is due may be done until it ends.

**Pauses.** A pause is [begin, end): the day it begins does not count, the day it ends counts again. It
stops the clock if it begins before the term has run out, that is on the last day or earlier; one that
begins after the last day, also between a last day and the working day to which it moved, changes nothing.
Overlapping pauses are one. A pause without end that stops the clock leaves no last day: the term is
`Suspended`. A paused term of months or years runs for as many natural days as it has without the pause.
Rolling comes last.

**Extensions** come in the order in which they were granted: one adds to the amount in the term's own unit,
another sets a day. A day that was set is taken as it stands, without rolling, and pauses do not move it;
what is added later counts from it as from a new day zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import overload

from zhixing.base.words import w
from zhixing.kernel.calendars.calendar import (
    DAY_COUNT,
    FIRST_DAY,
    LAST_DAY,
    ORIGIN,
    Calendar,
    OutsideCalendar,
    day_at,
    index_of,
)
from zhixing.kernel.calendars.terms import (
    Counted,
    Direction,
    Extension,
    Pause,
    Roll,
    Suspended,
    Term,
    Unit,
)

__all__ = [
    "Counted",
    "Direction",
    "Extension",
    "Pause",
    "Roll",
    "Suspended",
    "Term",
    "Unit",
    "add_months",
    "add_working_days",
    "count_between",
    "extended",
    "last_day",
    "merged",
    "working_days_left",
]

_FAR = w("A day that far away", "如此之远的日期")


@overload
def last_day(
    start: date, term: Term, calendar: Calendar, *, extensions: Sequence[Extension] = ...
) -> Counted: ...
@overload
def last_day(
    start: date,
    term: Term,
    calendar: Calendar,
    *,
    pauses: Sequence[Pause],
    extensions: Sequence[Extension] = ...,
) -> Counted | Suspended: ...
def last_day(
    start: date,
    term: Term,
    calendar: Calendar,
    *,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Counted | Suspended:
    """The last day of `term` that begins on `start` (day zero), inclusive.

    Refuses days outside the calendar (`OutsideCalendar`). A term before a day has no clock to stop: pauses
    and extensions with it are a mistake of the caller (ValueError).

    >>> from zhixing.kernel.calendars.calendar import national
    >>> last_day(date(2026, 9, 28), Term(5, "working_days"), national()).on  # 1 to 7 off, 10 worked
    datetime.date(2026, 10, 10)
    >>> last_day(date(2026, 1, 31), Term(1, "months"), national())  # the 28th is worked
    Counted(on=datetime.date(2026, 2, 28), provisional=False, rolled_from=None)
    """
    if term.direction == "before":
        if pauses or extensions:
            raise ValueError("a term before a day can be neither paused nor extended")
        return _rolled(calendar, term, index_of(start), _back(start, term, calendar))
    start, term, is_set = extended(start, term, extensions)
    if is_set and term.amount == 0:
        return Counted(start, provisional=False)
    zero, raw = _forward(start, term, calendar, merged(pauses))
    if isinstance(raw, Suspended):
        return raw
    return _rolled(calendar, term, zero, raw)


def extended(start: date, term: Term, extensions: Sequence[Extension]) -> tuple[date, Term, bool]:
    """Where the count begins, the term that then runs, and whether an extension set that day."""
    is_set = False
    for extension in extensions:
        if extension.until is not None:
            index_of(extension.until)
            start, term, is_set = extension.until, replace(term, amount=0, start_counts=False), True
        else:
            term = replace(term, amount=term.amount + (extension.by or 0))
    return start, term, is_set


def merged(pauses: Sequence[Pause]) -> list[Pause]:
    """The pauses in order, overlapping and touching ones joined, empty ones left out."""
    islands: list[Pause] = []
    for begin, end in sorted(pauses, key=lambda pause: pause[0]):
        if end is not None and end < begin:
            raise ValueError(f"a pause ends before it begins: {begin}, {end}")
        if islands and (islands[-1][1] is None or islands[-1][1] >= begin):
            last_begin, last_end = islands[-1]
            islands[-1] = (last_begin, None if last_end is None or end is None else max(last_end, end))
        elif end != begin:
            islands.append((begin, end))
    return islands


def _forward(start: date, term: Term, calendar: Calendar, pauses: list[Pause]) -> tuple[int, int | Suspended]:
    """Day zero and the last day before rolling, as places in the table."""
    zero = index_of(start) - term.start_counts
    if term.amount == 0:
        return zero, zero
    table = calendar.table
    works = term.unit == "working_days"
    length = term.amount if works else _natural_end(start, term) - zero
    stopped = 0
    gone = table.before[zero + 1] if works else zero + 1
    for begin, end in pauses:
        at = _within(begin)
        stop_from = max(table.before[at] if works else at, gone)
        if stop_from - gone - stopped >= length:
            break
        if end is None:
            return zero, Suspended(begin)
        at = _within(end)
        stopped += max((table.before[at] if works else at) - stop_from, 0)
    if not works:
        return zero, zero + length + stopped
    nth = gone + length + stopped - 1
    if nth >= len(table.nth):
        raise OutsideCalendar(_FAR)
    return zero, table.nth[nth]


def _natural_end(start: date, term: Term) -> int:
    """Where a term in natural days, weeks, months or years ends, before any pause."""
    if term.unit in ("natural_days", "weeks"):
        days = term.amount * (7 if term.unit == "weeks" else 1)
        return index_of(start) - term.start_counts + days
    on = add_months(start, term.amount * (12 if term.unit == "years" else 1))
    has_that_day = on.day == start.day
    return index_of(on) - (term.start_counts and has_that_day)


def _back(start: date, term: Term, calendar: Calendar) -> int:
    """The last day before rolling of a term that runs back from `start`."""
    zero = index_of(start)
    if term.unit in ("natural_days", "weeks"):
        return zero - term.amount * (7 if term.unit == "weeks" else 1)
    if term.unit in ("months", "years"):
        return index_of(add_months(start, -term.amount * (12 if term.unit == "years" else 1)))
    if term.amount == 0:
        return zero
    nth = calendar.table.before[zero] - term.amount
    if nth < 0:
        raise OutsideCalendar(_FAR)
    return calendar.table.nth[nth]


def _rolled(calendar: Calendar, term: Term, zero: int, raw: int) -> Counted:
    """The last day after rolling, and whether it rests on days that are not published."""
    raw_day, table = day_at(raw, _FAR), calendar.table
    at = raw
    if term.rolling == "next_working_day":
        at = _nth(calendar, table.before[raw])
    elif term.rolling == "previous_working_day":
        at = _nth(calendar, table.before[raw + 1] - 1)
    first, last = min(raw, at), max(raw, at)
    if term.unit == "working_days":  # every day between was asked whether it works
        first, last = min(first, zero + 1), max(last, zero - 1)
    elif term.rolling == "none":
        last = first - 1
    unsure = table.unsure_before[last + 1] > table.unsure_before[first]
    return Counted(day_at(at), unsure, raw_day if at != raw else None)


def _nth(calendar: Calendar, nth: int) -> int:
    if not 0 <= nth < len(calendar.table.nth):
        raise OutsideCalendar(_FAR)
    return calendar.table.nth[nth]


def _within(day: date) -> int:
    """The place of a pause's edge; one outside the table counts as the table's edge."""
    return min(max(day.toordinal() - ORIGIN, 0), DAY_COUNT)


def add_months(start: date, months: int) -> date:
    """The day of the same number `months` later (or earlier), or the last of that month where there is none.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise OutsideCalendar(_FAR)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    length = (first_of_next - date(year, month + 1, 1)).days
    return date(year, month + 1, min(start.day, length))


def add_working_days(start: date, count: int, calendar: Calendar) -> date:
    """The last of `count` working days after `start`; of `-count` before it where `count` is negative.

    `start` is day zero: it never counts. A count of 0 is `start` itself, or on a rest day the next working
    day.

    >>> from zhixing.kernel.calendars.calendar import national
    >>> add_working_days(date(2026, 2, 13), 1, national())  # the Saturday before Spring Festival is worked
    datetime.date(2026, 2, 14)
    """
    if count < 0:
        return last_day(start, Term(-count, "working_days", direction="before"), calendar).on
    return last_day(start, Term(count, "working_days"), calendar).on


def count_between(first: date, last: date, calendar: Calendar) -> int:
    """The working days after `first` up to and including `last`.

    Negative where `last` comes first: the working days after `last` up to and including `first`. So it is the
    number that `add_working_days` needs to get from `first` to a working day `last`.

    >>> from zhixing.kernel.calendars.calendar import national
    >>> count_between(date(2026, 9, 30), date(2026, 10, 8), national())
    1
    """
    before = calendar.table.before
    return before[index_of(last) + 1] - before[index_of(first) + 1]


def working_days_left(today: date, due: date, calendar: Calendar) -> int:
    """The working days after `today` up to and including `due`; negative for the working days it is late.

    0 on the last day itself, and also on a rest day that follows it or when only rest days are left:
    lateness is judged by `today > due`, never by this number.
    """
    return count_between(today, due, calendar)
