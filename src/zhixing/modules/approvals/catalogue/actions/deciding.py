"""Deciding: reviewed by one person, published by another (S2.8-03)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Long
from zhixing.kernel.actions.register import action
from zhixing.modules.approvals.catalogue.events import ItemPublished, ItemReviewed, ItemSentBack
from zhixing.modules.approvals.catalogue.refusals import (
    NobodyInPerson,
    NothingChanged,
    SamePerson,
    WrongFirstDay,
)
from zhixing.modules.approvals.catalogue.relations import OFFICE
from zhixing.modules.approvals.catalogue.versions import change_between, is_as, taken
from zhixing.modules.approvals.models import ItemChange, ItemVersion, ServiceItem
from zhixing.modules.approvals.models.items import ChangeKind, ItemState, LimitUnit
from zhixing.modules.approvals.powers import REVIEW


def person_of(actor: Actor) -> int:
    """Who decides, in person."""
    if actor.person_id is None:
        raise NobodyInPerson
    return actor.person_id


@action(
    ServiceItem,
    "review_item",
    power=REVIEW,
    by=OFFICE,
    moves={ItemState.DRAFT: ItemState.REVIEWED, ItemState.REVISING: ItemState.REVISED},
    tone="primary",
    words=w("Review", "审核"),
    help=w(
        "The guide is complete and lawful; another person confirms and publishes it.",
        "确认办事指南完整合法；由另一人确认后公布。",
    ),
    for_many=True,
)
def review_item(item: ServiceItem, *, opinion: Annotated[str, Long(1000)], actor: Actor) -> ItemReviewed:
    """Find the guide complete: conditions, procedure, steps and limit (gate, S2.8-03)."""
    if item.current is not None and is_as(item, item.current):
        raise NothingChanged(number=item.current.number)
    item.reviewer_id, item.reviewed_on = person_of(actor), clock.today()
    return ItemReviewed(opinion=opinion)


@action(
    ServiceItem,
    "send_back_item",
    power=REVIEW,
    by=OFFICE,
    moves={ItemState.REVIEWED: ItemState.DRAFT, ItemState.REVISED: ItemState.REVISING},
    words=w("Send back", "退回修改"),
    help=w("The unit amends the guide and submits it again.", "退回实施部门修改后重新审核。"),
)
def send_back_item(item: ServiceItem, *, reason: Annotated[str, Long(1000)]) -> ItemSentBack:
    """Send the guide back to those who wrote it."""
    item.reviewer_id = item.reviewed_on = None
    return ItemSentBack(unit_id=item.lead_unit_id or item.office_id, reason=reason)


@action(
    ServiceItem,
    "publish_item",
    power=REVIEW,
    by=OFFICE,
    moves={ItemState.REVIEWED: ItemState.IN_FORCE, ItemState.REVISED: ItemState.IN_FORCE},
    tone="primary",
    words=w("Confirm and publish", "确认公布"),
    help=w(
        "The guide becomes public and its promise a limit of every case. Not by the person who reviewed it.",
        "办事指南向社会公布，承诺时限即为办件时限。审核人本人不得确认。",
    ),
    for_many=True,
)
def publish_item(item: ServiceItem, *, from_on: date | None = None, actor: Actor) -> ItemPublished:
    """Publish the text as a version (gates: promised limit and steps, OP-16; the licence list and the legal limit).

    Its first version may hold from a day before, where an existing catalogue is brought in; a revision holds from today on.
    """
    before, reviewer = item.current, item.reviewer
    assert reviewer is not None  # what is reviewed has a reviewer
    confirmed_by = person_of(actor)
    if confirmed_by == reviewer.pk:
        raise SamePerson
    from_on = _first_day(before, from_on or clock.today())
    if item.new_title:
        item.title, item.new_title = item.new_title, ""
    if before is not None:
        before.until_on = from_on - timedelta(days=1)
        before.save(update_fields=["until_on"])
    number = before.number + 1 if before else 1
    version = taken(item, number, from_on, reviewer.pk, confirmed_by)
    change = ChangeKind.ADDED if before is None else change_between(before, version)
    ItemChange.objects.create(
        item=item, kind=change, on=from_on, version_before=before, version_after=version, why=item.why
    )
    item.current, item.reviewer, item.reviewed_on, item.why = version, None, None, ""
    item.in_force_on = item.in_force_on or from_on
    return ItemPublished(
        item_version=number,
        change=change,
        from_on=from_on,
        reviewed_by=reviewer.name,
        unit_id=item.lead_unit_id or item.office_id,
        steps=len(version.steps),
        materials=len(version.materials),
        promised_days=version.promised_days or 0,
        promised_unit=LimitUnit(version.promised_unit),
    )


def _first_day(before: ItemVersion | None, from_on: date) -> date:
    today = clock.today()
    after = date(1949, 9, 30) if before is None else max(before.from_on, today - timedelta(days=1))
    if not after < from_on <= today:
        raise WrongFirstDay(from_on=from_on, after=after)
    return from_on
