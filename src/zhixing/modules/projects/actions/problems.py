"""Problems of a project: raised, coordinated once with minutes, solved; and the report of a quarter."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import FileId, Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters.models import Event
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.projects.actions.keeping import LEDGER_STATES
from zhixing.modules.projects.choices import State
from zhixing.modules.projects.events.keeping import (
    ProblemCoordinated,
    ProblemRaised,
    ProblemSolved,
    QuarterReported,
)
from zhixing.modules.projects.models import Problem, Project
from zhixing.modules.projects.powers import KEEP, MEET
from zhixing.modules.projects.queries import quarter_of
from zhixing.modules.projects.refusals import CoordinatedAlready, NotYetCome, QuarterReportedAlready
from zhixing.modules.projects.relations import (
    LEAD,
    LINKED,
    TAKING_PART,
    open_problems,
    own_units_taking_part,
    units,
)

PROBLEM = Label(w("Problem", "问题"))


@action(
    Project,
    "raise_problem",
    power=KEEP,
    by=TAKING_PART,
    moves=dict.fromkeys(LEDGER_STATES, ""),
    words=w("Raise a problem", "提出问题"),
    help=w(
        "What holds the project up, and what is asked of the leaders.",
        "填写影响推进的问题和需领导协调的事项。",
    ),
)
def raise_problem(
    project: Project,
    *,
    problem: Annotated[str, PROBLEM],
    raised_by: Annotated[Unit, among(own_units_taking_part)],
    problem_detail: Annotated[str, Long(5000)] = "",
    wanted: Annotated[str, Long(2000)] = "",
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> ProblemRaised:
    """Raise a problem of the project."""
    row = Problem.objects.create(
        project=project,
        title=problem,
        detail=problem_detail,
        wanted=wanted,
        raised_by=raised_by,
        raised_on=clock.today(),
    )
    return ProblemRaised(
        unit_id=raised_by.pk, unit=raised_by.name, problem_id=row.pk, problem=problem, wanted=wanted
    )


@action(
    Project,
    "coordinate_problem",
    power=MEET,
    by=LINKED,
    moves=dict.fromkeys(LEDGER_STATES, ""),
    words=w("Coordinate a problem", "协调问题"),
    happened_on="held_on",
    help=w(
        "Once for each problem, with one set of minutes that everyone carries out.",
        "每个问题只协调一次，只出一个纪要，各方按纪要落实。",
    ),
)
def coordinate_problem(
    project: Project,
    *,
    problem: Annotated[Problem, among(open_problems), PROBLEM],
    held_on: date,
    meeting_units: Annotated[list[Unit], among(units)],
    minutes: Annotated[str, Long(10_000)],
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> ProblemCoordinated:
    """Coordinate a problem as the linked leader: once, with minutes (S0-38, G-06)."""
    if problem.coordinated_on is not None:
        raise CoordinatedAlready(problem=problem.title, held_on=problem.coordinated_on)
    if held_on > clock.today():
        raise NotYetCome(day=held_on)
    leader = project.linked_leader
    assert leader is not None  # LINKED holds it
    problem.coordinated_on, problem.leader, problem.minutes = held_on, leader, minutes
    problem.save(update_fields=["coordinated_on", "leader", "minutes"])
    return ProblemCoordinated(
        person_id=leader.pk,
        leader=leader.name,
        problem_id=problem.pk,
        problem=problem.title,
        held_on=held_on,
        unit_ids=[unit.pk for unit in meeting_units],
        units=[unit.name for unit in meeting_units],
        minutes=minutes,
    )


@action(
    Project,
    "solve_problem",
    power=KEEP,
    by=LEAD,
    moves=dict.fromkeys([*LEDGER_STATES, State.COMPLETED], ""),
    words=w("Problem solved", "填报问题解决"),
    help=w("How it was solved, with what shows it.", "填写解决结果并附佐证材料。"),
    shown_if=lambda project: project.problems.open().exists(),
)
def solve_problem(
    project: Project,
    *,
    problem: Annotated[Problem, among(open_problems), PROBLEM],
    result: Annotated[str, Long(3000)],
    materials: list[FileId] = [],  # noqa: B006  # read, never changed
) -> ProblemSolved:
    """Record that a problem is solved, coordinated or not."""
    problem.solved_on, problem.result = clock.today(), result
    problem.save(update_fields=["solved_on", "result"])
    return ProblemSolved(
        unit_id=project.lead_unit_id or 0, problem_id=problem.pk, problem=problem.title, result=result
    )


@action(
    Project,
    "report_quarter",
    power=KEEP,
    by=LEAD,
    moves=dict.fromkeys([*LEDGER_STATES, State.COMPLETED], ""),
    words=w("Report the quarter", "报送季报"),
    help=w(
        "Figures come from the ledger; you write what was done and what comes next.",
        "数据由台账生成，填写本季度工作情况和下步打算。",
    ),
)
def report_quarter(
    project: Project,
    *,
    day_of_quarter: date,
    quarter_summary: Annotated[str, Long(5000)],
    next_steps: Annotated[str, Long(2000)] = "",
) -> QuarterReported:
    """Report a quarter that has begun, once; its figures are those of the ledger on that day (S0-36, S2.7-33)."""
    if day_of_quarter > clock.today():
        raise NotYetCome(day=day_of_quarter)
    figures = quarter_of(project, day_of_quarter, clock.today())
    before = Event.objects.filter(
        matter_id=project.pk, kind=QuarterReported.kind, facts__period=figures.period
    ).first()
    if before is not None:
        raise QuarterReportedAlready(period=figures.period, on=clock.day_of(before.happened_at))
    return QuarterReported(
        unit_id=project.lead_unit_id or 0,
        period=figures.period,
        quarter_yuan=figures.quarter_yuan,
        quarter_planned_yuan=figures.quarter_planned_yuan,
        all_yuan=figures.all_yuan,
        reached=figures.reached,
        slip_days=figures.slip_days,
        open_problems=figures.open_problems,
        summary=quarter_summary,
        next_steps=next_steps,
    )
