"""Where the time of cases goes: the ways they take, what waits before which step, the variants. From events as they came."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base.words import w
from zhixing.modules.approvals.powers import VIEW
from zhixing.modules.approvals.scores.asked import Asked, asked
from zhixing.modules.approvals.scores.pages.figures import PERFORMANCE
from zhixing.modules.approvals.scores.pictures import lasting, process
from zhixing.modules.approvals.scoring import waiting
from zhixing.modules.approvals.scoring.definitions import DEFINITIONS
from zhixing.modules.approvals.scoring.naming import step_words
from zhixing.web.components import Column, Link, Row, Table
from zhixing.web.pages import Request, page

MOST_CASES = 20_000  # the latest of them: a page that is asked for often reads no more
MOST_STEPS, MOST_WAYS, MOST_VARIANTS = 14, 24, 10
TITLE = w("Where the time goes", "流程用时分析")


@require_safe
@page(VIEW)
def picture(request: Request) -> HttpResponse:
    """The process of one outside system: the one asked for, else the first that the reader sees, else the reader's own cases."""
    question = asked(request)
    sources = question.sources
    chosen = sources[0] if sources else None
    of = question.of_source(chosen.pk) if chosen else question
    latest = (
        of.cases()
        .filter(last_on__gte=of.period.first, last_on__lte=of.period.last)
        .order_by("-last_on", "-id")
    )
    cases = latest[:MOST_CASES]
    found = waiting.overview(cases, steps=MOST_STEPS, ways=MOST_WAYS)
    variants = waiting.variants(cases, MOST_VARIANTS)
    context = {
        "title": TITLE,
        "asked": of,
        "n": f"{found.cases:,}",
        "is_part_of_all": found.cases == MOST_CASES,
        "process": process(found.steps, found.edges, found.cases),
        "steps": _steps(found.steps, found.cases),
        "variants": _variants(variants, found.cases, of),
        "waiting": DEFINITIONS["waiting"][1],
        "working": DEFINITIONS["working"][1],
        "fields": of.fields(),
        "trail": [Link(PERFORMANCE, reverse("approvals-performance") + of.query()), Link(TITLE, "")],
    }
    return render(request, "approvals/scores/process.html", context)


def _steps(steps: Sequence[waiting.Step], cases: int) -> Table:
    rows = [
        Row(
            [
                step_words(step.name),
                step.cases,
                f"{100 * step.cases / cases:.0f}%",
                step.times,
                lasting(step.waits),
                lasting(step.waits_long),
                lasting(step.works),
            ]
        )
        for step in steps
    ]
    columns = [
        Column("step", w("Step", "环节"), fixed=True),
        Column("cases", w("Cases", "件数"), "number"),
        Column("share", w("Of all", "占比"), "number"),
        Column("times", w("Times", "次数"), "number"),
        Column("waits", w("Waiting before it, middle", "此前等待（中位数）")),
        Column("long", w("Nine of ten within", "九成不超过")),
        Column("works", w("At work, middle", "办理用时（中位数）")),
    ]
    return Table(w("Steps", "各环节用时"), columns, rows, empty=w("No events.", "没有事件记录。"))


def _variants(variants: Sequence[waiting.Variant], cases: int, of: Asked) -> Table:
    rows = []
    for variant in variants:
        said = " → ".join(str(step_words(step)) for step in variant.steps[:20])
        url = of.case_list(path=variant.path, **{"from": of.period.first, "until": of.period.last})
        n = Link(f"{variant.cases:,}", url) if url else variant.cases
        rows.append(
            Row([said + (" …" if len(variant.steps) > 20 else ""), n, f"{100 * variant.cases / cases:.0f}%"])
        )
    columns = [
        Column("path", w("Steps in their order", "办理路径"), fixed=True),
        Column("cases", w("Cases", "件数"), "number"),
        Column("share", w("Of all", "占比"), "number"),
    ]
    return Table(w("Variants", "主要路径"), columns, rows, empty=w("No events.", "没有事件记录。"))
