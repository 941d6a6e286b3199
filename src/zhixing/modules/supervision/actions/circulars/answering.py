"""What units do with a circular: confirm receipt, object; and the decision on an objection."""

from __future__ import annotations

from typing import Annotated

from django.db.models import QuerySet

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import FileId, Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision.choices import CircularState
from zhixing.modules.supervision.events.circulars import (
    CircularObjected,
    CircularObjectionDecided,
    CircularReceived,
)
from zhixing.modules.supervision.models import Circular
from zhixing.modules.supervision.powers import APPROVE_CIRCULAR, HANDLE
from zhixing.modules.supervision.refusals import ReceivedAlready
from zhixing.modules.supervision.relations import ADDRESSED, ANOTHER, NAMED, SUPERVISING


@action(
    Circular,
    "receive_circular",
    power=HANDLE,
    by=ADDRESSED,
    moves=dict.fromkeys([CircularState.ISSUED, CircularState.CONCLUDED], ""),
    tone="primary",
    words=w("Confirm receipt", "确认收文"),
    help=w("Say that your unit has received it.", "代表本单位确认收文。"),
)
def receive_circular(circular: Circular, *, actor: Actor) -> CircularReceived:
    """A unit has received it."""
    mine = circular.addressee_ids & actor.keys(HANDLE).ids
    units = list(Unit.objects.filter(pk__in=mine).order_by("pk"))
    unit = next((u for u in units if participations.done(circular, Standing.OBSERVER, unit=u)), None)
    if unit is None:
        raise ReceivedAlready(unit=units[0].name)
    return CircularReceived(unit_id=unit.pk, unit=unit.name)


@action(
    Circular,
    "object_circular",
    power=HANDLE,
    by=NAMED,
    moves={CircularState.ISSUED: ""},
    words=w("Object to the circular", "提出异议"),
    help=w("Say what is not so, with evidence.", "说明不符合事实之处并附证据。"),
)
def object_circular(
    circular: Circular,
    *,
    grounds: Annotated[str, Long(3000), Label(w("Grounds", "异议理由"))],
    evidence: list[FileId] = [],  # noqa: B006  # read, never changed
    actor: Actor,
) -> CircularObjected:
    """A unit it speaks of objects within the window of the gate."""
    unit = Unit.objects.get(pk=min(circular.named_ids & actor.keys(HANDLE).ids))
    if unit.pk in circular.objecting_ids:
        raise ReceivedAlready(unit=unit.name)
    circular.objecting_ids = sorted({*circular.objecting_ids, unit.pk})
    return CircularObjected(
        unit_id=unit.pk, unit=unit.name, grounds=grounds, supervising_unit_id=circular.supervising_unit_id
    )


def objecting(circular: Circular, actor: Actor) -> QuerySet[Unit]:
    """Units whose objection is undecided."""
    return Unit.objects.filter(pk__in=circular.objecting_ids)


@action(
    Circular,
    "decide_circular_objection",
    power=APPROVE_CIRCULAR,
    by=(SUPERVISING, ANOTHER),
    moves={CircularState.ISSUED: ""},
    words=w("Decide on the objection", "裁定异议"),
    help=w("If it is accepted, withdraw the circular with a correction.", "采纳异议的，应当撤回通报并更正。"),
    shown_if=lambda circular: bool(circular.objecting_ids),
)
def decide_circular_objection(
    circular: Circular,
    *,
    unit: Annotated[Unit, among(objecting), Label(w("Unit that objected", "提出异议的单位"))],
    accepted: bool,
    reason: Annotated[str, Long(2000)],
) -> CircularObjectionDecided:
    """Decide on an objection, by somebody who wrote nothing of the circular."""
    circular.objecting_ids = [i for i in circular.objecting_ids if i != unit.pk]
    return CircularObjectionDecided(unit_id=unit.pk, unit=unit.name, accepted=accepted, reason=reason)
