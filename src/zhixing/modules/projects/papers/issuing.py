"""Papers follow from events: each is numbered, kept and on the matter's page in the transaction of the deed itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhixing.base import clock
from zhixing.kernel.letters import issued, register
from zhixing.kernel.letters.issued import Number
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters import events, numbering
from zhixing.kernel.matters.models import Event, Matter
from zhixing.modules.projects.models import Project, ReportList, TableDuty
from zhixing.modules.projects.queries import table_period, table_rows

CODE_LIMIT = 18  # of the twenty characters an agency code may have
_PROJECT = ("lead_unit", "key_office", "linked_leader", "group_head", "group_deputy", "jurisdiction")


def _keep(
    code: str, matter: Matter, row: Event, *, on: date, agency: str = "", issue: str = "", **more: Any
) -> Letter:
    """Write and keep the paper `code`: numbered in the series of `agency`, or counted in that of `issue`."""
    number = None
    if agency:
        series = agency[:CODE_LIMIT]
        number = Number(series, on.year, numbering.take(series, on.year))
    if issue:
        more["issue"] = numbering.take(issue[:CODE_LIMIT], on.year)
    paper = register.build(code, matter, number=str(number) if number else "", on=on, event=row, **more)
    return issued.keep(
        paper,
        code=code,
        number=number,
        matter=matter.matter_ptr,  # type: ignore[attr-defined]  # every kind has its parent link
        event_id=row.pk,
        issued_by=row.actor_name,
        even_without_fonts=True,
    )


def _project(row: Event) -> Project:
    return Project.objects.select_related(*_PROJECT).get(pk=row.matter_id or 0)


def _code(project: Project) -> str:
    return project.key_office.document_code or "重点"


@events.on("projects.ledger_filed")
def with_the_filing(row: Event) -> None:
    project = _project(row)
    _keep("projects.ledger", project, row, on=clock.today(), agency=_code(project) + "台")


@events.on("projects.quarter_reported")
def with_the_quarter(row: Event) -> None:
    project = _project(row)
    _keep("projects.quarter", project, row, on=clock.today(), agency=_code(project) + "季")


@events.on("projects.problem_coordinated")
def with_the_coordination(row: Event) -> None:
    project = _project(row)
    _keep("projects.coordination", project, row, on=clock.today(), issue=_code(project) + "协纪")


@events.on("projects.report_notified")
def with_the_notice(row: Event) -> None:
    """The notice, and a briefing sheet of each project as its ledger is now."""
    report_list = ReportList.objects.select_related("office", "approver", "jurisdiction").get(
        pk=row.matter_id or 0
    )
    code = (report_list.office.document_code or "府办") + "汇通"
    _keep("projects.report_notice", report_list, row, on=clock.today(), agency=code)
    lines = report_list.lines.on_list().select_related("project__linked_leader", "project__lead_unit")
    for line in lines:
        _keep("projects.briefing", report_list, row, on=clock.today(), line=line)


@events.on("projects.site_meetings_tabled")
def with_the_table(row: Event) -> None:
    duty = TableDuty.objects.select_related("office", "jurisdiction").get(pk=row.matter_id or 0)
    rows = table_rows(duty, table_period(duty, date.fromisoformat(str(row.facts["first_on"]))))
    code = (duty.office.document_code or "府办") + "现"
    _keep("projects.meeting_table", duty, row, on=clock.today(), agency=code, rows=rows)
