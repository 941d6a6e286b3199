"""Who is told of what about major decisions. Cards and what goes one level up are told by the kernel."""

from __future__ import annotations

from zhixing.base.words import w
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.notices.models import Urgency
from zhixing.kernel.notices.rules import told

LEAD, ORGAN, REVIEWER = Standing.LEAD.value, Standing.OBSERVER.value, Standing.COSIGNER.value
TRACKER = Standing.HANDLER.value

told("decisions.opened", fields=("unit_id",), urgency=Urgency.URGENT)
told("decisions.classed", standings=(LEAD,))
told(
    "decisions.sent_for_legality_review",
    fields=("unit_id",),
    words=w(
        "Review the legality of “{title}” ({number}); your opinion is due on {opinion_due_on}.",
        "请对“{title}”（{number}）进行合法性审查，{opinion_due_on}前提出意见。",
    ),
    urgency=Urgency.URGENT,
)
told("decisions.legality_opinion_given", standings=(LEAD,), urgency=Urgency.URGENT)
told("decisions.legality_papers_returned", standings=(LEAD,), urgency=Urgency.URGENT)
told("decisions.deferred", standings=(LEAD,), urgency=Urgency.URGENT)
told("decisions.rejected", standings=(LEAD,))
told("decisions.decided", standings=(LEAD,), urgency=Urgency.URGENT)
told("decisions.withdrawn", standings=(LEAD, REVIEWER))
told("decisions.local_notified", fields=("unit_ids",))
told(
    "decisions.execution_assigned",
    fields=("unit_id",),
    words=w(
        "Your unit carries out “{title}” ({number}), to be done by {execute_by}. Report on it each quarter.",
        "贵单位为“{title}”（{number}）执行单位，{execute_by}前完成，请按季报告执行情况。",
    ),
    urgency=Urgency.URGENT,
)
told("decisions.tracker_named", persons=("person_id",), urgency=Urgency.URGENT)
told("decisions.tracker_changed", persons=("person_id",), urgency=Urgency.URGENT)
told("decisions.execution_reported", standings=(TRACKER,))
told("decisions.tracked", standings=(ORGAN,))
told("decisions.deviation_found", fields=("unit_id",), urgency=Urgency.URGENT)
told("decisions.deviation_unfounded", fields=("unit_id",))
told("decisions.corrected", standings=(TRACKER, ORGAN))
told("decisions.trouble_found", standings=(TRACKER, ORGAN), urgency=Urgency.URGENT)
told("decisions.trouble_reported", standings=(ORGAN,), urgency=Urgency.URGENT)
told("decisions.suspended", standings=(LEAD, ORGAN, TRACKER), urgency=Urgency.URGENT)
told("decisions.resumed", standings=(LEAD, ORGAN, TRACKER))
told("decisions.changed", standings=(LEAD, ORGAN, TRACKER), urgency=Urgency.URGENT)
told("decisions.terminated", standings=(LEAD, ORGAN, TRACKER), urgency=Urgency.URGENT)
told("decisions.closed", standings=(LEAD, ORGAN))
