"""What people do to jobs."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class JobRetried(DomainEvent):
    kind = "administration.job_retried"
    words = w("Job tried again", "重试任务")
    sentence = w("{actor} let the job {task} ({job}) run again.", "{actor}重新执行任务{task}（{job}）。")

    job: int
    task: str
