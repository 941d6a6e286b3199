"""Start, suspension, resumption, completion, cancellation."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import FileId, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.organisation.chart import must_serve
from zhixing.kernel.organisation.models import Person
from zhixing.modules.projects.actions.ledger import touch
from zhixing.modules.projects.actions.linking import linked
from zhixing.modules.projects.choices import Level, State
from zhixing.modules.projects.events.founding import (
    LeaderUnlinked,
    ProjectCancelled,
    ProjectCompleted,
    ProjectResumed,
    ProjectStarted,
    ProjectSuspended,
)
from zhixing.modules.projects.models import Project
from zhixing.modules.projects.powers import STEER
from zhixing.modules.projects.refusals import MilestonesOpen, NoLinkedLeader, NoMilestones, NotYetCome
from zhixing.modules.projects.relations import KEY_OFFICE, government_leaders


@action(
    Project,
    "start",
    power=STEER,
    by=KEY_OFFICE,
    moves={State.DRAFT: State.UNDER_WAY},
    tone="primary",
    words=w("Start", "启动推进"),
    help=w(
        "The milestones' days become the first plan and never move; the linked leader holds an on-site meeting every week.",
        "各节点日期即为首次计划，此后不再变更；挂钩领导每周召开现场办公会。",
    ),
)
def start(
    project: Project,
    *,
    linked_leader: Annotated[Person | None, among(government_leaders)] = None,
) -> list[tuple[Project, DomainEvent]]:
    """Start the project once leaders and group are named (gates: S4.1-08, S4.1-09); the first plans stand from now on."""
    leader = linked_leader or project.linked_leader
    if leader is None:
        raise NoLinkedLeader(title=project.title)
    must_serve(leader, clock.today())
    count = project.milestones.count()
    if not count:
        raise NoMilestones(title=project.title)
    project.linked_leader = leader
    project.started_on = clock.today()
    participations.assign(project, Standing.CARRYING, persons=[leader])
    participations.let_begin(project)
    for amount in project.amounts.all():
        amount.first_planned_yuan = amount.planned_yuan
        amount.save(update_fields=["first_planned_yuan"])
    begun = ProjectStarted(
        **touch(project),
        milestones=count,
        planned_until_on=project.planned_until_on,
        level=Level(project.level),
    )
    return [(project, begun), (project, linked(project, leader))]


@action(
    Project,
    "suspend",
    power=STEER,
    by=KEY_OFFICE,
    moves={State.UNDER_WAY: State.SUSPENDED},
    words=w("Suspend", "中止"),
    help=w("The project rests; no on-site meeting is owed meanwhile.", "项目中止期间不要求召开现场办公会。"),
)
def suspend(project: Project, *, reason: Annotated[str, Long(2000)]) -> ProjectSuspended:
    """Suspend the project, with the reason; first plans stay as they are."""
    project.suspended_on = clock.today()
    return ProjectSuspended(unit_id=project.lead_unit_id or 0, reason=reason)


@action(
    Project,
    "resume",
    power=STEER,
    by=KEY_OFFICE,
    moves={State.SUSPENDED: State.UNDER_WAY},
    tone="primary",
    words=w("Resume", "恢复推进"),
    help=w(
        "The project goes on; meetings are owed from the next week on.", "恢复推进后继续每周召开现场办公会。"
    ),
)
def resume(project: Project, *, reason: Annotated[str, Long(2000)]) -> ProjectResumed:
    """Resume a suspended project."""
    project.suspended_on = None
    return ProjectResumed(unit_id=project.lead_unit_id or 0, reason=reason)


@action(
    Project,
    "complete",
    power=STEER,
    by=KEY_OFFICE,
    moves={State.UNDER_WAY: State.COMPLETED},
    words=w("Record completion", "确认竣工"),
    help=w("Every milestone was reached: the duties end.", "各节点均已完成的确认竣工，相关责任终止。"),
)
def complete(
    project: Project,
    *,
    completed_on: date,
    result: Annotated[str, Long(3000)] = "",
    materials: list[FileId] = [],  # noqa: B006  # read, never changed
) -> ProjectCompleted:
    """Record that the project is complete, and how far from its first plan."""
    if completed_on > clock.today():
        raise NotYetCome(day=completed_on)
    waiting = list(project.milestones.open())
    if waiting:
        raise MilestonesOpen(n=len(waiting), milestone=waiting[0].name)
    project.completed_on = completed_on
    project.closed_on = clock.today()
    project.progress_percent = 100
    return ProjectCompleted(
        unit_id=project.lead_unit_id or 0,
        completed_on=completed_on,
        planned_until_on=first_end_of(project),
        slip_days=(completed_on - first_end_of(project)).days,
        result=result,
    )


def first_end_of(project: Project) -> date:
    """The last day of the first plan: that of its last milestone."""
    last = project.milestones.order_by("-planned_on").values_list("planned_on", flat=True).first()
    return last or project.planned_until_on


@action(
    Project,
    "cancel",
    power=STEER,
    by=KEY_OFFICE,
    moves=dict.fromkeys([State.DRAFT, State.UNDER_WAY, State.SUSPENDED], State.CANCELLED),
    tone="grave",
    words=w("Cancel", "取消项目"),
    help=w("The project is given up; its duties end.", "项目不再实施，相关责任随之终止。"),
)
def cancel(project: Project, *, reason: Annotated[str, Long(2000)]) -> list[tuple[Project, DomainEvent]]:
    """Give the project up; what was done stays on record."""
    project.closed_on = clock.today()
    project.is_public = False
    given_up = ProjectCancelled(unit_id=project.lead_unit_id or 0, reason=reason)
    leader = project.linked_leader
    if project.started_on is None or leader is None:
        return [(project, given_up)]
    ended = LeaderUnlinked(
        person_id=leader.pk, leader=leader.name, unit_id=project.lead_unit_id or 0, reason=reason
    )
    return [(project, given_up), (project, ended)]
