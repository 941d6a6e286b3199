"""The queue: what recurs, what waits, what failed and can be tried again."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from zhixing.base.words import w
from zhixing.kernel.jobs import schedule
from zhixing.modules.administration.pages import subjects
from zhixing.web.components import Column, Row, Table
from zhixing.web.pages import Request, page

SHOWN = 100
STATES = {
    "todo": w("waiting", "等待"),
    "doing": w("running", "执行中"),
    "succeeded": w("done", "完成"),
    "failed": w("failed", "失败"),
    "cancelled": w("cancelled", "已取消"),
    "aborted": w("stopped", "已中止"),
}


@require_safe
@page("system.manage")
def jobs(request: Request) -> HttpResponse:
    """Queues by state, the schedule with when each last ran, what failed."""
    failed: QuerySet[Any] = ProcrastinateJob.objects.filter(status="failed").order_by("-id")
    context = {
        "queues": queues(),
        "schedule": scheduled(),
        "failed": [(job, _when(job), subjects.deeds(job, request.actor)) for job in failed[:SHOWN]],
        "failed_count": failed.count(),
    }
    return render(request, "administration/jobs.html", context)


def queues() -> Table:
    """How many jobs stand how, queue by queue."""
    rows: QuerySet[Any] = ProcrastinateJob.objects.order_by()
    counted: dict[str, dict[str, int]] = {}
    for queue, status, n in rows.values_list("queue_name", "status").annotate(n=Count("pk")):
        counted.setdefault(queue, {})[status] = n
    columns = [Column("queue", w("Queue", "队列"))]
    columns += [Column(code, said, kind="number") for code, said in STATES.items()]
    lines = [
        Row([QUEUES.get(queue, queue), *(states.get(code, 0) for code in STATES)])
        for queue, states in sorted(counted.items())
    ]
    return Table(w("Queues", "队列"), columns, lines, empty=w("No job was ever queued.", "暂无任务。"))


def scheduled() -> Table:
    """What recurs, from the one file that lists it, and when each last succeeded."""
    events: QuerySet[Any] = ProcrastinateEvent.objects.filter(
        type="succeeded", job__task_name__in=schedule.SCHEDULE
    )
    last = dict(events.order_by().values_list("job__task_name").annotate(at=Max("at")))
    lines = [
        Row([_told(name), WHEN.get(cron, cron), last.get(name)]) for name, cron in schedule.SCHEDULE.items()
    ]
    columns = [
        Column("what", w("Job", "任务")),
        Column("cron", w("When", "执行时间")),
        Column("last", w("Last done", "最近完成"), kind="day"),
    ]
    return Table(w("What recurs", "定时任务"), columns, lines)


TOLD = {
    "ledger.seal": w("seals what waits and signs the head", "封存待封记录并签名树头"),
    "obligations.tick": w("cards, escalations and new periods that fall due", "到期预警、上报和新周期"),
    "obligations.findings": w(
        "tallies that reached their threshold, for a person to decide on", "累计达到标准的情形，提请研判"
    ),
    "notices.digests": w("the morning's digests, none on rest days", "每日早间消息汇总（休息日不发）"),
    "files.sweep": w("removes what was uploaded and never used", "清理未使用的上传文件"),
    "approvals.upkeep": w(
        "outside cases that time alone changes, deliveries left over", "外部办件的时限推移和遗留批次"
    ),
    "approvals.raise_due": w(
        "alerts of approvals: raised, followed, closed where all is settled",
        "审批预警件的生成、更新和自动办结",
    ),
    "matters.audit": w("compares derived columns with what they derive from", "核对派生数据"),
}

WHEN = {
    "* * * * * */10": w("every ten seconds", "每 10 秒"),
    "* * * * * 5": w("every minute", "每分钟"),
    "* * * * * 35": w("every minute", "每分钟"),
    "*/5 * * * * 20": w("every five minutes", "每 5 分钟"),
    "30 8 * * *": w("daily at 8:30", "每日 8:30"),
    "15 3 * * *": w("daily at 3:15", "每日 3:15"),
    "30 3 * * *": w("daily at 3:30", "每日 3:30"),
}
QUEUES = {
    "time": w("limits and cards", "时限与预警"),
    "ledger": w("sealing", "封存"),
    "files": w("files", "文件"),
    "notices": w("notices", "消息"),
    "audit": w("checks of the records", "核对"),
    "approvals": w("outside cases", "外部办件"),
}


def _told(name: str) -> Any:
    """What a recurring job does; of one that came later its own docstring."""
    if name in TOLD:
        return TOLD[name]
    task: Any = app.tasks.get(name)
    return (task.func.__doc__ or name) if task is not None else name


def _when(job: Any) -> Any:
    return ProcrastinateEvent.objects.filter(job=job, type="failed").aggregate(at=Max("at"))["at"]
