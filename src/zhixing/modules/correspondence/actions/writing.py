"""Consult first, write later; sign; deliver with one leader who follows; follow (S4.1-17..19, DL-41, TH-06)."""

from __future__ import annotations

import hashlib
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
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.correspondence.choices import (
    Channel,
    Direction,
    DocumentKind,
    OutgoingState,
    Secrecy,
    Urgency,
)
from zhixing.modules.correspondence.events.outgoing import (
    Consulted,
    DocumentConcluded,
    DocumentDelivered,
    DocumentDrafted,
    DocumentDropped,
    DocumentPlanned,
    DocumentSigned,
    DraftReturned,
    Followed,
    FollowerNamed,
)
from zhixing.modules.correspondence.kinds_of_document import must_fit, must_have_one_addressee
from zhixing.modules.correspondence.models import OutgoingDocument
from zhixing.modules.correspondence.powers import DRAFT, SIGN
from zhixing.modules.correspondence.refusals import AgreementOpen, DateInTheFuture
from zhixing.modules.correspondence.registering import must_be_copies, must_not_carry
from zhixing.modules.correspondence.relations import ANOTHER, FOLLOWING, ISSUING, leaders, own_units, units

UNDELIVERED = [OutgoingState.PLANNED, OutgoingState.DRAFTED, OutgoingState.SIGNED]


@action(
    OutgoingDocument,
    "plan_document",
    power=DRAFT,
    opens=True,
    tone="primary",
    words=w("Plan a document", "登记拟行文"),
    help=w(
        "Upward and outward documents are consulted on first and written later.",
        "对上对外行文先商后文：先登记沟通情况，再拟稿。",
    ),
)
def plan_document(
    *,
    issuing_unit: Annotated[Unit, among(own_units(DRAFT))],
    title: Annotated[str, Label(w("Title of the document", "公文标题"))],
    direction: Direction,
    document_kind: DocumentKind,
    secrecy: Secrecy = Secrecy.NONE,
    urgency: Urgency = Urgency.PLAIN,
    addressed_to: str,
    counterpart: Annotated[Unit | None, among(units)] = None,
    copies_for: str = "",
    copies: int = 1,
) -> tuple[OutgoingDocument, DocumentPlanned]:
    """Write down what is to be written to whom; kind and direction must fit (条例第八条)."""
    must_not_carry(secrecy)
    must_be_copies(copies)
    must_fit(document_kind, direction)
    must_have_one_addressee(direction, addressed_to)
    document = open_matter(
        OutgoingDocument,
        jurisdiction=jurisdiction_of(issuing_unit),
        state=OutgoingState.PLANNED,
        title=title,
        issuing_unit=issuing_unit,
        direction=direction,
        document_kind=document_kind,
        urgency=urgency,
        addressee=addressed_to,
        counterpart=counterpart,
        copied_to=copies_for,
        copies=copies,
    )
    participations.assign(document, Standing.LEAD, [issuing_unit])
    return document, DocumentPlanned(
        title=title,
        unit_id=issuing_unit.pk,
        unit=issuing_unit.name,
        direction=direction,
        document_kind=document_kind,
        addressee=addressed_to,
    )


