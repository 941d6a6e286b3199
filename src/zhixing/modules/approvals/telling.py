"""Who is told of what in approval monitoring. Cards are told by those who draw them."""

from __future__ import annotations

from zhixing.base.words import w
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.notices.models import Urgency
from zhixing.kernel.notices.rules import told

RUNNING = Standing.LEAD.value

told(
    "approvals.source_registered",
    fields=("lead_unit_id",),
    words=w(
        "“{title}” is to be watched electronically by {supervising_unit}: map its columns and deliver its cases.",
        "“{title}”纳入电子监察（{supervising_unit}），请配置数据映射并报送办件数据。",
    ),
)
told("approvals.unit_named", fields=("unit_id",))
told("approvals.watch_begun", standings=(RUNNING,), urgency=Urgency.URGENT)
told("approvals.source_suspended", standings=(RUNNING,), urgency=Urgency.URGENT)
told("approvals.source_resumed", standings=(RUNNING,))
