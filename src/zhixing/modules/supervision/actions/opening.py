"""From registration to issue: one lead unit, one carrying leader, a limit (S4.1-01, S1-17, G-04)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import FileId, Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.chart import must_exist, must_serve
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision.choices import Rhythm, Source, State, Tier, Urgency
from zhixing.modules.supervision.events.opening import (
    ItemAmended,
    ItemBrokenDown,
    ItemIssued,
    ItemListed,
    ItemRegistered,
    ItemWithdrawn,
)
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.powers import HANDLE, REGISTER, WATCH
from zhixing.modules.supervision.refusals import BeyondParent, LimitPassed
from zhixing.modules.supervision.relations import (
    LEAD,
    SUPERVISING,
    heads,
    leaders,
    offices,
    units_of_jurisdiction,
)

OPEN_STATES = [State.ISSUED, State.OBJECTED, State.UNDER_WAY, State.HELD, State.REPORTED]


def limit_must_come(limit_on: date) -> None:
    """Refuse a limit before today; today itself may be one."""
    if limit_on < clock.today():
        raise LimitPassed(limit_on=limit_on, today=clock.today())


PLANNED = [Standing.LEAD, Standing.SUPPORTING, Standing.CARRYING, Standing.OVERALL]


def take_part(
    item: SupervisedItem,
    lead_unit: Unit,
    supporting_units: list[Unit],
    persons: dict[str, Person | None],
) -> None:
    """Write who stands how to the item, after asking whether units exist and persons serve today.

    Of a draft only the supervising office has knowledge; the others are named, and find it when it is issued.
    """
    for unit in [lead_unit, *supporting_units]:
        must_exist(unit, clock.today())
    for person in persons.values():
        if person is not None:
            must_serve(person, clock.today())
    item.__dict__.pop("supporting_ids", None)
    participations.stand(
        item,
        {
            Standing.LEAD: ([lead_unit], []),
            Standing.SUPPORTING: (supporting_units, []),
            Standing.SUPERVISOR: ([item.supervising_unit], []),
        }
        | {standing: ([], [person] if person else []) for standing, person in persons.items()},
        planned=PLANNED if item.state == State.DRAFT else (),
    )


@action(
    SupervisedItem,
    "register",
    power=REGISTER,
    opens=True,
    tone="primary",
    words=w("Register an item", "登记事项"),
    help=w(
        "Write down a new item; it reaches the units when it is issued.",
        "登记新的督办事项，交办后送达各单位。",
    ),
)
def register(
    *,
    title: str,
    content: Annotated[str, Long(10_000)] = "",
    source: Source,
    source_title: str = "",
    source_number: str = "",
    source_on: date | None = None,
    supervising_unit: Annotated[Unit, among(offices)],
    lead_unit: Annotated[Unit, among(units_of_jurisdiction)],
    supporting_units: Annotated[list[Unit], among(units_of_jurisdiction)] = [],  # noqa: B006  # read, never changed
    carrying_leader: Annotated[Person | None, among(leaders)] = None,
    overall_leader: Annotated[Person | None, among(heads)] = None,
    limit_on: date,
    rhythm: Rhythm = Rhythm.MONTH,
    urgency: Urgency = Urgency.PLAIN,
    targets: list[str] = [],  # noqa: B006  # read, never changed
    attachments: Annotated[list[FileId], Label(w("Paper of the source", "来源文件"))] = [],  # noqa: B006  # read only
) -> tuple[SupervisedItem, ItemRegistered]:
    """Register an item from any of the eight sources (E15)."""
    limit_must_come(limit_on)
    item = open_matter(
        SupervisedItem,
        jurisdiction=jurisdiction_of(supervising_unit),
        state=State.DRAFT,
        title=title,
        content=content,
        source=source,
        source_title=source_title,
        source_number=source_number,
        source_on=source_on,
        supervising_unit=supervising_unit,
        carrying_leader=carrying_leader,
        overall_leader=overall_leader,
        limit_on=limit_on,
        rhythm=rhythm,
        urgency=urgency,
        targets=targets,
    )
    people = {Standing.CARRYING.value: carrying_leader, Standing.OVERALL.value: overall_leader}
    take_part(item, lead_unit, supporting_units, people)
    event = ItemRegistered(title=title, source=source, source_title=source_title, lead_unit_id=lead_unit.pk)
    return item, event


@action(
    SupervisedItem,
    "amend",
    power=REGISTER,
    by=SUPERVISING,
    moves={State.DRAFT: State.DRAFT},
    words=w("Amend", "修改"),
    help=w("Change the draft before it is issued.", "交办前修改拟办内容。"),
)
def amend(
    item: SupervisedItem,
    *,
    title: str,
    content: Annotated[str, Long(10_000)] = "",
    lead_unit: Annotated[Unit, among(units_of_jurisdiction)],
    supporting_units: Annotated[list[Unit], among(units_of_jurisdiction)] = [],  # noqa: B006  # read, never changed
    carrying_leader: Annotated[Person | None, among(leaders)] = None,
    overall_leader: Annotated[Person | None, among(heads)] = None,
    limit_on: date,
    rhythm: Rhythm = Rhythm.MONTH,
    urgency: Urgency = Urgency.PLAIN,
) -> ItemAmended:
    """Change what a draft says; the record names the fields that changed."""
    limit_must_come(limit_on)
    wanted = {
        "title": title,
        "content": content,
        "carrying_leader_id": carrying_leader.pk if carrying_leader else None,
        "overall_leader_id": overall_leader.pk if overall_leader else None,
        "limit_on": limit_on,
        "rhythm": rhythm,
        "urgency": urgency,
    }
    changed = [name.removesuffix("_id") for name, value in wanted.items() if getattr(item, name) != value]
    if item.lead_unit_id != lead_unit.pk:
        changed.append("lead_unit")
    if item.supporting_ids != {u.pk for u in supporting_units}:
        changed.append("supporting_units")
    for name, value in wanted.items():
        setattr(item, name, value)
    people = {Standing.CARRYING.value: carrying_leader, Standing.OVERALL.value: overall_leader}
    take_part(item, lead_unit, supporting_units, people)
    return ItemAmended(changed=changed)


@action(
    SupervisedItem,
    "issue",
    power=REGISTER,
    by=SUPERVISING,
    moves={State.DRAFT: State.ISSUED},
    tone="primary",
    words=w("Issue", "交办"),
    help=w("Send the item to its units; the clocks start today.", "将事项交办各单位，自今日起计时。"),
)
def issue(item: SupervisedItem, *, note: str = "") -> ItemIssued:
    """Give the item to its units: the number is taken and every clock starts (S1-17, S1-23)."""
    if item.limit_on is None:
        raise LimitPassed(limit_on="—", today=clock.today())
    limit_must_come(item.limit_on)
    if item.lead_unit is not None:
        must_exist(item.lead_unit, clock.today())
    item.issued_on = clock.today()
    item.first_limit_on = item.limit_on
    participations.let_begin(item)
    return issued(item)


def issued(item: SupervisedItem) -> ItemIssued:
    """The event of issue, from the item as it stands."""
    assert item.lead_unit is not None and item.limit_on is not None  # gates before issue hold both
    supporting = list(Unit.objects.filter(pk__in=item.supporting_ids).order_by("order", "id"))
    return ItemIssued(
        lead_unit_id=item.lead_unit.pk,
        lead_unit=item.lead_unit.name,
        supporting_unit_ids=[u.pk for u in supporting],
        supporting_units=[u.name for u in supporting],
        supervising_unit_id=item.supervising_unit_id,
        carrying_leader_id=item.carrying_leader_id,
        carrying_leader=item.carrying_leader.name if item.carrying_leader else "",
        overall_leader=item.overall_leader.name if item.overall_leader else "",
        limit_on=item.limit_on,
        rhythm=Rhythm(item.rhythm),
        urgency=Urgency(item.urgency),
        source=Source(item.source),
    )


@action(
    SupervisedItem,
    "withdraw",
    power=REGISTER,
    by=SUPERVISING,
    moves=dict.fromkeys([State.DRAFT, *OPEN_STATES], State.WITHDRAWN),
    tone="grave",
    words=w("Withdraw", "撤回"),
    help=w("Take the item back for good; its duties end.", "撤回该事项，相关责任随之终止。"),
)
def withdraw(item: SupervisedItem, *, reason: str) -> ItemWithdrawn:
    """Take the item back (撤回); what was done stays on record."""
    item.closed_on = clock.today()
    return ItemWithdrawn(reason=reason)


@action(
    SupervisedItem,
    "set_listed",
    power=WATCH,
    by=SUPERVISING,
    moves=dict.fromkeys(OPEN_STATES, ""),
    words=w("List or unlist", "挂牌督办"),
    help=w("Put the item under listed supervision, or end it.", "列为挂牌督办或解除挂牌。"),
)
def set_listed(item: SupervisedItem, *, is_listed: bool, reason: str) -> ItemListed:
    """Listed supervision (挂牌督办)."""
    item.is_listed = is_listed
    return ItemListed(is_listed=is_listed, reason=reason)


@action(
    SupervisedItem,
    "break_down",
    power=HANDLE,
    by=LEAD,
    moves={State.UNDER_WAY: State.UNDER_WAY},
    words=w("Break down", "分解任务"),
    help=w("Give part of the item to a unit that answers to yours.", "将部分任务分解给对本单位负责的单位。"),
)
def break_down(
    item: SupervisedItem,
    *,
    title: str,
    content: Annotated[str, Long(10_000)] = "",
    lead_unit: Annotated[Unit, among(units_of_jurisdiction)],
    supporting_units: Annotated[list[Unit], among(units_of_jurisdiction)] = [],  # noqa: B006  # read, never changed
    carrying_leader: Annotated[Person | None, among(leaders)] = None,
    limit_on: date,
    rhythm: Rhythm = Rhythm.MONTH,
    actor: Actor,
) -> list[tuple[SupervisedItem, object]]:
    """Give a part to the next level, which answers to this item's lead unit (S1-16, S2.3-03)."""
    limit_must_come(limit_on)
    if item.limit_on and limit_on > item.limit_on:
        raise BeyondParent(limit_on=limit_on, parent_limit_on=item.limit_on)
    assert item.lead_unit is not None  # an item under way has one
    below = {Tier.UPPER.value: Tier.MIDDLE, Tier.MIDDLE.value: Tier.BASIC}.get(item.tier, Tier.BASIC)
    child = open_matter(
        SupervisedItem,
        jurisdiction=item.jurisdiction,
        state=State.ISSUED,
        title=title,
        content=content,
        parent=item.matter_ptr,
        source=item.source,
        source_title=item.source_title,
        supervising_unit=item.lead_unit,
        carrying_leader=carrying_leader,
        limit_on=limit_on,
        first_limit_on=limit_on,
        issued_on=clock.today(),
        rhythm=rhythm,
        tier=below,
    )
    take_part(child, lead_unit, supporting_units, {Standing.CARRYING.value: carrying_leader})
    item.__dict__.pop("open_children_count", None)
    told = ItemBrokenDown(child=child.pk, title=title, unit=lead_unit.name, limit_on=limit_on)
    return [(item, told), (child, issued(child))]
