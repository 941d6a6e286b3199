"""The ledger: milestones with first plan, forecast and actual; progress with photographs; filing (S4.1-10, S4.1-11)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import FileId, Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters.models import Event
from zhixing.modules.projects.actions.ledger import touch
from zhixing.modules.projects.choices import State
from zhixing.modules.projects.events.keeping import (
    ForecastChanged,
    LedgerFiled,
    MilestoneDropped,
    MilestoneReached,
    MilestoneSet,
    ProgressRecorded,
)
from zhixing.modules.projects.models import Milestone, Project
from zhixing.modules.projects.powers import KEEP
from zhixing.modules.projects.refusals import (
    EndsBeforeItBegins,
    FirstPlanStands,
    NothingToFile,
    NotYetCome,
    ProgressBackwards,
)
from zhixing.modules.projects.relations import LEAD, open_milestones

LEDGER_STATES = [State.UNDER_WAY, State.SUSPENDED]
LEDGER_EVENTS = (
    "projects.started",
    "projects.amended",
    "projects.unit_leaders_linked",
    "projects.group_formed",
    "projects.milestone_set",
    "projects.forecast_changed",
    "projects.milestone_reached",
    "projects.amounts_planned",
    "projects.amount_recorded",
    "projects.progress_recorded",
)


@action(
    Project,
    "set_milestone",
    power=KEEP,
    by=LEAD,
    moves=dict.fromkeys([State.DRAFT, *LEDGER_STATES], ""),
    words=w("Plan a milestone", "设置节点"),
    help=w(
        "Name and planned day. Until the start the day can be set again under the same name; from then on it stands.",
        "填写节点名称和计划日期。启动前同名节点可重新设置，启动后首次计划不再变更。",
    ),
)
def set_milestone(
    project: Project, *, milestone_name: str, begins_on: date | None = None, milestone_on: date
) -> MilestoneSet:
    """Plan a milestone. A new one may be added later; the first plan of one that exists never moves after the start."""
    if begins_on is not None and milestone_on < begins_on:
        raise EndsBeforeItBegins(from_on=begins_on, until_on=milestone_on)
    known = project.milestones.filter(name=milestone_name).first()
    if known is not None and project.started_on is not None:
        raise FirstPlanStands(milestone=known.name, planned_on=known.planned_on)
    was = known.planned_on if known else None
    Milestone.objects.update_or_create(
        project=project,
        name=milestone_name,
        defaults={"begins_on": begins_on, "planned_on": milestone_on},
    )
    return MilestoneSet(
        **touch(project), milestone=milestone_name, planned_on=milestone_on, was_planned_on=was
    )


@action(
    Project,
    "drop_milestone",
    power=KEEP,
    by=LEAD,
    moves={State.DRAFT: ""},
    words=w("Drop a milestone", "删除节点"),
    help=w(
        "Only before the start: the first plan loses nothing later.", "仅限启动前；启动后首次计划不得删减。"
    ),
)
def drop_milestone(
    project: Project, *, milestone: Annotated[Milestone, among(open_milestones)]
) -> MilestoneDropped:
    """Drop a milestone of a draft."""
    name = milestone.name
    milestone.delete()
    return MilestoneDropped(**touch(project), milestone=name)


@action(
    Project,
    "change_forecast",
    power=KEEP,
    by=LEAD,
    moves=dict.fromkeys(LEDGER_STATES, ""),
    words=w("Change a forecast", "调整预计日期"),
    help=w(
        "Say when the milestone is now expected, and why. Slippage is measured against the first plan.",
        "填写节点现预计完成日期及原因；滞后天数按首次计划计算。",
    ),
)
def change_forecast(
    project: Project,
    *,
    milestone: Annotated[Milestone, among(open_milestones)],
    forecast_on: date,
    reason: Annotated[str, Long(2000)],
) -> ForecastChanged:
    """Give a new forecast; the first plan stays."""
    if forecast_on < clock.today():
        raise EndsBeforeItBegins(from_on=clock.today(), until_on=forecast_on)
    was, milestone.forecast_on = milestone.forecast_on, forecast_on
    milestone.save(update_fields=["forecast_on"])
    return ForecastChanged(
        **touch(project),
        milestone=milestone.name,
        planned_on=milestone.planned_on,
        was_forecast_on=was,
        forecast_on=forecast_on,
        slip_days=(forecast_on - milestone.planned_on).days,
        reason=reason,
    )


@action(
    Project,
    "reach_milestone",
    power=KEEP,
    by=LEAD,
    moves=dict.fromkeys(LEDGER_STATES, ""),
    words=w("Milestone reached", "填报节点完成"),
    help=w("Say when it was reached, with what shows it.", "填写实际完成日期并附佐证材料。"),
)
def reach_milestone(
    project: Project,
    *,
    milestone: Annotated[Milestone, among(open_milestones)],
    reached_on: date,
    photographs: list[FileId] = [],  # noqa: B006  # read, never changed
    materials: list[FileId] = [],  # noqa: B006  # read, never changed
) -> MilestoneReached:
    """Record that a milestone was reached."""
    if reached_on > clock.today():
        raise NotYetCome(day=reached_on)
    milestone.reached_on = reached_on
    milestone.save(update_fields=["reached_on"])
    return MilestoneReached(
        **touch(project),
        milestone=milestone.name,
        planned_on=milestone.planned_on,
        reached_on=reached_on,
        slip_days=(reached_on - milestone.planned_on).days,
    )


@action(
    Project,
    "record_progress",
    power=KEEP,
    by=LEAD,
    moves=dict.fromkeys(LEDGER_STATES, ""),
    tone="primary",
    words=w("Record progress", "登记进展"),
    help=w(
        "What was done, with photographs and material; then file the ledger with the key-project office.",
        "登记进展情况，上传现场照片和资料；登记后将台账报重点项目办公室备案。",
    ),
)
def record_progress(
    project: Project,
    *,
    progress: Annotated[str, Long(5000)],
    progress_percent: Annotated[int, Label(w("Physical progress, percent", "形象进度（%）"))],
    site: str = "",
    photographs: list[FileId] = [],  # noqa: B006  # read, never changed
    materials: list[FileId] = [],  # noqa: B006  # read, never changed
    correction_note: str = "",
) -> ProgressRecorded:
    """An entry of the ledger (S4.1-10). Physical progress falls only with an explanation."""
    was = project.progress_percent
    if not 0 <= progress_percent <= 100 or (progress_percent < was and not correction_note):
        raise ProgressBackwards(percent=progress_percent, before=was)
    project.progress_percent = progress_percent
    return ProgressRecorded(
        **touch(project),
        progress=progress,
        percent=progress_percent,
        was_percent=was,
        site=site,
        files=len(photographs) + len(materials),
        correction=correction_note,
    )


@action(
    Project,
    "file_ledger",
    power=KEEP,
    by=LEAD,
    moves=dict.fromkeys([*LEDGER_STATES, State.COMPLETED], ""),
    words=w("File the ledger", "台账报备"),
    help=w(
        "File the ledger as it stands with the key-project office; a paper of it is kept.",
        "将现行台账报重点项目办公室备案，并留存台账文书。",
    ),
    shown_if=lambda project: project.started_on is not None and not project.is_filed,
)
def file_ledger(project: Project) -> LedgerFiled:
    """File the ledger with the key-project office (S4.1-11)."""
    if project.is_filed:
        raise NothingToFile(filed_on=project.filed_on or "—")
    changes = Event.objects.filter(matter_id=project.pk, kind__in=LEDGER_EVENTS)
    if project.filed_at is not None:
        changes = changes.filter(recorded_at__gt=project.filed_at)
    project.filed_on, project.filed_at = clock.today(), clock.now()
    return LedgerFiled(
        unit_id=project.lead_unit_id or 0,
        office_id=project.key_office_id,
        office=project.key_office.name,
        changes=changes.count(),
    )
