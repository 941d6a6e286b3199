"""The signed document as an official paper (GB/T 9704-2012; 党政机关公文处理工作条例, art. 9)."""

from __future__ import annotations

from datetime import date

from zhixing.base.words import w
from zhixing.kernel.letters.paper import Kind, Layout, Paper, Paragraph
from zhixing.kernel.letters.paper import Urgency as PaperUrgency
from zhixing.kernel.letters.register import letter
from zhixing.kernel.matters.models import Event
from zhixing.modules.correspondence.choices import Direction, DocumentKind, Urgency
from zhixing.modules.correspondence.models import OutgoingDocument

_KINDS = {
    DocumentKind.NOTICE: Kind.NOTICE,
    DocumentKind.CIRCULAR: Kind.CIRCULAR,
    DocumentKind.REPORT: Kind.REPORT,
    DocumentKind.REPLY: Kind.REPLY,
    DocumentKind.MINUTES: Kind.MINUTES,
}
_URGENCY = {Urgency.URGENT: PaperUrgency.URGENT, Urgency.MOST_URGENT: PaperUrgency.MOST_URGENT}


@letter("correspondence.document", words=w("The document", "公文"), of="correspondence.outgoing")
def official(document: OutgoingDocument, *, number: str, on: date, event: Event) -> Paper:
    """The text as signed; the signer is named on upward papers only (art. 9, no. 6)."""
    is_upward = document.direction == Direction.UPWARD
    signer = document.signed_by.name if document.signed_by else event.actor_name
    is_letter = document.document_kind == DocumentKind.LETTER
    return Paper(
        kind=_KINDS.get(DocumentKind(document.document_kind), Kind.OTHER),
        layout=Layout.LETTER if is_letter else Layout.DOCUMENT,
        issuers=(document.issuing_unit.name,),
        number=number,
        title=document.title,
        dated=on,
        urgency=_URGENCY.get(Urgency(document.urgency)),
        signers=(signer,) if is_upward else (),
        addressees=(document.addressee,),
        body=tuple(Paragraph(line.strip()) for line in document.body.splitlines() if line.strip()),
        copies_to=(document.copied_to,) if document.copied_to else (),
        printed_by=document.issuing_unit.name,
        printed_on=on,
    )
