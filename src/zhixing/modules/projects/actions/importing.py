"""Bring an existing ledger of key projects in from a spreadsheet: all of its lines, or none."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import FileId, Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.tables.findings import Ready
from zhixing.kernel.tables.service import lines_of
from zhixing.modules.projects.amounts_told import TEN_THOUSAND
from zhixing.modules.projects.choices import Level, State
from zhixing.modules.projects.events.founding import ProjectImported
from zhixing.modules.projects.importing import LEDGER, milestones_of
from zhixing.modules.projects.models import Milestone, Project
from zhixing.modules.projects.powers import STEER
from zhixing.modules.projects.relations import offices


@action(
    Project,
    "import_projects",
    power=STEER,
    opens=True,
    words=w("Import a ledger", "导入台账"),
    help=w(
        "Register one project for each line of a spreadsheet; if one line is wrong, nothing is imported.",
        "按表格逐行登记项目；有一行不符合要求的，全部不导入。",
    ),
)
def import_projects(
    *,
    file: Annotated[FileId, Label(w("Spreadsheet", "表格文件"))],
    key_office: Annotated[Unit, among(offices)],
    actor: Actor,
) -> list[tuple[Project, object]]:
    """Register every line as a project in preparation with its milestones, or refuse with the first line that is wrong."""
    name, lines = lines_of(int(file), LEDGER, key_office, actor)
    jurisdiction = jurisdiction_of(key_office)
    made = [(_drafted(line, key_office, jurisdiction), line) for line in lines]
    participations.begin(
        [(project, _standings(project, line)) for project, line in made], planned=[Standing.CARRYING]
    )
    planned = {project.pk: _planned(line) for project, line in made}
    Milestone.objects.bulk_create(
        Milestone(project_id=pk, name=milestone, planned_on=day)
        for pk, found in planned.items()
        for milestone, day in found
    )
    return [(project, _told(project, line, name, len(planned[project.pk]))) for project, line in made]


_ELSEWHERE = ("lead_unit", "involved_units", "total", "milestones", "progress_percent")


def _drafted(line: Ready, key_office: Unit, jurisdiction: Unit) -> Project:
    return open_matter(
        Project,
        jurisdiction=jurisdiction,
        state=State.DRAFT,
        key_office=key_office,
        total_yuan=line["total"] * TEN_THOUSAND,
        progress_percent=line["progress_percent"] or 0,
        **line.without(*_ELSEWHERE),
    )


def _planned(line: Ready) -> list[tuple[str, date]]:
    found = milestones_of(line["milestones"] or [])
    assert not isinstance(found, str)  # the line was judged a moment ago
    return found


def _standings(project: Project, line: Ready) -> participations.Standings:
    """Who stands how to it. That units exist and the leader serves today was judged a moment ago, for all lines at once."""
    return {
        Standing.LEAD: ([line["lead_unit"]], []),
        Standing.SUPPORTING: (line["involved_units"], []),
        Standing.SUPERVISOR: ([project.key_office], []),
        Standing.CARRYING: ([], [line["linked_leader"]] if line["linked_leader"] else []),
    }


def _told(project: Project, line: Ready, name: str, milestones: int) -> ProjectImported:
    return ProjectImported(
        title=project.title,
        level=Level(project.level),
        lead_unit_id=line["lead_unit"].pk,
        milestones=milestones,
        file=name,
        line=line.line,
    )
