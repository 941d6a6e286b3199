"""The rules in force for one jurisdiction, arranged so that an event meets only the rules that name its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhixing.kernel.rulebook.schema import CheckRule, DeadlineRule, GateRule, Pack, RecurringRule, TallyRule


@dataclass(frozen=True)
class RuleSet:
    """Rules by code and by the kinds of event that touch them."""

    timed: dict[str, DeadlineRule | RecurringRule] = field(default_factory=dict)
    gates: dict[str, list[GateRule]] = field(default_factory=dict)
    tallies: dict[str, TallyRule] = field(default_factory=dict)
    checks: dict[str, CheckRule] = field(default_factory=dict)
    pack_of: dict[str, str] = field(default_factory=dict)
    _touched: dict[str, tuple[DeadlineRule | RecurringRule, ...]] = field(default_factory=dict)

    def touched_by(self, kind: str) -> tuple[DeadlineRule | RecurringRule, ...]:
        """The deadline and recurring rules that name this kind of event anywhere."""
        return self._touched.get(kind, ())


def compile_packs(
    packs: Iterable[Pack], *, unverified: bool = False, choices: Mapping[str, str] | None = None
) -> RuleSet:
    """One set from several packs. A code that two packs use is refused: one rule, one meaning.

    Rules whose numbers nobody could check against a text are off, unless `unverified` asks for them. Of rules that hang
    on a setting those are live that its choice (or its default) names; `choices` maps settings to options.
    """
    made = RuleSet()
    touched: dict[str, list[DeadlineRule | RecurringRule]] = {}
    for pack in packs:
        chosen = pack.chosen(dict(choices or {}))
        for rule in pack.rules:
            if rule.code in made.pack_of:
                raise ValueError(f"{rule.code} stands in {made.pack_of[rule.code]} and in {pack.pack}")
            made.pack_of[rule.code] = pack.pack
            if not (rule.verified or unverified):
                continue
            if rule.only_if and chosen[rule.only_if.setting] != rule.only_if.option:
                continue
            if isinstance(rule, GateRule):
                made.gates.setdefault(rule.action, []).append(rule)
            elif isinstance(rule, CheckRule):
                made.checks[rule.code] = rule
            elif isinstance(rule, TallyRule):
                made.tallies[rule.code] = rule
            else:
                made.timed[rule.code] = rule
                for kind in kinds_of(rule):
                    touched.setdefault(kind, []).append(rule)
    made._touched.update({kind: tuple(rules) for kind, rules in touched.items()})
    return made


def kinds_of(rule: Any) -> set[str]:
    """Every kind of event that can move this rule."""
    kinds = {*rule.on, *rule.until, *rule.cancelled_by}
    for pause in rule.pauses:
        kinds |= {pause.begins, pause.ends}
    if isinstance(rule, DeadlineRule):
        kinds |= {e.on for e in rule.extensions}
    else:
        kinds |= set(rule.done)
    return kinds
