"""Links of responsibility, tracking, reports, deviations and their correction (S0-06..08, S2.8-18; Order 713, Art. 34-35)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions import handing
from zhixing.kernel.actions.parameters import FileId, Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Matter, Standing
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.kernel.rulebook.periods import period_of
from zhixing.modules.decisions.actions.preparing import must_have_happened
from zhixing.modules.decisions.choices import State, StepKind
from zhixing.modules.decisions.events.executing import (
    DeviationCorrected,
    DeviationFound,
    DeviationUnfounded,
    ExecutionAssigned,
    ExecutionBegun,
    ExecutionReported,
    ExecutionTracked,
    LinkDropped,
    LinkSet,
    TrackerChanged,
    TrackerNamed,
    TroubleFound,
    TroubleReported,
)
from zhixing.modules.decisions.events.preparing import StepTaken
from zhixing.modules.decisions.models import Deviation, Link, MajorDecision, Step
from zhixing.modules.decisions.powers import EXECUTE, ORGANISE, OVERSEE, TRACK
from zhixing.modules.decisions.refusals import DayPassed, NoEvidence, NoExecutor, NoTrouble
from zhixing.modules.decisions.relations import (
    EXECUTING,
    TRACKING,
    deviations_open,
    executors,
    links_of,
    serving,
    units,
)
from zhixing.modules.decisions.words import Essay

BEFORE_EXECUTION = dict.fromkeys([State.DECIDED, State.ISSUED], "")
TRACK_RULES = ("decisions.track", "decisions.track_monthly")
UNDER_WAY = dict.fromkeys([State.EXECUTING, State.SUSPENDED], "")


@action(
    MajorDecision,
    "set_link",
    power=ORGANISE,
    moves=dict.fromkeys([State.PREPARING, State.TABLED, State.DECIDED, State.ISSUED], ""),
    words=w("Set a link of responsibility", "明确环节责任"),
    help=w(
        "For each link before the execution: the unit, the person, the liability each bears. "
        "The same link again replaces it.",
        "逐环节明确责任单位、责任人和应承担的责任；环节名称相同的予以替换。",
    ),
)
def set_link(
    decision: MajorDecision,
    *,
    link_name: str,
    unit: Annotated[Unit | None, among(units), Label(w("Responsible unit", "责任单位"))] = None,
    person: Annotated[Person | None, among(serving), Label(w("Responsible person", "责任人"))] = None,
    liability: Annotated[Essay, Label(w("Liability borne", "承担的责任"))] = "",
) -> LinkSet:
    """Say who answers for a link, and how (S0-07)."""
    Link.objects.update_or_create(
        decision=decision, name=link_name, defaults={"unit": unit, "person": person, "liability": liability}
    )
    return LinkSet(
        link=link_name,
        unit_id=unit.pk if unit else None,
        unit=unit.name if unit else "",
        person_id=person.pk if person else None,
        person=person.name if person else "",
        liability=liability,
    )


@action(
    MajorDecision,
    "drop_link",
    power=ORGANISE,
    moves=dict.fromkeys([State.PREPARING, State.TABLED, State.DECIDED, State.ISSUED], ""),
    shown_if=lambda d: d.links.exists(),
    words=w("Drop a link", "取消环节"),
    help=w("A link that this decision does not have.", "本决策不存在的环节。"),
)
def drop_link(decision: MajorDecision, *, link: Annotated[Link, among(links_of)], reason: str) -> LinkDropped:
    """Take a link off the table of responsibility; that it stood there stays on record."""
    name = link.name
    link.delete()
    return LinkDropped(link=name, reason=reason)


@action(
    MajorDecision,
    "assign_execution",
    power=ORGANISE,
    moves=BEFORE_EXECUTION,
    tone="primary",
    words=w("Assign the execution", "明确执行单位"),
    help=w("Every link must have its unit, person and liability.", "各环节责任须先明确。"),
)
def assign_execution(
    decision: MajorDecision,
    *,
    executing_units: Annotated[list[Unit], among(units)],
    execute_by: date,
) -> Iterable[tuple[Matter, DomainEvent]]:
    """Say which units carry it out and by when; each reports on it (Order 713, Art. 34)."""
    if execute_by < clock.today():
        raise DayPassed(day=execute_by)
    new = [u for u in executing_units if u.pk not in decision.executing_ids]
    decision.executing_units.add(*new)
    decision.__dict__.pop("executing_ids", None)
    decision.execute_by = execute_by
    participations.add(decision, Standing.OBSERVER, new)
    return [
        (decision, ExecutionAssigned(unit_id=u.pk, unit=u.name, execute_by=execute_by))
        for u in executing_units
    ]


@action(
    MajorDecision,
    "name_tracker",
    power=ORGANISE,
    moves=dict.fromkeys([State.DECIDED, State.ISSUED, State.EXECUTING, State.SUSPENDED], ""),
    words=w("Name the tracker", "确定跟踪人员"),
    help=w(
        "One person follows the execution and proposes adjustments.", "确定一名专人跟踪执行并提出调整建议。"
    ),
)
def name_tracker(
    decision: MajorDecision,
    *,
    tracker: Annotated[Person, among(serving)],
    unit: Annotated[Unit, among(units), Label(w("Tracker's unit", "跟踪人员单位"))],
) -> TrackerNamed | TrackerChanged:
    """Name the one person who tracks it (S2.8-18); from the day of a change the new one owes the reports."""
    had_begun = decision.begun_on is not None
    decision.tracker = tracker
    participations.assign(decision, Standing.HANDLER, persons=[tracker])
    kind = TrackerChanged if had_begun else TrackerNamed
    return kind(unit_id=unit.pk, unit=unit.name, person_id=tracker.pk, person=tracker.name)


@action(
    MajorDecision,
    "start_implementation",
    power=ORGANISE,
    moves={State.ISSUED: State.EXECUTING},
    tone="primary",
    words=w("Begin the execution", "启动执行"),
    help=w("From now on execution is reported and tracked.", "自此按期报告、跟踪执行情况。"),
)
def start_implementation(decision: MajorDecision) -> ExecutionBegun:
    """Begin to carry the decision out; units and the tracker must be named."""
    if decision.tracker is None or not decision.executing_ids:
        raise NoExecutor(title=decision.title)
    decision.begun_on = clock.today()
    return ExecutionBegun(
        unit_id=min(decision.executing_ids), person_id=decision.tracker.pk, person=decision.tracker.name
    )


@action(
    MajorDecision,
    "report_execution",
    power=EXECUTE,
    by=EXECUTING,
    moves=dict.fromkeys([State.ISSUED, State.EXECUTING, State.SUSPENDED], ""),
    words=w("Report the execution", "报告执行情况"),
    help=w("How far your unit is with the decision.", "本单位执行进展。"),
)
def report_execution(
    decision: MajorDecision,
    *,
    unit: Annotated[Unit, among(executors), Label(w("Reporting unit", "报告单位"))],
    note: Annotated[Essay, Label(w("Progress", "执行进展"))],
    evidence: list[FileId] = [],  # noqa: B006  # read, never changed
) -> ExecutionReported:
    """An executing unit's report to the deciding organ (Order 713, Art. 34)."""
    return ExecutionReported(unit_id=unit.pk, unit=unit.name, progress=note)


