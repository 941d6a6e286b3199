"""Have the worker do things soon: one job of each kind waits at most."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued


def judge_soon() -> None:
    """What was touched is judged by the next free worker."""
    from zhixing.modules.approvals.tasks import judge

    _once(judge.configure(queueing_lock="approvals.judge"))


def load_soon(batch_id: int, *, in_seconds: int = 0) -> None:
    """The delivery is loaded by the next free worker; deliveries of one source after each other."""
    from zhixing.modules.approvals.tasks import load_batch

    lock = f"approvals.load_batch:{batch_id}"
    if in_seconds:
        _once(
            load_batch.configure(queueing_lock=lock, schedule_in={"seconds": in_seconds}), batch_id=batch_id
        )
    else:
        _once(load_batch.configure(queueing_lock=lock), batch_id=batch_id)


def drain_soon(source_id: int) -> None:
    """What arrived by the API is taken in by the next free worker."""
    from zhixing.modules.approvals.tasks import drain_source

    _once(drain_source.configure(queueing_lock=f"approvals.drain:{source_id}"), source_id=source_id)


def _once(job: Any, **given: int) -> None:
    try:
        with transaction.atomic():
            job.defer(**given)
    except AlreadyEnqueued:
        pass  # one waits already, and it will see what we have just committed
