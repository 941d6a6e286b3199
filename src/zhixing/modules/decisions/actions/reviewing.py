"""Risk assessment and legality review (S2.8-13; Order 713, Art. 22-28)."""

from __future__ import annotations

from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import FileId, Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.calendars.counting import add_working_days
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.decisions.actions.preparing import BEFORE, UNSETTLED
from zhixing.modules.decisions.choices import Risk, RiskLevel, Verdict
from zhixing.modules.decisions.events.preparing import (
    LegalityOpinionGiven,
    LegalityPapersReturned,
    RiskAssessed,
    RiskOfReformStated,
    SentForLegalityReview,
)
from zhixing.modules.decisions.models import MajorDecision
from zhixing.modules.decisions.powers import PREPARE, REVIEW
from zhixing.modules.decisions.refusals import DayPassed, NoEvidence, NothingToReview
from zhixing.modules.decisions.relations import PREPARING, REVIEWING, units
from zhixing.modules.decisions.words import Essay


def _is_with_reviewer(decision: MajorDecision) -> bool:
    return decision.legality_sent_on is not None and not decision.legality


@action(
    MajorDecision,
    "assess_risk",
    power=PREPARE,
    by=PREPARING,
    moves=UNSETTLED,
    words=w("Record the risk assessment", "记录风险评估"),
    help=w("With the assessment report.", "须附风险评估报告。"),
)
def assess_risk(
    decision: MajorDecision,
    *,
    done_by: str,
    risk_level: RiskLevel,
    risk: Risk,
    measures: Essay,
    evidence: list[FileId],
) -> RiskAssessed:
    """Record what the assessment found (Order 713, Art. 22-24). Whoever made it does not evaluate the decision later."""
    if not evidence:
        raise NoEvidence(step=w("risk assessment", "风险评估"))
    decision.risk, decision.risk_level = risk, risk_level
    if done_by not in decision.main_appraisers:
        decision.main_appraisers = [*decision.main_appraisers, done_by]
    return RiskAssessed(done_by=done_by, level=risk_level, risk=risk, measures=measures)


@action(
    MajorDecision,
    "state_risk",
    power=PREPARE,
    by=PREPARING,
    moves=UNSETTLED,
    shown_if=lambda d: d.is_exploratory_reform,
    words=w("State the risk of the reform", "明示改革风险"),
    help=w(
        "For an exploratory reform on which the State has no rule yet.",
        "适用于国家尚无明确规定的探索性改革。",
    ),
)
def state_risk(
    decision: MajorDecision, *, note: Annotated[Essay, Label(w("Risk", "相关风险"))]
) -> RiskOfReformStated:
    """State the risk to the deciding organ (Order 713, Art. 25)."""
    decision.risk_stated = note
    return RiskOfReformStated(risk=note)


@action(
    MajorDecision,
    "send_for_legality_review",
    power=PREPARE,
    by=PREPARING,
    moves=BEFORE,
    words=w("Send for legality review", "送合法性审查"),
    help=w(
        "At least seven working days as a rule; the opinion is due on the last of them.",
        "一般不少于七个工作日，应于期满前提出审查意见。",
    ),
)
def send_for_legality_review(
    decision: MajorDecision,
    *,
    legal_unit: Annotated[Unit, among(units)],
    working_days_allowed: int = 7,
    shortening_reason: str = "",
) -> SentForLegalityReview:
    """Ask for the review of the draft as it stands (Order 713, Art. 26)."""
    if decision.draft_count == 0:
        raise NothingToReview
    today = clock.today()
    if working_days_allowed < 1:
        raise DayPassed(day=today)
    due = add_working_days(today, working_days_allowed, calendar_for(decision.jurisdiction_id))
    decision.legal_unit = legal_unit
    decision.legality, decision.legality_sent_on, decision.legality_due_on = "", today, due
    participations.add(decision, Standing.COSIGNER, [legal_unit])
    return SentForLegalityReview(
        unit_id=legal_unit.pk,
        unit=legal_unit.name,
        opinion_due_on=due,
        working_days=working_days_allowed,
        shortening_reason=shortening_reason,
    )


@action(
    MajorDecision,
    "give_legality_opinion",
    power=REVIEW,
    by=REVIEWING,
    moves=BEFORE,
    shown_if=_is_with_reviewer,
    tone="primary",
    words=w("Give the legality opinion", "提出合法性审查意见"),
    help=w("Lawful, unlawful, or no rule of the State yet.", "合法、不合法，或国家尚无明确规定。"),
)
def give_legality_opinion(
    decision: MajorDecision,
    *,
    verdict_of_law: Verdict,
    opinion: Annotated[Essay, Label(w("Opinion", "审查意见"))],
    evidence: list[FileId] = [],  # noqa: B006  # read, never changed
) -> LegalityOpinionGiven:
    """Say whether power, procedure and content are lawful (Order 713, Art. 27-28)."""
    if not _is_with_reviewer(decision) or decision.legal_unit is None:
        raise NothingToReview
    decision.legality, decision.legality_opinion = verdict_of_law, opinion
    participations.done(decision, Standing.COSIGNER, unit=decision.legal_unit)
    return LegalityOpinionGiven(
        unit_id=decision.legal_unit.pk,
        unit=decision.legal_unit.name,
        verdict=verdict_of_law,
        opinion=opinion,
    )


@action(
    MajorDecision,
    "return_legality_papers",
    power=REVIEW,
    by=REVIEWING,
    moves=BEFORE,
    shown_if=_is_with_reviewer,
    words=w("Return the papers", "退回补充材料"),
    help=w("What is missing for the review.", "说明需要补充的材料。"),
)
def return_legality_papers(decision: MajorDecision, *, reason: str) -> LegalityPapersReturned:
    """Send the papers back for completion; the review begins again when they are sent anew."""
    if not _is_with_reviewer(decision):
        raise NothingToReview
    decision.legality_sent_on = decision.legality_due_on = None
    return LegalityPapersReturned(reason=reason)
