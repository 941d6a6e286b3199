"""Papers follow from events: each is numbered, kept and on the item's page in the transaction of the deed itself.

A number is the supervising office's code with a word for the kind of paper, so that each kind counts by itself:
云政督催〔2026〕3号 is the third urging note of the year.
"""

from __future__ import annotations

from zhixing.base import clock
from zhixing.kernel.letters import issued, register
from zhixing.kernel.letters.issued import Number
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters import events, numbering
from zhixing.kernel.matters.models import Event
from zhixing.modules.supervision.models import SupervisedItem

SERIES = {
    "supervision.notice": "通",
    "supervision.urging": "催",
    "supervision.feedback_slip": "反",
    "supervision.closing_slip": "销",
    "supervision.extension": "延",
    "supervision.transfer": "移",
}
CODE_LIMIT = 18  # of the twenty characters an agency code may have
_READ_WITH = ("lead_unit", "supervising_unit", "carrying_leader", "overall_leader", "jurisdiction")


def issue(code: str, event: Event) -> Letter:
    """Write, number and keep the paper `code` that this event brings about."""
    item = SupervisedItem.objects.select_related(*_READ_WITH).get(pk=event.matter_id or 0)
    today = clock.today()
    agency = (item.supervising_unit.document_code or "督")[:CODE_LIMIT] + SERIES[code]
    number = Number(agency, today.year, numbering.take(agency, today.year))
    paper = register.build(code, item, number=str(number), on=today, event=event)
    return issued.keep(
        paper,
        code=code,
        number=number,
        matter=item.matter_ptr,
        event_id=event.pk,
        issued_by=event.actor_name,
        even_without_fonts=True,
    )


@events.on("supervision.issued")
@events.on("supervision.passed_on")
def with_the_item(row: Event) -> None:
    issue("supervision.notice", row)


@events.on("supervision.urged")
def with_an_urging(row: Event) -> None:
    issue("supervision.urging", row)


@events.on("supervision.progress_reported")
@events.on("supervision.done_reported")
def with_a_report(row: Event) -> None:
    issue("supervision.feedback_slip", row)


@events.on("supervision.closed")
def with_the_closing(row: Event) -> None:
    issue("supervision.closing_slip", row)


@events.on("supervision.extension_decided")
def with_an_extension(row: Event) -> None:
    issue("supervision.extension", row)


@events.on("supervision.transfer_proposed")
def with_a_transfer(row: Event) -> None:
    issue("supervision.transfer", row)


@events.on("supervision.coordinated")
def with_the_coordination(row: Event) -> None:
    """Minutes have no document number: they are counted."""
    item = SupervisedItem.objects.select_related(*_READ_WITH).get(pk=row.matter_id or 0)
    today = clock.today()
    agency = (item.supervising_unit.document_code or "督")[:CODE_LIMIT]
    paper = register.build(
        "supervision.minutes",
        item,
        number="",
        on=today,
        event=row,
        issue=numbering.take(f"{agency}纪要", today.year),
    )
    issued.keep(
        paper,
        code="supervision.minutes",
        matter=item.matter_ptr,
        event_id=row.pk,
        issued_by=row.actor_name,
        even_without_fonts=True,
    )
