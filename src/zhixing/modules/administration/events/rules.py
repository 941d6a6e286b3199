"""What can happen to the rules of a government."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


class Outcome(TextChoices):
    """What a person decided on a finding."""

    TAKEN_UP = "taken_up", w("taken up", "采纳")
    SET_ASIDE = "set_aside", w("set aside", "不予采纳")


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


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDecided(DomainEvent):
    kind = "administration.finding_decided"
    words = w("Finding decided", "研判累计情形")
    sentence = w(
        "{actor} decided on “{effect_en}” for {subject}: {outcome}. {reason}",
        "{actor}对{subject}“{effect_zh}”作出研判：{outcome}。{reason}",
    )

    subject: str
    effect_en: str
    effect_zh: str
    outcome: Outcome
    reason: str
