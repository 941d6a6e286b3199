"""Scores for everyone: from the day decided on, with the method, what was corrected, and who decided (S0-43, G-34)."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.base.words import w
from zhixing.modules.approvals.models import ScoreTable
from zhixing.modules.approvals.models.scores import ScoreState
from zhixing.modules.approvals.scores import tables
from zhixing.modules.approvals.scores.pictures import whiskers
from zhixing.web.components import Column, Link, Row, Table
from zhixing.web.pages import Request, page

SHOWN = 200
SCORES = w("Approval performance", "审批绩效公布")
COLUMNS = (
    "level", "name", "cases", "in_time", "share", "low", "high", "against", "best", "worst", "used_share", "used_of",
    "waiting_minutes", "working_minutes", "stopped_minutes", "returns", "yellow", "red", "removed", "breaches",
    "satisfaction", "satisfaction_of",
)  # fmt: skip


def published() -> QuerySet[ScoreTable]:
    """The tables that are public today, the latest period first."""
    found = ScoreTable.objects.filter(state=ScoreState.TO_PUBLISH, publish_on__lte=clock.today())
    return found.select_related("office").order_by("-last_on", "-first_on", "-pk")


def _one(table_id: int) -> ScoreTable:
    found = published().filter(pk=table_id).select_related("office", "decided_by__person").first()
    if found is None:
        raise NotFound
    return found


@require_safe
@page(None)
def front(request: Request) -> HttpResponse:
    """Every table that is public."""
    columns = [
        Column("title", w("Table", "绩效表"), fixed=True),
        Column("first", w("From", "起始日期"), "day"),
        Column("last", w("Until", "截止日期"), "day"),
        Column("office", w("By", "核定单位")),
        Column("published", w("Published", "公布日期"), "day"),
    ]
    rows = [
        Row(
            [table.title, table.first_on, table.last_on, table.office.name, table.publish_on],
            url=reverse("approvals-public-score", args=[table.pk]),
        )
        for table in published()[:SHOWN]
    ]
    empty = w("No table has been published yet.", "尚未公布审批绩效。")
    context = {"title": SCORES, "table": Table(SCORES, columns, rows, empty=empty)}
    return render(request, "approvals/scores/portal/front.html", context)


@require_safe
@page(None)
def one(request: Request, table_id: int) -> HttpResponse:
    """One table: the units with their intervals, items, steps, corrections, the method, and who decided."""
    table = _one(table_id)
    snapshots = list(table.snapshots.all())
    content = snapshots[-1].content
    context = {
        "table": table,
        "content": content,
        "figures": tables.figures(content["all"], tables.nowhere),
        "whiskers": whiskers(content["units"], content["all"]["share"]),
        "units": tables.units(content, tables.nowhere),
        "items": tables.items(content, tables.nowhere),
        "steps": tables.steps(content, tables.nowhere),
        "changed": tables.differences(snapshots[0].content, content) if len(snapshots) > 1 else None,
        "corrections": [s for s in snapshots if s.number > 1],
        "method": content["method"],
        "trail": [Link(SCORES, reverse("approvals-public-scores")), Link(table.title, "")],
    }
    return render(request, "approvals/scores/portal/one.html", context)


@require_safe
@page(None)
def as_json(request: Request, table_id: int) -> JsonResponse:
    """The table as data, every version of it, with the fingerprints that the record sealed."""
    table = _one(table_id)
    versions = [{"sha256": s.sha256, "content": s.content} for s in table.snapshots.all()]
    told: dict[str, Any] = {
        "number": table.number,
        "published_on": table.publish_on,
        "decided_on": table.decided_on,
        "decided_by": str(table.decided_by),
        "current": table.version,
        "versions": versions,
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@require_safe
@page(None)
def as_csv(request: Request, table_id: int) -> HttpResponse:
    """The figures in force as CSV (UTF-8 with its mark, for spreadsheets): one line for all, each unit, item and step."""
    table = _one(table_id)
    content = table.current.content
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    named = [("all", "", content["all"])]
    named += [("unit", line["unit"] or "", line) for line in content["units"]]
    named += [("item", line["item"], line) for line in content["items"]]
    named += [("step", line["rule_zh"], line) for line in content["steps"]]
    for level, name, line in named:
        figures = line | {"breaches": sum(line["breaches"].values())}
        writer.writerow([level, harmless(name), *(figures.get(column) for column in COLUMNS[2:])])
    answer = HttpResponse(made.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = (
        f'attachment; filename="approval-performance-{table.last_on.isoformat()}.csv"'
    )
    return answer


def harmless(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in ("=", "+", "-", "@", "\t", "\r") else name
