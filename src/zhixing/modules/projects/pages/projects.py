"""The project's page: how far from its first plan, what it costs, who answers for it, what stands in its ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event
from zhixing.kernel.meetings.models import Meeting
from zhixing.modules.projects.actions.importing import import_projects
from zhixing.modules.projects.amounts_told import in_wan, money
from zhixing.modules.projects.choices import Category, KeyField, Level, Series, State
from zhixing.modules.projects.importing import LEDGER
from zhixing.modules.projects.models import MonthAmount, Problem, Project
from zhixing.modules.projects.pages.ledger import COLUMNS, FILTERS, TABS, annotated
from zhixing.modules.projects.pictures import curve, gantt, slip_words, tone_of
from zhixing.modules.projects.queries import curve_of, worst_slip
from zhixing.web.components import Chip, Column, Fact, Link, Row, Table
from zhixing.web.doors import addresses
from zhixing.web.doors.importing import present_import
from zhixing.web.doors.presenting import Presentation, present

ENTRIES, MEETINGS = 12, 8
_CHIPS = {
    State.DRAFT: ("pencil", "plain"),
    State.UNDER_WAY: ("progress", "active"),
    State.SUSPENDED: ("player-pause", "warn"),
    State.COMPLETED: ("circle-check", "met"),
    State.CANCELLED: ("x", "closed"),
}


def chip(project: Any) -> Chip:
    """The state as icon, word and tone."""
    state = State(project.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def lead(project: Project) -> Words | str:
    """Who leads, who is linked, how much: the project in one sentence."""
    if project.lead_unit is None:
        return ""
    said = w("{unit} leads; {total}.", "{unit}牵头，总投资{total}。")
    if project.linked_leader is not None:
        said = w(
            "{unit} leads, {leader} is linked; {total}.", "{unit}牵头，{leader}挂钩，总投资{total}。"
        ).put(leader=project.linked_leader.name)
    return said.put(unit=project.lead_unit.short_name, total=money(project.total_yuan))


def facts(project: Project) -> Sequence[Fact]:
    """What one asks of a project: level, money, period, progress, when it was last met, heard and filed."""
    bar = render_to_string(
        "components/progress.html",
        {"label": w("percent done", "形象进度百分比"), "done": project.progress_percent, "total": 100},
    )
    return [
        Fact(w("Level", "项目级别"), Level(project.level).label),
        Fact(w("Category", "项目类别"), Category(project.category).label),
        Fact(w("Monitored field", "监控重点领域"), KeyField(project.key_field).label),
        Fact(w("Scope and content", "建设规模及内容"), project.content or None),
        Fact(w("Owner", "建设单位"), project.owner or None),
        Fact(w("Sites", "建设地点"), list(project.sites)),
        Fact(w("Total investment", "总投资"), money(project.total_yuan)),
        Fact(w("Planned from", "计划开工"), project.planned_from_on),
        Fact(w("Planned until", "计划完成"), project.planned_until_on),
        Fact(w("Physical progress", "形象进度"), bar),
        Fact(w("Started", "启动日期"), project.started_on),
        Fact(w("Last on-site meeting", "最近现场办公会"), project.met_on),
        Fact(w("Last heard in the executive meeting", "常务会议最近听取"), project.heard_on),
        Fact(w("Ledger filed", "台账报备"), project.filed_on, note=_filing_note(project)),
        Fact(w("On the portal", "公众门户公开"), project.is_public),
    ]


def _filing_note(project: Project) -> Words | str:
    if project.started_on is None or project.is_filed:
        return ""
    return w("changed since", "此后有变更，待报备")


@dataclass(frozen=True, slots=True)
class ProblemTold:
    """A problem with what became of it."""

    row: Problem
    chip: Chip


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the ledger in a sentence, with its photographs and papers."""

    sentence: Words
    at: datetime
    photos: list[Link] = field(default_factory=list)
    papers: list[Link] = field(default_factory=list)


