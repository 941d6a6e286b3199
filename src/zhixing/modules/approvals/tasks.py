"""Jobs of approval monitoring: deliveries are loaded, arrivals taken in, cases judged."""

from __future__ import annotations

from time import monotonic

from zhixing.base import clock
from zhixing.kernel.jobs.app import app
from zhixing.kernel.jobs.schedule import SCHEDULE
from zhixing.modules.approvals import arrivals, loading
from zhixing.modules.approvals.judging_store import judge_touched, touch_due
from zhixing.modules.approvals.loading.soon import judge_soon, load_soon
from zhixing.modules.approvals.models import Batch
from zhixing.modules.approvals.models.sources import BatchState

BUSY_SECONDS = 5
SLICE_SECONDS = 5.0  # then other jobs have their turn


@app.task(queue="approvals", name="approvals.load_batch", retry=3)
def load_batch(batch_id: int) -> None:
    """Load a delivery. Loaded already, it changes nothing; while another of its source is being loaded it comes back later."""
    if not loading.load(batch_id, waits=False):
        load_soon(batch_id, in_seconds=BUSY_SECONDS)


@app.task(queue="approvals", name="approvals.drain", retry=3)
def drain_source(source_id: int) -> int:
    """Take in what arrived by the API, and judge the cases it touched."""
    return arrivals.drain(source_id)


@app.task(queue="approvals", name="approvals.judge", retry=3)
def judge() -> int:
    """Judge what was touched, a few seconds at a time."""
    done, until = 0, monotonic() + SLICE_SECONDS
    while judged := judge_touched():
        done += judged
        if monotonic() > until:
            judge_soon()
            break
    return done


@app.periodic(cron=SCHEDULE["approvals.upkeep"])
@app.task(queue="approvals", name="approvals.upkeep", queueing_lock="approvals.upkeep")
def keep_up(timestamp: int) -> None:
    """Every minute: what time alone changes in outside cases, and what a stopped worker left."""
    for batch_id in Batch.objects.filter(state__in=[BatchState.WAITING, BatchState.LOADING]).values_list(
        "pk", flat=True
    ):
        load_soon(batch_id)
    arrivals.drain_all_soon()
    touch_due(clock.today())
    judge_soon()
