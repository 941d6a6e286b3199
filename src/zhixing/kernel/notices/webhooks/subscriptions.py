"""Subscriptions: an outside system is told what a unit is told."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.refusals import NotAllowed, NotFound
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters import events
from zhixing.kernel.notices.events import Subscribed, Unsubscribed
from zhixing.kernel.notices.models import Subscription
from zhixing.kernel.notices.refusals import SubscribedAlready
from zhixing.kernel.notices.webhooks import signing
from zhixing.kernel.notices.webhooks.targets import target_of
from zhixing.kernel.organisation.models import Unit

SUBSCRIBE = "notices.subscribe"


def subscribe(unit: Unit, url: str, *, kinds: Iterable[str] = (), actor: Actor) -> Subscription:
    """Let the system at `url` be told what `unit` is told, of these kinds (none: of all).

    The returned row has the secret; show it to the person once. NotAllowed without the power over the unit;
    the refusals of targets.py for an address that may not be spoken to; SubscribedAlready.
    """
    if unit.pk not in actor.keys(SUBSCRIBE).ids:
        raise NotAllowed
    target_of(url)
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        if Subscription.objects.filter(unit=unit, url=url, ended_at=None).exists():
            raise SubscribedAlready(unit=unit.name, url=url)
        made = Subscription.objects.create(
            unit=unit,
            url=url,
            secret=signing.new_secret(),
            kinds=sorted(set(kinds)),
            made_by_id=actor.account_id,
            made_at=clock.now(),
        )
        happened = Subscribed(unit=unit.name, url=url, kinds=made.kinds)
        events.record(happened, actor=actor, subject=f"notices.subscription:{made.pk}")
    return made


def end(subscription_id: int, *, actor: Actor) -> Subscription:
    """Tell the outside system nothing more; what waits is given up. NotFound unless the actor may see it."""
    with transaction.atomic():
        found = Subscription.objects.select_for_update(no_key=True, of=("self",)).select_related("unit")
        subscription = found.filter(pk=subscription_id, unit_id__in=actor.keys(SUBSCRIBE).ids).first()
        if subscription is None:
            raise NotFound
        if subscription.ended_at is None:
            subscription.ended_at = clock.now()
            subscription.save(update_fields=["ended_at"])
            happened = Unsubscribed(unit=subscription.unit.name, url=subscription.url)
            events.record(happened, actor=actor, subject=f"notices.subscription:{subscription.pk}")
    return subscription


def subscriptions(actor: Actor) -> QuerySet[Subscription]:
    """Those of the units over which the actor holds the power, the running ones first."""
    found = Subscription.objects.filter(unit_id__in=actor.keys(SUBSCRIBE).ids)
    return found.select_related("unit").order_by("-ended_at", "id")
