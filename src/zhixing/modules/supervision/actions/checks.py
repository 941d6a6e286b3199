"""Field checks (明查暗访, S1-25): planned, made, linked to items, fed back, answered, closed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import FileId, Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision.actions.opening import limit_must_come
from zhixing.modules.supervision.choices import CheckState
from zhixing.modules.supervision.events.checks import (
    CheckAnswered,
    CheckCancelled,
    CheckClosed,
    CheckFedBack,
    CheckPlanned,
    FindingsRecorded,
    ItemsLinked,
    LinkedToCheck,
)
from zhixing.modules.supervision.models import FieldCheck, SupervisedItem
from zhixing.modules.supervision.powers import FIELD_CHECK, HANDLE
from zhixing.modules.supervision.refusals import LinkedElsewhere, NotYet
from zhixing.modules.supervision.relations import (
    CHECKED,
    SUPERVISING,
    offices,
    serving,
    units_of_jurisdiction,
)


@action(
    FieldCheck,
    "plan_check",
    power=FIELD_CHECK,
    opens=True,
    tone="primary",
    words=w("Plan a field check", "拟定检查"),
    help=w(
        "Open or unannounced; units do not learn of an unannounced one before its findings are recorded.",
        "分明查、暗访；暗访在记录发现前，被查单位无法查看。",
    ),
)
def plan_check(
    *,
    supervising_unit: Annotated[Unit, among(offices)],
    is_unannounced: bool,
    title: str,
    place: str,
    planned_on: date,
    checked_units: Annotated[list[Unit], among(units_of_jurisdiction)],
    persons: Annotated[list[Person], among(serving), Label(w("Team", "检查人员"))] = [],  # noqa: B006  # read only
    purpose: Annotated[str, Long(3000)] = "",
) -> tuple[FieldCheck, CheckPlanned]:
    """Plan a check on the spot. The units checked take part from now on only when it is an open one."""
    limit_must_come(planned_on)
    check = open_matter(
        FieldCheck,
        jurisdiction=jurisdiction_of(supervising_unit),
        state=CheckState.PLANNED,
        title=title,
        is_unannounced=is_unannounced,
        place=place,
        purpose=purpose,
        planned_on=planned_on,
        supervising_unit=supervising_unit,
    )
    check.checked_units.set(checked_units)
    participations.assign(check, Standing.LEAD, [supervising_unit])
    participations.assign(check, Standing.SUPERVISOR, [supervising_unit])
    participations.assign(check, Standing.HANDLER, persons=persons)
    if not is_unannounced:
        participations.assign(check, Standing.OBSERVER, checked_units)
    return check, CheckPlanned(
        is_unannounced=is_unannounced,
        place=place,
        planned_on=planned_on,
        unit_ids=[u.pk for u in checked_units],
        units=[u.name for u in checked_units],
    )


@action(
    FieldCheck,
    "record_findings",
    power=FIELD_CHECK,
    by=SUPERVISING,
    moves={CheckState.PLANNED: CheckState.FOUND, CheckState.FOUND: CheckState.FOUND},
    tone="primary",
    words=w("Record findings", "记录发现"),
    help=w("Write down what was found, with photographs or papers.", "如实记录检查发现，并附照片或材料。"),
)
def record_findings(
    check: FieldCheck,
    *,
    held_on: date,
    findings: Annotated[str, Long(10_000)],
    evidence: list[FileId] = [],  # noqa: B006  # read, never changed
) -> FindingsRecorded:
    """The true state as it was found (S1-25). From now on the units checked may see it."""
    if held_on > clock.today():
        raise NotYet(day=held_on)
    check.held_on = held_on
    check.findings = "\n".join(part for part in (check.findings, findings) if part)
    check.evidence_count += len(evidence)
    participations.assign(check, Standing.OBSERVER, check.checked_units.all())
    return FindingsRecorded(
        held_on=held_on,
        findings=findings,
        unit_ids=sorted(check.checked_ids),
        supervising_unit_id=check.supervising_unit_id,
    )


def items_in_sight(check: FieldCheck, actor: Actor) -> QuerySet[SupervisedItem]:
    """Items of the same government that the actor may find."""
    found = SupervisedItem.objects.visible_to(actor).filter(jurisdiction_id=check.jurisdiction_id)
    return found.exclude(state="withdrawn").order_by("-id")


@action(
    FieldCheck,
    "link_items",
    power=FIELD_CHECK,
    by=SUPERVISING,
    moves=dict.fromkeys([CheckState.FOUND, CheckState.FED_BACK], ""),
    words=w("Link items", "关联事项"),
    help=w("Say which supervised items the findings belong to.", "将检查发现关联到督办事项。"),
)
def link_items(
    check: FieldCheck, *, items: Annotated[list[SupervisedItem], among(items_in_sight)]
) -> list[tuple[object, object]]:
    """Make the check the origin of these items; each keeps an entry of its own."""
    ids = [i.pk for i in items]
    locked = SupervisedItem.objects.select_for_update(no_key=True, of=("self", "matter_ptr"))
    found = list(
        locked.filter(pk__in=ids).order_by("pk")
    )  # in one order, so that two links never wait in a circle
    elsewhere = [i.number or i.title for i in found if i.origin_id not in (None, check.pk)]
    if elsewhere:
        raise LinkedElsewhere(items="、".join(elsewhere))
    told = [i.number or i.title for i in found]
    written: list[tuple[object, object]] = [(check, ItemsLinked(item_ids=ids, items=told))]
    for item in found:
        item.origin = check.matter_ptr
        written.append((item, LinkedToCheck(check_id=check.pk, check=check.number or check.title)))
    return written


@action(
    FieldCheck,
    "feed_back",
    power=FIELD_CHECK,
    by=SUPERVISING,
    moves={CheckState.FOUND: CheckState.FED_BACK},
    tone="primary",
    words=w("Feed back", "反馈结果"),
    help=w("Tell the units what was found and by when to answer.", "向被查单位反馈检查结果并限期回复。"),
)
def feed_back(check: FieldCheck, *, text: Annotated[str, Long(5000)], reply_on: date) -> CheckFedBack:
    """Tell the units checked what was found; each owes an answer by the day given."""
    limit_must_come(reply_on)
    units = list(check.checked_units.order_by("order", "id"))
    return CheckFedBack(
        unit_ids=[u.pk for u in units], units=[u.name for u in units], text=text, reply_on=reply_on
    )


@action(
    FieldCheck,
    "answer_check",
    power=HANDLE,
    by=CHECKED,
    moves={CheckState.FED_BACK: CheckState.FED_BACK},
    tone="primary",
    words=w("Answer the findings", "回复反馈"),
    help=w("Say what your unit did about the findings.", "说明本单位整改情况。"),
)
def answer_check(
    check: FieldCheck,
    *,
    text: Annotated[str, Long(5000)],
    evidence: list[FileId] = [],  # noqa: B006  # read, never changed
    actor: Actor,
) -> CheckAnswered:
    """A unit's answer to what was found at it."""
    unit = Unit.objects.get(pk=min(check.checked_ids & actor.keys(HANDLE).ids))
    return CheckAnswered(unit_id=unit.pk, unit=unit.name, text=text)


@action(
    FieldCheck,
    "close_check",
    power=FIELD_CHECK,
    by=SUPERVISING,
    moves={CheckState.FED_BACK: CheckState.CLOSED},
    words=w("Close the check", "办结检查"),
    help=w("Say what came of it.", "填写办结意见。"),
)
def close_check(check: FieldCheck, *, conclusion: Annotated[str, Long(3000)]) -> CheckClosed:
    """Close the check after it was fed back."""
    check.closed_on = clock.today()
    return CheckClosed(conclusion=conclusion)


@action(
    FieldCheck,
    "cancel_check",
    power=FIELD_CHECK,
    by=SUPERVISING,
    moves={CheckState.PLANNED: CheckState.CANCELLED},
    tone="grave",
    words=w("Cancel the check", "取消检查"),
    help=w("A planned check that will not be made.", "取消尚未开展的检查。"),
)
def cancel_check(check: FieldCheck, *, reason: str) -> CheckCancelled:
    """Cancel a check before it was made; that it was planned stays on record."""
    check.closed_on = clock.today()
    return CheckCancelled(reason=reason)
