"""Letting a job that failed run again."""

from __future__ import annotations

from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.register import action
from zhixing.modules.administration.events.jobs import JobRetried
from zhixing.modules.administration.refusals import JobNotFailed


@action(
    ProcrastinateJob,
    "retry",
    power="system.manage",
    words=w("Try again", "重试"),
    help=w("Jobs may run twice without harm.", "任务可重复执行，不会造成重复结果。"),
    shown_if=lambda job: job.status == "failed",
)
def retry(job: ProcrastinateJob) -> JobRetried:
    """Put a failed job back into its queue."""
    if job.status != "failed":
        raise JobNotFailed
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select procrastinate_retry_job_v2(%s, %s, null, null, null)", [job.pk, clock.now()]
            )
    except IntegrityError as waits:  # its queueing lock is held: the same job waits already
        raise JobNotFailed from waits
    return JobRetried(job=job.pk, task=job.task_name)
