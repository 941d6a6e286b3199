"""The calendar of a jurisdiction: the nation's, what was published since, and the jurisdiction's own days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from zhixing.kernel.calendars.calendar import Calendar, LocalDay, national
from zhixing.kernel.calendars.models import LocalDayEntry, PublishedYear
from zhixing.kernel.calendars.published import ArrangedDay, notice_of, occasion_of

_CACHE: dict[int, tuple[str, Calendar]] = {}

_STATE = """
select (select string_agg(id::text, ',' order by id) from calendars_localdayentry
        where jurisdiction_id = %s and undone_at is null),
       (select coalesce(max(id), 0) from calendars_publishedyear)
"""


def calendar_for(jurisdiction_id: int) -> Calendar:
    """The calendar in force now. One small query; the counting table is built again only after a change.

    Entries are never edited (only undone, or added), so their ids tell whether anything changed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [jurisdiction_id])
        state = repr(cursor.fetchone())
    kept = _CACHE.get(jurisdiction_id)
    if kept and kept[0] == state:
        return kept[1]
    local = LocalDayEntry.objects.filter(jurisdiction_id=jurisdiction_id, undone_at=None)
    years = PublishedYear.objects.order_by("id").values_list("year", "days")
    calendar = laid_over(local.values_list("on", "rests", "reason"), years)
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
