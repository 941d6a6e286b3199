"""May they, and can it be: the reasons why not, judged on loaded facts without a query."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.base.words import Words
from zhixing.kernel.access import powers
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.refusals import NoPower, NotYours
from zhixing.kernel.actions.register import Spec
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.matters.refusals import WrongState
from zhixing.kernel.rulebook import gates
from zhixing.kernel.rulebook.service import ruleset


def may(spec: Spec[Any, Any], item: Any, actor: Actor) -> Refusal | None:
    """Power, scope and relation. For a thing that is no matter the power alone decides."""
    if not actor.has(spec.power):
        return NoPower(action=spec.words, power=powers.named(spec.power))
    if isinstance(item, Matter) and not spec.opens:
        keys = actor.keys(spec.power)
        confidential = bool(getattr(type(item), "confidential", False))
        if not keys.open(item.jurisdiction_id, item.audience, confidential=confidential):
            return NoPower(action=spec.words, power=powers.named(spec.power))
        for by in spec.by:
            if not by.holds(item, actor, keys):
                return NotYours(action=spec.words, who=by.words)
    return None


def can(spec: Spec[Any, Any], item: Any) -> Refusal | None:
    """The lifecycle: is the item in a state from which this action goes?"""
    if not spec.moves or item is None or item.state in spec.moves:
        return None
    return WrongState(number=item.number or item.title, state=state_words(item), action=spec.words)


def state_words(item: Any) -> Words | str:
    """The item's state in words."""
    states = getattr(type(item), "states", None)
    words: Words | str = states(item.state).label if states else item.state
    return words


def before_gates(spec: Spec[Any, Any], item: Any, given: dict[str, Any], on: date) -> None:
    """Refuse while a gate of the rulebook before this action is shut."""
    rules = ruleset(item.rulebook_id) if isinstance(item, Matter) else None
    if rules is None or spec.code not in rules.gates:
        return
    facts = {**getattr(item, "gate_facts", dict)(), "given": given}
    gates.must_be_open(rules, spec.code, facts, on)


def why_not(spec: Spec[Any, Any], item: Any, actor: Actor) -> Refusal | None:
    """The first reason why the actor cannot do this now; None when the form may be shown.

    Asks gates only where they judge the matter itself: what the form will bring is not known yet.
    """
    refusal = may(spec, item, actor) or can(spec, item)
    if refusal is None and isinstance(item, Matter):
        rules = ruleset(item.rulebook_id)
        waiting = [
            g for g in rules.gates.get(spec.code, []) if "given" not in g.needs and g.from_on <= clock.today()
        ]
        if waiting:
            facts: dict[str, Any] = getattr(item, "gate_facts", dict)()
            shut = next((g for g in waiting if gates.shut(rules, spec.code, facts, clock.today()) is g), None)
            return gates.refusal(shut) if shut else None
    return refusal
