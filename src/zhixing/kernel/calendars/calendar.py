"""A calendar of working days: the national one, or a jurisdiction's own arrangements laid over it.

A calendar is immutable and knows nothing of a database; whoever keeps calendars in tables builds one of
these and keeps it. Everything is a table of prefix sums over the days from FIRST_DAY to LAST_DAY, so a
question costs the same for a week as for ten years. Outside these days a calendar refuses; it never
guesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.published import ArrangedDay, national_days, notice_of, published_years

FIRST_DAY = date(2004, 1, 1)
LAST_DAY = date(2050, 12, 31)
ORIGIN = FIRST_DAY.toordinal()
DAY_COUNT = LAST_DAY.toordinal() - ORIGIN + 1

WEEKDAYS = (
    w("Monday", "星期一"),
    w("Tuesday", "星期二"),
    w("Wednesday", "星期三"),
    w("Thursday", "星期四"),
    w("Friday", "星期五"),
    w("Saturday", "星期六"),
    w("Sunday", "星期日"),
)
_WEEKLY_REST = w(
    "Provisions of the State Council on Working Hours, article 7", "《国务院关于职工工作时间的规定》第七条"
)
_LOCAL = w("Local arrangement: {reason}", "本地安排：{reason}")
_UNPUBLISHED = w(
    "The holidays of {year} are not published yet; provisionally Monday to Friday are working days",
    "{year}年节假日安排尚未公布，暂按星期一至星期五为工作日",
)


class OutsideCalendar(Refusal):
    """The day lies outside the years that the calendar covers (FIRST_DAY to LAST_DAY)."""

    code = "calendars.outside"
    status = 422
    title = w("Outside the calendar", "超出日历范围")
    reason = w(
        "{asked} lies outside the working-day calendar, which runs from {first} to {last}.",
        "{asked}超出工作日日历的范围（{first}至{last}）。",
    )
    remedy = w("Choose a day or a length of time within these years.", "请选择该范围内的日期或期限。")

    def __init__(self, asked: object) -> None:
        super().__init__(asked=asked, first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat())


class DayKind(StrEnum):
    """What a day is. Working: `working`, `makeup`, `local_working`; the others are rest days."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"
    LOCAL_REST = "local_rest"
    LOCAL_WORKING = "local_working"

    @property
    def label(self) -> Words:
        return _LABELS[self]

    @property
    def works(self) -> bool:
        return self in (DayKind.WORKING, DayKind.MAKEUP, DayKind.LOCAL_WORKING)


