"""The projects of one executive meeting: proposed by the office, approved by the chief, noticed, reported (S4.1-02..05)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Matter, Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.projects.choices import ReportState
from zhixing.modules.projects.events.reports import (
    ReportersNotified,
    ReportListApproved,
    ReportListChanged,
    ReportListProposed,
    ReportListReturned,
    ReportMeetingCancelled,
    ReportMeetingMoved,
)
from zhixing.modules.projects.models import Project, ReportLine, ReportList
from zhixing.modules.projects.powers import APPROVE, PROPOSE
from zhixing.modules.projects.queries import candidates, notice_day
from zhixing.modules.projects.refusals import MeetingSetAlready, TooLateForNotice
from zhixing.modules.projects.relations import APPROVER, OFFICE, government_leaders, offices, reportable

WHY = Annotated[str, Long(2000), Label(w("Reason", "理由"))]
PENDING = [ReportState.PROPOSED, ReportState.APPROVED, ReportState.NOTIFIED]


def notice_must_be_possible(jurisdiction: Unit, meeting_on: date) -> date:
    """The last day for the notice; refused when it lies before today."""
    day = notice_day(meeting_on, calendar_for(jurisdiction.pk))
    if day < clock.today():
        raise TooLateForNotice(meeting_on=meeting_on, notice_due_on=day)
    return day


def meeting_must_be_free(office: Unit, meeting_on: date) -> None:
    """Refuse a second list of this office for the same meeting."""
    before = ReportList.objects.filter(office=office, meeting_on=meeting_on, cancelled_on=None).first()
    if before is not None:
        raise MeetingSetAlready(meeting_on=meeting_on, number=before.number or before.title)


def write_lines(report_list: ReportList, projects: Sequence[Project]) -> None:
    """Put the projects on the list in their order, each with the grounds that the record gives today."""
    grounds = {found.project.pk: found for found in candidates(projects, clock.today())}
    report_list.lines.all().delete()
    ReportLine.objects.bulk_create(
        ReportLine(
            report_list=report_list,
            project=project,
            place=place,
            grounds=[ground.value for ground in grounds[project.pk].grounds],
            said=grounds[project.pk].stored,
        )
        for place, project in enumerate(projects)
    )


@action(
    ReportList,
    "propose_report_list",
    power=PROPOSE,
    opens=True,
    tone="primary",
    words=w("Propose projects to report", "拟定汇报名单"),
    help=w(
        "Usually three or four; the reasons come from the record: red cards, slippage, long unheard, large, problems.",
        "一般为三至四个；理由由台账自动生成：红牌、滞后、久未汇报、规模大、问题待协调。",
    ),
)
def propose_report_list(
    *,
    government_office: Annotated[Unit, among(offices)],
    meeting_on: date,
    approver: Annotated[Person, among(government_leaders)],
    projects: Annotated[list[Project], among(reportable)],
    note: Annotated[str, Long(2000)] = "",
) -> tuple[ReportList, ReportListProposed]:
    """Propose which key projects the executive meeting hears (S4.1-03)."""
    jurisdiction = jurisdiction_of(government_office)
    notice_due_on = notice_must_be_possible(jurisdiction, meeting_on)
    meeting_must_be_free(government_office, meeting_on)
    report_list = open_matter(
        ReportList,
        jurisdiction=jurisdiction,
        state=ReportState.PROPOSED,
        title=f"{meeting_on.year}年{meeting_on.month}月{meeting_on.day}日常务会议重点项目汇报名单",
        office=government_office,
        approver=approver,
        meeting_on=meeting_on,
        notice_due_on=notice_due_on,
    )
    participations.assign(report_list, Standing.LEAD, [government_office])
    participations.assign(report_list, Standing.CARRYING, persons=[approver])
    write_lines(report_list, projects)
    return report_list, ReportListProposed(
        unit_id=government_office.pk,
        meeting_on=meeting_on,
        approver_id=approver.pk,
        approver=approver.name,
        project_ids=[project.pk for project in projects],
        projects=[project.title for project in projects],
        reason=note,
    )


@action(
    ReportList,
    "change_report_list",
    power=PROPOSE,
    by=OFFICE,
    moves={ReportState.PROPOSED: ReportState.PROPOSED},
    words=w("Change the list", "调整名单"),
    help=w("Choose other projects, or send it to another leader.", "调整汇报项目或送审领导。"),
)
def change_report_list(
    report_list: ReportList,
    *,
    approver: Annotated[Person, among(government_leaders)],
    projects: Annotated[list[Project], among(reportable)],
    reason: WHY,
) -> ReportListChanged:
    """Change a list that was not approved yet."""
    report_list.approver = approver
    participations.assign(report_list, Standing.CARRYING, persons=[approver])
    write_lines(report_list, projects)
    return ReportListChanged(
        project_ids=[project.pk for project in projects],
        projects=[project.title for project in projects],
        reason=reason,
    )


@action(
    ReportList,
    "approve_report_list",
    power=APPROVE,
    by=APPROVER,
    moves={ReportState.PROPOSED: ReportState.APPROVED},
    tone="primary",
    words=w("Approve the list", "审定名单"),
    help=w(
        "Another number than three or four needs a reason. The office then gives notice a week before the meeting.",
        "非三至四个的须说明理由；审定后由办公室提前一周通知。",
    ),
)
def approve_report_list(
    report_list: ReportList, *, reason: Annotated[str, Long(2000), Label(w("Reason", "理由"))] = ""
) -> ReportListApproved:
    """Approve the list as chief or executive deputy (gates: S4.1-03, TH-04)."""
    report_list.approved_on = clock.today()
    return approved(report_list, reason)


def approved(report_list: ReportList, reason: str) -> ReportListApproved:
    """The event from which the notice is owed, from the list as it stands."""
    lines = report_list.lines.on_list().select_related("project")
    return ReportListApproved(
        unit_id=report_list.office_id,
        meeting_on=report_list.meeting_on,
        notice_due_on=report_list.notice_due_on,
        projects=[line.project.title for line in lines],
        reason=reason,
    )


@action(
    ReportList,
    "return_report_list",
    power=APPROVE,
    by=APPROVER,
    moves={ReportState.PROPOSED: ReportState.PROPOSED},
    words=w("Return the list", "退回名单"),
    help=w("Let the office choose anew, with the reason.", "说明理由，退回办公室重新拟定。"),
)
def return_report_list(report_list: ReportList, *, reason: WHY) -> ReportListReturned:
    """Return the list to the office."""
    return ReportListReturned(unit_id=report_list.office_id, reason=reason)


@action(
    ReportList,
    "notify_reporters",
    power=PROPOSE,
    by=OFFICE,
    moves={ReportState.APPROVED: ReportState.NOTIFIED},
    tone="primary",
    words=w("Give notice", "发出汇报通知"),
    help=w(
        "Leaders and units are told; each project's briefing sheet is written from the ledger as it is now.",
        "通知区领导和相关单位，并按台账现时数据生成各项目汇报简报。",
    ),
)
def notify_reporters(report_list: ReportList) -> ReportersNotified:
    """Give notice to the linked leaders and the units of each project, a week before (DL-20)."""
    projects = [line.project for line in report_list.lines.on_list().select_related("project__linked_leader")]
    unit_ids = sorted({pk for project in projects for pk in project.taking_part_ids})
    units = list(Unit.objects.filter(pk__in=unit_ids).order_by("order", "id"))
    leaders = {p.linked_leader.pk: p.linked_leader for p in projects if p.linked_leader}
    report_list.notified_on = clock.today()
    participations.assign(report_list, Standing.OBSERVER, units, list(leaders.values()))
    return ReportersNotified(
        unit_id=report_list.office_id,
        meeting_on=report_list.meeting_on,
        unit_ids=[unit.pk for unit in units],
        units=[unit.name for unit in units],
        person_ids=list(leaders),
        leaders=[leader.name for leader in leaders.values()],
    )


@action(
    ReportList,
    "move_meeting",
    power=PROPOSE,
    by=OFFICE,
    moves={ReportState.APPROVED: ReportState.APPROVED, ReportState.NOTIFIED: ReportState.APPROVED},
    words=w("Move the meeting", "会议改期"),
    help=w("Notice is given again, a week before the new day.", "改期后须按新日期提前一周重新通知。"),
)
def move_meeting(
    report_list: ReportList, *, meeting_on: date, reason: WHY
) -> list[tuple[Matter, ReportMeetingMoved | ReportListApproved]]:
    """Move the meeting to another day; the duty of notice moves with it."""
    meeting_must_be_free(report_list.office, meeting_on)
    was = report_list.meeting_on
    report_list.notice_due_on = notice_must_be_possible(report_list.jurisdiction, meeting_on)
    report_list.meeting_on, report_list.notified_on = meeting_on, None
    moved = ReportMeetingMoved(from_on=was, meeting_on=meeting_on, reason=reason)
    return [(report_list, moved), (report_list, approved(report_list, reason))]


@action(
    ReportList,
    "cancel_reports",
    power=PROPOSE,
    by=OFFICE,
    moves=dict.fromkeys(PENDING, ReportState.CANCELLED),
    tone="grave",
    words=w("Cancel", "取消汇报"),
    help=w("The meeting does not take place, or hears no projects.", "会议取消或本次不听取项目汇报。"),
)
def cancel_reports(report_list: ReportList, *, reason: WHY) -> ReportMeetingCancelled:
    """Cancel the reports of this meeting; the duty of notice ends."""
    report_list.closed_on = report_list.cancelled_on = clock.today()
    return ReportMeetingCancelled(unit_id=report_list.office_id, reason=reason)
