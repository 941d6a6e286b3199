"""Who is told of what about alerts. Cards that go one level up the kernel tells."""

from __future__ import annotations

from zhixing.kernel.matters.models import Standing
from zhixing.kernel.notices.models import Urgency
from zhixing.kernel.notices.rules import told

LEAD, SUPERVISOR = Standing.LEAD.value, Standing.SUPERVISOR.value

told("approvals.alert_raised", standings=(LEAD,), urgency=Urgency.URGENT)
told("approvals.alert_rejudged", standings=(LEAD, SUPERVISOR))
told("approvals.notice_issued", standings=(LEAD,), urgency=Urgency.URGENT)
told("approvals.suggestion_issued", standings=(LEAD,), urgency=Urgency.URGENT)
told("approvals.suggestion_carried_out", standings=(SUPERVISOR,))
told("approvals.suggestion_confirmed", standings=(LEAD,))
told("approvals.suggestion_sent_back", standings=(LEAD,), urgency=Urgency.URGENT)
told("approvals.delay_explained_publicly", standings=(SUPERVISOR,))
told("approvals.alert_closed", standings=(LEAD, SUPERVISOR))
