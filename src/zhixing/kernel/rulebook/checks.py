"""Checks: gates asked after the fact, of the story of one case that happened in a system that is not ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.owed import Debtor, Happening
from zhixing.kernel.rulebook.schema import Before, CheckRule


@dataclass(frozen=True, slots=True)
class Breach:
    """An event that broke a check, and who answers for it."""

    rule: CheckRule
    happening: Happening
    debtor: Debtor


def kinds_of(rule: CheckRule) -> set[str]:
    """Every kind of event that this check reads."""
    return {*rule.on, *(kind for before in rule.before.values() for kind in before.of)}


def breaches(rules: Iterable[CheckRule], story: Sequence[Happening]) -> Iterator[Breach]:
    """The events of one case, in the order in which they happened, that break one of these checks; earliest first."""
    every = list(rules)
    for place, happening in enumerate(story):
        for rule in every:
            if happening.kind not in rule.on or happening.day < rule.from_on:
                continue
            debtor = answers(rule, happening.facts)
            if debtor and broken(rule, happening.facts, earlier(rule, happening, story[:place])):
                yield Breach(rule, happening, debtor)


def broken(rule: CheckRule, facts: dict[str, Any], before: dict[str, Any]) -> bool:
    """Is this event, with these facts and what came before, a breach? What is not known is no breach."""
    if not conditions.holds(rule.when, facts=facts, before=before):
        return False
    return conditions.decided(rule.needs, facts=facts, before=before) is False


def answers(rule: CheckRule, facts: dict[str, Any]) -> Debtor | None:
    """Who answers for the event, as it names them; None where it names nobody."""
    said = facts.get(rule.holder.field)
    if isinstance(said, list):
        said = said[0] if said else None
    if said is None:
        return None
    return Debtor(person_id=int(said)) if rule.holder.person else Debtor(unit_id=int(said))


def earlier(rule: CheckRule, happening: Happening, past: Sequence[Happening]) -> dict[str, Any]:
    """What the check reads of the events before this one. What is not known is left out."""
    read = ((name, _said(before, happening, past)) for name, before in rule.before.items())
    return {name: said for name, said in read if said is not None}


def _said(before: Before, happening: Happening, past: Sequence[Happening]) -> Any:
    found = [h for h in past if h.kind in before.of]
    if before.say == "count":
        return len(found)
    if not found:
        return None
    other = found[0] if before.which == "first" else found[-1]
    match before.say:
        case "days":
            return (happening.day - other.day).days
        case "seconds":
            return int((happening.at - other.at).total_seconds())
        case "fact":
            return other.facts.get(before.fact or "")
        case who:
            field = {"same_person": "person_id", "same_unit": "unit_id"}[who]
            mine, theirs = happening.facts.get(field), other.facts.get(field)
            return None if mine is None or theirs is None else mine == theirs
