"""The one place that asks what time it is. Everything else is given a day or a moment.

Days are whole days in the authority's time zone (Asia/Shanghai unless settings say otherwise); moments are aware
and kept in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

_frozen: ContextVar[datetime | None] = ContextVar("zhixing_now", default=None)


def zone() -> ZoneInfo:
    """The authority's time zone."""
    return ZoneInfo(settings.TIME_ZONE if settings.configured else "Asia/Shanghai")


def now() -> datetime:
    """This moment, aware, in UTC; or the moment that `at` set for a test or the demonstration's history."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The day it is now for the authority."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The authority's day on which `moment` falls."""
    return moment.astimezone(zone()).date()


def moment_on(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """The moment at `hour`:`minute` of `day` in the authority's zone."""
    return datetime.combine(day, time(hour, minute), tzinfo=zone())


def end_of(day: date) -> datetime:
    """The last moment of `day`: what is due on it may be done until then (inclusive)."""
    return datetime.combine(day, time(23, 59, 59, 999999), tzinfo=zone())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the block it is `moment`. Only tests, worked cases and the demonstration's history use it."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
