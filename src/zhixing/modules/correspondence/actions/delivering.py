"""Rules and notices delivered to everyone concerned, with receipt (S2.5-14)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import FileId, Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Participation, Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.correspondence.choices import DeliveryState, Secrecy
from zhixing.modules.correspondence.events.deliveries import (
    DeliveryWritten,
    NoticeDelivered,
    NoticeWithdrawn,
    ReceiptConfirmed,
    ReceiptReminded,
)
from zhixing.modules.correspondence.models import Delivery
from zhixing.modules.correspondence.powers import DELIVER, RECEIVE
from zhixing.modules.correspondence.refusals import NobodyAddressed, ReceiptPassed
from zhixing.modules.correspondence.registering import must_not_carry
from zhixing.modules.correspondence.relations import (
    AWAITED,
    ISSUING,
    own_units,
    receives_for,
    serving,
    units,
)


@action(
    Delivery,
    "write_notice",
    power=DELIVER,
    opens=True,
    tone="primary",
    words=w("Prepare a delivery", "拟送达件"),
    help=w("A rule, a notice or another paper that others must know.", "规章制度、通知等需送达知悉的文件。"),
)
def write_notice(
    *,
    issuing_unit: Annotated[Unit, among(own_units(DELIVER))],
    title: Annotated[str, Label(w("Title of the document", "公文标题"))],
    document_number: str = "",
    secrecy: Secrecy = Secrecy.NONE,
    text: Annotated[str, Long(50_000)] = "",
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> tuple[Delivery, DeliveryWritten]:
    """Prepare what is to be delivered; only the issuing unit finds it before."""
    must_not_carry(secrecy)
    delivery = open_matter(
        Delivery,
        jurisdiction=jurisdiction_of(issuing_unit),
        state=DeliveryState.DRAFT,
        title=title,
        issuing_unit=issuing_unit,
        source_number=document_number,
        text=text,
    )
    participations.assign(delivery, Standing.LEAD, [issuing_unit])
    return delivery, DeliveryWritten(title=title, unit=issuing_unit.name)


@action(
    Delivery,
    "deliver_notice",
    power=DELIVER,
    by=ISSUING,
    moves={DeliveryState.DRAFT: DeliveryState.DELIVERED},
    tone="primary",
    words=w("Deliver", "送达"),
    help=w("Each unit and person named confirms receipt.", "送达所选单位和人员，逐一签收反馈。"),
)
def deliver_notice(
    delivery: Delivery,
    *,
    units: Annotated[list[Unit], among(units)] = [],  # noqa: B006  # read, never changed
    persons: Annotated[list[Person], among(serving)] = [],  # noqa: B006  # read, never changed
    receipt_due_on: date,
) -> NoticeDelivered:
    """Deliver to units and persons; from now on they may find it. At most 300 of both (kernel limit)."""
    others = [u for u in units if u.pk != delivery.issuing_unit_id]
    if not others and not persons:
        raise NobodyAddressed
    if receipt_due_on < clock.today():
        raise ReceiptPassed(day=receipt_due_on)
    delivery.delivered_on = clock.today()
    delivery.receipt_due_on = receipt_due_on
    participations.assign(delivery, Standing.READER, others, persons)
    return NoticeDelivered(
        unit_ids=[u.pk for u in others],
        person_ids=[p.pk for p in persons],
        n=len(others) + len(persons),
        receipt_due_on=receipt_due_on,
    )


def _waiting(delivery: Delivery) -> list[Participation]:
    rows = delivery.participations.standing(Standing.READER).filter(done_at=None)
    return list(rows.select_related("unit", "person"))


@action(
    Delivery,
    "confirm_receipt",
    power=RECEIVE,
    by=AWAITED,
    moves={DeliveryState.DELIVERED: DeliveryState.DELIVERED},
    tone="primary",
    words=w("Confirm receipt", "签收"),
    help=w(
        "For yourself or for your unit, with feedback if you have any.",
        "本人或代表本单位签收，可附反馈意见。",
    ),
)
def confirm_receipt(
    delivery: Delivery, *, opinion: Annotated[str, Long(1000)] = "", actor: Actor
) -> ReceiptConfirmed:
    """A person confirms for himself first, then for his unit; the last receipt closes it."""
    waiting, mine_ids = _waiting(delivery), receives_for(actor, actor.keys(RECEIVE))
    mine = min(
        (row for row in waiting if (row.unit_id or -(row.person_id or 0)) in mine_ids),
        key=lambda row: (row.person_id is None, row.pk),
    )
    participations.done(delivery, Standing.READER, unit=mine.unit, person=mine.person)
    is_last = len(waiting) == 1
    if is_last:
        delivery.state = DeliveryState.RECEIVED
        delivery.closed_on = clock.today()
    return ReceiptConfirmed(
        receiver=str(mine.unit or mine.person),
        unit_id=mine.unit_id,
        person_id=mine.person_id,
        opinion=opinion,
        is_last=is_last,
    )


@action(
    Delivery,
    "remind_receipt",
    power=DELIVER,
    by=ISSUING,
    moves={DeliveryState.DELIVERED: ""},
    words=w("Remind those who have not received it", "催签收"),
    help=w("A notice to everyone whose receipt is missing.", "提醒尚未签收的单位和人员。"),
)
def remind_receipt(delivery: Delivery) -> ReceiptReminded:
    """Remind whoever has not confirmed; how often it was done is counted."""
    waiting = _waiting(delivery)
    delivery.reminded_count += 1
    return ReceiptReminded(
        unit_ids=[r.unit_id for r in waiting if r.unit_id],
        person_ids=[r.person_id for r in waiting if r.person_id],
        n=len(waiting),
    )


@action(
    Delivery,
    "withdraw_notice",
    power=DELIVER,
    by=ISSUING,
    moves=dict.fromkeys([DeliveryState.DRAFT, DeliveryState.DELIVERED], DeliveryState.WITHDRAWN),
    tone="grave",
    words=w("Withdraw", "撤回"),
    help=w("It no longer holds; receipts given stay on record.", "不再适用；已签收记录保留。"),
)
def withdraw_notice(delivery: Delivery, *, reason: str) -> NoticeWithdrawn:
    """Withdraw what was delivered by mistake or is replaced."""
    delivery.closed_on = clock.today()
    return NoticeWithdrawn(reason=reason)
