"""Events of a rule or notice that is delivered with receipt (S2.5-14)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryWritten(DomainEvent):
    kind = "correspondence.notice_written"
    words = w("Prepared for delivery", "送达件拟稿")
    sentence = w("{actor} prepared “{title}” of {unit} for delivery.", "{actor}拟送达{unit}“{title}”。")

    title: str
    unit: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDelivered(DomainEvent):
    kind = "correspondence.notice_delivered"
    words = w("Delivered", "送达")
    sentence = w(
        "{actor} delivered it to {n} addressees; receipt is asked for by {receipt_due_on}.",
        "{actor}送达 {n} 个对象，请于{receipt_due_on}前签收。",
    )

    unit_ids: list[int] = field(default_factory=list)
    person_ids: list[int] = field(default_factory=list)
    n: int
    receipt_due_on: date


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptConfirmed(DomainEvent):
    kind = "correspondence.receipt_confirmed"
    words = w("Receipt confirmed", "签收")
    sentence = w(
        "{actor} confirmed receipt for {receiver}: {opinion}", "{actor}代表{receiver}签收：{opinion}"
    )

    receiver: str
    unit_id: int | None = None
    person_id: int | None = None
    opinion: str = ""
    is_last: bool = False

    def told(self) -> Words:
        en, zh = "{actor} confirmed receipt", "{actor}签收"
        if self.unit_id:
            en, zh = en + " for {receiver}", "{actor}代表{receiver}签收"
        en, zh = (en + ": {opinion}", zh + "：{opinion}") if self.opinion else (en + ".", zh + "。")
        return w(en + " All have received it.", zh + " 已全部签收。") if self.is_last else w(en, zh)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptReminded(DomainEvent):
    kind = "correspondence.receipt_reminded"
    words = w("Reminded of receipt", "催签收")
    sentence = w("{actor} reminded {n} addressees of their receipt.", "{actor}提醒 {n} 个对象签收。")

    unit_ids: list[int] = field(default_factory=list)
    person_ids: list[int] = field(default_factory=list)
    n: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWithdrawn(DomainEvent):
    kind = "correspondence.notice_withdrawn"
    words = w("Withdrawn", "撤回送达")
    sentence = w("{actor} withdrew it: {reason}", "{actor}撤回：{reason}")

    reason: str
