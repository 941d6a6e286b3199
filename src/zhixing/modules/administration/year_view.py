"""A year of a calendar, month by month, as the page draws it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import Calendar, Day, DayKind

MARKS = {
    DayKind.WORKING: "work",
    DayKind.WEEKEND: "rest",
    DayKind.HOLIDAY: "holiday",
    DayKind.MAKEUP: "makeup",
    DayKind.LOCAL_REST: "local-rest",
    DayKind.LOCAL_WORKING: "local-work",
}
_SIGNS = {
    DayKind.HOLIDAY: w("off", "休"),
    DayKind.MAKEUP: w("on", "班"),
    DayKind.LOCAL_REST: w("off", "休"),
    DayKind.LOCAL_WORKING: w("on", "班"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the grid. `sign` is the word in the corner; `mark` names its look."""

    day: date
    mark: str
    sign: Words | str
    told: Words | str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Named:
    """Days of a month next to each other that have a name: what the grid says by looks, in words."""

    first: date
    last: date
    kind: Words
    name: Words


@dataclass(frozen=True, slots=True)
class Month:
    """A month: weeks of seven places from Monday (None outside the month), its named days, how many are worked."""

    first: date
    weeks: Sequence[Sequence[Cell | None]]
    named: Sequence[Named]
    working: int


def months(calendar: Calendar, year: int, today: date) -> list[Month]:
    """The twelve months of a year."""
    return [_month(calendar, date(year, number, 1), today) for number in range(1, 13)]


def _month(calendar: Calendar, first: date, today: date) -> Month:
    length = monthrange(first.year, first.month)[1]
    days = [calendar.kind_of(first + timedelta(days=n)) for n in range(length)]
    places: list[Cell | None] = [None] * first.weekday()
    places += [_cell(day, today) for day in days]
    places += [None] * (-len(places) % 7)
    weeks = [places[n : n + 7] for n in range(0, len(places), 7)]
    return Month(first, weeks, _named(days), sum(day.works for day in days))


def _cell(day: Day, today: date) -> Cell:
    mark = MARKS[day.kind] if day.published else "unsure"
    if not day.published and not day.works:
        mark = "unsure-rest"
    told: Words | str = day.kind.label
    if day.name is not None:
        told = w("{kind}: {name}", "{kind}：{name}").put(kind=day.kind.label, name=day.name)
    return Cell(day.on, mark, _SIGNS.get(day.kind, ""), told, day.on == today)


def _named(days: Sequence[Day]) -> list[Named]:
    found: list[Named] = []
    for day in days:
        if day.name is None:
            continue
        before = found[-1] if found else None
        if (
            before
            and before.name == day.name
            and before.kind == day.kind.label
            and before.last + timedelta(days=1) == day.on
        ):
            found[-1] = Named(before.first, day.on, before.kind, before.name)
        else:
            found.append(Named(day.on, day.on, day.kind.label, day.name))
    return found
