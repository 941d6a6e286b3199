"""Delays explained to the public, as the units that were late wrote it (优化营商环境条例第三十六条第二款)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhixing.base.words import w
from zhixing.modules.approvals.models import Alert
from zhixing.web.components import Column, Row, Table
from zhixing.web.pages import Request, page

SHOWN = 200  # the latest


@require_safe
@page(None)
def delays(request: Request) -> HttpResponse:
    """The explanations, the latest first. Neither applicant nor case is named."""
    found = Alert.objects.exclude(explained_on=None).select_related("case", "duty", "lead_unit")
    title = w("Delays explained", "超时说明公开")
    table = Table(
        title,
        [
            Column("unit", w("Unit", "办理单位"), fixed=True),
            Column("item", w("Item", "审批事项")),
            Column("due", w("Was due on", "应办结日期"), kind="day"),
            Column("ended", w("Done on", "实际办结日期"), kind="day"),
            Column("why", w("Why it took longer", "超时理由")),
            Column("on", w("Explained on", "说明日期"), kind="day"),
        ],
        [
            Row(
                [
                    alert.lead_unit.name if alert.lead_unit else None,
                    alert.case.item_name or None,
                    alert.duty.due_on,
                    alert.duty.ended_on,
                    alert.explanation,
                    alert.explained_on,
                ]
            )
            for alert in found.order_by("-explained_on", "-pk")[:SHOWN]
        ],
        empty=w("No delay has been explained yet.", "暂无超时说明。"),
    )
    return render(request, "approvals/alerts/delays.html", {"title": title, "table": table})
