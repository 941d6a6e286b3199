"""Events of circulation and joint agreement."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.supervision.choices import Agreement
from zhixing.modules.supervision.events.wording import without


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Circulated(DomainEvent):
    kind = "supervision.circulated"
    words = w("Circulated", "传阅")
    sentence = w("{actor} circulated the item to {persons}. {note}", "{actor}送{persons}传阅。{note}")

    person_ids: list[int] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    note: str = ""

    def told(self) -> Words:
        return self.sentence if self.note else without(self.sentence, "note")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Read(DomainEvent):
    kind = "supervision.read"
    words = w("Read", "已阅")
    sentence = w("{actor} has read it. {opinion}", "{actor}已阅。{opinion}")

    person_id: int
    opinion: str = ""

    def told(self) -> Words:
        return self.sentence if self.opinion else without(self.sentence, "opinion")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementAsked(DomainEvent):
    kind = "supervision.agreement_asked"
    words = w("Agreement asked", "提请会签")
    sentence = w(
        "{actor} asked {units} to agree ({agreement}): {note}",
        "{actor}提请{units}会签（{agreement}）：{note}",
    )

    unit_ids: list[int]
    units: list[str]
    agreement: Agreement
    note: str = ""


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementGiven(DomainEvent):
    kind = "supervision.agreement_given"
    words = w("Joint agreement", "会签")
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
