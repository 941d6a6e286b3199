"""资料检查告知书: what the check found, and all that is still missing, to the sender (DL-16)."""

from __future__ import annotations

from datetime import date

from zhixing.base.words import w
from zhixing.kernel.letters.numbers import dated
from zhixing.kernel.letters.paper import Block, Cited, Kind, Layout, Listing, Paper, Paragraph
from zhixing.kernel.letters.register import letter
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.models import Obligation
from zhixing.modules.correspondence.models import IncomingDocument

MEASURE = "《区政府提高政府执行力措施》第六条"


@letter(
    "correspondence.completeness_notice",
    words=w("Notice of the completeness check", "资料检查告知书"),
    of="correspondence.incoming",
)
def completeness_notice(document: IncomingDocument, *, number: str, on: date, event: Event) -> Paper:
    """To the sender: complete and by when it will be finished, or what to hand in, told once and for all."""
    named = f"《{document.title}》" + (f"（{document.document_number}）" if document.document_number else "")
    accepted = dated(document.accepted_on or on)
    opening = f"贵单位{dated(document.dated_on)}报来的{named}，我单位已于{accepted}受理，收文编号{document.number}。"
    bases: list[Cited] = []
    body: tuple[Block, ...]
    if event.facts["is_complete"]:
        due = _due_on(document)
        told = f"预计于{dated(due)}前办结。" if due else "将按规定时限办理。"
        body = (Paragraph(f"{opening}经检查，资料齐全，{told}"),)
        if due:
            bases.append(Cited(f"办结截止{dated(due)}", MEASURE))
    else:
        body = (
            Paragraph(f"{opening}经检查，尚需补正以下资料："),
            Listing(tuple(document.missing)),
            Paragraph("请补正后报送我单位。补正期间的计时按现行规定执行，逾期未补正的，请书面说明。"),
        )
    bases.append(Cited("受理后2天内完成资料检查和告知", MEASURE))
    unit = document.receiving_unit
    return Paper(
        kind=Kind.NOTICE,
        layout=Layout.LETTER,
        issuers=(unit.name,),
        number=number,
        title="资料检查告知书",
        dated=on,
        addressees=(document.sender,),
        body=body,
        bases=tuple(bases),
    )


def _due_on(document: IncomingDocument) -> date | None:
    """The last day to finish, where the document lies within own authority."""
    rules = (
        "correspondence.finish_within_authority",
        "correspondence.finish_anew",
        "correspondence.finish_after_check",
    )
    rows = Obligation.objects.running().filter(matter_id=document.pk, rule__in=rules)
    return rows.order_by("due_on").values_list("due_on", flat=True).first()
