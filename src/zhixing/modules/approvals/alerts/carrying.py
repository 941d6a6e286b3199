"""The duty and its cards follow the alert, in the transaction of the deed: the kernel keeps them as its own."""

from __future__ import annotations

from zhixing.base import clock
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.elsewhere import carry
from zhixing.kernel.obligations.settle import settle
from zhixing.modules.approvals.alerts import judged
from zhixing.modules.approvals.models import Alert


@events.on("approvals.alert_raised")
@events.on("approvals.alert_rejudged")
def carry_duty(row: Event) -> None:
    """Write the duty as it is judged, draw its new cards, and settle what they begin (an explanation owed to the public)."""
    alert = Alert.objects.select_related("duty__unit", "duty__case__source").get(pk=row.matter_id or 0)
    duty = alert.duty
    rule = judged.rule_of(duty.case.source, duty.rule)
    today = clock.today()
    cards = judged.cards_of(duty, alert, today)
    until = judged.answer_by(rule, alert.jurisdiction_id, today)
    carry(alert, row, judged.as_judged(duty, rule, today), judged.as_drawn(cards, until))
    settle(alert)
    alert.save(update_fields=["due_on"])
