"""How an actor may stand to a supervised item, and where references may be chosen from."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor, Keys
from zhixing.kernel.actions.register import By
from zhixing.kernel.organisation.models import Kind, Person, Rank, Unit
from zhixing.modules.supervision.models import SupervisedItem


def _leads(item: SupervisedItem, actor: Actor, keys: Keys) -> bool:
    return item.lead_unit_id in keys.ids or bool(item.handler_id and -item.handler_id in keys.ids)


def _supports(item: SupervisedItem, actor: Actor, keys: Keys) -> bool:
    return not item.supporting_ids.isdisjoint(keys.ids)


def _takes_part(item: SupervisedItem, actor: Actor, keys: Keys) -> bool:
    return _leads(item, actor, keys) or _supports(item, actor, keys)


def _supervises(item: SupervisedItem, actor: Actor, keys: Keys) -> bool:
    """The supervising office; for a broken-down item, the unit that leads its parent (level by level, S1-16)."""
    return item.supervising_unit_id in keys.ids


def _is_independent(item: SupervisedItem, actor: Actor, keys: Keys) -> bool:
    """The unit that did the work cannot close it."""
    return item.lead_unit_id not in actor.unit_ids and (
        item.handler_id is None or item.handler_id != actor.person_id
    )


def _carries(item: SupervisedItem, actor: Actor, keys: Keys) -> bool:
    return bool(item.carrying_leader_id and -item.carrying_leader_id in keys.ids)


LEAD = By(w("the lead unit", "主办单位"), _leads)
SUPPORTING = By(w("a supporting unit", "协办单位"), _supports)
TAKING_PART = By(w("the lead or a supporting unit", "主办或协办单位"), _takes_part)
SUPERVISING = By(w("the supervising office", "督办单位"), _supervises)
INDEPENDENT = By(w("a unit other than the one that did the work", "主办单位以外的核查单位"), _is_independent)
CARRYING = By(w("the carrying leader", "包干领导"), _carries)


def _wrote_nothing(circular: Any, actor: Actor, keys: Keys) -> bool:
    """Four eyes: whoever wrote of it, and whoever stands in with the writer's own account, does not approve it."""
    return actor.account_id not in circular.writer_ids


ANOTHER = By(w("someone who wrote nothing of it", "起草人以外的人员"), _wrote_nothing)
ADDRESSED = By(
    w("a unit it was sent to", "主送单位"),
    lambda circular, actor, keys: not circular.addressee_ids.isdisjoint(keys.ids),
)
NAMED = By(
    w("a unit it speaks of", "所涉单位"),
    lambda circular, actor, keys: not circular.named_ids.isdisjoint(keys.ids),
)
CALLED = By(
    w("a unit called on to report", "应报送单位"),
    lambda quarterly, actor, keys: not quarterly.called_ids.isdisjoint(keys.ids),
)
CHECKED = By(
    w("a unit that was checked", "被查单位"),
    lambda check, actor, keys: not check.checked_ids.isdisjoint(keys.ids),
)


def units_of_jurisdiction(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Units that exist today and can be given work: not the sections inside them."""
    return Unit.objects.existing(clock.today()).exclude(kind=Kind.SECTION)


def units_below_lead(item: SupervisedItem, actor: Actor) -> QuerySet[Unit]:
    """For a breakdown: units at or below the lead unit, and others it may call on at its own level."""
    return Unit.objects.existing(clock.today())


def offices(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Inspection and government offices: who may supervise."""
    return Unit.objects.existing(clock.today()).filter(kind__in=[Kind.INSPECTION, Kind.OFFICE])


def leaders(item: Any, actor: Actor) -> QuerySet[Person]:
    """Leaders in office today: heads and those in charge of governments and departments."""
    return Person.objects.leading(clock.today())


def heads(item: Any, actor: Actor) -> QuerySet[Person]:
    """Top leaders in office today (S1-14)."""
    return Person.objects.leading(clock.today(), Rank.HEAD)


def members_of_lead_unit(item: SupervisedItem, actor: Actor) -> QuerySet[Person]:
    """Persons who serve today in the lead unit or below it."""
    if item is None or item.lead_unit_id is None:
        return Person.objects.none()
    unit_ids = list(Unit.objects.below(item.lead_unit).values_list("id", flat=True)) if item.lead_unit else []
    return Person.objects.serving_in(unit_ids, clock.today())


def organs(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Supervision organs that exist today."""
    return Unit.objects.existing(clock.today()).filter(kind=Kind.SUPERVISION)


def serving(item: Any, actor: Actor) -> QuerySet[Person]:
    """Everyone who serves today."""
    return Person.objects.serving(clock.today())
