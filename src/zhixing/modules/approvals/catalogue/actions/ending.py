"""The end of an item: cancelled by one of three routes, or adjusted into another item; no vacuum (S2.8-06, S2.2-08, S2.1-02)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.modules.approvals.catalogue.actions.deciding import person_of
from zhixing.modules.approvals.catalogue.events import EndingProposed, EndingWithdrawn, ItemEnded
from zhixing.modules.approvals.catalogue.refusals import (
    EndsInThePast,
    RouteMissing,
    SamePerson,
    SuccessorMissing,
    SuccessorNotInForce,
    SuccessorOfAnotherType,
)
from zhixing.modules.approvals.catalogue.relations import KEEPERS, OFFICE, successors
from zhixing.modules.approvals.models import ItemChange, ServiceItem
from zhixing.modules.approvals.models.items import ChangeKind, Ending, ItemState, ItemType, Route
from zhixing.modules.approvals.powers import CATALOGUE, REVIEW

_BECOMES = {
    Ending.TO_NOTICE: ItemType.NOTICE_PROMISE,
    Ending.TO_REGISTRATION: ItemType.REGISTRATION,
    Ending.TO_FILING: ItemType.FILING,
}
_PARTS: tuple[tuple[str, Words], ...] = (
    ("route", w("the route", "处理去向")),
    ("successor", w("who takes over", "承接单位")),
    ("successor_rules", w("standards, plan or rules", "服务标准、规划政策或规则")),
)


@action(
    ServiceItem,
    "propose_ending",
    power=CATALOGUE,
    by=KEEPERS,
    moves={ItemState.IN_FORCE: ItemState.ENDING},
    tone="grave",
    words=w("Propose to cancel or adjust", "拟取消、调整"),
    help=w(
        "Say how it ends, how it goes on and who takes over; another person decides.",
        "明确处理方式、后续去向和承接单位，由另一人决定。",
    ),
)
def propose_ending(
    item: ServiceItem,
    *,
    ending: Ending,
    ends_on: date,
    route: Annotated[Route | None, Label(hint=w("For a cancellation.", "取消的须填写。"))] = None,
    successor: str = "",
    successor_rules: Annotated[str, Long(5000)] = "",
    successor_item: Annotated[
        ServiceItem | None,
        among(successors),
        Label(hint=w("For all but a cancellation.", "除取消外均须填写。")),
    ] = None,
    ending_reason: Annotated[str, Long(1000)],
    actor: Actor,
) -> EndingProposed:
    """Propose the end: a cancellation by a route, anything else into an item that takes its place."""
    must_not_be_past(ends_on)
    item.ending, item.ends_on, item.ending_reason = ending, ends_on, ending_reason
    item.route, item.successor, item.successor_rules = route or "", successor, successor_rules
    item.successor_item = successor_item
    no_vacuum(item)
    item.reviewer_id, item.reviewed_on = person_of(actor), clock.today()
    return EndingProposed(
        ending=ending,
        ends_on=ends_on,
        successor=successor_of(item),
        ending_reason=ending_reason,
        route=route,
    )


@action(
    ServiceItem,
    "withdraw_ending",
    power=CATALOGUE,
    by=KEEPERS,
    moves={ItemState.ENDING: ItemState.IN_FORCE},
    words=w("Withdraw the end", "撤回取消、调整"),
    help=w("The item stays as it is.", "事项继续实施。"),
)
def withdraw_ending(item: ServiceItem, *, reason: Annotated[str, Long(1000)]) -> EndingWithdrawn:
    """Take the proposal back."""
    item.ending = item.route = item.successor = item.successor_rules = item.ending_reason = ""
    item.successor_item = item.ends_on = item.reviewer_id = item.reviewed_on = None
    return EndingWithdrawn(reason=reason)


@action(
    ServiceItem,
    "confirm_ending",
    power=REVIEW,
    by=OFFICE,
    moves={ItemState.ENDING: ItemState.CANCELLED},
    tone="grave",
    words=w("Decide the end", "决定取消、调整"),
    help=w(
        "The item ends on the day proposed. Not by the person who proposed it.",
        "事项自拟定之日起停止实施。提出人本人不得决定。",
    ),
)
def confirm_ending(item: ServiceItem, *, actor: Actor) -> ItemEnded:
    """Decide the end, once what takes over is there."""
    assert item.ends_on is not None and item.current is not None  # proposed, and in force before
    if person_of(actor) == item.reviewer_id:
        raise SamePerson
    must_not_be_past(item.ends_on)
    no_vacuum(item)
    heir = item.successor_item
    if heir is not None and not (heir.is_offered and heir.in_force_on and heir.in_force_on <= item.ends_on):
        raise SuccessorNotInForce(successor=heir.title, ends_on=item.ends_on)
    if item.ending != Ending.CANCELLED:
        item.state = ItemState.ADJUSTED
    version = item.current
    version.until_on = max(version.from_on, item.ends_on - timedelta(days=1))
    version.save(update_fields=["until_on"])
    item.closed_on = item.ended_on = clock.today()
    ItemChange.objects.create(
        item=item,
        kind=ChangeKind(item.ending),
        on=item.ends_on,
        version_before=version,
        why=item.ending_reason,
    )
    return ItemEnded(
        ending=Ending(item.ending),
        ends_on=item.ends_on,
        successor=successor_of(item),
        unit_id=item.lead_unit_id or item.office_id,
        route=Route(item.route) if item.route else None,
        successor_rules=item.successor_rules,
    )


def must_not_be_past(ends_on: date) -> None:
    """Refuse a day that has passed."""
    if ends_on < clock.today():
        raise EndsInThePast(ends_on=ends_on)


def no_vacuum(item: ServiceItem) -> None:
    """Refuse an end after which nobody answers for what the item was about."""
    if item.ending == Ending.CANCELLED:
        missing = [words for name, words in _PARTS if not getattr(item, name)]
        if missing:
            listed = w(", ".join(m.en for m in missing), "、".join(m.zh for m in missing))
            raise RouteMissing(missing=listed)
        return
    heir = item.successor_item
    if heir is None:
        raise SuccessorMissing
    wanted = _BECOMES.get(Ending(item.ending))
    if wanted is not None and heir.type != wanted:
        raise SuccessorOfAnotherType(successor=heir.title, type=ItemType(heir.type).label)


def successor_of(item: ServiceItem) -> str:
    """Who or what takes over, by name."""
    return item.successor_item.title if item.successor_item else item.successor
