"""The calendar of a jurisdiction: the nation's, what was published since, and the jurisdiction's own days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from zhixing.kernel.calendars.calendar import Calendar, LocalDay, national
from zhixing.kernel.calendars.models import LocalDayEntry, PublishedYear
from zhixing.kernel.calendars.published import ArrangedDay, notice_of, occasion_of

_CACHE: dict[int, tuple[tuple[Any, ...], Calendar]] = {}


def calendar_for(jurisdiction_id: int) -> Calendar:
    """The calendar in force now. Two small queries; the counting table is built again only after a change."""
    local = list(
        LocalDayEntry.objects.filter(jurisdiction_id=jurisdiction_id, undone_at=None).values_list(
            "on", "rests", "reason"
        )
    )
    years = list(PublishedYear.objects.order_by("id").values_list("id", flat=True))
    state = (tuple(local), tuple(years))
    kept = _CACHE.get(jurisdiction_id)
    if kept and kept[0] == state:
        return kept[1]
    calendar = laid_over(
        local, [(p.year, p.days) for p in PublishedYear.objects.filter(id__in=years).order_by("id")]
    )
    _CACHE[jurisdiction_id] = (state, calendar)
    return calendar


def laid_over(local: Iterable[tuple[date, bool, str]], years: Iterable[tuple[int, list[Any]]]) -> Calendar:
    """The national calendar with these years' notices and these local days (day, rests, reason) over it."""
    calendar = national()
    for year, days in years:
        calendar = calendar.with_year(year, arranged(year, days))
    overrides = {on: LocalDay(rests, reason) for on, rests, reason in local}
    return calendar.with_overrides(overrides) if overrides else calendar


def arranged(year: int, days: Iterable[tuple[str, bool, str]]) -> list[ArrangedDay]:
    """A notice's days from [ISO day, rests, occasion] as they are stored."""
    return [
        ArrangedDay(date.fromisoformat(on), rests, occasion_of(name), notice_of(year))
        for on, rests, name in days
    ]
