"""Reading in circulation (传阅) and agreeing jointly (会签), for every kind of matter: the words, the events, whose turn it is.

A kind that is agreed on jointly has a column `agreement`: how the running round goes, "" when none runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import QuerySet

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.matters import events, kinds
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Matter, Participation, Standing


class Agreement(models.TextChoices):
    """How several agree (会签)."""

    ALL = "all", w("all must agree", "全部会签")
    ANY = "any", w("one is enough", "或签")
    ORDER = "order", w("one after the other", "依次会签")


class NotAsked(Refusal):
    """The reading or agreement of this participant was not asked, or is given already, or it is not its turn."""

    code = "matters.not_asked"
    reason = w("Nothing is asked of you on {number} now.", "{number}当前无需您办理此项。")
    remedy = w("In ordered agreement the earlier ones come first.", "依次会签时请等待前一单位。")


def waiting_to_agree(matter: Any) -> QuerySet[Participation]:
    """Those whose agreement is still missing, in their order; in ordered agreement the first of them alone is asked."""
    rows = matter.participations.standing(Standing.COSIGNER).filter(done_at=None)
    found: QuerySet[Participation] = rows.order_by("place", "id")
    return found


def asked_now(matter: Matter) -> list[int]:
    """The units whose turn it is to agree, by the round that runs."""
    own: Any = kinds.kind(matter.kind).model._default_manager.get(pk=matter.pk)
    waiting = [p.unit_id for p in waiting_to_agree(own) if p.unit_id]
    return waiting[:1] if own.agreement == Agreement.ORDER else waiting if own.agreement else []


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Circulated(DomainEvent):
    kind = "matters.circulated"
    words = w("Circulated", "传阅")
    sentence = w("{actor} circulated it to {persons}: {note}", "{actor}送{persons}传阅：{note}")

    person_ids: list[int] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    note: str = ""

    def told(self) -> Words:
        return (
            self.sentence
            if self.note
            else w("{actor} circulated it to {persons}.", "{actor}送{persons}传阅。")
        )


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Read(DomainEvent):
    kind = "matters.read"
    words = w("Read", "已阅")
    sentence = w("{actor} has read it: {opinion}", "{actor}已阅：{opinion}")

    person_id: int
    opinion: str = ""

    def told(self) -> Words:
        return self.sentence if self.opinion else w("{actor} has read it.", "{actor}已阅。")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementAsked(DomainEvent):
    kind = "matters.agreement_asked"
    words = w("Agreement asked", "提请会签")
    sentence = w(
        "{actor} asked {units} to agree ({agreement}): {note}",
        "{actor}提请{units}会签（{agreement}）：{note}",
    )

    unit_ids: list[int]
    units: list[str]
    agreement: Agreement
    note: str = ""

    def told(self) -> Words:
        plain = w("{actor} asked {units} to agree ({agreement}).", "{actor}提请{units}会签（{agreement}）。")
        return self.sentence if self.note else plain


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementGiven(DomainEvent):
    kind = "matters.agreement_given"
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
