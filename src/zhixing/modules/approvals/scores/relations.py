"""How an actor may stand to a table of scores, and where references may be chosen from."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.register import By
from zhixing.kernel.organisation.models import Kind, Unit
from zhixing.modules.approvals.models import ScoreObjection, ScoreTable, Source
from zhixing.modules.approvals.powers import OBJECT

OFFICE = By(
    w("the office that answers for the scores", "核定单位"),
    lambda table, actor, keys: table.office_id in keys.ids,
)
SCORED = By(
    w("a unit that is scored", "被评分单位"),
    lambda table, actor, keys: not keys.ids.isdisjoint(table.unit_ids),
)


def offices(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Offices that may answer for scores: they exist today and are no towns or sections."""
    kinds = [Kind.SUPERVISION, Kind.INSPECTION, Kind.OFFICE, Kind.DEPARTMENT]
    return Unit.objects.existing(clock.today()).filter(kind__in=kinds)


def sources(item: Any, actor: Actor) -> QuerySet[Source]:
    """Outside systems that the actor may find."""
    return Source.objects.visible_to(actor)


def own_units_scored(table: ScoreTable, actor: Actor) -> QuerySet[Unit]:
    """Of the units scored, those for which the actor may speak."""
    return Unit.objects.filter(pk__in=set(table.unit_ids) & actor.keys(OBJECT).ids)


def open_objections(table: ScoreTable, actor: Actor) -> QuerySet[ScoreObjection]:
    return table.objections.filter(state="open").select_related("unit")
