"""Events of the list of projects for an executive meeting (S4.1-02..05)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.modules.projects.events.wording import without


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportListProposed(DomainEvent):
    kind = "projects.report_list_proposed"
    words = w("List proposed", "拟定汇报名单")
    sentence = w(
        "{actor} proposed {projects} for the executive meeting of {meeting_on} to {approver}.",
        "{actor}拟定{meeting_on}常务会议汇报项目：{projects}，报{approver}审定。",
    )

    unit_id: int
    meeting_on: date
    approver_id: int
    approver: str
    project_ids: list[int]
    projects: list[str]
    reason: str = ""


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportListChanged(DomainEvent):
    kind = "projects.report_list_changed"
    words = w("List changed", "调整汇报名单")
    sentence = w(
        "{actor} changed the list to {projects}: {reason}", "{actor}将汇报项目调整为：{projects}。{reason}"
    )

    project_ids: list[int]
    projects: list[str]
    reason: str

    def told(self) -> Words:
        return self.sentence if self.reason else without(self.sentence, "reason")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportListApproved(DomainEvent):
    """From now on the office owes the notice (DL-20). A moved meeting says it again, with the new days."""

    kind = "projects.report_list_approved"
    words = w("List approved", "审定汇报名单")
    sentence = w(
        "{actor}: {projects} are reported in the executive meeting of {meeting_on}; notice is due by {notice_due_on}. {reason}",
        "{actor}审定：{projects}列入{meeting_on}常务会议汇报，{notice_due_on}前发出通知。{reason}",
    )

    unit_id: int
    meeting_on: date
    notice_due_on: date
    projects: list[str]
    reason: str = ""

    def told(self) -> Words:
        return self.sentence if self.reason else without(self.sentence, "reason")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportListReturned(DomainEvent):
    kind = "projects.report_list_returned"
    words = w("List returned", "退回汇报名单")
    sentence = w("{actor} returned the list: {reason}", "{actor}退回汇报名单：{reason}")

    unit_id: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportersNotified(DomainEvent):
    kind = "projects.report_notified"
    words = w("Notice given", "发出汇报通知")
    sentence = w(
        "{actor} gave notice of the reports on {meeting_on} to {leaders} and {units}.",
        "{actor}通知{leaders}及{units}准备{meeting_on}常务会议汇报。",
    )

    unit_id: int
    meeting_on: date
    unit_ids: list[int]
    units: list[str]
    person_ids: list[int] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMeetingMoved(DomainEvent):
    kind = "projects.report_meeting_moved"
    words = w("Meeting moved", "会议改期")
    sentence = w(
        "{actor} moved the meeting from {from_on} to {meeting_on}: {reason}",
        "{actor}将会议由{from_on}改期至{meeting_on}：{reason}",
    )

    from_on: date
    meeting_on: date
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMeetingCancelled(DomainEvent):
    kind = "projects.report_meeting_cancelled"
    words = w("Meeting cancelled", "会议取消")
    sentence = w(
        "{actor} cancelled the reports of this meeting: {reason}", "{actor}取消本次会议汇报安排：{reason}"
    )

    unit_id: int
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaSet(DomainEvent):
    kind = "projects.executive_agenda_set"
    words = w("Agenda set", "确定会议议程")
    sentence = w(
        "{actor} set the agenda of {meeting_on}: {agenda}.", "{actor}确定{meeting_on}常务会议议程：{agenda}。"
    )

    meeting_on: date
    agenda: list[str]


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectTakenOff(DomainEvent):
    kind = "projects.taken_off"
    words = w("Project taken off", "撤下项目")
    sentence = w("{actor} took “{project}” off the list: {reason}", "{actor}将“{project}”撤下名单：{reason}")

    project_id: int
    project: str
    reason: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderReported(DomainEvent):
    kind = "projects.leader_reported"
    words = w("Leader reported", "领导汇报")
    sentence = w("{reporter} reported on “{project}”: {text}", "{reporter}汇报“{project}”：{text}")

    project_id: int
    project: str
    person_id: int
    reporter: str
    text: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAdded(DomainEvent):
    kind = "projects.unit_added"
    words = w("Unit added", "补充汇报")
    sentence = w("{unit} added on “{project}”: {text}", "{unit}补充汇报“{project}”：{text}")

    project_id: int
    project: str
    unit_id: int
    unit: str
    text: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectHeard(DomainEvent):
    """On the project itself: the executive meeting heard of it."""

    kind = "projects.heard"
    words = w("Heard in the executive meeting", "常务会议听取汇报")
    sentence = w(
        "The executive meeting of {meeting_on} heard the report of {reporter}.",
        "{meeting_on}常务会议听取{reporter}汇报。",
    )

    meeting_on: date
    person_id: int
    reporter: str


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsConcluded(DomainEvent):
    kind = "projects.reports_concluded"
    words = w("Reports concluded", "汇报结束")
    sentence = w(
        "{actor} concluded the reports: {n} projects. {decision}",
        "{actor}办结本次汇报，共{n}个项目。{decision}",
    )

    n: int
    decision: str

    def told(self) -> Words:
        return self.sentence if self.decision else without(self.sentence, "decision")
