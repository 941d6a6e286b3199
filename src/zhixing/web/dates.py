"""Days and moments as people read them: in full, with the weekday, in the reader's language."""

from __future__ import annotations

from datetime import date, datetime

from zhixing.base import clock
from zhixing.base.words import language

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def weekday_in_words(day: date, code: str | None = None) -> str:
    """The weekday of `day`.

    >>> weekday_in_words(date(2026, 5, 9), "zh"), weekday_in_words(date(2026, 5, 9), "en")
    ('周六', 'Sat')
    """
    if (code or language()) == "zh":
        return "周" + WEEKDAYS_ZH[day.weekday()]
    return WEEKDAYS_EN[day.weekday()]


def day_in_words(day: date, code: str | None = None, *, with_year: bool = True) -> str:
    """A whole day with its weekday, in the language `code` (default: the reader's).

    >>> day_in_words(date(2026, 5, 9), "zh"), day_in_words(date(2026, 5, 9), "en")
    ('2026年5月9日 周六', 'Sat 9 May 2026')
    >>> day_in_words(date(2026, 5, 9), "zh", with_year=False)
    '5月9日 周六'
    """
    code = code or language()
    weekday = weekday_in_words(day, code)
    if code == "zh":
        year = f"{day.year}年" if with_year else ""
        return f"{year}{day.month}月{day.day}日 {weekday}"
    year = f" {day.year}" if with_year else ""
    return f"{weekday} {day.day} {MONTHS_EN[day.month - 1]}{year}"


def month_in_words(day: date, code: str | None = None) -> str:
    """The month of `day`, short: it heads a stretch of the calendar strip.

    >>> month_in_words(date(2026, 5, 9), "zh"), month_in_words(date(2026, 5, 9), "en")
    ('5月', 'May')
    """
    return f"{day.month}月" if (code or language()) == "zh" else MONTHS_EN[day.month - 1]


def moment_in_words(moment: datetime, code: str | None = None) -> str:
    """A moment to the minute, in the authority's time zone. `moment` is aware.

    >>> from datetime import UTC
    >>> moment_in_words(datetime(2026, 5, 9, 1, 30, tzinfo=UTC), "zh")
    '2026年5月9日 周六 09:30'
    """
    local = moment.astimezone(clock.zone())
    return f"{day_in_words(local.date(), code)} {local:%H:%M}"
