"""What happens to subscriptions: it is on record which outside systems were told."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribed(DomainEvent):
    kind = "notices.subscribed"
    words = w("Subscription made", "开通对外通知")
    sentence = w(
        "{actor} let {url} be told what {unit} is told ({kinds}).",
        "{actor}开通{unit}向{url}的通知（{kinds}）。",
    )

    unit: str
    url: str
    kinds: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class Unsubscribed(DomainEvent):
    kind = "notices.unsubscribed"
    words = w("Subscription ended", "停止对外通知")
    sentence = w("{actor} ended the subscription of {unit} for {url}.", "{actor}停止{unit}向{url}的通知。")

    unit: str
    url: str
