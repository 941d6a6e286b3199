"""How an actor may stand to an official document, and where references may be chosen from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor, Keys
from zhixing.kernel.actions.register import By
from zhixing.kernel.organisation.models import Kind, Person, Rank, Unit

RECEIVING = By(
    w("the receiving unit", "收文单位"),
    lambda document, actor, keys: (
        document.receiving_unit_id in keys.ids
        or bool(document.handler_id and -document.handler_id in keys.ids)
    ),
)
RECEIVING_OR_SENDER = By(
    w("the receiving unit or the sender", "收文单位或来文单位"),
    lambda document, actor, keys: (
        RECEIVING.holds(document, actor, keys) or document.sender_unit_id in keys.ids
    ),
)
ISSUING = By(
    w("the issuing unit", "发文机关"), lambda document, actor, keys: document.issuing_unit_id in keys.ids
)
OWNING = By(w("the unit in charge", "责任单位"), lambda duty, actor, keys: duty.unit_id in keys.ids)
ANOTHER = By(
    w("someone who drafted nothing of it", "拟稿人以外的人员"),
    lambda document, actor, keys: actor.account_id not in document.drafter_ids,
)


def _follows(document: Any, actor: Actor, keys: Keys) -> bool:
    """The leader who follows it, the unit that issued it, or the office that coordinates all."""
    return (
        bool(document.follower_id and -document.follower_id in keys.ids)
        or document.issuing_unit_id in keys.ids
        or document.jurisdiction_id in keys.roots
    )


FOLLOWING = By(
    w("the following leader, the issuing unit or the government office", "跟踪领导、发文机关或政府办公室"),
    _follows,
)


def receives_for(actor: Actor, keys: Keys) -> frozenset[int]:
    """For whom the actor confirms receipt: himself (negative), and the units he belongs to and holds the power for."""
    return (keys.ids & actor.unit_ids) | {-(actor.person_id or 0)}


AWAITED = By(
    w("those whose receipt is awaited", "尚未签收的送达对象"),
    lambda delivery, actor, keys: not delivery.awaited_ids.isdisjoint(receives_for(actor, keys)),
)


def own_units(power: str) -> Callable[[Any, Actor], QuerySet[Unit]]:
    """Units that exist today over which the actor holds this power."""

    def choices(item: Any, actor: Actor) -> QuerySet[Unit]:
        mine = [i for i in actor.keys(power).ids if i > 0]
        return Unit.objects.existing(clock.today()).filter(pk__in=mine).exclude(kind=Kind.SECTION)

    return choices


def units(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Units that exist today, without the sections inside them."""
    return Unit.objects.existing(clock.today()).exclude(kind=Kind.SECTION)


def serving(item: Any, actor: Actor) -> QuerySet[Person]:
    """Everyone who serves today."""
    return Person.objects.filter(
        Q(appointments__until_on=None) | Q(appointments__until_on__gte=clock.today()),
        appointments__from_on__lte=clock.today(),
    ).distinct()


def leaders(item: Any, actor: Actor) -> QuerySet[Person]:
    """Heads and leaders in charge in office today."""
    return Person.objects.filter(
        Q(appointments__until_on=None) | Q(appointments__until_on__gte=clock.today()),
        appointments__from_on__lte=clock.today(),
        appointments__post__rank__in=[Rank.HEAD, Rank.IN_CHARGE],
    ).distinct()


def members_of_receiving_unit(item: Any, actor: Actor) -> QuerySet[Person]:
    """Persons who serve today in the receiving unit or below it."""
    if item is None:
        return Person.objects.none()
    ids = list(Unit.objects.below(item.receiving_unit).values_list("id", flat=True))
    return Person.objects.serving_in(ids, clock.today())
