"""Events of circulars."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.supervision.choices import Nature, Scope
from zhixing.modules.supervision.events.wording import without


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CircularDrafted(DomainEvent):
    kind = "supervision.circular_drafted"
    words = w("Drafted", "拟稿")
    sentence = w(
        "{actor} drafted the circular “{title}” ({nature}).", "{actor}起草通报“{title}”（{nature}）。"
    )

    title: str
    nature: Nature


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CircularAmended(DomainEvent):
    kind = "supervision.circular_amended"
    words = w("Draft amended", "修改文稿")
    sentence = w("{actor} amended the draft: {changed}.", "{actor}修改文稿：{changed}。")

    changed: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CircularSubmitted(DomainEvent):
    kind = "supervision.circular_submitted"
    words = w("Sent for approval", "送审")
    sentence = w("{actor} sent the draft for approval. {note}", "{actor}将文稿送审。{note}")

    note: str = ""

    def told(self) -> Words:
        return self.sentence if self.note else without(self.sentence, "note")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CircularReturned(DomainEvent):
    kind = "supervision.circular_returned"
    words = w("Returned for revision", "退回修改")
    sentence = w("{actor} returned the draft: {reason}", "{actor}退回修改：{reason}")

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CircularApproved(DomainEvent):
    kind = "supervision.circular_approved"
    words = w("Approved", "签发")
    sentence = w("{actor} approved the circular. {opinion}", "{actor}签发该通报。{opinion}")

    opinion: str = ""

    def told(self) -> Words:
        return self.sentence if self.opinion else without(self.sentence, "opinion")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CircularIssued(DomainEvent):
    kind = "supervision.circular_issued"
    words = w("Issued", "印发")
    sentence = w("{actor} issued the circular to {units} ({scope}).", "{actor}印发通报至{units}（{scope}）。")

    nature: Nature
    scope: Scope
    unit_ids: list[int] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    named_unit_ids: list[int] = field(default_factory=list)
    supervising_unit_id: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CircularReceived(DomainEvent):
    kind = "supervision.circular_received"
    words = w("Received", "收文")
    sentence = w("{actor} confirmed receipt for {unit}.", "{actor}代表{unit}确认收文。")

    unit_id: int
    unit: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CircularObjected(DomainEvent):
    kind = "supervision.circular_objected"
    words = w("Objection", "提出异议")
    sentence = w("{actor} objected for {unit}: {grounds}", "{actor}代表{unit}提出异议：{grounds}")

    unit_id: int
    unit: str
    grounds: str
    supervising_unit_id: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CircularObjectionDecided(DomainEvent):
    kind = "supervision.circular_objection_decided"
    words = w("Objection decided", "异议裁定")
    sentence = w(
        "{actor} {outcome} the objection of {unit}: {reason}", "{actor}{outcome}{unit}的异议：{reason}"
    )

    unit_id: int
    unit: str
    accepted: bool
    reason: str

    def told(self) -> Words:
        return self.sentence.put(
            outcome=w("accepted", "采纳") if self.accepted else w("rejected", "不予采纳")
        )


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CircularWithdrawn(DomainEvent):
    kind = "supervision.circular_withdrawn"
    words = w("Withdrawn with a correction", "撤回更正")
    sentence = w(
        "{actor} withdrew the circular: {reason} Correction: {correction}",
        "{actor}撤回该通报：{reason} 更正：{correction}",
    )

    reason: str
    correction: str
    unit_ids: list[int] = field(default_factory=list)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CircularDiscarded(DomainEvent):
    kind = "supervision.circular_discarded"
    words = w("Discarded", "作废")
    sentence = w("{actor} discarded the draft: {reason}", "{actor}作废文稿：{reason}")

    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CircularConcluded(DomainEvent):
    kind = "supervision.circular_concluded"
    words = w("Concluded", "办结")
    sentence = w(
        "{actor} concluded the circular; {received} of {sent} units had confirmed receipt by {on}.",
        "{actor}办结该通报；截至{on}，{sent}个单位中{received}个已收文。",
    )

    received: int
    sent: int
    on: date
