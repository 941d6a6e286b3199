"""How an actor may stand to what is monitored, and where references may be chosen from."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.register import By
from zhixing.kernel.organisation.models import Kind, Unit
from zhixing.modules.approvals.models import Batch, Source, UnitName
from zhixing.modules.approvals.models.sources import BatchState

RUNS_OR_WATCHES = By(
    w("the unit that runs the system, or the one that watches", "系统运行单位或监察单位"),
    lambda source, actor, keys: source.lead_unit_id in keys.ids or source.supervising_unit_id in keys.ids,
)
WATCHES = By(
    w("the unit that watches", "监察单位"), lambda source, actor, keys: source.supervising_unit_id in keys.ids
)


def units(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Units that exist today: towns and departments, not the sections inside them."""
    return Unit.objects.existing(clock.today()).exclude(kind=Kind.SECTION)


def watching_units(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Units that may watch: supervision organs, inspection offices, and departments that keep the service hall."""
    return Unit.objects.existing(clock.today()).filter(
        kind__in=[Kind.SUPERVISION, Kind.INSPECTION, Kind.OFFICE, Kind.DEPARTMENT]
    )


def unit_names(source: Source, actor: Actor) -> QuerySet[UnitName]:
    """Names of units met in what the system sent."""
    return source.unit_names.order_by("name")


def files_brought(source: Source, actor: Actor) -> QuerySet[Batch]:
    """Deliveries by file that were read, or failed to be."""
    read = [BatchState.LOADED, BatchState.FAILED]
    return source.batches.filter(state__in=read, file__isnull=False).order_by("-number")
