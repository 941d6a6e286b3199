"""The duty and its cards follow the alert, in the transaction of the deed: the kernel keeps them as its own."""

from __future__ import annotations

from zhixing.base import clock
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.elsewhere import carry
from zhixing.kernel.obligations.settle import settle
from zhixing.modules.approvals.alerts import judged
from zhixing.modules.approvals.models import Alert, Duty


@events.on("approvals.alert_raised")
@events.on("approvals.alert_rejudged")
def carry_duty(row: Event) -> None:
    """Write the duty as it is judged, draw its new cards, and settle what they begin (an explanation owed to the public)."""
    alert = Alert.objects.select_related("source__jurisdiction").get(pk=row.matter_id or 0)
    duty = Duty.objects.select_related("unit", "case__source").get(pk=alert.duty_id)
    today = clock.today()
    cards = judged.cards_of(duty, alert, today)
    until = judged.answer_by(alert.source, duty.rule, today)
    carry(alert, row, judged.as_judged(duty, today), judged.as_drawn(cards, until))
    settle(alert)
    alert.save(update_fields=["due_on"])
