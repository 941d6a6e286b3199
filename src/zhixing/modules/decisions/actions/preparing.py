"""From the start to the draft: begun, classed by a named person, investigated, drafted, units heard (S0-01, S0-02, S2.4-05)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import FileId, Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.decisions.choices import Forum, JointKind, MatterClass, Sphere, State, StepKind
from zhixing.modules.decisions.events.preparing import (
    DecisionClassed,
    DecisionOpened,
    DecisionWithdrawn,
    DisputeTold,
    DraftSubmitted,
    OpinionsGathered,
    StepTaken,
)
from zhixing.modules.decisions.models import MajorDecision, Step
from zhixing.modules.decisions.powers import ORGANISE, PREPARE
from zhixing.modules.decisions.refusals import NoEvidence, NotHappenedYet
from zhixing.modules.decisions.relations import PREPARING, governments, units
from zhixing.modules.decisions.words import SUMMARY, TITLE, Essay

BEFORE = {State.PREPARING: ""}
UNSETTLED = dict.fromkeys([State.PREPARING, State.TABLED], "")
TRAITS = {
    "is_major": w("major decision", "重大行政决策"),
    "vital_interests": w("vital interests of the public", "涉及群众切身利益"),
    "local_or_trade": w("places or trades", "涉及地方和行业"),
    "is_specialised": w("specialised", "专业性、技术性较强"),
    "may_harm_stability": w("stability", "可能影响社会稳定"),
    "touches_market": w("market players", "涉及市场主体"),
    "is_exploratory_reform": w("exploratory reform", "探索性改革"),
    "to_congress": w("to the People's Congress", "提请人大审议"),
}


def must_have_happened(day: date) -> None:
    """Refuse a day that is still to come."""
    if day > clock.today():
        raise NotHappenedYet(day=day)


@action(
    MajorDecision,
    "begin",
    power=ORGANISE,
    opens=True,
    tone="primary",
    words=w("Begin a decision", "启动决策"),
    help=w(
        "Enter the matter, the deciding organ and the unit that prepares it.",
        "登记决策事项，明确决策机关和承办单位。",
    ),
)
def begin(
    *,
    title: Annotated[str, TITLE],
    problem: Essay,
    deciding_unit: Annotated[Unit, among(governments)],
    lead_unit: Annotated[Unit, among(units), Label(w("Preparing unit", "决策承办单位"))],
) -> tuple[MajorDecision, DecisionOpened]:
    """Begin the procedure of a decision (Order 713, Art. 12)."""
    decision = open_matter(
        MajorDecision,
        jurisdiction=jurisdiction_of(deciding_unit),
        state=State.PREPARING,
        title=title,
        problem=problem,
        deciding_unit=deciding_unit,
    )
    participations.stand(
        decision, {Standing.LEAD: ([lead_unit], []), Standing.OBSERVER: ([deciding_unit], [])}
    )
    return decision, DecisionOpened(title=title, unit_id=lead_unit.pk, unit=lead_unit.name)


@action(
    MajorDecision,
    "class_matter",
    power=ORGANISE,
    moves=BEFORE,
    tone="primary",
    words=w("Class the matter", "认定类别"),
    help=w(
        "What it is decides which steps it needs. Your name stands under it.",
        "类别和情形决定须履行的程序，认定人留名。",
    ),
)
def class_matter(
    decision: MajorDecision,
    *,
    matter_class: MatterClass,
    matter_kind: JointKind,
    sphere: Sphere,
    forum: Forum,
    is_major: bool = False,
    vital_interests: bool = False,
    local_or_trade: bool = False,
    is_specialised: bool = False,
    may_harm_stability: bool = False,
    touches_market: bool = False,
    is_exploratory_reform: bool = False,
    to_congress: bool = False,
    actor: Actor,
) -> DecisionClassed:
    """Say what kind of matter this is; the rulebook says what follows (G-37, G-38)."""
    decision.matter_class, decision.matter_kind = matter_class, matter_kind
    decision.sphere, decision.forum = sphere, forum
    found = {
        "is_major": is_major,
        "vital_interests": vital_interests,
        "local_or_trade": local_or_trade,
        "is_specialised": is_specialised,
        "may_harm_stability": may_harm_stability,
        "touches_market": touches_market,
        "is_exploratory_reform": is_exploratory_reform,
        "to_congress": to_congress,
    }
    for name, holds in found.items():
        setattr(decision, name, holds)
    decision.classed_by, decision.classed_on = actor.name, clock.today()
    return DecisionClassed(
        matter_class=matter_class,
        matter_kind=matter_kind,
        sphere=sphere,
        forum=forum,
        traits=[TRAITS[name].zh for name, holds in found.items() if holds],
    )


@action(
    MajorDecision,
    "submit_draft",
    power=PREPARE,
    by=PREPARING,
    moves=BEFORE,
    words=w("Submit a draft", "提交草案"),
    help=w(
        "A new version after the legality review must be reviewed again.",
        "合法性审查后又修改草案的，须重新审查。",
    ),
)
def submit_draft(
    decision: MajorDecision, *, draft: list[FileId], note: Annotated[str, SUMMARY]
) -> DraftSubmitted:
    """Put down a version of the draft; what was found of an older version holds no longer."""
    if not draft:
        raise NoEvidence(step=w("draft", "决策草案"))
    decision.draft_count += 1
    decision.legality = ""
    return DraftSubmitted(draft_version=decision.draft_count, note=note)


@action(
    MajorDecision,
    "take_step",
    power=PREPARE,
    by=PREPARING,
    moves=UNSETTLED,
    words=w("Record a step", "记录程序"),
    help=w(
        "Investigation, consultation, symposium, drafting together: what was done, by whom, with its paper.",
        "调查研究、民主协商、座谈会、联合起草等：由谁何时完成，并附材料。",
    ),
)
def take_step(
    decision: MajorDecision,
    *,
    step: StepKind,
    done_on: date,
    done_by: str,
    note: Annotated[Essay, SUMMARY],
    evidence: list[FileId],
) -> StepTaken:
    """Record a step with the papers that prove it (Order 713, Art. 33)."""
    return _step(decision, step, done_on, done_by, note, evidence)


def _step(
    decision: MajorDecision, step: StepKind, done_on: date, done_by: str, note: str, evidence: list[FileId]
) -> StepTaken:
    must_have_happened(done_on)
    if not evidence:
        said: Words = step.label  # type: ignore[assignment]  # choices carry Words as labels
        raise NoEvidence(step=said)
    Step.objects.create(
        decision=decision, kind=step, done_on=done_on, done_by=done_by, summary=note, file_ids=[*evidence]
    )
    if step == StepKind.ARGUMENT_MEETING and done_by not in decision.main_appraisers:
        decision.main_appraisers = [*decision.main_appraisers, done_by]
    return StepTaken(step=step, done_by=done_by, done_on=done_on, summary=note)


@action(
    MajorDecision,
    "gather_opinions",
    power=PREPARE,
    by=PREPARING,
    moves=UNSETTLED,
    words=w("Record opinions of units", "征求单位意见"),
    help=w("Which units agree with the draft, which do not.", "记录同意和有不同意见的单位。"),
)
def gather_opinions(
    decision: MajorDecision,
    *,
    agreeing: Annotated[list[Unit], among(units)] = [],  # noqa: B006  # read only
    disagreeing: Annotated[list[Unit], among(units)] = [],  # noqa: B006  # read only
    evidence: list[FileId],
) -> OpinionsGathered:
    """The opinions of units on the draft, in writing; those of an earlier round are replaced."""
    if not evidence:
        raise NoEvidence(step=w("opinions of units", "有关单位意见"))
    decision.disagreeing = [u.name for u in disagreeing]
    decision.dispute = ""
    return OpinionsGathered(agreeing=[u.name for u in agreeing], disagreeing=decision.disagreeing)


@action(
    MajorDecision,
    "tell_dispute",
    power=PREPARE,
    by=PREPARING,
    moves=UNSETTLED,
    shown_if=lambda d: bool(d.disagreeing),
    words=w("Set out the dispute", "说明争议"),
    help=w(
        "The main issues, the views of the units, your own view with its grounds.",
        "说明争议的主要问题、有关单位意见、承办单位意见及理由依据。",
    ),
)
def tell_dispute(decision: MajorDecision, *, dispute: Essay) -> DisputeTold:
    """Tell the deciding organ on what the units do not agree (Order 713, Art. 13)."""
    decision.dispute = dispute
    return DisputeTold(dispute=dispute)


@action(
    MajorDecision,
    "withdraw",
    power=ORGANISE,
    moves=dict.fromkeys([State.PREPARING, State.TABLED], State.WITHDRAWN),
    tone="grave",
    words=w("Withdraw", "撤回事项"),
    help=w("The matter is not to be decided after all.", "该事项不再提请决策。"),
)
def withdraw(decision: MajorDecision, *, reason: str) -> DecisionWithdrawn:
    """End the procedure before a decision; what was done stays on record."""
    decision.closed_on = clock.today()
    return DecisionWithdrawn(reason=reason)
