"""How a list of projects to report shows itself: why each was chosen, what was reported; before it, who should be heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.modules.projects import powers
from zhixing.modules.projects.amounts_told import in_wan
from zhixing.modules.projects.choices import ReportState
from zhixing.modules.projects.models import ReportLine, ReportList
from zhixing.modules.projects.queries import candidates
from zhixing.modules.projects.relations import reportable
from zhixing.web.components import Chip, Column, Fact, Row, Table
from zhixing.web.doors import addresses
from zhixing.web.doors.presenting import LedgerColumn, LedgerTab, Presentation, present

SHOWN = 10
_CHIPS = {
    ReportState.PROPOSED: ("hourglass", "active"),
    ReportState.APPROVED: ("signature", "active"),
    ReportState.NOTIFIED: ("send", "active"),
    ReportState.CONCLUDED: ("circle-check", "met"),
    ReportState.CANCELLED: ("x", "closed"),
}


def chip(report_list: Any) -> Chip:
    """The state as icon, word and tone."""
    state = ReportState(report_list.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def lead(report_list: ReportList) -> Words | str:
    """Which meeting, approved by whom."""
    said = w("Executive meeting of {day}; {approver} approves.", "{day}常务会议，由{approver}审定。")
    return said.put(day=report_list.meeting_on, approver=report_list.approver.name)


def facts(report_list: ReportList) -> Sequence[Fact]:
    """The meeting, its days, its agenda."""
    return [
        Fact(w("Executive meeting", "常务会议日期"), report_list.meeting_on),
        Fact(w("Approved by", "审定人"), report_list.approver.name),
        Fact(w("Approved on", "审定日期"), report_list.approved_on),
        Fact(w("Notice due on", "通知时限"), report_list.notice_due_on),
        Fact(w("Notice given on", "通知日期"), report_list.notified_on),
        Fact(w("Agenda", "会议议程"), list(report_list.agenda) or None),
    ]


@dataclass(frozen=True, slots=True)
class Reported:
    """A project on the list, why it is there, and what was said of it."""

    row: ReportLine
    url: str
    reasons: list[Words]
    chip: Chip
    additions: list[Any]


def context(report_list: ReportList | None, actor: Any) -> dict[str, Any]:
    """On a list its projects; on the ledger, for those who propose, the projects that the record says should be heard."""
    if report_list is None:
        return {"candidates": _candidates(actor)} if actor.has(powers.PROPOSE) else {}
    lines = report_list.lines.select_related("project", "reporter").prefetch_related("additions__unit")
    seen = set(reportable(None, actor).values_list("pk", flat=True))
    return {
        "lines": [
            Reported(
                row=line,
                url=addresses.of(line.project) if line.project_id in seen else "",
                reasons=[w(en, zh) for en, zh in line.said],
                chip=_line_chip(line),
                additions=list(line.additions.all()),
            )
            for line in lines
        ]
    }


def _line_chip(line: ReportLine) -> Chip:
    if line.taken_off_on:
        return Chip(w("taken off", "已撤下"), icon="minus", tone="closed")
    if line.reported_on:
        return Chip(w("reported", "已汇报"), icon="circle-check", tone="met")
    return Chip(w("to be reported", "待汇报"), icon="clock", tone="plain")


def _candidates(actor: Any) -> Table:
    columns = [
        Column("project", w("Project", "项目")),
        Column("reasons", w("Why it should be heard, from the record", "建议汇报理由（由台账生成）")),
        Column("leader", w("Linked leader", "挂钩领导")),
        Column("total", w("Total, 10,000 yuan", "总投资（万元）"), kind="number"),
        Column("heard", w("Last heard", "最近听取"), kind="day"),
    ]
    found = candidates(reportable(None, actor).select_related("linked_leader"), clock.today())
    rows = [
        Row(
            [
                c.project.title,
                list(c.said) or None,
                str(c.project.linked_leader or ""),
                in_wan(c.project.total_yuan),
                c.project.heard_on,
            ],
            url=addresses.of(c.project),
        )
        for c in found[:SHOWN]
    ]
    empty = w("No key project is under way.", "目前没有推进中的重点项目。")
    return Table(
        caption=w("Projects that should be heard", "建议汇报项目"), columns=columns, rows=rows, empty=empty
    )


present(
    "projects.report_list",
    Presentation(
        icon="presentation",
        chip=chip,
        facts=facts,
        lead=lead,
        related=("approver", "office"),
        columns=[
            LedgerColumn("meeting_on", w("Executive meeting", "常务会议"), kind="day"),
            LedgerColumn("approver", w("Approved by", "审定人"), reads=("approver__name",)),
            LedgerColumn("approved_on", w("Approved on", "审定日期"), kind="day"),
            LedgerColumn("notified_on", w("Notice given", "通知日期"), kind="day"),
        ],
        tabs=[
            LedgerTab(
                "approval", w("Awaiting approval", "待审定"), lambda today: Q(state=ReportState.PROPOSED)
            )
        ],
        above="projects/_candidates.html",
        below="projects/_report_list_below.html",
        context=context,
        standings={
            "lead": w("Government office", "政府办公室"),
            "carrying": w("Approves", "审定人"),
            "observer": w("Told to prepare", "汇报准备单位和领导"),
        },
    ),
)
