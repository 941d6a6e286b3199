"""The public list of key projects: what the key-project office set as public, without a word about persons."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.modules.projects.amounts_told import in_wan
from zhixing.modules.projects.choices import Category, Level, State
from zhixing.modules.projects.models import Project
from zhixing.modules.projects.pages.projects import chip
from zhixing.web.components import Column, Row, Table
from zhixing.web.pages import page

SHOWN = 500
_STATES = [State.UNDER_WAY, State.SUSPENDED, State.COMPLETED]


def published() -> QuerySet[Project]:
    """What is public: set so, started, and not given up."""
    found = Project.objects.filter(is_public=True, state__in=_STATES).select_related("lead_unit")
    return found.order_by("number", "pk")


@require_safe
@page(None)
def public(request: HttpRequest) -> HttpResponse:
    """The list for everyone."""
    columns = [
        Column("title", w("Project", "项目")),
        Column("level", w("Level", "级别")),
        Column("category", w("Category", "类别")),
        Column("unit", w("Lead unit", "牵头单位")),
        Column("sites", w("Sites", "建设地点")),
        Column("total", w("Total, 10,000 yuan", "总投资（万元）"), kind="number"),
        Column("until", w("Planned until", "计划完成"), kind="day"),
        Column("progress", w("Physical progress, %", "形象进度（%）"), kind="number"),
        Column("state", w("State", "状态"), kind="chip"),
    ]
    rows = [Row(_cells(project)) for project in published()[:SHOWN]]
    empty = w("No key project has been published yet.", "尚未公开重点项目。")
    caption = w("Key projects", "重点项目清单")
    table = Table(caption=caption, columns=columns, rows=rows, empty=empty)
    return render(request, "projects/public.html", {"table": table, "today": clock.today()})


def _cells(project: Project) -> list[Any]:
    return [
        project.title,
        Level(project.level).label,
        Category(project.category).label,
        project.lead_unit.name if project.lead_unit else None,
        list(project.sites),
        in_wan(project.total_yuan),
        project.planned_until_on,
        project.progress_percent,
        chip(project),
    ]


@require_safe
@page(None)
def public_json(request: HttpRequest) -> JsonResponse:
    """The same list for machines; amounts in yuan as text."""
    told = [
        {
            "number": project.number,
            "title": project.title,
            "level": project.level,
            "category": project.category,
            "lead_unit": project.lead_unit.name if project.lead_unit else None,
            "owner": project.owner,
            "sites": project.sites,
            "total_yuan": f"{project.total_yuan:.2f}",
            "planned_from_on": project.planned_from_on.isoformat(),
            "planned_until_on": project.planned_until_on.isoformat(),
            "progress_percent": project.progress_percent,
            "state": project.state,
        }
        for project in published()[:SHOWN]
    ]
    return JsonResponse({"as_of": clock.today().isoformat(), "projects": told})
