"""The same counting for whole columns: numpy arrays in, arrays out.

Days are `datetime64[D]` (anything that numpy can turn into it). Each function equals its twin in `counting`
row by row, which property tests hold; one row outside the calendar refuses the whole column. Paused terms
are not for columns: each needs its own story, and `counting.last_day` tells it.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhixing.base.words import w
from zhixing.kernel.calendars.calendar import DAY_COUNT, FIRST_DAY, Calendar, OutsideCalendar
from zhixing.kernel.calendars.terms import Term

Days: TypeAlias = NDArray[np.datetime64]
Whole: TypeAlias = NDArray[np.int64]

_EPOCH = np.datetime64(FIRST_DAY, "D")
_ORIGIN = int(_EPOCH.astype(np.int64))
_FAR = w("A day that far away", "如此之远的日期")


class LastDays(NamedTuple):
    """Last days, inclusive, and for each whether it rests on a year that is not published."""

    on: Days
    provisional: NDArray[np.bool_]


def add_working_days(starts: ArrayLike, counts: ArrayLike, calendar: Calendar) -> Days:
    """The last of `counts` working days after each start; before it where a count is negative.

    A start is day zero. A count of 0 is the start itself, or on a rest day the next working day.
    """
    table, at, far = calendar.table, places(starts), _whole(counts)
    if far.ndim == 0:
        nth = table.before_array[at + 1] + (int(far) - 1) if far > 0 else table.before_array[at] + int(far)
    else:
        nth = table.before_array[at + (far > 0)] + far - (far > 0)
    return _days(_nth(nth, calendar))


def count_working_days(first: ArrayLike, last: ArrayLike, calendar: Calendar) -> Whole:
    """The working days after each `first` up to and including `last`; negative where `last` comes first."""
    through = calendar.table.before_array[1:]
    return through[places(last)] - through[places(first)]


def add_months(days: ArrayLike, months: ArrayLike) -> Days:
    """The day of the same number so many months later, or the last of that month where there is none."""
    start = _EPOCH + places(days)
    month = start.astype("datetime64[M]")
    far = _whole(months)
    if far.size and int(np.abs(far).max()) > DAY_COUNT:
        raise OutsideCalendar(_FAR)
    then = month + far
    number = start - month.astype("datetime64[D]")
    length = (then + 1).astype("datetime64[D]") - then.astype("datetime64[D]")
    found = then.astype("datetime64[D]") + np.minimum(number, length - 1)
    return _EPOCH + places(found)


def provisional(first: ArrayLike, last: ArrayLike, calendar: Calendar) -> NDArray[np.bool_]:
    """Whether a day after `first` up to and including `last` belongs to a year that is not published."""
    before = calendar.table.unsure_before_array
    return before[places(last) + 1] > before[places(first) + 1]


def last_days(starts: ArrayLike, term: Term, calendar: Calendar) -> LastDays:
    """The last day of one and the same term from each start."""
    at = places(starts)
    zero = at - term.start_counts
    table = calendar.table
    raw = _raw(at, zero, term, calendar)
    _days(raw)  # refuses what lies outside
    rolled = raw
    if term.rolling == "next_working_day":
        rolled = _nth(table.before_array[raw], calendar)
    elif term.rolling == "previous_working_day":
        rolled = _nth(table.before_array[raw + 1] - 1, calendar)
    first, last = np.minimum(raw, rolled), np.maximum(raw, rolled)
    if term.unit == "working_days":
        first, last = np.minimum(first, zero + 1), np.maximum(last, zero - 1)
    elif term.rolling == "none":
        last = first - 1
    unsure = table.unsure_before_array
    return LastDays(_days(rolled), unsure[last + 1] > unsure[first])


def _raw(at: Whole, zero: Whole, term: Term, calendar: Calendar) -> Whole:
    """The places of the last days before rolling."""
    if term.amount == 0:
        return at
    forward = term.direction == "after"
    if term.unit == "working_days":
        before = calendar.table.before_array
        return _nth(before[zero + 1] + term.amount - 1 if forward else before[zero] - term.amount, calendar)
    sign = 1 if forward else -1
    if term.unit in ("natural_days", "weeks"):
        length = term.amount * (7 if term.unit == "weeks" else 1)
        if length > DAY_COUNT:
            raise OutsideCalendar(_FAR)
        return zero + sign * length
    months = min(term.amount, DAY_COUNT) * (12 if term.unit == "years" else 1)
    starts = _EPOCH + at
    on = add_months(starts, sign * months)
    same = _number(on) == _number(starts)
    return np.asarray((on - _EPOCH).astype(np.int64) - (same & term.start_counts))


def _number(days: Days) -> Whole:
    """The number of each day in its month, from 0."""
    return np.asarray((days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64))


def places(days: ArrayLike) -> Whole:
    """Each day's place in the calendar's table. Refuses the column if one lies outside it or is no day."""
    since_epoch = np.asarray(days, dtype="datetime64[D]").astype(np.int64)
    if (
        since_epoch.size
        and not _ORIGIN <= int(since_epoch.min()) <= int(since_epoch.max()) < _ORIGIN + DAY_COUNT
    ):
        wrong = since_epoch[(since_epoch < _ORIGIN) | (since_epoch >= _ORIGIN + DAY_COUNT)].flat[0]
        raise OutsideCalendar(str(np.datetime64(int(wrong), "D")))
    return np.asarray(since_epoch - _ORIGIN)


def _whole(numbers: ArrayLike) -> Whole:
    array = np.asarray(numbers)
    if not array.dtype.kind == "i":
        raise TypeError(f"whole numbers with a sign are wanted, not {array.dtype}")
    return array.astype(np.int64)


def _nth(nth: Whole, calendar: Calendar) -> Whole:
    if nth.size and (int(nth.min()) < 0 or int(nth.max()) >= calendar.table.nth_array.size):
        raise OutsideCalendar(_FAR)
    return np.asarray(calendar.table.nth_array[nth])


def _days(at: Whole) -> Days:
    if at.size and (int(at.min()) < 0 or int(at.max()) >= DAY_COUNT):
        raise OutsideCalendar(_FAR)
    return (at + _ORIGIN).astype("datetime64[D]")
