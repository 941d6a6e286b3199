"""What a person decides on a finding. The machine found a threshold reached; nothing follows from that by itself."""

from __future__ import annotations

from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.access.powers import power, role
from zhixing.kernel.actions.parameters import Label, Long
from zhixing.kernel.actions.register import action
from zhixing.kernel.obligations.models import Finding, FindingState
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.service import ruleset
from zhixing.modules.administration.events.rules import FindingDecided, Outcome
from zhixing.modules.administration.refusals import DecidedAlready, OutsideJurisdiction

DECIDE = power("administration.decide_findings", w("Decide on findings", "研判累计情形"))
role("administration.findings", w("Judge of findings", "累计情形研判员"), [DECIDE], reach="below")


@action(
    Finding,
    "take_up",
    power=DECIDE,
    tone="primary",
    words=w("Take it up", "采纳建议"),
    help=w(
        "Say what is done about it and by which organ; the effect itself is decided there, by law.",
        "写明采取的处理及承办机关；后果由有权机关依法决定。",
    ),
    shown_if=lambda finding: finding.state == FindingState.PROPOSED,
)
def take_up(
    finding: Finding,
    *,
    decision: Annotated[str, Long(2000), Label(w("What is done", "处理意见"))],
    actor: Actor,
) -> FindingDecided:
    """A person takes the proposal up."""
    return _decided(finding, FindingState.TAKEN_UP, decision, actor)


@action(
    Finding,
    "set_aside",
    power=DECIDE,
    words=w("Set it aside", "不予采纳"),
    help=w(
        "With the reason; it stays on record and is not proposed again.", "写明理由；留痕备查，不再重复提示。"
    ),
    shown_if=lambda finding: finding.state == FindingState.PROPOSED,
)
def set_aside(
    finding: Finding, *, decision: Annotated[str, Long(2000), Label(w("Reason", "理由"))], actor: Actor
) -> FindingDecided:
    """A person sets the proposal aside."""
    return _decided(finding, FindingState.SET_ASIDE, decision, actor)


def _decided(finding: Finding, state: FindingState, decision: str, actor: Actor) -> FindingDecided:
    if finding.state != FindingState.PROPOSED:
        raise DecidedAlready
    if not may_judge(actor, finding.jurisdiction):
        raise OutsideJurisdiction(place=finding.jurisdiction.name)
    finding.state, finding.decision = state, decision
    finding.decided_on, finding.decided_by_id = clock.today(), actor.account_id
    rule = ruleset(finding.rulebook_id).tallies[finding.rule]
    return FindingDecided(
        subject=str(finding.unit or finding.person),
        effect_en=rule.effect.title.en,
        effect_zh=rule.effect.title.zh,
        outcome=Outcome(state.value),
        reason=decision,
    )


def may_judge(actor: Actor, place: Unit) -> bool:
    """Does the actor hold the power over this government as a whole?"""
    keys = actor.keys(DECIDE)
    return place.pk in keys.roots or place.pk in keys.ids
