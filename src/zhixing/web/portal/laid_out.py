"""An explained count as people look at it: squares, and stretches of days that share one reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import DayKind
from zhixing.kernel.calendars.explaining import DayLine, Explanation
from zhixing.kernel.calendars.terms import Pause
from zhixing.web.components import StripDay
from zhixing.web.doors.explaining import STRIP_KINDS

ZERO = w("the day it begins, not counted", "起算当日，不计")
MOVES = w("the last day moves", "截止日顺延")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with one reason; `first_number` to `last_number` are their places in the count, if any."""

    first: date
    last: date
    said: Words
    first_number: int | None
    last_number: int | None
    tone: str

    @property
    def days(self) -> int:
        return abs((self.last - self.first).days) + 1


def squares(told: Explanation, pauses: Sequence[Pause]) -> list[StripDay]:
    """One square a day; the last day is ringed, paused days are hatched."""
    today = clock.today()
    return [
        StripDay(
            day=line.on,
            kind=_kind(line, pauses),
            name=_name(line, told, pauses),
            counted=line.number,
            ringed=line.on == told.result.on,
            today=line.on == today,
        )
        for line in told.lines
    ]


def stretches(told: Explanation, pauses: Sequence[Pause]) -> list[Stretch]:
    """The same days, those next to each other with the same reason as one line."""
    made: list[Stretch] = []
    for line in told.lines:
        said, tone = _reason(line, told, pauses)
        before = made[-1] if made else None
        if before and before.said == said and (before.last_number is None) is (line.number is None):
            made[-1] = Stretch(before.first, line.on, said, before.first_number, line.number, tone)
        else:
            made.append(Stretch(line.on, line.on, said, line.number, line.number, tone))
    return made


def _kind(line: DayLine, pauses: Sequence[Pause]) -> str:
    if _paused(line, pauses):
        return "paused"
    return STRIP_KINDS[line.day.kind] if line.day.published else "provisional"


def _name(line: DayLine, told: Explanation, pauses: Sequence[Pause]) -> Words | str:
    if _is_zero(line, told):
        return ZERO
    if _paused(line, pauses):
        return ""
    return line.day.name or ""


def _reason(line: DayLine, told: Explanation, pauses: Sequence[Pause]) -> tuple[Words, str]:
    if _is_zero(line, told):
        return line.why, "plain"
    if _paused(line, pauses):
        return w("Time stands still", "暂停计时"), "warn"
    said = _of_day(line)
    if line.counted:
        return said, "active"
    if told.term.unit == "working_days" and told.result.rolled_from is None:
        return said, "plain"
    return w("{said}: {moves}", "{said}，{moves}").put(said=said, moves=MOVES), "plain"


def _of_day(line: DayLine) -> Words:
    """What the day is without its weekday, so that neighbours can be told together."""
    kind, name = line.day.kind, line.day.name
    if not line.day.published:
        if line.day.works:
            return w("Provisionally a working day (calendar not published)", "暂按工作日（日历尚未公布）")
        return w("Provisionally a rest day (calendar not published)", "暂按休息日（日历尚未公布）")
    if kind in (DayKind.WORKING, DayKind.WEEKEND):
        return w("Working day", "工作日") if kind == DayKind.WORKING else w("Rest day", "周休息日")
    if kind == DayKind.HOLIDAY:
        return w("{name} holiday", "{name}放假").put(name=name)
    if kind == DayKind.MAKEUP:
        return w("Worked to make up for {name}", "{name}调休上班").put(name=name)
    local = w("Local rest day: {name}", "本地休息日：{name}")
    return (
        local if kind == DayKind.LOCAL_REST else w("Local working day: {name}", "本地工作日：{name}")
    ).put(name=name)


def _is_zero(line: DayLine, told: Explanation) -> bool:
    """Day zero is the first line, unless the first day counts."""
    return line is told.lines[0] and line.number is None and not told.term.start_counts


def _paused(line: DayLine, pauses: Sequence[Pause]) -> bool:
    if line.counted:
        return False
    return any(begin <= line.on and (end is None or line.on < end) for begin, end in pauses)
