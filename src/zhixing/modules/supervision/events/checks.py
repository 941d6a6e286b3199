"""Events of field checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPlanned(DomainEvent):
    kind = "supervision.check_planned"
    words = w("Field check planned", "拟定检查")
    sentence = w(
        "{actor} planned {how} check at {place} on {planned_on}: {units}.",
        "{actor}拟于{planned_on}在{place}开展{how}：{units}。",
    )

    is_unannounced: bool
    place: str
    planned_on: date
    unit_ids: list[int] = field(default_factory=list)
    units: list[str] = field(default_factory=list)

    def told(self) -> Words:
        how = w("an unannounced", "暗访") if self.is_unannounced else w("an open", "明查")
        return self.sentence.put(how=how)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsRecorded(DomainEvent):
    kind = "supervision.findings_recorded"
    words = w("Findings recorded", "记录发现")
    sentence = w(
        "{actor} recorded what was found on {held_on}: {findings}", "{actor}记录{held_on}检查发现：{findings}"
    )

    held_on: date
    findings: str
    unit_ids: list[int] = field(default_factory=list)
    supervising_unit_id: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsLinked(DomainEvent):
    kind = "supervision.items_linked"
    words = w("Items linked", "关联事项")
    sentence = w("{actor} linked the findings to {items}.", "{actor}将检查发现关联到{items}。")

    item_ids: list[int]
    items: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedToCheck(DomainEvent):
    kind = "supervision.linked_to_check"
    words = w("Linked to a field check", "关联检查")
    sentence = w("{actor} linked the item to the field check {check}.", "{actor}将该事项关联到检查{check}。")

    check_id: int
    check: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFedBack(DomainEvent):
    kind = "supervision.check_fed_back"
    words = w("Fed back", "反馈检查结果")
    sentence = w(
        "{actor} fed the findings back to {units}, to answer by {reply_on}: {text}",
        "{actor}向{units}反馈检查结果，要求{reply_on}前回复：{text}",
    )

    unit_ids: list[int]
    units: list[str]
    text: str
    reply_on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswered(DomainEvent):
    kind = "supervision.check_answered"
    words = w("Answer to the check", "回复检查反馈")
    sentence = w("{actor} answered for {unit}: {text}", "{actor}代表{unit}回复：{text}")

    unit_id: int
    unit: str
    text: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckClosed(DomainEvent):
    kind = "supervision.check_closed"
    words = w("Check closed", "检查办结")
    sentence = w("{actor} closed the check: {conclusion}", "{actor}办结检查：{conclusion}")

    conclusion: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCancelled(DomainEvent):
    kind = "supervision.check_cancelled"
    words = w("Check cancelled", "取消检查")
    sentence = w("{actor} cancelled the check: {reason}", "{actor}取消检查：{reason}")

    reason: str