_LABELS: Mapping[DayKind, Words] = {
    DayKind.WORKING: w("working day", "工作日"),
    DayKind.WEEKEND: w("weekend", "周休息日"),
    DayKind.HOLIDAY: w("holiday", "节假日"),
    DayKind.MAKEUP: w("make-up working day", "调休上班日"),
    DayKind.LOCAL_REST: w("local rest day", "本地休息日"),
    DayKind.LOCAL_WORKING: w("local working day", "本地工作日"),
}


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A jurisdiction's own word on one day; it stands above the national arrangement. `reason` is shown to
    people.
    """

    rests: bool
    reason: Words | str


@dataclass(frozen=True, slots=True)
class Day:
    """One day as a calendar sees it.

    `name` is the occasion or the local reason, None on plain days. `published` is False where the year's
    holidays are not known yet and no local arrangement speaks: the kind is then provisional.
    """

    on: date
    kind: DayKind
    name: Words | None
    source: Words
    published: bool

    @property
    def works(self) -> bool:
        return self.kind.works


@dataclass(frozen=True)
class WorkingTable:
    """The calendar as prefix sums; index 0 is FIRST_DAY.

    `before[i]` working days lie before day i (one entry more than days); `nth[k]` is the day of the k-th
    working day, counted from 0; `unsure_before` is as `before` for days that are not published. The lists
    serve single questions, the arrays (same content) bulk ones.
    """

    before: list[int]
    nth: list[int]
    unsure_before: list[int]
    before_array: NDArray[np.int64]
    nth_array: NDArray[np.int64]
    unsure_before_array: NDArray[np.int64]


@dataclass(frozen=True)
class Calendar:
    """Working and rest days of one jurisdiction.

    `arranged` are the days that national notices name, `published_years` the years whose notice is out,
    `overrides` the jurisdiction's own days, which win. All three are copied and cannot be changed
    afterwards.

    >>> national().kind_of(date(2026, 10, 10)).kind
    <DayKind.MAKEUP: 'makeup'>
    """

    name: Words
    arranged: Mapping[date, ArrangedDay] = field(hash=False, repr=False)
    published_years: frozenset[int]
    overrides: Mapping[date, LocalDay] = field(default_factory=dict, hash=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "arranged", MappingProxyType(dict(self.arranged)))
        object.__setattr__(self, "overrides", MappingProxyType(dict(self.overrides)))
        for on in self.overrides:
            index_of(on)

    def with_overrides(self, overrides: Mapping[date, LocalDay], *, name: Words | None = None) -> Calendar:
        """This calendar with local days laid over it; a day named again takes the new word."""
        return replace(self, name=name or self.name, overrides={**self.overrides, **overrides})

    def with_year(self, year: int, days: Iterable[ArrangedDay]) -> Calendar:
        """This calendar after the notice for `year` is out.

        `days` are all that the notice names; they may reach into the December before. A second notice
        replaces the first: what that one had named is forgotten.
        """
        kept = {on: day for on, day in self.arranged.items() if day.notice.year != year}
        arranged = {**kept, **{day.on: day for day in days}}
        return replace(self, arranged=arranged, published_years=self.published_years | {year})

    def kind_of(self, day: date) -> Day:
        """What `day` is, why, and by whose word. Refuses a day outside the table."""
        index_of(day)
        local, arranged = self.overrides.get(day), self.arranged.get(day)
        if local is not None:
            reason = local.reason if isinstance(local.reason, Words) else Words(local.reason, local.reason)
            kind = DayKind.LOCAL_REST if local.rests else DayKind.LOCAL_WORKING
            return Day(day, kind, reason, _LOCAL.put(reason=reason), True)
        if arranged is not None:
            kind = DayKind.HOLIDAY if arranged.rests else DayKind.MAKEUP
            return Day(day, kind, arranged.occasion, arranged.notice.title, True)
        kind = DayKind.WORKING if day.weekday() < 5 else DayKind.WEEKEND
        if day.year in self.published_years:
            source = _WEEKLY_REST if kind is DayKind.WEEKEND else notice_of(day.year).title
            return Day(day, kind, None, source, True)
        return Day(day, kind, None, _UNPUBLISHED.put(year=day.year), False)

    def works_on(self, day: date) -> bool:
        """Whether `day` is a working day."""
        at = index_of(day)
        return self.table.before[at + 1] > self.table.before[at]

    def is_published(self, day: date) -> bool:
        """Whether what `day` is has been published (or settled locally)."""
        at = index_of(day)
        return self.table.unsure_before[at + 1] == self.table.unsure_before[at]

    @cached_property
    def table(self) -> WorkingTable:
        """The prefix sums, built once on first use (some 10 ms)."""
        ordinals = np.arange(ORIGIN, ORIGIN + DAY_COUNT)
        works = (ordinals - 1) % 7 < 5  # ordinal 1 is a Monday
        unsure = np.zeros(DAY_COUNT, dtype=bool)
        for year in set(range(FIRST_DAY.year, LAST_DAY.year + 1)) - self.published_years:
            unsure[date(year, 1, 1).toordinal() - ORIGIN : date(year, 12, 31).toordinal() - ORIGIN + 1] = True
        spoken = {on: not day.rests for on, day in self.arranged.items() if FIRST_DAY <= on <= LAST_DAY}
        spoken |= {on: not day.rests for on, day in self.overrides.items()}
        for on, is_working in spoken.items():
            works[on.toordinal() - ORIGIN] = is_working
            unsure[on.toordinal() - ORIGIN] = False
        before, unsure_before = (
            np.concatenate(([0], np.cumsum(days, dtype=np.int64))) for days in (works, unsure)
        )
        nth = np.flatnonzero(works).astype(np.int64)
        for array in (before, nth, unsure_before):
            array.setflags(write=False)
        return WorkingTable(before.tolist(), nth.tolist(), unsure_before.tolist(), before, nth, unsure_before)


def index_of(day: date) -> int:
    """The day's place in the table, from 0. Refuses a day outside it."""
    at = day.toordinal() - ORIGIN
    if not 0 <= at < DAY_COUNT:
        raise OutsideCalendar(day.isoformat())
    return at


def day_at(at: int, asked: object = None) -> date:
    """The day at place `at`. Refuses a place outside the table; `asked` is what the refusal then names."""
    if not 0 <= at < DAY_COUNT:
        raise OutsideCalendar(asked if asked is not None else w("The day asked for", "所求日期"))
    return date.fromordinal(ORIGIN + at)


@cache
def national() -> Calendar:
    """The built-in calendar: the State Council's arrangements, and nothing local."""
    return Calendar(w("National calendar", "全国日历"), national_days(), published_years())
