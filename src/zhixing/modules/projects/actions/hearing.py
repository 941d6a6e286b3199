"""In the executive meeting: the agenda, the leader's report first, the units' additions, what was decided (S4.1-02, S4.1-05)."""

from __future__ import annotations

from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions import handing
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.projects.actions.reports import WHY
from zhixing.modules.projects.choices import ReportState
from zhixing.modules.projects.events.reports import (
    AgendaSet,
    LeaderReported,
    ProjectHeard,
    ProjectTakenOff,
    ReportsConcluded,
    UnitAdded,
)
from zhixing.modules.projects.models import Project, ReportAddition, ReportLine, ReportList
from zhixing.modules.projects.powers import PROPOSE
from zhixing.modules.projects.refusals import (
    LeaderFirst,
    MeetingAhead,
    NotOnList,
    ReportedAlready,
    Unreported,
)
from zhixing.modules.projects.relations import OFFICE, government_leaders, lines_on_list, units


@action(
    ReportList,
    "set_executive_agenda",
    power=PROPOSE,
    by=OFFICE,
    moves={ReportState.APPROVED: "", ReportState.NOTIFIED: ""},
    words=w("Set the agenda", "确定会议议程"),
    help=w(
        "The other items of the executive meeting; the reports on key projects stand on it by themselves.",
        "填写常务会议其他议题；重点工作和重点项目汇报环节自动列入。",
    ),
)
def set_executive_agenda(
    report_list: ReportList,
    *,
    agenda: Annotated[list[str], Label(hint=w("One item each.", "每项一条。"))] = [],  # noqa: B006  # read only
) -> AgendaSet:
    """Set the meeting's agenda, which has the reports on key projects among its items (S4.1-02, a gate holds it)."""
    lines = report_list.lines.on_list().select_related("project")
    reported = "、".join(line.project.title for line in lines)
    report_list.agenda = [item for item in agenda if item] + [f"听取重点工作和重点项目汇报：{reported}"[:200]]
    return AgendaSet(meeting_on=report_list.meeting_on, agenda=list(report_list.agenda))


@action(
    ReportList,
    "take_off",
    power=PROPOSE,
    by=OFFICE,
    moves={ReportState.APPROVED: "", ReportState.NOTIFIED: ""},
    words=w("Take a project off", "撤下项目"),
    help=w("It is not reported in this meeting, for the reason given.", "该项目本次不汇报，须说明理由。"),
)
def take_off(
    report_list: ReportList, *, report_line: Annotated[ReportLine, among(lines_on_list)], reason: WHY
) -> ProjectTakenOff:
    """Take a project off the list; the line stays on record."""
    if report_line.reported_on is not None:
        raise ReportedAlready(title=report_line.project.title)
    report_line.taken_off_on = clock.today()
    report_line.save(update_fields=["taken_off_on"])
    return ProjectTakenOff(
        project_id=report_line.project_id, project=report_line.project.title, reason=reason
    )


@action(
    ReportList,
    "record_report",
    power=PROPOSE,
    by=OFFICE,
    moves={ReportState.NOTIFIED: ""},
    tone="primary",
    words=w("Record the leader's report", "记录领导汇报"),
    help=w("The leader reports first; then units add.", "先由区领导汇报，再由相关单位补充。"),
)
def record_report(
    report_list: ReportList,
    *,
    report_line: Annotated[ReportLine, among(lines_on_list)],
    reporter: Annotated[Person, among(government_leaders)],
    text: Annotated[str, Long(10_000)],
) -> list[tuple[Matter, DomainEvent]]:
    """Record what the leader reported of a project (S4.1-05); the project was heard on that day."""
    if clock.today() < report_list.meeting_on:
        raise MeetingAhead(meeting_on=report_list.meeting_on)
    if report_line.reported_on is not None:
        raise ReportedAlready(title=report_line.project.title)
    report_line.reporter, report_line.report = reporter, text
    report_line.reported_on = report_list.meeting_on
    report_line.save(update_fields=["reporter", "report", "reported_on"])
    project = Project.objects.select_for_update(no_key=True, of=("self", "matter_ptr")).get(
        pk=report_line.project_id
    )
    project.heard_on = report_list.meeting_on
    told = LeaderReported(
        project_id=project.pk, project=project.title, person_id=reporter.pk, reporter=reporter.name, text=text
    )
    heard = ProjectHeard(meeting_on=report_list.meeting_on, person_id=reporter.pk, reporter=reporter.name)
    return [(report_list, told), (project, heard)]


@action(
    ReportList,
    "record_addition",
    power=PROPOSE,
    by=OFFICE,
    moves={ReportState.NOTIFIED: ""},
    words=w("Record a unit's addition", "记录补充汇报"),
    help=w("What a unit added to the leader's report.", "记录相关单位的补充汇报。"),
)
def record_addition(
    report_list: ReportList,
    *,
    report_line: Annotated[ReportLine, among(lines_on_list)],
    adding_unit: Annotated[Unit, among(units)],
    text: Annotated[str, Long(5000)],
) -> UnitAdded:
    """Record what a unit added (S4.1-05): after the leader, and only a unit that takes part."""
    if report_line.reported_on is None:
        raise LeaderFirst(title=report_line.project.title)
    if adding_unit.pk not in report_line.project.taking_part_ids:
        raise NotOnList(unit=adding_unit.name, title=report_line.project.title)
    ReportAddition.objects.create(line=report_line, unit=adding_unit, text=text)
    return UnitAdded(
        project_id=report_line.project_id,
        project=report_line.project.title,
        unit_id=adding_unit.pk,
        unit=adding_unit.name,
        text=text,
    )


@action(
    ReportList,
    "conclude_reports",
    power=PROPOSE,
    by=OFFICE,
    moves={ReportState.NOTIFIED: ReportState.CONCLUDED},
    words=w("Conclude", "汇报办结"),
    help=w("Every project was reported; write down what was decided.", "各项目均已汇报，记录会议决定。"),
)
def conclude_reports(
    report_list: ReportList,
    *,
    decision: Annotated[str, Long(5000), Label(w("What was decided", "会议决定"))] = "",
) -> ReportsConcluded:
    """Conclude the list once every project on it was reported."""
    waiting = list(report_list.lines.on_list().filter(reported_on=None).select_related("project"))
    if waiting:
        raise Unreported(n=len(waiting), title=waiting[0].project.title)
    report_list.closed_on = clock.today()
    return ReportsConcluded(n=report_list.lines.on_list().count(), decision=decision)


hand_on = handing.declare(
    ReportList, power=PROPOSE, by=OFFICE, moves={ReportState.NOTIFIED: "", ReportState.CONCLUDED: ""}
)
