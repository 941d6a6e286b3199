"""Jobs of alerts."""

from __future__ import annotations

from zhixing.base import clock
from zhixing.kernel.jobs.app import app
from zhixing.kernel.jobs.schedule import SCHEDULE
from zhixing.modules.approvals.alerts.raising import raise_due


@app.periodic(cron=SCHEDULE["approvals.raise_due"])
@app.task(queue="time", name="approvals.raise_due", queueing_lock="approvals.raise_due")
def raise_all(timestamp: int) -> int:
    """Every minute: bring in what a stopped worker left, and close what people have settled since."""
    return raise_due(None, clock.today()).deeds
