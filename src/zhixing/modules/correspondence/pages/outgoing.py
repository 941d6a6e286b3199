"""How a document of one's own shows itself: consulted, drafted, signed, delivered, followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event
from zhixing.modules.correspondence.choices import Direction, DocumentKind, OutgoingState
from zhixing.modules.correspondence.models import OutgoingDocument
from zhixing.modules.correspondence.pages.parts import lines, together, urgency
from zhixing.modules.correspondence.tracking import FOLLOWED
from zhixing.web.components import Chip, Fact, Option
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, LedgerTab, Presentation, present

_CHIPS = {
    OutgoingState.PLANNED: ("messages", "plain"),
    OutgoingState.DRAFTED: ("pencil", "active"),
    OutgoingState.SIGNED: ("signature", "active"),
    OutgoingState.DELIVERED: ("route", "active"),
    OutgoingState.CONCLUDED: ("circle-check", "met"),
    OutgoingState.DROPPED: ("x", "closed"),
}
_DIRECTIONS = {
    Direction.UPWARD: "arrow-up",
    Direction.PARALLEL: "arrows-left-right",
    Direction.OUTWARD: "arrow-right",
    Direction.DOWNWARD: "arrow-down",
}


def chip(document: OutgoingDocument) -> Chip:
    """The state as icon, word and tone."""
    state = OutgoingState(document.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def direction(document: OutgoingDocument) -> Chip:
    """Which way it goes."""
    which = Direction(document.direction)
    return Chip(which.label, icon=_DIRECTIONS[which])


def facts(document: OutgoingDocument) -> Sequence[Fact]:
    """Its elements (条例第九条), who signed, who follows, since when."""
    signer = document.signed_by.name if document.signed_by else None
    follower = document.follower.name if document.follower else None
    return [
        Fact(w("Direction", "行文方向"), direction(document)),
        Fact(w("Kind of document", "文种"), DocumentKind(document.document_kind).label),
        Fact(w("Issuing unit", "发文机关"), document.issuing_unit.name),
        Fact(w("Addressed to", "主送机关"), document.addressee),
        Fact(w("Copies to", "抄送机关"), document.copied_to or None),
        Fact(w("Urgency", "紧急程度"), urgency(document)),
        Fact(w("Number of copies", "份数"), document.copies),
        Fact(w("Consultations", "沟通次数"), document.consultation_count),
        Fact(w("Signed by", "签发人"), signer),
        Fact(w("Signed on", "签发日期"), document.signed_on),
        Fact(w("Leader who follows it", "跟踪协调领导"), follower),
        Fact(w("Delivered on", "送达日期"), document.delivered_on),
        Fact(w("Last follow-up", "最近跟踪"), document.last_followed_on, note=document.progress),
    ]


def lead(document: OutgoingDocument) -> Words:
    """From whom to whom, and who follows it."""
    said = w(
        "{unit} to {addressee}",
        "{unit}报送{addressee}" if document.direction == Direction.UPWARD else "{unit}致{addressee}",
    )
    if document.follower:
        said = w(said.en + ", followed by {follower}", said.zh + "，{follower}跟踪协调")
    follower = document.follower.name if document.follower else ""
    return said.put(unit=document.issuing_unit.short_name, addressee=document.addressee, follower=follower)


def context(document: OutgoingDocument | None, actor: Any) -> dict[str, Any]:
    """Consultations and follow-ups as told, the text, and who has read and agreed (four queries)."""
    if document is None:
        return {}
    rows = Event.objects.filter(
        matter_id=document.pk, kind__in=["correspondence.consulted", "correspondence.followed"]
    ).order_by("-happened_at", "-id")
    told = [(row.kind, clock.day_of(row.happened_at), events.tell(row)) for row in rows]
    return {
        "consultations": [(at, said) for kind, at, said in told if kind == "correspondence.consulted"],
        "followups": [(at, said) for kind, at, said in told if kind == "correspondence.followed"],
        "text_lines": lines(document.body),
        "together": together(document),
    }


present(
    "correspondence.outgoing",
    Presentation(
        icon="file-export",
        chip=chip,
        facts=facts,
        lead=lead,
        related=("issuing_unit", "signed_by", "follower"),
        standings={
            "lead": w("Issuing unit", "发文机关"),
            "carrying": w("Follows it", "跟踪协调领导"),
            "observer": w("Department it went to", "对口部门"),
        },
        columns=[
            LedgerColumn("direction", w("Direction", "行文方向"), direction, kind="chip"),
            LedgerColumn("addressee", w("Addressed to", "主送机关")),
            LedgerColumn("follower", w("Follows it", "跟踪领导"), reads=("follower__name",)),
            LedgerColumn("delivered_on", w("Delivered", "送达日期"), kind="day"),
            LedgerColumn("last_followed_on", w("Last follow-up", "最近跟踪"), kind="day"),
            LedgerColumn(
                "document_kind",
                w("Kind of document", "文种"),
                lambda d: DocumentKind(d.document_kind).label,
                is_shown=False,
            ),
            LedgerColumn("progress", w("Progress", "进展情况"), is_shown=False),
            LedgerColumn("urgency", w("Urgency", "紧急程度"), urgency, kind="chip", is_shown=False),
            LedgerColumn("signed_on", w("Signed on", "签发日期"), kind="day", is_shown=False),
        ],
        filters=[
            LedgerFilter(
                "direction",
                w("Direction", "行文方向"),
                lambda actor: [Option(d.value, d.label) for d in Direction],
                lambda value: Q(direction=value),
            ),
            LedgerFilter(
                "document_kind",
                w("Kind of document", "文种"),
                lambda actor: [Option(k.value, k.label) for k in DocumentKind],
                lambda value: Q(document_kind=value),
            ),
        ],
        tabs=[
            LedgerTab(
                "to_sign", w("Awaiting signature", "待签发"), lambda today: Q(state=OutgoingState.DRAFTED)
            ),
            LedgerTab(
                "followed",
                w("Upward and parallel, under way", "上行平行在办"),
                lambda today: Q(state=OutgoingState.DELIVERED, direction__in=list(FOLLOWED)),
            ),
            LedgerTab(
                "i_follow",
                w("I follow", "由我跟踪"),
                lambda today: Q(state=OutgoingState.DELIVERED),
                mine=lambda actor: Q(follower_id=actor.person_id or 0),
            ),
        ],
        below="correspondence/_outgoing_below.html",
        context=context,
    ),
)