@action(
    OutgoingDocument,
    "record_consultation",
    power=DRAFT,
    by=ISSUING,
    moves=dict.fromkeys([OutgoingState.PLANNED, OutgoingState.DRAFTED], ""),
    words=w("Record a consultation", "登记沟通情况"),
    help=w(
        "With whom one spoke, when, and what the counterpart advised.",
        "登记与对口部门沟通的对象、时间和指导意见。",
    ),
)
def record_consultation(
    document: OutgoingDocument,
    *,
    with_whom: str,
    consulted_on: date,
    means: Channel = Channel.IN_PERSON,
    advice: Annotated[str, Long(3000)],
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> Consulted:
    """先商后文，当面协调: the record without which nothing is drafted (gate)."""
    if consulted_on > clock.today():
        raise DateInTheFuture(day=consulted_on)
    document.consultation_count += 1
    return Consulted(
        unit_id=document.issuing_unit_id,
        with_whom=with_whom,
        consulted_on=consulted_on,
        channel=means,
        advice=advice,
    )


@action(
    OutgoingDocument,
    "draft_document",
    power=DRAFT,
    by=ISSUING,
    moves=dict.fromkeys([OutgoingState.PLANNED, OutgoingState.DRAFTED], OutgoingState.DRAFTED),
    tone="primary",
    words=w("Draft the text", "拟稿"),
    help=w(
        "Write it to the counterpart's guidance; somebody else signs.",
        "按对口部门指导意见拟写文稿，由他人签发。",
    ),
)
def draft_document(
    document: OutgoingDocument,
    *,
    document_text: Annotated[str, Long(50_000)],
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
    actor: Actor,
) -> DocumentDrafted:
    """Write or rewrite the text; the record keeps its fingerprint."""
    document.body = document_text
    document.drafter_ids = sorted({*document.drafter_ids, actor.account_id})
    return DocumentDrafted(
        characters=len(document_text), fingerprint=hashlib.sha256(document_text.encode()).hexdigest()
    )


@action(
    OutgoingDocument,
    "return_draft",
    power=SIGN,
    moves={OutgoingState.DRAFTED: ""},
    words=w("Return the draft", "退回修改"),
    help=w("Say what must be changed.", "说明需要修改的内容。"),
)
def return_draft(document: OutgoingDocument, *, reason: Annotated[str, Long(1000)]) -> DraftReturned:
    """Not ready to be signed; it stays a draft."""
    return DraftReturned(unit_id=document.issuing_unit_id, reason=reason)


@action(
    OutgoingDocument,
    "sign_document",
    power=SIGN,
    by=ANOTHER,
    moves={OutgoingState.DRAFTED: OutgoingState.SIGNED},
    tone="primary",
    words=w("Sign", "签发"),
    help=w(
        "The document gets its number; whoever drafted it does not sign.",
        "签发后编发文字号；拟稿人不得签发。",
    ),
)
def sign_document(document: OutgoingDocument, *, note: str = "", actor: Actor) -> DocumentSigned:
    """Sign: the number is taken, the paper written. Open joint signing stands in the way."""
    if document.agreement:
        raise AgreementOpen(title=document.title)
    document.signed_on = clock.today()
    document.signed_by = Person.objects.filter(pk=actor.person_id or 0).first()
    return DocumentSigned(unit_id=document.issuing_unit_id, addressee=document.addressee, note=note)


@action(
    OutgoingDocument,
    "name_follower",
    power=DRAFT,
    by=ISSUING,
    moves=dict.fromkeys([*UNDELIVERED, OutgoingState.DELIVERED], ""),
    words=w("Name the leader who follows it", "指定跟踪领导"),
    help=w("Exactly one leader in charge follows the document.", "指定一名分管领导负责跟踪协调，人随文转。"),
)
def name_follower(
    document: OutgoingDocument, *, follower: Annotated[Person, among(leaders)]
) -> FollowerNamed:
    """Name the one leader in charge; another name replaces the first and both stay on record."""
    before = document.follower.name if document.follower else ""
    document.follower = follower
    participations.assign(document, Standing.CARRYING, persons=[follower])
    return FollowerNamed(follower_id=follower.pk, follower=follower.name, before=before)


@action(
    OutgoingDocument,
    "deliver",
    power=DRAFT,
    by=ISSUING,
    moves={OutgoingState.SIGNED: OutgoingState.DELIVERED},
    tone="primary",
    words=w("Deliver", "送达"),
    help=w("From now on the named leader follows it to its end.", "送达后由指定领导跟踪协调至办结。"),
)
def deliver(
    document: OutgoingDocument,
    *,
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> DocumentDelivered:
    """Deliver it, followed by exactly one leader (gate TH-06)."""
    assert document.follower is not None  # the gate; the table holds it, too
    document.delivered_on = clock.today()
    if document.counterpart:
        participations.assign(document, Standing.OBSERVER, [document.counterpart])
    return DocumentDelivered(
        unit_id=document.issuing_unit_id,
        addressee=document.addressee,
        counterpart_id=document.counterpart_id,
        follower_id=document.follower.pk,
        follower=document.follower.name,
    )


@action(
    OutgoingDocument,
    "follow_up",
    power=DRAFT,
    by=FOLLOWING,
    moves={OutgoingState.DELIVERED: ""},
    tone="primary",
    words=w("Record a follow-up", "登记跟踪情况"),
    help=w(
        "Where it stands with the other side; the weekly report reads it.",
        "登记对方办理进展，纳入每周书面汇报。",
    ),
)
def follow_up(
    document: OutgoingDocument,
    *,
    progress: Annotated[str, Long(3000)],
    problems: Annotated[str, Long(2000)] = "",
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> Followed:
    """对口跟踪，人随文转: one entry, told to the office (S4.1-18, S4.1-19)."""
    document.last_followed_on = clock.today()
    document.progress = progress
    return Followed(unit_id=document.issuing_unit_id, progress=progress, problems=problems)


@action(
    OutgoingDocument,
    "conclude",
    power=DRAFT,
    by=FOLLOWING,
    moves={OutgoingState.DELIVERED: OutgoingState.CONCLUDED},
    words=w("Conclude", "行文办结"),
    help=w(
        "The other side has answered, or nothing more is awaited.", "对方已答复或无需继续跟踪的，予以办结。"
    ),
)
def conclude(
    document: OutgoingDocument,
    *,
    result: Annotated[str, Long(3000)],
    answer_number: str = "",
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> DocumentConcluded:
    """The end of a document that was followed."""
    document.closed_on = clock.today()
    return DocumentConcluded(unit_id=document.issuing_unit_id, result=result, answer_number=answer_number)


@action(
    OutgoingDocument,
    "drop_document",
    power=DRAFT,
    by=ISSUING,
    moves=dict.fromkeys(UNDELIVERED, OutgoingState.DROPPED),
    tone="grave",
    words=w("Drop", "撤销行文"),
    help=w("It will not be delivered; a number that was taken stays taken.", "不再行文；已编文号不再使用。"),
)
def drop_document(document: OutgoingDocument, *, reason: str) -> DocumentDropped:
    """Drop a document before it was delivered."""
    document.closed_on = clock.today()
    return DocumentDropped(unit_id=document.issuing_unit_id, reason=reason)