def context(project: Project | None, actor: Any) -> dict[str, Any]:
    """What the panels need; a fixed number of queries however long the ledger is."""
    if project is None:
        return {}
    today = clock.today()
    milestones = list(project.milestones.all())
    amounts = list(project.amounts.all())
    problems = project.problems.select_related("raised_by", "leader").order_by("solved_on", "-id")
    worst = worst_slip(milestones, today)
    told: dict[str, Any] = {
        "gantt": gantt(milestones, project.planned_from_on, today),
        "milestones": _milestones(milestones, today),
        "curve": curve(curve_of(amounts)),
        "amounts": _amounts(amounts),
        "sources": _sources(amounts),
        "links": _links(project),
        "group": _group(project),
        "problems": [ProblemTold(row, _problem_chip(row)) for row in problems],
        "meetings": _meetings(project),
        "entries": _entries(project),
    }
    if worst > 0 and project.is_open and project.started_on:
        words = w("days behind the first plan", "天滞后于首次计划")
        told |= {"figure": worst, "figure_word": words, "figure_tone": "bad" if worst >= 30 else "warn"}
    return told


def _milestones(milestones: Sequence[Any], today: Any) -> Table:
    columns = [
        Column("name", w("Milestone", "节点")),
        Column("planned", w("First plan", "首次计划"), kind="day"),
        Column("forecast", w("Forecast", "现预计"), kind="day"),
        Column("reached", w("Reached", "实际完成"), kind="day"),
        Column("slip", w("Against the first plan", "较首次计划"), kind="chip"),
    ]
    icons = {"met": "circle-check", "active": "clock", "warn": "alert-triangle", "bad": "clock-exclamation"}
    rows = []
    for milestone in milestones:
        tone = tone_of(milestone, today)
        slip = Chip(slip_words(milestone, today), icon=icons[tone], tone=tone)
        rows.append(
            Row([milestone.name, milestone.planned_on, milestone.forecast_on, milestone.reached_on, slip])
        )
    empty = w("No milestones have been planned yet.", "尚未设置节点。")
    return Table(caption=w("Milestones", "节点"), columns=columns, rows=rows, empty=empty)


def _amounts(amounts: Sequence[MonthAmount]) -> Table:
    """The curve's figures, cumulated, in ten thousand yuan."""
    columns = [
        Column("month", w("Month", "月份")),
        Column("first", w("First plan", "首次计划"), kind="number"),
        Column("planned", w("Present plan", "现行计划"), kind="number"),
        Column("actual", w("Invested", "完成投资"), kind="number"),
        Column("arrived", w("Funds received", "到位资金"), kind="number"),
    ]
    points = curve_of(amounts)
    is_started = any(p.first_planned for p in points)
    rows = [
        Row(
            [
                f"{p.month:%Y-%m}",
                in_wan(p.first_planned) if is_started else None,
                in_wan(p.planned),
                in_wan(p.actual),
                in_wan(p.arrived),
            ]
        )
        for p in points
    ]
    caption = w("Cumulated by month, 10,000 yuan", "逐月累计（万元）")
    return Table(
        caption=caption, columns=columns, rows=rows, empty=w("No plan by month yet.", "尚未编制分月计划。")
    )


def _sources(amounts: Sequence[MonthAmount]) -> Table:
    columns = [
        Column("source", w("Source", "资金来源")),
        Column("planned", w("Planned, 10,000 yuan", "计划（万元）"), kind="number"),
        Column("arrived", w("Received, 10,000 yuan", "到位（万元）"), kind="number"),
    ]
    rows = []
    for series in Series:
        mine = [a for a in amounts if a.series == series]
        if series != Series.INVESTMENT and mine:
            planned = sum((a.planned_yuan for a in mine), Decimal(0))
            arrived = sum((a.actual_yuan or Decimal(0) for a in mine), Decimal(0))
            rows.append(Row([series.label, in_wan(planned), in_wan(arrived)]))
    return Table(caption=w("Funds by source", "资金来源"), columns=columns, rows=rows)


