"""What happens by itself in approval monitoring: deliveries are loaded, cases judged, alerts raised, each at its moment."""

from __future__ import annotations

from datetime import datetime

from zhixing.base import clock
from zhixing.demo.history.steps import AlertOn
from zhixing.modules.approvals.judging_store import judge_touched, touch_due
from zhixing.modules.approvals.loading import load
from zhixing.modules.approvals.models import Alert, Batch
from zhixing.modules.approvals.models.sources import BatchState

DELIVERED = "approvals.source/deliver"


def take_in(moment: datetime) -> None:
    """Load what was delivered and judge it, as the product's own jobs would within seconds."""
    with clock.at(moment):
        waiting = Batch.objects.exclude(state=BatchState.LOADED).order_by("pk")
        for batch_id in waiting.values_list("pk", flat=True):
            load(batch_id)
    judge(moment)


def judge(moment: datetime) -> None:
    """Judge what was touched, and what the day alone changes."""
    with clock.at(moment):
        touch_due(clock.today())
        while judge_touched():
            pass


def alert_on(wanted: AlertOn) -> int:
    """The alert that a story is about."""
    found = Alert.objects.filter(case__number=wanted.case, duty__cards__colour=wanted.colour).order_by("pk")
    alert = found.first()
    if alert is None:
        raise RuntimeError(f"the plan is wrong: nothing was raised on {wanted}")
    return int(alert.pk)
