"""Events of circulation (传阅) and joint signing (会签), the same for incoming and outgoing documents."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.correspondence.choices import Agreement


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Circulated(DomainEvent):
    kind = "correspondence.circulated"
    words = w("Circulated", "传阅")
    sentence = w("{actor} circulated the document to {persons}: {note}", "{actor}送{persons}传阅：{note}")

    person_ids: list[int] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    note: str = ""

    def told(self) -> Words:
        if self.note:
            return self.sentence
        return w("{actor} circulated the document to {persons}.", "{actor}送{persons}传阅。")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Read(DomainEvent):
    kind = "correspondence.read"
    words = w("Read", "已阅")
    sentence = w("{actor} has read it: {opinion}", "{actor}已阅：{opinion}")

    person_id: int
    opinion: str = ""

    def told(self) -> Words:
        return self.sentence if self.opinion else w("{actor} has read it.", "{actor}已阅。")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementAsked(DomainEvent):
    kind = "correspondence.agreement_asked"
    words = w("Joint signing asked", "提请会签")
    sentence = w("{actor} asked {units} to agree ({agreement}).", "{actor}提请{units}会签（{agreement}）。")

    unit_ids: list[int]
    units: list[str]
    agreement: Agreement


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementGiven(DomainEvent):
    kind = "correspondence.agreement_given"
    words = w("Joint signing", "会签")
    sentence = w("{actor} {outcome} for {unit}: {opinion}", "{actor}代表{unit}{outcome}：{opinion}")

    unit_id: int
    unit: str
    agrees: bool
    opinion: str
    is_complete: bool

    def told(self) -> Words:
        chosen = w("agreed", "同意") if self.agrees else w("did not agree", "不同意")
        complete = w(" The agreement is complete.", " 会签完成。") if self.is_complete else w(" ", " ")
        return w(
            f"{{actor}} {chosen.en} for {{unit}}: {{opinion}}{complete.en}",
            f"{{actor}}代表{{unit}}{chosen.zh}：{{opinion}}{complete.zh}",
        )
