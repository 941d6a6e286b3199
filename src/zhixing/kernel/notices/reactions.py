"""Whatever happens is told to whom it concerns, in the same transaction."""

from __future__ import annotations

from typing import Any

from zhixing.base.words import Words, w
from zhixing.kernel.access.models import Account
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event, Participation
from zhixing.kernel.notices import rules
from zhixing.kernel.notices.rules import Telling
from zhixing.kernel.notices.telling import About, about, notice_for, send

# An event's own sentence, for rules that bring no words.
_AS_TOLD = w("{number} “{title}”: {told}", "{number}“{title}”：{told}")


@events.on("*")
def tell_whom_it_concerns(row: Event) -> None:
    """Write the notices that the rules for this kind ask for. Nobody is told of his own deed."""
    wanted = rules.of(row.kind)
    if not wanted:
        return
    matter = about(row.matter) if row.matter else None
    standing = _standing(row, {s for rule in wanted for s in rule.standings})
    rule_of: dict[int, Telling] = {}
    for rule in wanted:
        for addressee in _whom(rule, row.facts, standing):
            rule_of.setdefault(addressee, rule)
    if any(addressee < 0 for addressee in rule_of):
        rule_of.pop(-(_person_of(row) or 0), None)
    told = {rule: _words(rule, row, matter) for rule in set(rule_of.values())}
    send(
        notice_for(matter, addressee, told[rule], kind=row.kind, urgency=rule.urgency, event=row)
        for addressee, rule in rule_of.items()
    )


def _standing(row: Event, standings: set[str]) -> list[tuple[str, int]]:
    """(standing, addressee) of the participants in force."""
    if not standings or row.matter_id is None:
        return []
    found = Participation.objects.filter(matter_id=row.matter_id).standing(*sorted(standings))
    rows = found.values_list("standing", "unit_id", "person_id")
    return [(standing, unit or -(person or 0)) for standing, unit, person in rows]


def _whom(rule: Telling, facts: dict[str, Any], standing: list[tuple[str, int]]) -> list[int]:
    named = [i for name in rule.fields for i in _ids(facts.get(name))]
    named += [-i for name in rule.persons for i in _ids(facts.get(name))]
    return named + [addressee for stands, addressee in standing if stands in rule.standings]


def _ids(value: Any) -> list[int]:
    if value is None or value == "":
        return []
    return [int(v) for v in value] if isinstance(value, list) else [int(value)]


def _person_of(row: Event) -> int | None:
    return Account.objects.filter(pk=row.actor_id).values_list("person_id", flat=True).first()


def _words(rule: Telling, row: Event, matter: About | None) -> Words:
    sentence = events.tell(row)
    if rule.words is None:
        return _AS_TOLD.put(told=sentence) if matter else sentence
    return rule.words.put(**(sentence.facts or {}))
