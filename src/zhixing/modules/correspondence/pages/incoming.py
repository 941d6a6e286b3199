"""How an incoming document shows itself: its elements, its way, its text, who has read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from zhixing.base.words import Words, w
from zhixing.modules.correspondence import powers
from zhixing.modules.correspondence.actions.importing import import_register
from zhixing.modules.correspondence.choices import DocumentKind, IncomingState, Outcome, Review, Urgency
from zhixing.modules.correspondence.importing import REGISTER
from zhixing.modules.correspondence.models import IncomingDocument
from zhixing.modules.correspondence.pages.parts import lines, together, urgency
from zhixing.web.components import Chip, Fact, Option
from zhixing.web.doors.importing import present_import
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, LedgerTab, Presentation, present

_CHIPS = {
    IncomingState.REGISTERED: ("inbox", "plain"),
    IncomingState.ACCEPTED: ("checklist", "active"),
    IncomingState.INCOMPLETE: ("arrow-back-up", "warn"),
    IncomingState.UNDER_WAY: ("progress", "active"),
    IncomingState.SUBMITTED: ("arrow-up-circle", "active"),
    IncomingState.FINISHED: ("circle-check", "met"),
    IncomingState.WITHDRAWN: ("x", "closed"),
}


def chip(document: IncomingDocument) -> Chip:
    """The state as icon, word and tone."""
    state = IncomingState(document.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def authority(document: IncomingDocument) -> Words | None:
    """Within or beyond own authority; nothing before it was judged."""
    if document.within_authority is None:
        return None
    return (
        w("within own authority", "权限内")
        if document.within_authority
        else w("beyond own authority", "权限外")
    )


def review(document: IncomingDocument) -> Words | None:
    """Which joint review, and whether it waits."""
    if not document.review:
        return None
    named = Review(document.review).label
    said = (
        w("{review}: decided", "{review}：已审议")
        if document.reviewed_on
        else w("{review}: waits", "{review}：待审议")
    )
    return said.put(review=named)


def facts(document: IncomingDocument) -> Sequence[Fact]:
    """The elements of the paper (条例第九条) and how it is being handled."""
    found = [
        Fact(w("Sender", "来文单位"), document.sender),
        Fact(w("Document number", "发文字号"), document.document_number or None),
        Fact(w("Kind of document", "文种"), DocumentKind(document.document_kind).label),
        Fact(w("Urgency", "紧急程度"), urgency(document)),
        Fact(w("Dated", "成文日期"), document.dated_on),
        Fact(w("Received on", "收文日期"), document.received_on),
        Fact(w("Signed by", "签发人"), document.signer or None),
        Fact(w("Addressed to", "主送机关"), document.addressees or None),
        Fact(w("Copies to", "抄送机关"), document.copied_to or None),
        Fact(w("Number of copies", "份数"), document.copies),
        Fact(w("Authority", "权限认定"), authority(document), note=document.authority_reason),
    ]
    if document.missing:
        found.append(Fact(w("What is missing", "需补正的资料"), list(document.missing)))
    if document.submitted_on:
        found.append(Fact(w("Submitted to", "报批机关"), document.submitted_to))
    if document.review:
        found.append(Fact(w("Joint review", "联审"), review(document)))
    if document.outcome:
        found.append(Fact(w("How it was finished", "办结方式"), Outcome(document.outcome).label))
    return found


def lead(document: IncomingDocument) -> Words:
    """From whom, with which number, and who handles it."""
    said = w("From {sender}", "{sender}来文")
    if document.document_number:
        said = w("From {sender}, {number}", "{sender}来文，{number}")
    if document.handler:
        said = w(said.en + ", handled by {handler}", said.zh + "，{handler}承办")
    handler = document.handler.name if document.handler else ""
    return said.put(sender=document.sender, number=document.document_number, handler=handler)


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on a document's way: its word, the day it was reached, and how it shows."""

    chip: Chip
    on: date | None


def way(document: IncomingDocument) -> list[Stop]:
    """The stops that this document has before and behind it; those beyond own authority go upward, too."""
    stops = [
        (w("Registered", "登记"), document.opened_on),
        (w("Accepted", "受理"), document.accepted_on),
        (w("Checked and told", "检查告知"), None if document.missing else document.checked_on),
    ]
    if document.within_authority is False:
        stops.append((w("Submitted upward", "报批"), document.submitted_on))
    if document.review:
        stops.append((w("Joint review", "联审"), document.reviewed_on))
    if document.state == IncomingState.WITHDRAWN:
        stops.append((w("Withdrawn", "撤回"), document.closed_on))
    else:
        stops.append((w("Finished", "办结"), document.closed_on))
    reached = [Chip(words, icon="circle-check", tone="met") if on else None for words, on in stops]
    here = reached.index(None) if None in reached else len(stops)
    return [
        Stop(
            done
            or Chip(
                words,
                icon="progress" if n == here else "circle-dashed",
                tone="active" if n == here else "plain",
            ),
            on,
        )
        for n, ((words, on), done) in enumerate(zip(stops, reached, strict=True))
    ]