@action(
    MajorDecision,
    "track",
    power=TRACK,
    by=TRACKING,
    moves=UNDER_WAY,
    tone="primary",
    words=w("Track the execution", "跟踪反馈"),
    help=w("What was found, and what should be adjusted.", "跟踪发现的情况和调整建议。"),
)
def track(
    decision: MajorDecision,
    *,
    note: Annotated[Essay, Label(w("What was found", "跟踪情况"))],
    proposal: str = "",
) -> ExecutionTracked:
    """The tracker's report for the first period that still owes one, with a proposal if something should change (S2.8-18)."""
    owed = Obligation.objects.running().filter(matter_id=decision.pk, rule__in=TRACK_RULES, period__gt="")
    period = owed.order_by("due_on").values_list("period", flat=True).first()
    return ExecutionTracked(
        unit_id=min(decision.executing_ids),
        person_id=decision.tracker_id or 0,
        period=period or period_of("quarter", clock.today()).key,
        findings=note,
        proposal=proposal,
    )


@action(
    MajorDecision,
    "inspect",
    power=OVERSEE,
    moves=UNDER_WAY,
    words=w("Record an inspection", "记录督查"),
    help=w("A decision is inspected before it is closed.", "重大决策须经督查方可办结。"),
)
def inspect(
    decision: MajorDecision,
    *,
    done_on: date,
    done_by: str,
    note: Annotated[Essay, Label(w("What was found", "督查情况"))],
    evidence: list[FileId],
) -> StepTaken:
    """An inspection of how the decision is carried out (S0-06)."""
    must_have_happened(done_on)
    if not evidence:
        raise NoEvidence(step=w("inspection", "决策督查"))
    Step.objects.create(
        decision=decision,
        kind=StepKind.INSPECTION,
        done_on=done_on,
        done_by=done_by,
        summary=note,
        file_ids=[*evidence],
    )
    return StepTaken(step=StepKind.INSPECTION, done_by=done_by, done_on=done_on, summary=note)


