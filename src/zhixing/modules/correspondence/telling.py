"""Who is told of what about official documents. Cards and what goes one level up the kernel tells."""

from __future__ import annotations

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event, Standing
from zhixing.kernel.notices.models import Urgency
from zhixing.kernel.notices.rules import told
from zhixing.kernel.notices.telling import tell
from zhixing.modules.correspondence.choices import Duty
from zhixing.modules.correspondence.models import StandingDuty

LEAD, HANDLER, CARRYING = Standing.LEAD.value, Standing.HANDLER.value, Standing.CARRYING.value

told(
    "correspondence.registered",
    fields=("unit_id",),
    words=w("{number} “{title}” of {sender} awaits acceptance.", "{number} {sender}来文“{title}”待受理。"),
)
told("correspondence.passed_on", fields=("unit_id",), urgency=Urgency.URGENT)
told(
    "correspondence.accepted",
    persons=("handler_id",),
    words=w("You handle {number} “{title}”.", "{number}“{title}”由您承办。"),
)
told(
    "correspondence.accepted",
    standings=(Standing.OBSERVER.value,),
    words=w("{unit} accepted your “{title}” as {number}.", "{unit}已受理贵单位来文“{title}”（{number}）。"),
)
told("correspondence.handler_named", persons=("handler_id",))
told("correspondence.completeness_told", fields=("sender_unit_id",), urgency=Urgency.URGENT)
told("correspondence.returned", standings=(Standing.OBSERVER.value,), urgency=Urgency.URGENT)
told("correspondence.supplemented", standings=(LEAD, HANDLER))
told("correspondence.answered_from_above", standings=(LEAD, HANDLER))
told("correspondence.review_decided", standings=(LEAD, HANDLER))
told("correspondence.finished", fields=("sender_unit_id",))
told("correspondence.drafted", standings=(LEAD,))
told("correspondence.draft_returned", fields=("unit_id",), urgency=Urgency.URGENT)
told("correspondence.signed", fields=("unit_id",))
told(
    "correspondence.follower_named",
    persons=("follower_id",),
    words=w("You follow “{title}”.", "“{title}”由您负责跟踪协调。"),
)
told("correspondence.delivered", fields=("counterpart_id",), urgency=Urgency.URGENT)
told("correspondence.followed", standings=(LEAD, CARRYING))
told("correspondence.concluded", standings=(LEAD, CARRYING))
told(
    "correspondence.week_reported",
    persons=("leader_ids",),
    words=w(
        "“{title}” is there: {running} documents under way, {silent} without follow-up in the week.",
        "“{title}”已报送：在办{running}件，当周无跟踪记录{silent}件。",
    ),
)
told(
    "correspondence.notice_delivered",
    fields=("unit_ids",),
    persons=("person_ids",),
    words=w("Confirm receipt of “{title}” by {receipt_due_on}.", "请于{receipt_due_on}前签收“{title}”。"),
)
told("correspondence.receipt_reminded", fields=("unit_ids",), persons=("person_ids",), urgency=Urgency.URGENT)
told("correspondence.notice_withdrawn", standings=(Standing.READER.value,))


@events.on("correspondence.delivered")
@events.on("correspondence.followed")
def of_the_way_it_goes(row: Event) -> None:
    """The office that reports weekly hears of each delivery and follow-up (S4.1-18: 并告知办公室)."""
    if row.matter is None:
        return
    offices = StandingDuty.objects.filter(
        jurisdiction_id=row.matter.jurisdiction_id, duty=Duty.REPORT, ended_on=None
    )
    tell(
        matter=row.matter,
        event=row,
        units=list(offices.values_list("unit_id", flat=True)),
        words=w("{number} “{title}”: {told}", "{number}“{title}”：{told}").put(told=events.tell(row)),
        kind=row.kind,
    )
