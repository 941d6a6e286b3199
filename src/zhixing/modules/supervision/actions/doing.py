"""What the units do: plan, report, explain, report completion (S1-07, S1-23, S0-40)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import FileId, Label, Long
from zhixing.kernel.actions.register import action
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision.choices import Cause, Rhythm, State
from zhixing.modules.supervision.events.handling import (
    CompletionReported,
    DelayExplained,
    Planned,
    ProgressReported,
)
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.powers import HANDLE
from zhixing.modules.supervision.refusals import NoStages, NotOverdue, StagesOutOfOrder
from zhixing.modules.supervision.relations import LEAD, TAKING_PART


@action(
    SupervisedItem,
    "plan",
    power=HANDLE,
    by=LEAD,
    moves={State.UNDER_WAY: State.UNDER_WAY},
    words=w("Submit the plan", "报送实施方案"),
    help=w("Say how and in which stages it will be done.", "说明推进措施和阶段安排。"),
)
def plan(
    item: SupervisedItem,
    *,
    plan: Annotated[str, Long(10_000)],
    stage_due_on: list[date] = [],  # noqa: B006  # read, never changed
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> Planned:
    """The implementation plan with its stages (S1-07, E16)."""
    if item.rhythm == Rhythm.STAGE and not stage_due_on:
        raise NoStages
    in_order = stage_due_on == sorted(set(stage_due_on))
    within = not stage_due_on or (
        stage_due_on[0] >= clock.today() and item.limit_on and stage_due_on[-1] <= item.limit_on
    )
    if not in_order or not within:
        raise StagesOutOfOrder(stages=", ".join(map(str, stage_due_on)), limit_on=item.limit_on)
    item.stage_due_on = stage_due_on
    return Planned(unit_id=item.lead_unit_id or 0, plan=plan, stage_due_on=stage_due_on)


@action(
    SupervisedItem,
    "report_progress",
    power=HANDLE,
    by=TAKING_PART,
    moves={State.UNDER_WAY: State.UNDER_WAY},
    tone="primary",
    words=w("Report progress", "反馈进展"),
    help=w("Report for the period, with evidence.", "按周期反馈进展并附佐证。"),
)
def report_progress(
    item: SupervisedItem,
    *,
    progress: Annotated[str, Long(5000)],
    progress_percent: int,
    problems: Annotated[str, Long(2000)] = "",
    next_steps: Annotated[str, Long(2000)] = "",
    period: Annotated[
        str, Label(hint=w("Empty: the earliest period still owed.", "不填则为最早一期未反馈的周期。"))
    ] = "",
    evidence: list[FileId] = [],  # noqa: B006  # read, never changed
    actor: Actor,
) -> ProgressReported:
    """Feedback of the lead or a supporting unit for a period (S1-23); the whole's progress is the lead unit's word."""
    keys = actor.keys(HANDLE).ids
    leads = item.lead_unit_id in keys or bool(item.handler_id and -item.handler_id in keys)
    unit = (
        item.lead_unit if leads and item.lead_unit else Unit.objects.get(pk=min(item.supporting_ids & keys))
    )
    percent = max(0, min(100, progress_percent))
    if leads:
        item.progress_percent = percent
    item.evidence_count += len(evidence)
    return ProgressReported(
        unit_id=unit.pk,
        unit=unit.name,
        period=period,
        progress_percent=percent,
        progress=progress,
        problems=problems,
        next_steps=next_steps,
    )


@action(
    SupervisedItem,
    "explain_delay",
    power=HANDLE,
    by=LEAD,
    moves=dict.fromkeys([State.ISSUED, State.UNDER_WAY, State.REPORTED], ""),
    words=w("Explain the delay", "说明逾期原因"),
    help=w("Over the limit: give the cause and propose a new limit.", "已超时限：说明原因并提出新的时限。"),
    shown_if=lambda item: item.limit_on is not None and clock.today() > item.limit_on,
)
def explain_delay(
    item: SupervisedItem,
    *,
    cause: Cause,
    analysis: Annotated[str, Long(3000)],
    new_limit_on: date | None = None,
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> DelayExplained:
    """Over the limit the reason is owed (CR-06), with an analysis of the cause (S0-40)."""
    if item.limit_on is None or clock.today() <= item.limit_on:
        raise NotOverdue(number=item.number, limit_on=item.limit_on)
    return DelayExplained(
        unit_id=item.lead_unit_id or 0, cause=cause, analysis=analysis, new_limit_on=new_limit_on
    )


@action(
    SupervisedItem,
    "report_done",
    power=HANDLE,
    by=LEAD,
    moves={State.UNDER_WAY: State.REPORTED},
    tone="primary",
    words=w("Report completion", "报送办结"),
    help=w(
        "Say what came of it and attach the evidence; the office then checks.",
        "说明办理结果并附佐证，由督办单位核查。",
    ),
)
def report_done(
    item: SupervisedItem,
    *,
    result: Annotated[str, Long(10_000)],
    evidence: list[FileId] = [],  # noqa: B006  # read, never changed
) -> CompletionReported:
    """The lead unit says it is done; only an independent check closes it."""
    assert item.lead_unit is not None  # an item under way has one
    item.evidence_count += len(evidence)
    item.progress_percent = 100
    return CompletionReported(
        unit_id=item.lead_unit.pk,
        unit=item.lead_unit.name,
        supervising_unit_id=item.supervising_unit_id,
        result=result,
    )
