"""What can happen to the rules of a government."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChangeProposed(DomainEvent):
    kind = "administration.rule_change_proposed"
    words = w("Change of rules proposed", "提出规则变更")
    sentence = w(
        "{actor} proposed for {place}: {change}. {reason}", "{actor}提出{place}规则变更：{change}。{reason}"
    )

    place: str
    change: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChangeConfirmed(DomainEvent):
    kind = "administration.rule_change_confirmed"
    words = w("Change of rules confirmed", "确认规则变更")
    sentence = w(
        "{actor} confirmed for {place}: {change}. It holds for what is opened from now on; {n} differences.",
        "{actor}确认{place}规则变更：{change}。共 {n} 处变化，适用于此后立项的事项。",
    )

    place: str
    change: str
    n: int
    rulebook: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChangeDeclined(DomainEvent):
    kind = "administration.rule_change_declined"
    words = w("Change of rules declined", "不予确认规则变更")
    sentence = w(
        "{actor} did not confirm for {place}: {change}. {reason}",
        "{actor}不予确认{place}规则变更：{change}。{reason}",
    )

    place: str
    change: str
    reason: str