def context(document: IncomingDocument | None, actor: Any) -> dict[str, Any]:
    """The way, the text, and who has read and agreed (two queries)."""
    if document is None:
        return {}
    return {"way": way(document), "text_lines": lines(document.text), "together": together(document)}


def _mine(actor: Any) -> Q:
    """Of units or persons whose documents the actor handles."""
    ids = actor.keys(powers.HANDLE).ids
    return Q(receiving_unit_id__in=[i for i in ids if i > 0]) | Q(handler_id__in=[-i for i in ids if i < 0])


present(
    "correspondence.incoming",
    Presentation(
        icon="inbox",
        chip=chip,
        facts=facts,
        lead=lead,
        related=("receiving_unit", "handler"),
        standings={
            "lead": w("Receiving unit", "收文单位"),
            "observer": w("Sender", "来文单位"),
        },
        columns=[
            LedgerColumn("sender", w("Sender", "来文单位")),
            LedgerColumn("document_number", w("Document number", "发文字号")),
            LedgerColumn("received_on", w("Received", "收文日期"), kind="day"),
            LedgerColumn("urgency", w("Urgency", "紧急程度"), urgency, kind="chip"),
            LedgerColumn("within_authority", w("Authority", "权限"), authority),
            LedgerColumn("handler", w("Handler", "承办人"), reads=("handler__name",)),
            LedgerColumn(
                "document_kind",
                w("Kind of document", "文种"),
                lambda d: DocumentKind(d.document_kind).label,
                is_shown=False,
            ),
            LedgerColumn("dated_on", w("Dated", "成文日期"), kind="day", is_shown=False),
            LedgerColumn(
                "review", w("Joint review", "联审"), review, is_shown=False, reads=("review", "reviewed_on")
            ),
            LedgerColumn(
                "returned_count", w("Times returned", "退回补正次数"), kind="number", is_shown=False
            ),
            LedgerColumn("copies", w("Number of copies", "份数"), kind="number", is_shown=False),
            LedgerColumn("closed_on", w("Finished", "办结日期"), kind="day", is_shown=False),
        ],
        filters=[
            LedgerFilter(
                "document_kind",
                w("Kind of document", "文种"),
                lambda actor: [Option(k.value, k.label) for k in DocumentKind],
                lambda value: Q(document_kind=value),
            ),
            LedgerFilter(
                "urgency",
                w("Urgency", "紧急程度"),
                lambda actor: [Option(u.value, u.label) for u in Urgency],
                lambda value: Q(urgency=value),
            ),
            LedgerFilter(
                "authority",
                w("Authority", "权限"),
                lambda actor: [
                    Option("within", w("within own authority", "权限内")),
                    Option("beyond", w("beyond own authority", "权限外")),
                ],
                lambda value: Q(within_authority=value == "within"),
            ),
            LedgerFilter(
                "review",
                w("Waits for joint review", "待联审"),
                lambda actor: [Option(r.value, r.label) for r in Review],
                lambda value: Q(review=value, reviewed_on=None, closed_on=None),
            ),
        ],
        tabs=[
            LedgerTab(
                "to_accept",
                w("To be accepted by us", "待我受理"),
                lambda today: Q(state=IncomingState.REGISTERED),
                mine=_mine,
            ),
            LedgerTab(
                "to_check",
                w("To be checked by us", "待我检查"),
                lambda today: Q(state=IncomingState.ACCEPTED),
                mine=_mine,
            ),
            LedgerTab(
                "incomplete",
                w("Returned for completion", "退回补正"),
                lambda today: Q(state=IncomingState.INCOMPLETE),
            ),
        ],
        below="correspondence/_incoming_below.html",
        context=context,
    ),
)

present_import(
    "correspondence.incoming",
    import_register,
    REGISTER,
    consequence=w(
        "They become incoming documents of {unit}; what was not finished awaits acceptance.",
        "导入后为{unit}的来文，未办结的待受理。",
    ),
    done=w("{n} documents were imported.", "已导入来文 {n} 件。"),
)
