"""Who is told of which kind of event: declared by the modules, carried out by reactions.py."""

from __future__ import annotations

import dataclasses
from string import Formatter

from zhixing.base.words import Words
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.notices.models import Urgency

_RULES: dict[str, list[Telling]] = {}
_ALWAYS = {"actor", "number", "title"}  # places that every notice can fill


@dataclasses.dataclass(frozen=True, slots=True)
class Telling:
    """One rule: of this kind of event, whom, and in which words (None: the event's own sentence)."""

    kind: str
    standings: tuple[str, ...]
    fields: tuple[str, ...]
    persons: tuple[str, ...]
    words: Words | None
    urgency: str


def told(
    kind: str,
    *,
    standings: tuple[str, ...] = (),
    fields: tuple[str, ...] = (),
    persons: tuple[str, ...] = (),
    words: Words | None = None,
    urgency: str = Urgency.PLAIN,
) -> Telling:
    """Let every event of this kind be told to those who now stand so to its matter, and to those whom its
    facts name.

    `fields` are facts that hold a unit's id or several, `persons` those that hold persons'. `words` may use
    the event's facts, {actor}, {number} and {title}; without words the event's own sentence is told after
    number and title. Several rules for a kind tell different people in different words; an addressee is
    told once, by the first rule that fits.
    """
    if not (standings or fields or persons):
        raise ValueError(f"{kind}: a rule that tells nobody")
    made = Telling(kind, standings, fields, persons, words, urgency)
    known = _RULES.setdefault(kind, [])
    if made not in known:
        known.append(made)
    return made


def of(kind: str) -> list[Telling]:
    """The rules for this kind, in the order in which they were declared."""
    return _RULES.get(kind, [])


def check() -> list[str]:
    """What a rule names that does not exist: it would tell nobody, silently, or fail when it happens."""
    wrong: list[str] = []
    for rule in (r for rules in _RULES.values() for r in rules):
        event = events.kinds().get(rule.kind)
        if event is None:
            wrong.append(f"{rule.kind}: no such kind of event")
            continue
        facts = {f.name for f in dataclasses.fields(event)}
        wrong += [f"{rule.kind}: no fact {n}" for n in (*rule.fields, *rule.persons) if n not in facts]
        wrong += [f"{rule.kind}: no standing {s}" for s in rule.standings if s not in Standing.values]
        for text in (rule.words.en, rule.words.zh) if rule.words else ():
            places = {name.split(".")[0] for _, name, _, _ in Formatter().parse(text) if name}
            wrong += [f"{rule.kind}: no place {p}" for p in sorted(places - facts - _ALWAYS)]
    return sorted(wrong)
