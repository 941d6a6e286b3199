"""Packs from YAML: safe, bounded, with the file and line of every mistake."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from zhixing.base.words import w
from zhixing.kernel.rulebook import cases, checks, conditions
from zhixing.kernel.rulebook.mistakes import first_mistake
from zhixing.kernel.rulebook.reading import line_of, read
from zhixing.kernel.rulebook.refusals import PackInvalid
from zhixing.kernel.rulebook.ruleset import kinds_of
from zhixing.kernel.rulebook.schema import CheckRule, GateRule, Pack, TallyRule, TimedRule

PACKS = Path(__file__).resolve().parents[2] / "packs"
CARD_DRAWN = "obligations.card_drawn"
logger = logging.getLogger(__name__)


def load(path: Path) -> Pack:
    """The pack in the file, or PackInvalid with the line that is wrong."""
    return parse(path.read_text("utf-8"), path.name)


def parse(text: str, name: str) -> Pack:
    """The pack in this text. Raises PackInvalid: bad YAML, unknown keys, bad conditions, overlapping values."""
    plain, tree = read(text, name)
    if not isinstance(plain, dict):
        raise PackInvalid(
            file=name,
            line=1,
            problem=w(
                "a pack has the names pack, version, title, source, rules",
                "规则包须有 pack、version、title、source、rules 各项",
            ),
        )
    try:
        pack = Pack.model_validate(plain)
    except ValidationError as wrong:
        place, problem = first_mistake(wrong)
        raise PackInvalid(file=name, line=line_of(tree, place), problem=problem) from wrong
    for number, rule in enumerate(pack.rules):
        if found := _problem_of(rule):
            raise PackInvalid(
                file=name, line=line_of(tree, ("rules", number)), problem=f"{rule.code}: {found}"
            )
    return pack


def _problem_of(rule: Any) -> str | None:
    for name in ("when", "until_when", "needs"):
        text = getattr(rule, name, None)
        if text and (problem := conditions.check(text)):
            return f"{name}: {problem}"
    values = getattr(rule, "values", [])
    days = [v.from_on for v in values]
    if days != sorted(set(days)):
        return "values must stand in the order of their days, one a day"
    if rule.replaced_by == rule.code:
        return "a rule cannot be replaced by itself"
    if (
        isinstance(rule, TimedRule)
        and CARD_DRAWN in rule.on
        and rule.warnings
        and "facts.rule" not in (rule.when or "")
    ):
        return f"begins on every {CARD_DRAWN} and draws cards itself: it would open without end; name facts.rule in when"
    return None


def checked(text: str, name: str, offered: Mapping[str, Collection[str]]) -> Pack:
    """As `parse`, and what can only be asked of a whole product: are its events known, do its worked cases hold?

    `offered` are the events of all modules with their facts. Raises PackInvalid with the line.
    """
    pack = parse(text, name)
    _, tree = read(text, name)
    for number, rule in enumerate(pack.rules):
        for problem in unknown_in(pack, rule, offered):
            raise PackInvalid(
                file=name, line=line_of(tree, ("rules", number)), problem=f"{rule.code}: {problem}"
            )
    numbers = {rule.code: number for number, rule in enumerate(pack.rules)}
    for outcome in cases.run(pack):
        if outcome.wrong:
            where = ("rules", numbers[outcome.rule], "cases")
            said = f"{outcome.rule}: “{outcome.name.text('en')}” contradicts the rule: {outcome.wrong}"
            raise PackInvalid(file=name, line=line_of(tree, where), problem=said)
    return pack


def unknown_in(pack: Pack, rule: Any, offered: Mapping[str, Collection[str]]) -> list[str]:
    """Events that neither a module offers nor the pack foresees, and facts that the starting events do not have."""
    if isinstance(rule, GateRule):
        return []
    known = {
        **{kind: set(facts) for kind, facts in pack.foresees.items()},
        **{k: set(f) for k, f in offered.items()},
    }
    found = [
        f"no such event: {kind} (a module offers none, `foresees` names none)"
        for kind in sorted(events_of(rule) - set(known))
    ]
    wanted = {rule.subject.field} if isinstance(rule, TallyRule) else {rule.holder.field}
    wanted |= {v.field for v in getattr(rule, "values", []) if v.field}
    for kind in rule.on:
        missing = sorted(wanted - known.get(kind, wanted))
        found += [f"the event {kind} has no fact {name}" for name in missing]
    return found


def events_of(rule: Any) -> set[str]:
    """Every kind of event that a rule names."""
    if isinstance(rule, GateRule):
        return set()
    if isinstance(rule, CheckRule):
        return checks.kinds_of(rule)
    if isinstance(rule, TallyRule):
        return {*rule.on, *rule.effect.released_by, *(rule.quota.done if rule.quota else [])}
    return kinds_of(rule)


@lru_cache(maxsize=1)
def shipped() -> dict[str, Pack]:
    """The packs that come with the product, by code. A broken one is told to the log by name, and the others stand."""
    found: dict[str, Pack] = {}
    for path in sorted(PACKS.glob("*.yaml")):
        try:
            pack = load(path)
        except PackInvalid as wrong:
            logger.error("the pack is left out: %s", wrong)  # its own sentence says all
            continue
        found[pack.pack] = pack
    return found