@action(
    MajorDecision,
    "find_deviation",
    power=OVERSEE,
    moves=UNDER_WAY,
    words=w("Record a deviation", "发现偏差"),
    help=w("The unit owes a correction within its limit.", "责任单位须限期纠正。"),
)
def find_deviation(
    decision: MajorDecision,
    *,
    unit: Annotated[Unit, among(executors), Label(w("At which unit", "偏差单位"))],
    note: Annotated[Essay, Label(w("Deviation", "偏差情况"))],
) -> DeviationFound:
    """Feed back that the execution departs from the decision (S0-08)."""
    Deviation.objects.create(decision=decision, unit=unit, what=note, found_on=clock.today())
    return DeviationFound(unit_id=unit.pk, unit=unit.name, what=note)


@action(
    MajorDecision,
    "dismiss_deviation",
    power=OVERSEE,
    moves=UNDER_WAY,
    shown_if=lambda d: d.deviations.filter(ended_on=None).exists(),
    words=w("No deviation after all", "偏差不成立"),
    help=w("The unit owes no correction.", "责任单位不再负有纠正责任。"),
)
def dismiss_deviation(
    decision: MajorDecision, *, deviation: Annotated[Deviation, among(deviations_open)], reason: str
) -> DeviationUnfounded:
    """Find that there was no deviation."""
    _end(deviation, is_founded=False, outcome=reason)
    return DeviationUnfounded(unit_id=deviation.unit_id, unit=deviation.unit.name, reason=reason)


@action(
    MajorDecision,
    "correct_deviation",
    power=EXECUTE,
    by=EXECUTING,
    moves=UNDER_WAY,
    shown_if=lambda d: d.deviations.filter(ended_on=None).exists(),
    words=w("Report the correction", "报告纠正情况"),
    help=w("What was put right, with its proof.", "说明纠正情况并附证明。"),
)
def correct_deviation(
    decision: MajorDecision,
    *,
    deviation: Annotated[Deviation, among(deviations_open)],
    correction_made: Essay,
    evidence: list[FileId],
) -> DeviationCorrected:
    """Put right what departs from the decision (S0-08)."""
    if not evidence:
        raise NoEvidence(step=w("correction", "纠正情况"))
    _end(deviation, is_founded=True, outcome=correction_made)
    return DeviationCorrected(unit_id=deviation.unit_id, unit=deviation.unit.name, correction=correction_made)


def _end(deviation: Deviation, *, is_founded: bool, outcome: str) -> None:
    deviation.ended_on, deviation.is_founded, deviation.outcome = clock.today(), is_founded, outcome
    deviation.save(update_fields=["ended_on", "is_founded", "outcome"])


@action(
    MajorDecision,
    "record_trouble",
    power=EXECUTE,
    by=EXECUTING,
    moves=UNDER_WAY,
    shown_if=lambda d: not d.trouble_open,
    words=w("Record trouble", "记录重大问题"),
    help=w("It is to be reported to the deciding organ in time.", "须及时向决策机关报告。"),
)
def record_trouble(
    decision: MajorDecision,
    *,
    unit: Annotated[Unit, among(executors), Label(w("At which unit", "所在单位"))],
    note: Annotated[Essay, Label(w("Trouble", "问题情况"))],
) -> TroubleFound:
    """Trouble in the execution, force majeure, or strong objection from the public (Order 713, Art. 35)."""
    decision.trouble_open, decision.trouble_reported = True, False
    return TroubleFound(unit_id=unit.pk, unit=unit.name, what=note)


@action(
    MajorDecision,
    "report_trouble",
    power=EXECUTE,
    by=EXECUTING,
    moves=UNDER_WAY,
    shown_if=lambda d: d.trouble_open and not d.trouble_reported,
    tone="primary",
    words=w("Report the trouble", "报告重大问题"),
    help=w("To the deciding organ, with what you propose.", "向决策机关报告并提出建议。"),
)
def report_trouble(
    decision: MajorDecision, *, note: Annotated[Essay, Label(w("Report", "报告内容"))]
) -> TroubleReported:
    """Report the trouble to the deciding organ (Order 713, Art. 35)."""
    if not decision.trouble_open:
        raise NoTrouble
    decision.trouble_reported = True
    return TroubleReported(unit_id=decision.deciding_unit_id, report=note)


hand_on = handing.declare(
    MajorDecision, power=ORGANISE, moves=dict.fromkeys([State.DECIDED, State.ISSUED, State.EXECUTING], "")
)
