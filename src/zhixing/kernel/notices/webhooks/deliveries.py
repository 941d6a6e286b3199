"""Deliveries: planned with the notice, tried by jobs, given up after some attempts, listed for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from procrastinate.types import JSONDict

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.kernel.notices.models import Delivery, DeliveryState, Notice, Subscription
from zhixing.kernel.notices.webhooks import signing
from zhixing.kernel.notices.webhooks.sending import SendingFailed, post
from zhixing.kernel.notices.webhooks.targets import target_of

MOST_ATTEMPTS = 8


class NotDelivered(Exception):
    """The attempt failed and another one will follow; the queue's sign to try again later."""


def plan(notices: Sequence[Notice]) -> None:
    """Deliveries to the subscriptions of the notices' units, with their jobs; in the caller's transaction."""
    units = {n.unit_id for n in notices if n.unit_id}
    if not units:
        return
    wanted: dict[int, list[Subscription]] = {}
    for subscription in Subscription.objects.filter(unit_id__in=units, ended_at=None):
        wanted.setdefault(subscription.unit_id, []).append(subscription)
    planned = [
        Delivery(subscription=subscription, notice=notice)
        for notice in notices
        for subscription in wanted.get(notice.unit_id or 0, ())
        if not subscription.kinds or notice.kind in subscription.kinds
    ]
    if planned:
        _defer(Delivery.objects.bulk_create(planned, batch_size=1_000))


def attempt(delivery_id: int) -> None:
    """Try to deliver, once; note what came back. Raises NotDelivered while another attempt is to follow.

    Harmless for what is already delivered or given up. Only an answer from 200 to 299 counts as delivered.
    A receiver may see the same delivery twice (we died after sending): its id is in the header and the body.
    """
    found = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.WAITING)
    delivery = found.select_related("subscription", "notice__unit", "notice__matter").first()
    if delivery is None:
        return
    status, error = None, "subscription ended"
    if delivery.subscription.ended_at is None:
        status, error = _try(delivery)
    _note(delivery, status, error)


def _try(delivery: Delivery) -> tuple[int | None, str]:
    """(status, error): the answer's status, and "" when it was a good one."""
    body = json.dumps(told(delivery), ensure_ascii=False, separators=(",", ":")).encode()
    moment = int(clock.now().timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Zhixing",
        "X-Zhixing-Delivery": str(delivery.pk),
        signing.HEADER: signing.signature(delivery.subscription.secret, moment, body),
    }
    try:
        status = post(target_of(delivery.subscription.url), body, headers)
    except Refusal as refused:
        return None, refused.code
    except SendingFailed as failed:
        return None, str(failed)
    return status, "" if 200 <= status < 300 else f"HTTP {status}"


def _note(delivery: Delivery, status: int | None, error: str) -> None:
    now, attempts = clock.now(), delivery.attempts + 1
    over = attempts >= MOST_ATTEMPTS or delivery.subscription.ended_at is not None
    state = DeliveryState.DELIVERED if not error else DeliveryState.DEAD if over else DeliveryState.WAITING
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state,
        attempts=F("attempts") + 1,
        status=status,
        error=error,
        tried_at=now,
        delivered_at=now if state == DeliveryState.DELIVERED else None,
    )
    if state == DeliveryState.WAITING:
        raise NotDelivered(f"delivery {delivery.pk}: {error}")


def told(delivery: Delivery) -> dict[str, Any]:
    """The body. Of a confidential matter it says only that there is a notice: a delivery leaves the house."""
    notice = delivery.notice
    open_to_all = not notice.is_confidential
    matter = notice.matter if open_to_all else None
    return {
        "delivery": delivery.pk,
        "notice": notice.pk,
        "kind": notice.kind,
        "urgency": notice.urgency,
        "created_at": notice.created_at.isoformat(timespec="seconds"),
        "unit": {"code": notice.unit.code, "name": notice.unit.name} if notice.unit else None,
        "matter": {"id": matter.pk, "kind": matter.kind, "number": matter.number, "title": matter.title}
        if matter
        else None,
        "words": {"zh": notice.zh, "en": notice.en} if open_to_all else None,
    }


def undelivered(unit_ids: Sequence[int]) -> QuerySet[Delivery]:
    """What these units' subscriptions still wait for or were given up on, newest first."""
    found = Delivery.objects.filter(subscription__unit_id__in=unit_ids).exclude(state=DeliveryState.DELIVERED)
    return found.select_related("subscription", "notice")


def again(dead: QuerySet[Delivery]) -> int:
    """Try again what was given up, from the first attempt. Returns how many."""
    with transaction.atomic():
        running = dead.filter(state=DeliveryState.DEAD, subscription__ended_at=None)
        revived = list(running.select_for_update(of=("self",), skip_locked=True))
        Delivery.objects.filter(pk__in=[d.pk for d in revived]).update(
            state=DeliveryState.WAITING, attempts=0
        )
        _defer(revived)
    return len(revived)


def _defer(planned: Sequence[Delivery]) -> None:
    from zhixing.kernel.notices.tasks import deliver

    jobs: list[JSONDict] = [{"delivery_id": d.pk} for d in planned]
    if jobs:
        deliver.batch_defer(*jobs)
