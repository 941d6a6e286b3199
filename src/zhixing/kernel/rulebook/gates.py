"""Gates: an action is refused until the evidence that a rule demands is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhixing.base.words import Words
from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.refusals import GateShut
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.schema import Basis, GateRule


def shut(rules: RuleSet, action: str, facts: dict[str, Any], on: date) -> GateRule | None:
    """The first gate before this action that is not open, or None. `facts` is what the module says of the matter."""
    for gate in rules.gates.get(action, []):
        if gate.from_on <= on and not conditions.holds(gate.needs, facts=facts):
            return gate
    return None


def must_be_open(rules: RuleSet, action: str, facts: dict[str, Any], on: date) -> None:
    """Refuse (GateShut) with the rule's own words and article while a gate before this action is shut."""
    gate = shut(rules, action, facts, on)
    if gate is not None:
        raise refusal(gate)


def refusal(gate: GateRule) -> GateShut:
    """The gate as a refusal."""
    return GateShut(
        reason=Words(gate.reason.en, gate.reason.zh),
        remedy=Words(gate.remedy.en, gate.remedy.zh),
        basis=cited(gate.basis),
        rule=gate.code,
    )


def cited(basis: Sequence[Basis]) -> Words:
    """The articles of a rule as one citation, each once."""
    said = "；".join(dict.fromkeys(f"{b.document} {b.article}" for b in basis))
    return Words(said.replace("；", "; "), said)
