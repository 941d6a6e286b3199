"""Papers follow from events: each is numbered, kept and on the item's page in the transaction of the deed itself.

A number is the supervising office's code with a word for the kind of paper, so that each kind counts by itself:
云政督催〔2026〕3号 is the third urging note of the year.
"""

from __future__ import annotations

import re

from zhixing.base import clock
from zhixing.kernel.letters import issued, register
from zhixing.kernel.letters.issued import Number
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters import events, numbering
from zhixing.kernel.matters.models import Event
from zhixing.modules.supervision.choices import Nature
from zhixing.modules.supervision.models import Circular, SupervisedItem

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


_SERIAL = re.compile(r"^(.+)〔(\d{4})〕(\d+)号$")


@events.on("supervision.circular_issued")
def with_a_circular(row: Event) -> None:
    """The circular's own number is its paper's; a bulletin has an issue instead."""
    matter = Circular.objects.select_related("supervising_unit").get(pk=row.matter_id or 0)
    if matter.nature == Nature.BULLETIN:
        _keep_of(matter, "supervision.bulletin", None, row)
        return
    found = _SERIAL.match(matter.number or "")
    assert found is not None  # an issued circular has its number before anybody hears of it
    _keep_of(matter, "supervision.circular_paper", Number(found[1], int(found[2]), int(found[3])), row)


@events.on("supervision.circular_withdrawn")
def with_a_correction(row: Event) -> None:
    """What was issued is void from today; the correction is a paper with a number of its own."""
    matter = Circular.objects.select_related("supervising_unit").get(pk=row.matter_id or 0)
    today = clock.today()
    kept = Letter.objects.in_force().filter(matter_id=matter.pk).order_by("id")
    corrected = "、".join(
        f"《{letter.title}》（{letter.number or f'第{matter.issue}期'}）" for letter in kept
    )
    for letter in kept:
        issued.declare_void(letter, on=today, reason=str(row.facts["reason"])[:300])
    agency = (matter.supervising_unit.document_code or "督")[:CODE_LIMIT] + "报"
    number = Number(agency, today.year, numbering.take(agency, today.year))
    _keep_of(matter, "supervision.correction", number, row, corrected=corrected)


def _keep_of(matter: Circular, code: str, number: Number | None, row: Event, **more: str) -> None:
    said = str(number) if number else ""
    paper = register.build(code, matter, number=said, on=clock.today(), event=row, **more)
    issued.keep(
        paper,
        code=code,
        number=number,
        matter=matter.matter_ptr,
        event_id=row.pk,
        issued_by=row.actor_name,
        even_without_fonts=True,
    )
