"""Which steps a decision needs, by which article, and how each stands: read off the gates of the rulebook, stated nowhere else.

A step is needed when a gate stays shut that would open if the step alone were taken and everything else stood right.
So a rule that is switched on, or a reading that is chosen, changes the matrix by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from zhixing.base.words import Words, w
from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.gates import cited
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.schema import GateRule

Facts = Mapping[str, Any]


class Standing(StrEnum):
    """How a step stands."""

    DONE = "done"
    OPEN = "open"
    NOT_NEEDED = "not_needed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the procedure: the gates that ask for it, each with the facts as they are while it is not taken."""

    key: str
    words: Words
    asked_by: Mapping[str, Facts]


NO_PUBLIC = {"publications": 0, "symposia": 0, "hearings": 0, "observers": 0}
STEPS = (
    Step(
        "research",
        w("Investigation", "调查研究"),
        {"decisions.research_first": {"research_reports": 0}},
    ),
    Step(
        "experts",
        w("Expert argumentation", "专家论证"),
        {
            "decisions.experts_first": {"expert_opinions": 0},
            "decisions.experts_first_congress": {"expert_opinions": 0},
            "decisions.experts_heard": {"expert_opinions": 0, "interested_experts": 0},
            "decisions.three_joined": {"expert_opinions": 0},
        },
    ),
    Step("hearing", w("Hearing", "听证会"), {"decisions.hearing_held": {"hearings": 0}}),
    Step(
        "consultation",
        w("Democratic consultation", "民主协商"),
        {"decisions.consultation_held": {"consultations": 0}},
    ),
    Step(
        "local_opinion",
        w("Opinion of places and trades", "地方行业意见"),
        {"decisions.local_opinion_first": {"opinions_sought": 0}},
    ),
    Step(
        "public",
        w("Public comment or symposium", "公众参与"),
        {
            "decisions.public_takes_part": {"publications": 0, "symposia": 0},
            "decisions.three_joined": {"public_participations": 0},
            "decisions.public_or_other": NO_PUBLIC,
            "decisions.observers_or_other": NO_PUBLIC,
        },
    ),
    Step(
        "dispute",
        w("Dispute set out", "说明争议"),
        {"decisions.dispute_told": {"dispute_explained": False}},
    ),
    Step(
        "fair_competition",
        w("Fair-competition review", "公平竞争审查"),
        {"decisions.papers_complete": {"fair_competition_reviewed": False}},
    ),
    Step("risk", w("Risk assessment", "风险评估"), {"decisions.risk_controllable": {"risk": "none"}}),
    Step(
        "legality",
        w("Legality review", "合法性审查"),
        {"decisions.legality_reviewed": {"legality": "none"}},
    ),
    Step("observers", w("Observers", "旁听"), {"decisions.observers_present": {"observers": 0}}),
    Step(
        "joint_review",
        w("Joint review meeting", "会审会"),
        {"decisions.joint_review_only": {"forum": "executive"}},
    ),
    Step(
        "collective",
        w("Collective discussion", "集体讨论"),
        {
            "decisions.collective": {"meeting": "", "minutes": 0},
            "decisions.by_meeting": {"meeting": "", "minutes": 0},
            "decisions.decider_named": {"deciding_bodies": 0, "deciders": 0},
        },
    ),
)
RIGHT: Facts = {
    "research_reports": 1, "expert_opinions": 1, "interested_experts": 0, "hearings": 1, "consultations": 1,
    "opinions_sought": 1, "publications": 1, "symposia": 1, "public_participations": 1, "dispute_explained": True,
    "fair_competition_reviewed": True, "risk": "controllable", "legality": "lawful", "observers": 1,
    "forum": "joint_review", "meeting": "executive", "minutes": 1, "deciding_bodies": 1, "deciders": 1,
    "has_draft": True, "has_legality_opinion": True, "participation_held": True, "has_participation_report": True,
    "experts_heard": True, "has_expert_report": True, "risk_assessed": True, "has_risk_report": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One step of one decision: how it stands, and the articles that ask for it (None where none does)."""

    step: Step
    standing: Standing
    basis: Words | None


def lines(rules: RuleSet, facts: Facts, on: date) -> list[Line]:
    """Every step with how it stands for a matter of these facts under these rules on a day."""
    gates = {g.code: g for found in rules.gates.values() for g in found if g.from_on <= on}
    return [_line(step, gates, facts) for step in STEPS]


def _line(step: Step, gates: Mapping[str, GateRule], facts: Facts) -> Line:
    known = [(gates[code], undone) for code, undone in step.asked_by.items() if code in gates]
    asking = [(gate, undone) for gate, undone in known if not _opens(gate, facts, undone)]
    if unknown := [gate for gate, undone in asking if _hangs_on_what_nobody_judged(gate, facts, undone)]:
        return Line(step, Standing.UNKNOWN, _cited(unknown))
    if not asking:
        return Line(step, Standing.NOT_NEEDED, None)
    done = all(_opens(gate, facts, undone, real=True) for gate, undone in asking)
    return Line(step, Standing.DONE if done else Standing.OPEN, _cited(gate for gate, _ in asking))


_NAMED = re.compile(r"facts\.(\w+)")


def _hangs_on_what_nobody_judged(gate: GateRule, facts: Facts, undone: Facts) -> bool:
    """A shut gate names a fact that is not there, and would open for one of the answers to it."""
    absent = set(_NAMED.findall(gate.needs)) - {*facts, *RIGHT, *undone}
    return any(
        _opens(gate, {**facts, **dict.fromkeys(absent, said)}, undone) for said in (False, True) if absent
    )


def _opens(gate: GateRule, facts: Facts, undone: Facts, *, real: bool = False) -> bool:
    """Does the gate open with this step undone (or as it really stands) and everything else right?"""
    right = dict(RIGHT)
    if gate.action == "decisions.table":  # asks which meeting it is to go to, not which has met
        right["meeting"] = facts.get("planned_forum", "")
    shown = {name: facts[name] for name in undone if real and name in facts}
    return conditions.holds(gate.needs, facts={**facts, **right, **undone, **shown})


def _cited(gates: Iterable[GateRule]) -> Words:
    return cited([basis for gate in gates for basis in gate.basis])
