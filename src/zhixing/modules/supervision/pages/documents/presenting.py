"""How a document to break down shows itself on the generic pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from zhixing.base.words import Words, w
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision import powers
from zhixing.modules.supervision.documents.choices import WAITING, DocumentState, ProposalState
from zhixing.modules.supervision.models.documents import BreakdownDocument
from zhixing.modules.supervision.relations import offices
from zhixing.web import navigation
from zhixing.web.components import Chip, Fact, Option
from zhixing.web.doors.presenting import LedgerColumn, Presentation, present

#: Documents under way that the ledger's page offers to go on with.
GO_ON = 6


def chip(document: BreakdownDocument) -> Chip:
    """The state as icon, word and tone."""
    if document.state == DocumentState.CLOSED:
        return Chip(DocumentState.CLOSED.label, icon="circle-check", tone="met")
    return Chip(DocumentState.OPEN.label, icon="list-check", tone="active")


def facts(document: BreakdownDocument) -> Sequence[Fact]:
    """What the document is, and what became of its items."""
    counts = counted(document)
    return [
        Fact(w("Document number", "文号"), document.source_number or None),
        Fact(w("Issuing organ", "发文机关"), document.issuing_organ or None),
        Fact(w("Dated", "成文日期"), document.dated_on),
        Fact(w("Supervising office", "督办单位"), document.supervising_unit.short_name),
        Fact(w("Items accepted", "已受理"), counts["accepted"]),
        Fact(w("Items waiting", "待处理"), counts["waiting"]),
        Fact(w("Items set aside", "不立项"), counts["discarded"]),
    ]


def counted(document: BreakdownDocument) -> dict[str, int]:
    """How many proposals were accepted, wait, were set aside. One query."""
    found: dict[str, int] = document.proposals.aggregate(**_counts(""))
    return found


def _counts(prefix: str) -> dict[str, Any]:
    return {
        "accepted": Count(f"{prefix}id", filter=Q(**{f"{prefix}state": ProposalState.ACCEPTED})),
        "waiting": Count(f"{prefix}id", filter=Q(**{f"{prefix}state__in": WAITING})),
        "discarded": Count(f"{prefix}id", filter=Q(**{f"{prefix}state": ProposalState.DISCARDED})),
    }


def annotated(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with their counts of items."""
    found: QuerySet[Any] = rows.annotate(
        **{f"{name}_count": count for name, count in _counts("proposals__").items()}
    )
    return found


def workbench_url(document: Any) -> str:
    """Where the document is broken down."""
    return reverse("breakdown", args=[document.pk])


def lead(document: BreakdownDocument) -> Words:
    """How far the breakdown is, in one sentence."""
    counts = counted(document)
    if counts["waiting"]:
        return w("{waiting} items wait for a decision.", "尚有 {waiting} 项待核对受理。").put(**counts)
    return w("Nothing waits: {accepted} items were accepted.", "没有待处理事项，已受理 {accepted} 项。").put(
        **counts
    )


def context(document: BreakdownDocument | None, actor: Any) -> dict[str, Any]:
    """On the ledger: what taking one in needs, and the breakdowns under way. On the page: where the workbench is."""
    if document is not None:
        return {"workbench_url": workbench_url(document), "counts": counted(document)}
    open_ones = BreakdownDocument.objects.visible_to(actor).filter(state=DocumentState.OPEN)
    rows = annotated(open_ones.order_by("-opened_on", "-pk"))[:GO_ON]
    return {
        "may_take_in": actor.has(powers.REGISTER),
        "offices": offices_for(actor),
        "under_way": [(row, workbench_url(row)) for row in rows],
    }


def offices_for(actor: Any) -> list[Option]:
    """The offices for which the actor may take a document in, the own one first."""
    keys = actor.keys(powers.REGISTER)
    found: list[Unit] = [u for u in offices(None, actor) if u.pk in keys.ids]
    found.sort(key=lambda u: (u.pk not in actor.unit_ids, str(u.path)))
    return [Option(str(u.pk), u.name, chosen=place == 0) for place, u in enumerate(found)]


present(
    "supervision.document",
    Presentation(
        icon="file-text",
        chip=chip,
        facts=facts,
        columns=(
            LedgerColumn("source_number", w("Document number", "文号")),
            LedgerColumn("issuing_organ", w("Issuing organ", "发文机关")),
            LedgerColumn("dated_on", w("Dated", "成文日期"), kind="day"),
            LedgerColumn("waiting", w("Waiting", "待处理"), kind="number", reads=("waiting_count",)),
            LedgerColumn("accepted", w("Accepted", "已受理"), kind="number", reads=("accepted_count",)),
        ),
        related=("supervising_unit",),
        annotated=annotated,
        above="supervision/documents/_take_in_above.html",
        below="supervision/documents/_item_below.html",
        context=context,
        lead=lead,
    ),
)

navigation.add(
    "supervision-documents",
    w("Document breakdown", "来文分解"),
    "supervision-documents",
    "file-text",
    power=powers.REGISTER,
    order=12,
    letter="d",
)
