"""Periods of recurring rules: calendar anchored (day, week, half month, month, quarter, half year, year) or every N days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.base.words import Words, w
from zhixing.kernel.rulebook.schema import RecurringRule

MAX_PERIODS = 4000  # ten years of days: a matter that is open longer has another trouble


@dataclass(frozen=True, slots=True)
class Period:
    """One period, both days inclusive. `key` names it in events ("2026-05", "2026-W19", "2026-Q2")."""

    key: str
    first: date
    last: date


def periods(
    rhythm: str, since: date, until: date, *, anchor: date | None = None, whole: bool = False
) -> Iterator[Period]:
    """The periods that begin on or before `until`, from the one that holds `since`.

    With `whole` the first is the first that begins on or after `since`. `rhythm` is a name of `Every` or a number of
    days ("15"), counted from `anchor`: the first such period is the N days after it.
    """
    period = period_of(rhythm, since, anchor=anchor)
    if whole and period.first < since:
        period = period_of(rhythm, period.last + timedelta(days=1), anchor=anchor)
    for _ in range(MAX_PERIODS):
        if period.first > until:
            return
        yield period
        period = period_of(rhythm, period.last + timedelta(days=1), anchor=anchor)


def period_of(rhythm: str, day: date, *, anchor: date | None = None) -> Period:
    """The period that holds this day.

    >>> period_of("quarter", date(2026, 5, 9)).key
    '2026-Q2'
    >>> period_of("week", date(2027, 1, 1)).key
    '2026-W53'
    """
    if rhythm.isdigit():
        return _counted(int(rhythm), day, anchor or day)
    first, last, key = _CALENDAR[rhythm](day)
    return Period(key, first, last)


def _counted(days: int, day: date, anchor: date) -> Period:
    number = max(0, (day - anchor).days - 1) // days
    first = anchor + timedelta(days=number * days + 1)
    return Period(f"P{number + 1}", first, first + timedelta(days=days - 1))


def _months(day: date, length: int) -> tuple[date, date, int]:
    start = (day.month - 1) // length * length + 1
    end = start + length - 1
    return date(day.year, start, 1), date(day.year, end, monthrange(day.year, end)[1]), start // length + 1


def _half_month(day: date) -> tuple[date, date, str]:
    if day.day <= 15:
        return day.replace(day=1), day.replace(day=15), f"{day:%Y-%m}-A"
    return day.replace(day=16), day.replace(day=monthrange(day.year, day.month)[1]), f"{day:%Y-%m}-B"


def _week(day: date) -> tuple[date, date, str]:
    monday = day - timedelta(days=day.weekday())
    year, number, _ = day.isocalendar()
    return monday, monday + timedelta(days=6), f"{year}-W{number:02}"


def _span(day: date, length: int, name: str) -> tuple[date, date, str]:
    first, last, number = _months(day, length)
    return first, last, name.format(y=day.year, m=day.month, n=number)


_CALENDAR: dict[str, Callable[[date], tuple[date, date, str]]] = {
    "day": lambda d: (d, d, d.isoformat()),
    "week": _week,
    "half_month": _half_month,
    "month": lambda d: _span(d, 1, "{y}-{m:02}"),
    "quarter": lambda d: _span(d, 3, "{y}-Q{n}"),
    "half_year": lambda d: _span(d, 6, "{y}-H{n}"),
    "year": lambda d: (date(d.year, 1, 1), date(d.year, 12, 31), str(d.year)),
}

RHYTHMS: dict[str, Words] = {
    "day": w("daily", "每日"),
    "week": w("weekly", "每周"),
    "half_month": w("every half month", "每半月"),
    "month": w("monthly", "每月"),
    "quarter": w("quarterly", "每季度"),
    "half_year": w("half-yearly", "每半年"),
    "year": w("yearly", "每年"),
}


def told(key: str) -> Words:
    """A period's key as people say it: "2026-05" → May 2026 / 2026年5月."""
    year, _, rest = key.partition("-")
    if key.startswith("P"):
        return w(f"period {key[1:]}", f"第{key[1:]}期")
    if not rest:
        return w(year, f"{year}年") if len(year) == 4 else w(f"stage {year}", f"第{year}阶段")
    if rest[0] == "W":
        return w(f"week {int(rest[1:])} of {year}", f"{year}年第{int(rest[1:])}周")
    if rest[0] == "Q":
        return w(f"quarter {rest[1]} of {year}", f"{year}年第{rest[1]}季度")
    if rest[0] == "H":
        return w(
            f"{'first' if rest[1] == '1' else 'second'} half of {year}",
            f"{year}年{'上' if rest[1] == '1' else '下'}半年",
        )
    if rest.endswith(("-A", "-B")):
        half = ("first", "上") if rest.endswith("-A") else ("second", "下")
        return w(f"{half[0]} half of {year}-{rest[:2]}", f"{year}年{int(rest[:2])}月{half[1]}半月")
    if len(rest) == 2:
        named = date(int(year), int(rest), 1)
        return w(f"{named:%B} {year}", f"{year}年{int(rest)}月")
    return w(key, key)


def last_of(key: str, opened_on: date, rule: RecurringRule) -> date:
    """The last day of the period with this key, given a day on which it was already open."""
    if rule.every_days:
        return opened_on + timedelta(days=rule.every_days - 1)
    for rhythm in RHYTHMS:
        period = period_of(rhythm, opened_on)
        if period.key == key:
            return period.last
    raise ValueError(f"no period {key} holds {opened_on}")
