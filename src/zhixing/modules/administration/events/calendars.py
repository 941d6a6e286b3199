"""What can happen to a calendar."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChangeProposed(DomainEvent):
    kind = "administration.calendar_change_proposed"
    words = w("Calendar change proposed", "提出日历变更")
    sentence = w("{actor} proposed: {change}. {reason}", "{actor}提出日历变更：{change}。{reason}")

    change: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChangeConfirmed(DomainEvent):
    kind = "administration.calendar_change_confirmed"
    words = w("Calendar change confirmed", "确认日历变更")
    sentence = w(
        "{actor} confirmed: {change}. {n} limits in {matters} matters were counted again.",
        "{actor}确认日历变更：{change}。涉及 {matters} 件事项、{n} 项时限重新计算。",
    )

    change: str
    n: int
    matters: int
    seen: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChangeDeclined(DomainEvent):
    kind = "administration.calendar_change_declined"
    words = w("Calendar change declined", "不予确认日历变更")
    sentence = w("{actor} did not confirm: {change}. {reason}", "{actor}不予确认日历变更：{change}。{reason}")

    change: str
    reason: str
