"""How an actor may stand to an item, and where references may be chosen from."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.register import By
from zhixing.kernel.organisation.models import Kind, Unit
from zhixing.modules.approvals.models import ItemName, ServiceItem, Source
from zhixing.modules.approvals.models.items import ItemState
from zhixing.modules.approvals.powers import CATALOGUE

KEEPERS = By(
    w("the handling unit or the office that keeps the catalogue", "实施部门或目录管理机构"),
    lambda item, actor, keys: item.lead_unit_id in keys.ids or item.office_id in keys.ids,
)
OFFICE = By(
    w("the office that keeps the catalogue", "目录管理机构"),
    lambda item, actor, keys: item.office_id in keys.ids,
)


def units(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Units that exist today and can handle items: not the sections inside them."""
    return Unit.objects.existing(clock.today()).exclude(kind=Kind.SECTION)


def own_offices(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Of these, those for which the actor may keep the catalogue."""
    keys = actor.keys(CATALOGUE)
    return units(item, actor).filter(pk__in=[pk for pk in keys.ids if pk > 0])


def successors(item: ServiceItem | None, actor: Actor) -> QuerySet[ServiceItem]:
    """Items of the same jurisdiction that could take this one's place: not ended, not dropped, not itself."""
    gone = [ItemState.ADJUSTED, ItemState.CANCELLED, ItemState.DROPPED]
    found: QuerySet[ServiceItem] = ServiceItem.objects.exclude(state__in=gone)
    if item is not None:
        found = found.filter(jurisdiction=item.jurisdiction_id).exclude(pk=item.pk)
    return found


def offered_near(source: Source, actor: Actor) -> QuerySet[ServiceItem]:
    """Published items of the source's jurisdiction, also those that ended: their last cases still run."""
    found = ServiceItem.objects.filter(current__isnull=False)
    return found if source is None else found.filter(jurisdiction=source.jurisdiction_id)


def outside_names(source: Source, actor: Actor) -> QuerySet[ItemName]:
    """Names of items met in what the system sent that say nothing by themselves, unexplained ones first."""
    return source.item_names.order_by(F("item").asc(nulls_first=True), "name")
