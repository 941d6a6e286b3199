"""What time and people do to obligations and cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.obligations.models import Colour


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CardDrawn(DomainEvent):
    kind = "obligations.card_drawn"
    words = w("Card drawn", "出示预警牌")
    sentence = w(
        "{colour} for {holder}: “{duty}” is due on {due_on}.",
        "对{holder}出示{colour}：“{duty}”应于{due_on}前完成。",
    )

    card: int
    colour: Colour
    holder: str
    duty_en: str
    duty_zh: str
    due_on: date
    rule: str
    unit_id: int | None = None

    def told(self) -> Words:
        return self.sentence.put(duty=w(self.duty_en, self.duty_zh))


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CardEscalated(DomainEvent):
    kind = "obligations.card_escalated"
    words = w("Card escalated", "预警上报")
    sentence = w(
        "By time: the {colour} of {holder} was not answered by {answer_due_on}; {superior} was told.",
        "系统按时限：{holder}未在{answer_due_on}前回应{colour}，已提请{superior}关注。",
    )

    card: int
    colour: Colour
    holder: str
    superior: str
    superior_id: int
    answer_due_on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CardAnswered(DomainEvent):
    kind = "obligations.card_answered"
    words = w("Card answered", "回应预警牌")
    sentence = w("{actor} answered the {colour}: {answer}", "{actor}回应{colour}：{answer}")

    card: int
    colour: Colour
    answer: str
    unit_id: int | None = None


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CardChallenged(DomainEvent):
    kind = "obligations.card_challenged"
    words = w("Card challenged", "申诉预警牌")
    sentence = w("{actor} challenged the {colour}: {grounds}", "{actor}对{colour}提出申诉：{grounds}")

    card: int
    colour: Colour
    grounds: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class CardDecided(DomainEvent):
    kind = "obligations.card_decided"
    words = w("Card decided", "裁定预警牌")
    sentence = w(
        "{actor} decided on the {colour}: {outcome}. {reason}", "{actor}裁定{colour}：{outcome}。{reason}"
    )

    card: int
    colour: Colour
    removed: bool
    is_objective: bool
    reason: str

    def told(self) -> Words:
        outcome = w("removed", "予以摘牌") if self.removed else w("upheld", "予以维持")
        return self.sentence.put(outcome=outcome)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DatesRecomputed(DomainEvent):
    kind = "obligations.dates_recomputed"
    words = w("Dates recomputed", "时限重算")
    sentence = w(
        "{actor} confirmed a change of the calendar ({reason}); {changes}",
        "{actor}确认日历调整（{reason}），时限相应变化：{changes}",
    )

    reason: str
    changes: list[str]
