"""Events and calendars as tables of whole numbers, which is all that the definition reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

import pyarrow as pa

from zhixing.base import clock
from zhixing.kernel.calendars.calendar import DAY_COUNT, FIRST_DAY, LAST_DAY, ORIGIN, Calendar
from zhixing.kernel.calendars.hours import OFFICE_HOURS
from zhixing.kernel.obligations.batch.facts import START, Column
from zhixing.kernel.rulebook.owed import Happening
from zhixing.kernel.rulebook.periods import RHYTHMS, period_of

SECONDS = 86_400
PLACES = 2**20  # events of one case in one second
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ARROW = {
    "int64": pa.int64(),
    "float64": pa.float64(),
    "string": pa.string(),
    "boolean": pa.bool_(),
    "array<int64>": pa.list_(pa.int64()),
}
FIXED = ("case_id", "id", "kind", "cal", "day", "ord", "us")


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """An event of a case: what happened, and which calendar the case runs on."""

    case_id: int
    happening: Happening
    calendar: str = ""


def micros(moment: datetime) -> int:
    """Microseconds since 1970 in UTC, exact."""
    gone = moment - _EPOCH
    return (gone.days * SECONDS + gone.seconds) * 1_000_000 + gone.microseconds


def event_table(
    events: Iterable[CaseEvent], columns: Sequence[Column], calendars: Mapping[str, int]
) -> pa.Table:
    """The events with their facts in columns. `ord` puts a case's events in the order in which they are folded."""
    ordered = sorted(events, key=lambda e: (e.case_id, e.happening.at, e.happening.id))
    plain: dict[str, list[object]] = {name: [] for name in FIXED}
    before, place = (-1, -1), 0
    for event in ordered:
        h = event.happening
        us = micros(h.at)
        day = h.day.toordinal() - START
        local = day * SECONDS + _second_of_day(h.at)
        if event.case_id == before[0] and local <= before[1]:  # also where a zone's clock was put back
            local, place = before[1], place + 1
        else:
            place = 0
        before = (event.case_id, local)
        row = (event.case_id, h.id, h.kind, calendars[event.calendar], day, local * PLACES + place, us)
        for name, value in zip(FIXED, row, strict=True):
            plain[name].append(value)
    made = {name: pa.array(plain[name], pa.string() if name == "kind" else pa.int64()) for name in FIXED}
    for column in columns:
        made[column.name] = pa.array([column.of(e.happening.facts) for e in ordered], ARROW[column.type])
    return pa.table(made)


def _second_of_day(moment: datetime) -> int:
    local = moment.astimezone(clock.zone())
    return local.hour * 3600 + local.minute * 60 + local.second


def days_table(calendars: Sequence[Calendar]) -> pa.Table:
    """Every day of every calendar with its prefix sums, and the working days on and around it.

    One row more than there are days: a pause may end after the last one. `w` working days lie before the day, `w1` up to and
    including it; `unsure` and `unsure1` the same for days that are not published.
    """
    return pa.concat_tables([_days_of(number, calendar) for number, calendar in enumerate(calendars)])


@lru_cache(maxsize=32)
def _days_of(number: int, calendar: Calendar) -> pa.Table:
    table = calendar.table
    before, unsure, nth = table.before, table.unsure_before, table.nth
    rows: list[tuple[int | None, ...]] = []
    for at in range(DAY_COUNT + 1):
        day = date.fromordinal(ORIGIN + at)
        last = at == DAY_COUNT
        following = nth[before[at]] if before[at] < len(nth) else None
        preceding = nth[before[at + 1] - 1] if not last and before[at + 1] else None
        rows.append(
            (
                number,
                ORIGIN + at - START,
                before[at],
                None if last else before[at + 1],
                unsure[at],
                None if last else unsure[at + 1],
                day.year * 12 + day.month - 1,
                day.day,
                _place(following),
                None if following is None else unsure[following + 1],
                _place(preceding),
                None if preceding is None else unsure[preceding],
                micros(clock.moment_on(day, 0)),
            )
        )
    columns = list(zip(*rows, strict=True))
    names = (
        "cal", "day", "w", "w1", "unsure", "unsure1", "month_no", "number", "next_day", "next_unsure1",
        "previous_day", "previous_unsure", "begins_us",
    )  # fmt: skip
    return pa.table({n: pa.array(c, pa.int64()) for n, c in zip(names, columns, strict=True)})


def _place(at: int | None) -> int | None:
    return None if at is None else ORIGIN + at - START


def nth_table(calendars: Sequence[Calendar]) -> pa.Table:
    """The n-th working day of each calendar, from 0, with the moments at which its office hours begin."""
    return pa.concat_tables([_nth_of(number, calendar) for number, calendar in enumerate(calendars)])


@lru_cache(maxsize=32)
def _nth_of(number: int, calendar: Calendar) -> pa.Table:
    days = [date.fromordinal(ORIGIN + at) for at in calendar.table.nth]
    opens = [[micros(clock.moment_on(d, o.hour, o.minute)) for d in days] for o, _ in OFFICE_HOURS]
    return pa.table(
        {
            "cal": pa.array([number] * len(days), pa.int64()),
            "n": pa.array(range(len(days)), pa.int64()),
            "nth_day": pa.array([d.toordinal() - START for d in days], pa.int64()),
            "morning_us": pa.array(opens[0], pa.int64()),
            "afternoon_us": pa.array(opens[1], pa.int64()),
        }
    )


@lru_cache(maxsize=1)
def months_table() -> pa.Table:
    """The first day and the length of every month in the calendar."""
    numbers = range(FIRST_DAY.year * 12, LAST_DAY.year * 12 + 12)
    firsts = [date(n // 12, n % 12 + 1, 1).toordinal() for n in (*numbers, numbers[-1] + 1)]
    return pa.table(
        {
            "month_no": pa.array(numbers, pa.int64()),
            "first_day": pa.array([f - START for f in firsts[:-1]], pa.int64()),
            "length": pa.array([b - a for a, b in zip(firsts, firsts[1:], strict=False)], pa.int64()),
        }
    )


@lru_cache(maxsize=1)
def period_tables() -> tuple[pa.Table, pa.Table]:
    """The periods of each rhythm, numbered; and the number of the period that holds a day."""
    periods: list[tuple[str, int, int, int, str]] = []
    days: list[tuple[str, int, int, int]] = []
    for rhythm in RHYTHMS:
        at, number = ORIGIN, 0
        while at < ORIGIN + DAY_COUNT:
            period = period_of(rhythm, date.fromordinal(at))
            first, last = period.first.toordinal(), period.last.toordinal()
            periods.append((rhythm, number, first - START, last - START, period.key))
            days += [(rhythm, day - START, number, first - START) for day in range(at, last + 1)]
            at, number = last + 1, number + 1
    return (
        _named(periods, ("rhythm", "n", "first_day", "last_day", "key")),
        _named(days, ("rhythm", "day", "n", "first_day")),
    )


def _named(rows: Sequence[tuple[object, ...]], names: Sequence[str]) -> pa.Table:
    kinds = [pa.string() if name in ("rhythm", "key") else pa.int64() for name in names]
    columns = zip(*rows, strict=True)
    return pa.table({n: pa.array(c, k) for n, c, k in zip(names, columns, kinds, strict=True)})
