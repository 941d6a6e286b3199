"""Suspended, changed, stopped, closed, evaluated, answered for (S0-06, S2.2-02, S2.7-19; Order 713, Art. 36-38)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import FileId, Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.decisions import meetings
from zhixing.modules.decisions.actions.deciding import AFTER
from zhixing.modules.decisions.choices import Forum, State
from zhixing.modules.decisions.events.executing import (
    ChangeProposed,
    DecisionChanged,
    DecisionClosed,
    DecisionEvaluated,
    DecisionResumed,
    DecisionSuspended,
    DecisionTerminated,
    EvaluationCommissioned,
    ExecutionEnded,
    GraveErrorFound,
    JointReviewBypassed,
)
from zhixing.modules.decisions.models import MajorDecision
from zhixing.modules.decisions.powers import LIABILITY, ORGANISE, OVERSEE
from zhixing.modules.decisions.refusals import NoEvidence, OpenDeviations, ProcedureMissing
from zhixing.modules.decisions.relations import deciders, serving, units
from zhixing.modules.decisions.words import Essay

STANDING = [State.ISSUED, State.EXECUTING, State.SUSPENDED]


@action(
    MajorDecision,
    "suspend",
    power=ORGANISE,
    moves={State.EXECUTING: State.SUSPENDED},
    tone="grave",
    words=w("Suspend the execution", "中止执行"),
    help=w(
        "By procedure; in urgency the head of the deciding organ alone, after the trouble was reported.",
        "应经法定程序；情况紧急且已报告的，由决策机关行政首长先行决定。",
    ),
)
def suspend(
    decision: MajorDecision,
    *,
    ordered_by: Annotated[Person, among(serving)],
    is_urgent: bool = False,
    reason: str,
) -> DecisionSuspended:
    """Stop carrying it out for a time (Order 713, Art. 37)."""
    return DecisionSuspended(ordered_by=ordered_by.name, is_urgent=is_urgent, reason=reason)


@action(
    MajorDecision,
    "resume",
    power=ORGANISE,
    moves={State.SUSPENDED: State.EXECUTING},
    words=w("Let it go on", "恢复执行"),
    help=w("The cause of the suspension is gone.", "中止事由已消除。"),
)
def resume(decision: MajorDecision, *, reason: str) -> DecisionResumed:
    """Carry it out again."""
    decision.trouble_open = False
    return DecisionResumed(reason=reason)


@action(
    MajorDecision,
    "propose_change",
    power=ORGANISE,
    moves=dict.fromkeys(STANDING, ""),
    words=w("Propose a change", "提出调整"),
    help=w("It is then put before the meeting that decides.", "提出后须提交会议讨论决定。"),
)
def propose_change(decision: MajorDecision, *, proposal: Essay) -> ChangeProposed:
    """Begin the procedure of changing or stopping a decision (Order 713, Art. 37)."""
    decision.change_proposed_on = clock.today()
    return ChangeProposed(proposal=proposal)


@action(
    MajorDecision,
    "change",
    power=ORGANISE,
    moves=dict.fromkeys(STANDING, ""),
    shown_if=lambda d: d.change_proposed_on is not None,
    tone="grave",
    words=w("Record the change", "调整决策"),
    help=w(
        "As the minutes say. What a joint review meeting decided is changed by a joint review meeting only.",
        "依会议纪要登记；会审会作出的决议只能由会审会更改。",
    ),
)
def change(decision: MajorDecision, *, new_text: Essay, reason: str) -> DecisionChanged:
    """Change a decision through its procedure; the old text stays in the record."""
    talk = meetings.latest(decision)
    if decision.change_proposed_on is None or talk is None or not talk.adopted:
        raise ProcedureMissing(title=decision.title)
    old, decision.decision_text = decision.decision_text, new_text
    forum = Forum(meetings.forum_of(decision))
    decision.change_count += 1
    decision.change_proposed_on = None
    return DecisionChanged(forum=forum, old_text=old, new_text=new_text, reason=reason)


@action(
    MajorDecision,
    "terminate",
    power=ORGANISE,
    moves=dict.fromkeys(STANDING, State.TERMINATED),
    shown_if=lambda d: d.change_proposed_on is not None,
    tone="grave",
    words=w("Stop the execution", "停止执行"),
    help=w("For good, as the minutes say.", "依会议纪要终止执行。"),
)
def terminate(decision: MajorDecision, *, reason: str) -> Iterable[tuple[Matter, DomainEvent]]:
    """Stop a decision through its procedure."""
    talk = meetings.latest(decision)
    if decision.change_proposed_on is None or talk is None or not talk.adopted:
        raise ProcedureMissing(title=decision.title)
    decision.closed_on = clock.today()
    forum = Forum(meetings.forum_of(decision))
    return [(decision, DecisionTerminated(forum=forum, reason=reason)), *_ended(decision)]


def _ended(decision: MajorDecision) -> list[tuple[Matter, DomainEvent]]:
    """From now on no unit owes a report."""
    rows = decision.executing_units.order_by("order", "id")
    return [(decision, ExecutionEnded(unit_id=u.pk, unit=u.name)) for u in rows]


@action(
    MajorDecision,
    "close",
    power=ORGANISE,
    moves={State.EXECUTING: State.CLOSED},
    tone="primary",
    words=w("Close", "办结"),
    help=w("Whether the expected benefit appeared belongs to the result.", "须说明预期社会效益是否实现。"),
)
def close(
    decision: MajorDecision, *, execution_outcome: Essay, benefit: Essay
) -> Iterable[tuple[Matter, DomainEvent]]:
    """Close a decision that was carried out and inspected, with its result and benefit (S0-06, S2.2-02)."""
    if waiting := decision.deviations.filter(ended_on=None).count():
        raise OpenDeviations(n=waiting)
    decision.closed_on = clock.today()
    return [(decision, DecisionClosed(outcome=execution_outcome, benefit=benefit)), *_ended(decision)]


@action(
    MajorDecision,
    "commission_evaluation",
    power=ORGANISE,
    moves=AFTER,
    shown_if=lambda d: d.begun_on is not None and d.evaluated_on is None,
    words=w("Commission an evaluation", "委托后评估"),
    help=w(
        "Not the body that made the main appraisal before the decision.",
        "决策前承担主要论证评估工作的单位除外。",
    ),
)
def commission_evaluation(decision: MajorDecision, *, evaluator: str, reason: str) -> EvaluationCommissioned:
    """Ask a body for the later evaluation (Order 713, Art. 36)."""
    decision.evaluator = evaluator
    return EvaluationCommissioned(evaluator=evaluator, reason=reason)


@action(
    MajorDecision,
    "record_evaluation",
    power=ORGANISE,
    moves=AFTER,
    shown_if=lambda d: d.evaluator and d.evaluated_on is None,
    words=w("Record the evaluation", "记录后评估"),
    help=w(
        "The result is grounds for going on, changing or stopping.",
        "评估结果作为继续、调整或者停止执行的依据。",
    ),
)
def record_evaluation(
    decision: MajorDecision, *, evaluation: Essay, evidence: list[FileId]
) -> DecisionEvaluated:
    """Record what the evaluation found (Order 713, Art. 36)."""
    if not evidence or not decision.evaluator:
        raise NoEvidence(step=w("evaluation", "决策后评估"))
    decision.evaluation, decision.evaluated_on = evaluation, clock.today()
    return DecisionEvaluated(evaluator=decision.evaluator, evaluation=evaluation)


@action(
    MajorDecision,
    "find_grave_error",
    power=LIABILITY,
    moves=AFTER,
    tone="grave",
    words=w("Record a grave error", "认定决策严重失误"),
    help=w(
        "Whether the person dissented is read from the minutes. Liability has no limit of time; "
        "persons decide on it.",
        "是否有不同意见由会议记录自动核对；责任终身追究，由有权机关决定。",
    ),
)
def find_grave_error(
    decision: MajorDecision,
    *,
    person_answerable: Annotated[Person, among(deciders)],
    note: Annotated[Essay, Label(w("Finding", "认定情况"))],
) -> GraveErrorFound:
    """Put a grave error before a person, with what the minutes say of the person's view (Order 713, Art. 38)."""
    return GraveErrorFound(
        person_id=person_answerable.pk,
        person=person_answerable.name,
        finding=note,
        dissent_recorded=meetings.has_dissented(decision, person_answerable),
    )


@action(
    MajorDecision,
    "find_bypass",
    power=OVERSEE,
    moves=AFTER,
    words=w("The joint review meeting was passed by", "应上会审会而未上"),
    help=w("Found in a check; a person decides what follows.", "检查发现的，由人员决定如何处理。"),
)
def find_bypass(
    decision: MajorDecision,
    *,
    unit: Annotated[Unit, among(units), Label(w("At which unit", "所在单位"))],
    note: Annotated[Essay, Label(w("Finding", "发现情况"))],
) -> JointReviewBypassed:
    """Record that a matter for the joint review meeting was decided or changed in another form (CR-49)."""
    return JointReviewBypassed(unit_id=unit.pk, unit=unit.name, finding=note)
