"""Who is told of what in efficiency scores."""

from __future__ import annotations

from zhixing.base.words import w
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.notices.models import Urgency
from zhixing.kernel.notices.rules import told

told(
    "approvals.scores_frozen",
    fields=("unit_ids",),
    words=w(
        "{number}: the efficiency scores from {first_on} to {last_on} are frozen and your unit is among them. Look at the "
        "cases behind the figures; you may object.",
        "{number}：{first_on}至{last_on}审批效能评分已核定，涉及贵单位。请核对所计办件，如有异议可提出。",
    ),
)
told("approvals.score_objected", fields=("office_id",), urgency=Urgency.URGENT)
told("approvals.score_objection_decided", fields=("unit_id",), urgency=Urgency.URGENT)
told("approvals.scores_corrected", fields=("unit_ids",))
told("approvals.publication_decided", fields=("unit_ids",), standings=(Standing.LEAD.value,))
told("approvals.publication_declined", fields=("unit_ids",), standings=(Standing.LEAD.value,))
