"""Events of the units that do the work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.supervision.choices import Cause


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSigned(DomainEvent):
    kind = "supervision.signed"
    words = w("Signed for", "签收")
    sentence = w(
        "{actor} signed for {unit}; {handler} handles it.", "{actor}代表{unit}签收，承办人{handler}。"
    )

    unit_id: int
    unit: str
    handler_id: int
    handler: str
    note: str = ""


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SupportSigned(DomainEvent):
    kind = "supervision.support_signed"
    words = w("Supporting unit signed", "协办签收")
    sentence = w("{actor} signed for the supporting unit {unit}.", "{actor}代表协办单位{unit}签收。")

    unit_id: int
    unit: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Objected(DomainEvent):
    kind = "supervision.objected"
    words = w("Wrong unit", "提出异议")
    sentence = w(
        "{actor}: {unit} is not the right unit, {proposed} would be. {reason}",
        "{actor}提出：{unit}非责任单位，建议由{proposed}承办。{reason}",
    )

    unit_id: int
    unit: str
    proposed: str = ""
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRejected(DomainEvent):
    kind = "supervision.objection_rejected"
    words = w("Objection rejected", "异议不予采纳")
    sentence = w("{actor} did not accept the objection: {reason}", "{actor}不予采纳异议：{reason}")

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerNamed(DomainEvent):
    kind = "supervision.handler_named"
    words = w("Handler named", "调整承办人")
    sentence = w("{actor} named {handler} as handler.", "{actor}指定{handler}为承办人。")

    handler_id: int
    handler: str
    before: str = ""


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Planned(DomainEvent):
    kind = "supervision.planned"
    words = w("Plan submitted", "报送实施方案")
    sentence = w("{actor} submitted the implementation plan: {plan}", "{actor}报送实施方案：{plan}")

    unit_id: int
    plan: str
    stage_due_on: list[date] = field(default_factory=list)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReported(DomainEvent):
    kind = "supervision.progress_reported"
    words = w("Feedback", "进展反馈")
    sentence = w(
        "{actor} reported for {unit} ({progress_percent} %): {progress}",
        "{actor}代表{unit}反馈（完成{progress_percent}%）：{progress}",
    )

    unit_id: int
    unit: str
    period: str = ""
    progress_percent: int
    progress: str
    problems: str = ""
    next_steps: str = ""

    def told(self) -> Words:
        more_en, more_zh = "", ""
        if self.problems:
            more_en += " Problems: {problems}"
            more_zh += " 存在问题：{problems}"
        if self.next_steps:
            more_en += " Next: {next_steps}"
            more_zh += " 下步打算：{next_steps}"
        return w(self.sentence.en + more_en, self.sentence.zh + more_zh)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DelayExplained(DomainEvent):
    kind = "supervision.delay_explained"
    words = w("Delay explained", "说明逾期原因")
    sentence = w(
        "{actor} explained the delay ({cause}): {analysis} Proposed new limit: {new_limit_on}.",
        "{actor}说明逾期原因（{cause}）：{analysis} 拟定新时限：{new_limit_on}。",
    )

    unit_id: int
    cause: Cause
    analysis: str
    new_limit_on: date | None = None


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAsked(DomainEvent):
    kind = "supervision.extension_asked"
    words = w("Extension asked", "申请延期")
    sentence = w(
        "{actor} asked to extend the limit from {old_limit_on} to {asked_until}: {reason}",
        "{actor}申请将时限由{old_limit_on}延至{asked_until}：{reason}",
    )

    unit_id: int
    supervising_unit_id: int
    old_limit_on: date
    asked_until: date
    reason: str
    is_in_time: bool


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionReported(DomainEvent):
    kind = "supervision.done_reported"
    words = w("Completion reported", "报送办结")
    sentence = w("{actor} reported completion for {unit}: {result}", "{actor}代表{unit}报送办结：{result}")

    unit_id: int
    unit: str
    supervising_unit_id: int
    result: str
