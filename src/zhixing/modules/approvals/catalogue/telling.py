"""Who is told of what in the catalogue: the unit that handles an item, the office that keeps it, all units when it ends."""

from __future__ import annotations

from zhixing.base.words import w
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.notices.models import Urgency
from zhixing.kernel.notices.rules import told

HANDLES, JOINT, OFFICE = Standing.LEAD.value, Standing.SUPPORTING.value, Standing.SUPERVISOR.value

told(
    "approvals.item_registered",
    fields=("unit_id",),
    words=w(
        "{number} “{title}” is entered for your unit: write its guide.",
        "事项“{title}”（{number}）由贵单位实施，请编写办事指南。",
    ),
)
told("approvals.item_guide_written", standings=(OFFICE,))
told("approvals.item_sent_back", fields=("unit_id",), urgency=Urgency.URGENT)
told("approvals.item_published", fields=("unit_id",), standings=(JOINT,))
told("approvals.item_ending_proposed", standings=(OFFICE, HANDLES, JOINT))
told("approvals.item_ended", fields=("unit_id",), standings=(JOINT,), urgency=Urgency.URGENT)
