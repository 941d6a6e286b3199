"""From the register to acceptance, check and notice to the sender (S4.1-12, DL-16)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import FileId, Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.correspondence.choices import Channel, DocumentKind, IncomingState, Secrecy, Urgency
from zhixing.modules.correspondence.events.incoming import (
    DocumentAccepted,
    DocumentPassedOn,
    DocumentRegistered,
    PapersChecked,
    ReturnedForCompletion,
    SenderTold,
    Supplemented,
)
from zhixing.modules.correspondence.models import IncomingDocument
from zhixing.modules.correspondence.powers import HANDLE, REGISTER
from zhixing.modules.correspondence.refusals import MissingThoughComplete, NothingMissing, SameReceiver
from zhixing.modules.correspondence.registering import (
    must_be_copies,
    must_be_dated,
    must_be_new,
    must_not_carry,
    received_as,
)
from zhixing.modules.correspondence.relations import (
    RECEIVING,
    RECEIVING_OR_SENDER,
    members_of_receiving_unit,
    own_units,
    units,
)


def stand(document: IncomingDocument) -> None:
    """Who takes part: the receiving unit leads, the sender knows, the handler handles."""
    participations.stand(
        document,
        {
            Standing.LEAD: ([document.receiving_unit], []),
            Standing.OBSERVER: ([document.sender_unit] if document.sender_unit else [], []),
            Standing.HANDLER: ([], [document.handler] if document.handler else []),
        },
    )


@action(
    IncomingDocument,
    "register",
    power=REGISTER,
    opens=True,
    tone="primary",
    words=w("Register a document", "收文登记"),
    help=w(
        "Write down what came in. The same number of the same sender is registered once; secret papers not at all.",
        "登记收到的公文。同一来文单位的同一文号只登记一次；涉密公文不得登记。",
    ),
)
def register(
    *,
    receiving_unit: Annotated[Unit, among(own_units(REGISTER))],
    sender: str,
    sender_unit: Annotated[Unit | None, among(units)] = None,
    document_number: str = "",
    title: Annotated[str, Label(w("Title of the document", "公文标题"))],
    document_kind: DocumentKind = DocumentKind.LETTER,
    secrecy: Secrecy = Secrecy.NONE,
    urgency: Urgency = Urgency.PLAIN,
    dated_on: date,
    received_on: Annotated[date | None, Label(hint=w("Today, if empty.", "不填为今天。"))] = None,
    signer: str = "",
    addressed_to: str = "",
    copies_for: str = "",
    copies: int = 1,
    text: Annotated[str, Long(50_000)] = "",
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> tuple[IncomingDocument, DocumentRegistered]:
    """Register a document with its elements (条例第九条); number, sender and title are what it is found by later."""
    must_not_carry(secrecy)
    received_on = received_on or clock.today()
    must_be_dated(dated_on, received_on)
    must_be_copies(copies)
    key = received_as(sender, document_number, title, dated_on)
    must_be_new(receiving_unit, key)
    document = open_matter(
        IncomingDocument,
        jurisdiction=jurisdiction_of(receiving_unit),
        state=IncomingState.REGISTERED,
        title=title,
        receiving_unit=receiving_unit,
        sender=sender,
        sender_unit=sender_unit,
        document_number=document_number,
        received_as=key,
        document_kind=document_kind,
        urgency=urgency,
        dated_on=dated_on,
        received_on=received_on,
        signer=signer,
        addressees=addressed_to,
        copied_to=copies_for,
        copies=copies,
        text=text,
    )
    stand(document)
    return document, DocumentRegistered(
        title=title,
        sender=sender,
        document_number=document_number,
        document_kind=document_kind,
        dated_on=dated_on,
        received_on=received_on,
        unit_id=receiving_unit.pk,
        unit=receiving_unit.name,
        sender_unit_id=sender_unit.pk if sender_unit else None,
    )


@action(
    IncomingDocument,
    "pass_on",
    power=REGISTER,
    by=RECEIVING,
    moves={IncomingState.REGISTERED: ""},
    words=w("Pass on to another unit", "转办"),
    help=w(
        "Not ours: give it to the unit it belongs to, before it is accepted.",
        "非本单位职责的，受理前转有关单位办理。",
    ),
)
def pass_on(
    document: IncomingDocument,
    *,
    receiving_unit: Annotated[Unit, among(units)],
    reason: Annotated[str, Long(1000)],
) -> DocumentPassedOn:
    """Give a document that is not accepted yet to the unit that is competent; no clock has begun."""
    before = document.receiving_unit
    if before.pk == receiving_unit.pk:
        raise SameReceiver(unit=before.name, number=document.number)
    must_be_new(receiving_unit, document.received_as, document.pk)
    document.receiving_unit = receiving_unit
    stand(document)
    return DocumentPassedOn(
        from_unit_id=before.pk,
        from_unit=before.name,
        unit_id=receiving_unit.pk,
        unit=receiving_unit.name,
        reason=reason,
    )


@action(
    IncomingDocument,
    "accept",
    power=HANDLE,
    by=RECEIVING,
    moves={IncomingState.REGISTERED: IncomingState.ACCEPTED},
    tone="primary",
    words=w("Accept", "受理"),
    help=w(
        "The limits begin: two days for the check, five working days to finish, or submission upward.",
        "自受理起计时：2天内检查资料并告知，权限内5个工作日办结，权限外加快报批。",
    ),
)
def accept(
    document: IncomingDocument,
    *,
    handler: Annotated[Person, among(members_of_receiving_unit)],
    within_authority: bool,
    authority_reason: Annotated[str, Long(1000)] = "",
) -> DocumentAccepted:
    """Accept it and judge whether it lies within own authority; beyond it only with a reason (gate, G-14)."""
    document.handler = handler
    document.within_authority = within_authority
    document.authority_reason = authority_reason
    document.accepted_on = clock.today()
    stand(document)
    return DocumentAccepted(
        unit_id=document.receiving_unit_id,
        unit=document.receiving_unit.name,
        within_authority=within_authority,
        authority_reason=authority_reason,
        handler_id=handler.pk,
        handler=handler.name,
    )


@action(
    IncomingDocument,
    "check_papers",
    power=HANDLE,
    by=RECEIVING,
    moves={IncomingState.ACCEPTED: IncomingState.UNDER_WAY},
    tone="primary",
    words=w("Check the papers and tell the sender", "检查资料并告知"),
    help=w(
        "Say whether the papers are complete; the sender gets a written notice, with all that is missing at once.",
        "检查资料是否齐全并书面告知来文单位；不齐的一次性列明需补正的内容。",
    ),
)
def check_papers(
    document: IncomingDocument,
    *,
    is_complete: bool,
    missing: list[str] = [],  # noqa: B006  # read, never changed
    means: Channel = Channel.WRITTEN,
) -> list[tuple[IncomingDocument, DomainEvent]]:
    """Check and tell (DL-16). Incomplete papers go back; what that does to the clocks is the rulebook's to say."""
    lacking = [line for line in missing if line.strip()]
    if not is_complete and not lacking:
        raise NothingMissing
    if is_complete and lacking:
        raise MissingThoughComplete
    unit = document.receiving_unit
    document.checked_on = clock.today()
    document.missing = lacking
    written: list[tuple[IncomingDocument, DomainEvent]] = [
        (
            document,
            PapersChecked(
                unit_id=unit.pk,
                unit=unit.name,
                within_authority=bool(document.within_authority),
                is_complete=is_complete,
                missing=lacking,
            ),
        ),
        (
            document,
            SenderTold(
                unit_id=unit.pk,
                unit=unit.name,
                sender=document.sender,
                sender_unit_id=document.sender_unit_id,
                channel=means,
                is_complete=is_complete,
            ),
        ),
    ]
    if not is_complete:
        document.state = IncomingState.INCOMPLETE
        document.returned_count += 1
        written.append((document, ReturnedForCompletion(unit_id=unit.pk, missing=lacking)))
    return written


@action(
    IncomingDocument,
    "supplement",
    power=HANDLE,
    by=RECEIVING_OR_SENDER,
    moves={IncomingState.INCOMPLETE: IncomingState.ACCEPTED},
    tone="primary",
    words=w("Hand in the missing papers", "补正资料"),
    help=w("The missing papers have come; they are checked again.", "登记补正资料，收文单位重新检查。"),
)
def supplement(
    document: IncomingDocument,
    *,
    note: str = "",
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
    actor: Actor,
) -> Supplemented:
    """What was missing has come in, entered by the receiving unit or by the sender itself."""
    document.missing = []
    return Supplemented(
        unit_id=document.receiving_unit_id, within_authority=bool(document.within_authority), note=note
    )
