"""Papers follow from events: each is numbered, kept and on the document's page in the transaction of the deed itself."""

from __future__ import annotations

import re
from typing import Any

from zhixing.base import clock
from zhixing.kernel.letters import issued, register
from zhixing.kernel.letters.issued import Number
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters import events, numbering
from zhixing.kernel.matters.models import Event
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.correspondence.models import IncomingDocument, OutgoingDocument, StandingDuty

CODE_LIMIT = 18  # of the twenty characters an agency code may have
_SERIAL = re.compile(r"^(.+)〔(\d{4})〕(\d+)号$")


def keep(code: str, matter: Any, number: Number, row: Event) -> Letter:
    """Write the paper `code` of this matter and keep it with the event that brought it about."""
    paper = register.build(code, matter, number=str(number), on=clock.today(), event=row)
    return issued.keep(
        paper,
        code=code,
        number=number,
        matter=matter.matter_ptr,
        event_id=row.pk,
        issued_by=row.actor_name,
        even_without_fonts=True,
    )


def counted(unit: Unit, word: str) -> Number:
    """The next number of the unit's series for this kind of paper: 云政办告〔2026〕3号."""
    agency = (unit.document_code or unit.short_name)[:CODE_LIMIT] + word
    year = clock.today().year
    return Number(agency, year, numbering.take(agency, year))


@events.on("correspondence.completeness_told")
def with_the_check(row: Event) -> None:
    document = IncomingDocument.objects.select_related("receiving_unit").get(pk=row.matter_id or 0)
    keep("correspondence.completeness_notice", document, counted(document.receiving_unit, "告"), row)


@events.on("correspondence.signed")
def with_the_signature(row: Event) -> None:
    """The document's own 发文字号 is its paper's."""
    document = OutgoingDocument.objects.select_related("issuing_unit", "signed_by").get(pk=row.matter_id or 0)
    found = _SERIAL.match(document.number or "")
    assert found is not None  # a signed document has its number before anybody hears of it
    keep("correspondence.document", document, Number(found[1], int(found[2]), int(found[3])), row)


@events.on("correspondence.week_reported")
def with_the_week(row: Event) -> None:
    duty = StandingDuty.objects.select_related("unit").get(pk=row.matter_id or 0)
    keep("correspondence.weekly_report", duty, counted(duty.unit, "汇"), row)
