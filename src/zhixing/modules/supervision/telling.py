"""Who is told of what in supervised handling: rules for kinds of event, and the few cases that facts decide.

Cards and what goes one level up are told by the kernel, for every kind of matter alike.
"""

from __future__ import annotations

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event, Standing
from zhixing.kernel.notices.models import Urgency
from zhixing.kernel.notices.rules import told
from zhixing.kernel.notices.telling import tell
from zhixing.kernel.obligations.models import Obligation
from zhixing.modules.supervision.models import SupervisedItem

LEAD, SUPPORTING, HANDLER = Standing.LEAD.value, Standing.SUPPORTING.value, Standing.HANDLER.value
OFFICE, CARRYING = Standing.SUPERVISOR.value, Standing.CARRYING.value
SIGN_RULES = ("supervision.sign", "supervision.sign_at_once", "supervision.sign_support")

# what reaches the units
told(
    "supervision.issued",
    fields=("lead_unit_id",),
    words=w(
        "{number} “{title}” was issued to your unit as lead unit, to be done by {limit_on}. Sign for it.",
        "{number}“{title}”已交由贵单位主办，{limit_on}前办结，请及时签收。",
    ),
    urgency=Urgency.URGENT,
)
told(
    "supervision.issued",
    fields=("supporting_unit_ids",),
    words=w(
        "Your unit supports {lead_unit} on {number} “{title}”. Sign for it.",
        "{number}“{title}”由{lead_unit}主办，贵单位协办，请及时签收。",
    ),
)
told(
    "supervision.issued",
    persons=("carrying_leader_id",),
    words=w(
        "You carry {number} “{title}”, led by {lead_unit}, to be done by {limit_on}.",
        "{number}“{title}”由您包干，{lead_unit}主办，{limit_on}前办结。",
    ),
)
told("supervision.passed_on", fields=("lead_unit_id",), urgency=Urgency.URGENT)
told("supervision.passed_on", fields=("from_unit_id",), standings=(SUPPORTING,))
told("supervision.urged", fields=("unit_ids",), standings=(HANDLER,), urgency=Urgency.URGENT)
told("supervision.sent_back", standings=(LEAD, HANDLER), urgency=Urgency.URGENT)
told("supervision.reopened", standings=(LEAD, SUPPORTING, HANDLER), urgency=Urgency.URGENT)
told("supervision.limit_set", standings=(LEAD, HANDLER), urgency=Urgency.URGENT)
told("supervision.extension_decided", standings=(LEAD, SUPPORTING, HANDLER))
told("supervision.objection_rejected", standings=(LEAD,))
told("supervision.held", standings=(LEAD, SUPPORTING, HANDLER))
told("supervision.resumed", standings=(LEAD, SUPPORTING, HANDLER))
told("supervision.withdrawn", standings=(LEAD, SUPPORTING, HANDLER))
told("supervision.listed", standings=(LEAD, CARRYING))
told("supervision.coordinated", standings=(LEAD, SUPPORTING, CARRYING))
told("supervision.closed", standings=(LEAD, SUPPORTING, HANDLER, CARRYING))

# what reaches persons
told(
    "supervision.signed",
    persons=("handler_id",),
    words=w("You handle {number} “{title}” for {unit}.", "{number}“{title}”由您代表{unit}承办。"),
)
told(
    "supervision.handler_named",
    persons=("handler_id",),
    words=w("You handle {number} “{title}” from now on.", "{number}“{title}”自即日起由您承办。"),
)
told("supervision.responsible_named", persons=("person_id",), standings=(LEAD,), urgency=Urgency.URGENT)

# what reaches the supervising office, the carrying leader, the supervision organ
told("supervision.objected", standings=(OFFICE,), urgency=Urgency.URGENT)
told("supervision.extension_asked", standings=(OFFICE, CARRYING), urgency=Urgency.URGENT)
told("supervision.delay_explained", standings=(OFFICE, CARRYING))
told("supervision.done_reported", standings=(OFFICE,))
told("supervision.transfer_proposed", fields=("to_unit_id",), urgency=Urgency.URGENT)

# field checks, circulars, quarterly reports
OBSERVERS = Standing.OBSERVER.value
told("supervision.findings_recorded", standings=(HANDLER,))
told("supervision.check_fed_back", fields=("unit_ids",), urgency=Urgency.URGENT)
told("supervision.check_answered", standings=(OFFICE,))
told("supervision.circular_submitted", standings=(OFFICE,))
told("supervision.circular_returned", standings=(OFFICE,))
told("supervision.circular_issued", fields=("named_unit_ids",), urgency=Urgency.URGENT)
told("supervision.circular_issued", fields=("unit_ids",))
told("supervision.circular_objected", fields=("supervising_unit_id",), urgency=Urgency.URGENT)
told("supervision.circular_objection_decided", fields=("unit_id",))
told("supervision.circular_withdrawn", fields=("unit_ids",), urgency=Urgency.URGENT)
told(
    "supervision.reports_called",
    fields=("unit_ids",),
    words=w(
        "Report on {period} by {reports_due_on}: “{title}”.",
        "请于{reports_due_on}前报送“{title}”（{number}）。",
    ),
    urgency=Urgency.URGENT,
)
told("supervision.report_submitted", fields=("organ_id",))
told("supervision.report_checked", fields=("unit_id",))
told("supervision.call_cancelled", standings=(SUPPORTING,))


@events.on("supervision.check_planned")
def of_an_open_check(row: Event) -> None:
    """The units to be checked hear of an open check; of an unannounced one nobody does."""
    if row.facts["is_unannounced"]:
        return
    said = w("An open check at {place} is planned for {day}.", "定于 {day} 在{place}开展明查。")
    tell(
        matter=row.matter,
        event=row,
        units=row.facts["unit_ids"],
        words=said.put(place=row.facts["place"], day=row.facts["planned_on"]),
        kind=row.kind,
    )


@events.on("supervision.signed")
@events.on("supervision.support_signed")
def of_a_late_signature(row: Event) -> None:
    """The office hears of a signature only when it came late: on time is what was expected."""
    late = Obligation.objects.filter(ended_by_id=row.pk, rule__in=SIGN_RULES, is_late=True).first()
    if late is None:
        return
    item = SupervisedItem.objects.get(pk=row.matter_id or 0)
    said = w("{number} “{title}” was signed for late by {unit}.", "{unit}逾期签收{number}“{title}”。")
    tell(
        matter=item.matter_ptr,
        event=row,
        units=[item.supervising_unit_id],
        words=said.put(unit=row.facts["unit"]),
        kind=row.kind,
    )
