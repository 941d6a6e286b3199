"""How a rule or notice that is delivered shows itself: its text, and who has received it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from zhixing.base.words import Words, w
from zhixing.kernel.matters.models import Participation, Standing
from zhixing.modules.correspondence import powers
from zhixing.modules.correspondence.choices import DeliveryState
from zhixing.modules.correspondence.models import Delivery
from zhixing.modules.correspondence.pages.parts import lines, participants
from zhixing.web.components import Chip, Fact
from zhixing.web.doors.presenting import LedgerColumn, LedgerTab, Presentation, present

_CHIPS = {
    DeliveryState.DRAFT: ("pencil", "plain"),
    DeliveryState.DELIVERED: ("send", "active"),
    DeliveryState.RECEIVED: ("circle-check", "met"),
    DeliveryState.WITHDRAWN: ("x", "closed"),
}


def chip(delivery: Delivery) -> Chip:
    """The state as icon, word and tone."""
    state = DeliveryState(delivery.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def facts(delivery: Delivery) -> Sequence[Fact]:
    """What it is, since when, until when receipt is asked for."""
    return [
        Fact(w("Issuing unit", "发文机关"), delivery.issuing_unit.name),
        Fact(w("Document number", "发文字号"), delivery.source_number or None),
        Fact(w("Delivered on", "送达日期"), delivery.delivered_on),
        Fact(w("Receipt by", "签收时限"), delivery.receipt_due_on),
        Fact(w("Reminders", "催签收次数"), delivery.reminded_count),
    ]


def context(delivery: Delivery | None, actor: Any) -> dict[str, Any]:
    """The text and the receipts (one query)."""
    if delivery is None:
        return {}
    receipts = participants(delivery, Standing.READER, w("Receipts", "签收情况"))
    rows = receipts.rows
    return {
        "text_lines": lines(delivery.text),
        "receipts": receipts,
        "received": sum(1 for row in rows if row.cells[2]),
        "asked": len(rows),
    }


def annotated(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with how many were asked and how many confirmed."""
    readers = Q(participations__standing=Standing.READER, participations__until_at=None)
    told: QuerySet[Any] = rows.annotate(
        asked=Count("participations", filter=readers),
        received=Count("participations", filter=readers & Q(participations__done_at__isnull=False)),
    )
    return told


def _receipts(delivery: Any) -> Words | None:
    if not delivery.asked:
        return None
    return w("{n} of {of}", "{n} / {of}").put(n=delivery.received, of=delivery.asked)


def _unreceived(actor: Any) -> Q:
    """Delivered to the actor or a unit of the actor, and not confirmed."""
    waiting = Participation.objects.filter(
        matter_id=OuterRef("pk"), standing=Standing.READER, until_at=None, done_at=None
    )
    units = [i for i in actor.keys(powers.RECEIVE).ids & actor.unit_ids if i > 0]
    return Q(Exists(waiting.filter(Q(unit_id__in=units) | Q(person_id=actor.person_id or 0))))


present(
    "correspondence.delivery",
    Presentation(
        icon="mail-check",
        chip=chip,
        facts=facts,
        annotated=annotated,
        related=("issuing_unit",),
        standings={
            "lead": w("Issuing unit", "发文机关"),
            "reader": w("Delivered to", "送达对象"),
        },
        columns=[
            LedgerColumn("source_number", w("Document number", "发文字号")),
            LedgerColumn("delivered_on", w("Delivered", "送达日期"), kind="day"),
            LedgerColumn("receipt_due_on", w("Receipt by", "签收时限"), kind="day"),
            LedgerColumn("receipts", w("Receipts", "已签收"), _receipts, reads=("asked", "received")),
            LedgerColumn("reminded_count", w("Reminders", "催签收次数"), kind="number", is_shown=False),
        ],
        tabs=[
            LedgerTab(
                "unreceived",
                w("Awaiting my receipt", "待我签收"),
                lambda today: Q(state=DeliveryState.DELIVERED),
                mine=_unreceived,
            ),
            LedgerTab(
                "late",
                w("Receipt overdue", "逾期未签收"),
                lambda today: Q(state=DeliveryState.DELIVERED, receipt_due_on__lt=today),
            ),
        ],
        below="correspondence/_delivery_below.html",
        context=context,
    ),
)
