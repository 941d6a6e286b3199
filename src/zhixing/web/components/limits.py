"""Obligations as a person sees them: what is left, by when, and how each day was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhixing.base.words import Words, counted, w
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.counting import working_days_left
from zhixing.web.components.basic import Card, Text

DAY_WORDS = {
    "work": w("Working day", "工作日"),
    "rest": w("Rest day", "休息日"),
    "holiday": w("Public holiday", "法定节假日"),
    "makeup": w("Make-up working day", "调休上班"),
    "paused": w("Time stands still", "暂停计时"),
    "provisional": w("Calendar not published yet", "日历尚未公布"),
}


@dataclass(frozen=True, slots=True)
class StripDay:
    """One square of the calendar strip (`strip.html`).

    `kind` is work, rest, holiday, makeup (a weekend day that is worked), paused or provisional (the year's
    calendar is not published); `name` is the holiday's or the pause's name; `counted` is the number the day
    got in the count, or None; `ringed` marks the last day.
    """

    day: date
    kind: str
    name: Text = ""
    counted: int | None = None
    ringed: bool = False
    today: bool = False

    @property
    def word(self) -> Words:
        return DAY_WORDS[self.kind]

    @property
    def starts_month(self) -> bool:
        return self.day.day == 1


UNIT_PHRASES = {
    "working_days": ("working day", "working days", "个工作日"),
    "days": ("day", "days", "天"),
    "hours": ("hour", "hours", "小时"),
}
STATE_WORDS = {
    "met": w("Met in time", "按时完成"),
    "late_met": w("Met late", "逾期完成"),
    "excused": w("Excused", "已免责"),
    "paused": w("Time stands still", "暂停计时"),
}
STATE_TONES = {"met": "met", "late_met": "closed", "excused": "closed", "paused": "plain"}
CLOSE_LEFT = 1
"""With this much left or less an open obligation is drawn as a warning."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation as a line (`obligation.html`): who owes what by when, and how it stands.

    `left` counts in `unit` ("working_days", "days" or "hours"): 0 on the last day, negative when late, None
    when it no longer runs. `state` is open, met, late_met, excused or paused. `first_due_on` is shown where
    it was extended.
    """

    duty: Text
    holder: Text
    due_on: date | None
    left: int | None = None
    unit: str = "working_days"
    state: str = "open"
    first_due_on: date | None = None
    basis: Text = ""
    url: str = ""
    cards: Sequence[Card] = ()
    strip: Sequence[StripDay] = ()

    @property
    def tone(self) -> str:
        if self.state != "open" or self.left is None:
            return STATE_TONES.get(self.state, "plain")
        if self.left < 0:
            return "bad"
        return "warn" if self.left <= CLOSE_LEFT else "active"

    @property
    def figure(self) -> int | None:
        """The number that is shown large, without a sign; None when nothing runs."""
        return abs(self.left) if self.state == "open" and self.left is not None else None

    @property
    def unit_word(self) -> Words:
        one, many, zh = UNIT_PHRASES[self.unit]
        return w(one if self.figure == 1 else many, zh)

    @property
    def standing(self) -> Words:
        return standing(self.left) if self.state == "open" else STATE_WORDS[self.state]


def time_left(today: date, due_on: date, calendar: Calendar) -> tuple[int, str]:
    """What is left and its unit: working days, or days where only rest days lie between today and the last day.

    0 means the last day itself and nothing else: on the Sunday after a Friday it is two days late, not due today.
    """
    left = working_days_left(today, due_on, calendar)
    return (left, "working_days") if left else ((due_on - today).days, "days")


def standing(left: int | None) -> Words:
    """The word over the large figure: something left, the last day, or late.

    >>> standing(3).text("zh"), standing(0).text("zh"), standing(-2).text("zh")
    ('还剩', '今天截止', '已逾期')
    """
    if left is None:
        return w("No running limit", "无在计时限")
    if left == 0:
        return w("Due today", "今天截止")
    return w("Left", "还剩") if left > 0 else w("Late by", "已逾期")


def left_in_words(left: int, unit: str = "working_days") -> Words:
    """What is left as one phrase, for tables and sentences.

    >>> left_in_words(3).text("zh"), left_in_words(-1).text("en")
    ('还剩 3 个工作日', '1 working day late')
    """
    if left == 0:
        return w("due today", "今天截止")
    one, many, zh = UNIT_PHRASES[unit]
    if left > 0:
        return counted(left, f"{{n}} {one} left", f"{{n}} {many} left", f"还剩 {{n}} {zh}")
    return counted(-left, f"{{n}} {one} late", f"{{n}} {many} late", f"已逾期 {{n}} {zh}")
