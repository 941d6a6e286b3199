"""What a unit does when an item reaches it: sign, object, pass on (S1-17, S1-18)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision.actions.opening import limit_must_come, take_part
from zhixing.modules.supervision.choices import Rhythm, State, Urgency
from zhixing.modules.supervision.events.handling import (
    HandlerNamed,
    ItemSigned,
    Objected,
    ObjectionRejected,
    SupportSigned,
)
from zhixing.modules.supervision.events.opening import ItemPassedOn
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.powers import HANDLE, REGISTER
from zhixing.modules.supervision.refusals import SameUnit, SignedAlready
from zhixing.modules.supervision.relations import (
    LEAD,
    SUPERVISING,
    SUPPORTING,
    members_of_lead_unit,
    units_of_jurisdiction,
)


@action(
    SupervisedItem,
    "sign",
    power=HANDLE,
    by=LEAD,
    moves={State.ISSUED: State.UNDER_WAY},
    tone="primary",
    words=w("Sign for", "签收"),
    help=w("Confirm receipt and name the person who will handle it.", "确认签收并指定承办人。"),
    for_many=True,
)
def sign(
    item: SupervisedItem, *, handler: Annotated[Person, among(members_of_lead_unit)], note: str = ""
) -> ItemSigned:
    """Confirm receipt and name the person who will handle it (S1-17)."""
    assert item.lead_unit is not None  # an issued item has one (gate TH-01)
    item.handler = handler
    participations.assign(item, Standing.HANDLER, persons=[handler])
    participations.done(item, Standing.LEAD, unit=item.lead_unit)
    return ItemSigned(
        unit_id=item.lead_unit.pk,
        unit=item.lead_unit.name,
        handler_id=handler.pk,
        handler=handler.name,
        note=note,
    )


@action(
    SupervisedItem,
    "sign_support",
    power=HANDLE,
    by=SUPPORTING,
    moves=dict.fromkeys([State.ISSUED, State.OBJECTED, State.UNDER_WAY, State.HELD], ""),
    words=w("Sign as supporting unit", "协办签收"),
    help=w("Confirm receipt for your supporting unit.", "代表协办单位确认签收。"),
)
def sign_support(item: SupervisedItem, *, actor: Actor) -> SupportSigned:
    """A supporting unit signs on its own (S1-18)."""
    mine = item.supporting_ids & actor.keys(HANDLE).ids
    rows = item.participations.standing(Standing.SUPPORTING).filter(unit_id__in=mine).select_related("unit")
    waiting = next((p.unit for p in rows if p.done_at is None), None)
    if waiting is None:
        unit = Unit.objects.get(pk=min(mine))
        raise SignedAlready(unit=unit.name, number=item.number)
    participations.done(item, Standing.SUPPORTING, unit=waiting)
    return SupportSigned(unit_id=waiting.pk, unit=waiting.name)


@action(
    SupervisedItem,
    "object",
    power=HANDLE,
    by=LEAD,
    moves={State.ISSUED: State.OBJECTED},
    words=w("Object: wrong unit", "提出异议"),
    help=w(
        "Say that another unit is responsible; the clock stands until it is decided.",
        "说明应由其他单位承办；裁定前计时中止。",
    ),
)
def object_(
    item: SupervisedItem,
    *,
    lead_unit: Annotated[Unit | None, among(units_of_jurisdiction)] = None,
    reason: Annotated[str, Long(1000)],
) -> Objected:
    """The lead unit says it is the wrong one, within the limit of the gate; no time on record is lost."""
    assert item.lead_unit is not None  # an issued item has one
    return Objected(
        unit_id=item.lead_unit.pk,
        unit=item.lead_unit.name,
        proposed=lead_unit.name if lead_unit else "",
        reason=reason,
    )


@action(
    SupervisedItem,
    "reject_objection",
    power=REGISTER,
    by=SUPERVISING,
    moves={State.OBJECTED: State.ISSUED},
    words=w("Reject the objection", "不予采纳异议"),
    help=w("The unit remains responsible; its clock runs on.", "维持原主办单位，恢复计时。"),
)
def reject_objection(item: SupervisedItem, *, reason: Annotated[str, Long(1000)]) -> ObjectionRejected:
    """The objection does not convince; to accept it, pass the item on."""
    return ObjectionRejected(reason=reason)


@action(
    SupervisedItem,
    "pass_on",
    power=REGISTER,
    by=SUPERVISING,
    moves=dict.fromkeys([State.ISSUED, State.OBJECTED, State.UNDER_WAY], State.ISSUED),
    words=w("Pass on", "转办"),
    help=w(
        "Give the item to another lead unit; the record of the first one stays.",
        "转由其他单位主办，原单位办理记录保留。",
    ),
)
def pass_on(
    item: SupervisedItem,
    *,
    lead_unit: Annotated[Unit, among(units_of_jurisdiction)],
    limit_on: date,
    reason: Annotated[str, Long(1000)],
) -> ItemPassedOn:
    """Give the item to another lead unit (转办); the first limit stays visible."""
    before = item.lead_unit
    assert before is not None  # an issued item has one
    if before.pk == lead_unit.pk:
        raise SameUnit(unit=before.name, number=item.number)
    limit_must_come(limit_on)
    supporting = list(Unit.objects.filter(pk__in=item.supporting_ids - {lead_unit.pk}))
    item.handler = None
    item.limit_on = limit_on
    participations.assign(item, Standing.HANDLER)
    people = {Standing.CARRYING.value: item.carrying_leader, Standing.OVERALL.value: item.overall_leader}
    take_part(item, lead_unit, supporting, people)
    return ItemPassedOn(
        from_unit_id=before.pk,
        from_unit=before.name,
        lead_unit_id=lead_unit.pk,
        lead_unit=lead_unit.name,
        supervising_unit_id=item.supervising_unit_id,
        limit_on=limit_on,
        rhythm=Rhythm(item.rhythm),
        urgency=Urgency(item.urgency),
        reason=reason,
    )


@action(
    SupervisedItem,
    "name_handler",
    power=HANDLE,
    by=LEAD,
    moves=dict.fromkeys([State.UNDER_WAY, State.HELD, State.REPORTED], ""),
    words=w("Change the handler", "调整承办人"),
    help=w("Name another person of the unit as handler.", "指定本单位其他人员承办。"),
)
def name_handler(
    item: SupervisedItem, *, handler: Annotated[Person, among(members_of_lead_unit)]
) -> HandlerNamed:
    """Another person of the unit handles it from now on."""
    before = item.handler.name if item.handler else ""
    item.handler = handler
    participations.assign(item, Standing.HANDLER, persons=[handler])
    return HandlerNamed(handler_id=handler.pk, handler=handler.name, before=before)