def _links(project: Project) -> Table:
    columns = [
        Column("unit", w("Unit", "单位")),
        Column("top", w("Top leader", "主要领导")),
        Column("charge", w("Leader in charge", "分管领导")),
        Column("since", w("Since", "挂钩日期"), kind="day"),
    ]
    links = project.unit_links.current().select_related("unit", "top_leader", "leader_in_charge")
    rows = [
        Row([link.unit.short_name, link.top_leader.name, str(link.leader_in_charge or ""), link.from_on])
        for link in links
    ]
    empty = w("No leaders have been linked yet.", "尚未落实挂钩领导。")
    return Table(caption=w("Linked leaders", "挂钩领导"), columns=columns, rows=rows, empty=empty)


def _group(project: Project) -> list[Fact]:
    members = "、".join(project.group_members.order_by("staff_number").values_list("name", flat=True))
    return [
        Fact(w("Linked leader", "挂钩领导"), str(project.linked_leader or "") or None),
        Fact(w("Work group, head", "工作组组长"), str(project.group_head or "") or None),
        Fact(w("Work group, deputy", "工作组副组长"), str(project.group_deputy or "") or None),
        Fact(w("Work group, members", "工作组成员"), members or None),
    ]


def _problem_chip(problem: Problem) -> Chip:
    if problem.solved_on:
        return Chip(w("solved", "已解决"), icon="circle-check", tone="met")
    if problem.coordinated_on:
        return Chip(w("coordinated", "已协调"), icon="users", tone="active")
    return Chip(w("waits", "待协调"), icon="alert-triangle", tone="warn")


def _meetings(project: Project) -> Table:
    columns = [
        Column("meeting", w("Meeting", "会议")),
        Column("held", w("Held", "召开日期"), kind="day"),
        Column("chair", w("Chair", "主持")),
        Column("minuted", w("Minutes issued", "纪要印发"), kind="day"),
    ]
    found = Meeting.objects.filter(origin_id=project.pk).select_related("chair").order_by("-planned_at")
    rows = [
        Row([m.title, m.held_on, m.chair.name, m.minuted_on], url=addresses.of(m)) for m in found[:MEETINGS]
    ]
    empty = w("No on-site meeting has been called yet.", "尚未召集现场办公会。")
    return Table(caption=w("On-site meetings", "现场办公会"), columns=columns, rows=rows, empty=empty)


def _entries(project: Project) -> list[Entry]:
    kinds = ["projects.progress_recorded", "projects.milestone_reached"]
    rows = Event.objects.filter(matter_id=project.pk, kind__in=kinds).order_by("-id")[:ENTRIES]
    found = []
    for row in rows.prefetch_related("files__file"):
        entry = Entry(events.tell(row), row.happened_at)
        for use in row.files.all():
            link = Link(use.file.name, reverse("door-file", args=[use.file_id]))
            (entry.photos if use.file.content_type.startswith("image/") else entry.papers).append(link)
        found.append(entry)
    return found


present(
    "projects.project",
    Presentation(
        icon="building-bridge",
        chip=chip,
        facts=facts,
        columns=COLUMNS,
        filters=FILTERS,
        tabs=TABS,
        related=("linked_leader", "key_office", "group_head", "group_deputy"),
        annotated=annotated,
        below="projects/_project_below.html",
        context=context,
        lead=lead,
        standings={
            "carrying": w("Linked leader", "挂钩领导"),
            "overall": w("Top leader of the lead unit", "牵头单位主要领导"),
            "lead": w("Lead unit", "牵头单位"),
            "supporting": w("Units involved", "相关单位"),
            "handler": w("Linked leaders and work group", "单位挂钩领导和工作组"),
            "supervisor": w("Key-project office", "重点项目办公室"),
        },
    ),
)
present_import(
    "projects.project",
    import_projects,
    LEDGER,
    consequence=w(
        "Each line becomes a project in preparation of {unit}; units link their leaders, then it is started.",
        "每行登记为{unit}的前期项目，各单位落实挂钩领导后启动。",
    ),
    done=w("{n} projects imported.", "已导入 {n} 个项目。"),
    shows="state=draft&order=newest",
)
