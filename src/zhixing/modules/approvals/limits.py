"""The rules that judge a log: packs, and the planned dates that the mapping names as limits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from zhixing.base.words import w
from zhixing.kernel.rulebook.ruleset import RuleSet, compile_packs
from zhixing.kernel.rulebook.schema import Basis, DeadlineRule, Holder, Pack, Two, Unit, Value, Warning_
from zhixing.modules.approvals.mapping import OLDEST, Mapping
from zhixing.modules.approvals.refusals import RulesClash

OWN = "log-limits"
_ASKED = re.compile(r"has\(facts\.([a-z_][a-z0-9_]*)\)")
_PLANNED = w("the date on record in column “{column}”", "记录中“{column}”列的日期")


def rules_for(mapping: Mapping, packs: Sequence[Pack], choices: dict[str, str] | None = None) -> RuleSet:
    """All rules to judge by; none where no pack is given and the mapping names no limit. Raises RulesClash.

    A check that holds silence for a breach (`has(facts.reason)`) is left out where the mapping reads no such fact: of a system
    that never says why, nobody knows whether there was a reason.
    """
    own = [_pack(mapping)] if mapping.limits else []
    try:
        made = compile_packs([*own, *packs], choices=choices)
    except ValueError as wrong:
        raise RulesClash(problem=str(wrong)) from wrong
    checks = {
        c: rule for c, rule in made.checks.items() if set(_ASKED.findall(rule.needs)) <= mapping.facts.keys()
    }
    return replace(made, checks=checks)


def _pack(mapping: Mapping) -> Pack:
    title = Two(en="Limits on record in the log", zh="日志所载时限")
    return Pack(
        pack=OWN, version=1, title=title, source=title, levels=["city"], in_force_on=date(1970, 1, 1),
        rules=[_rule(mapping, place) for place in range(len(mapping.limits))],
    )  # fmt: skip


def _rule(mapping: Mapping, place: int) -> DeadlineRule:
    """A card a day after the planned day has passed; the day is taken as it stands, be it a rest day."""
    limit = mapping.limits[place]
    column = mapping.facts[limit.due].column
    said = _PLANNED.put(column=column)
    return DeadlineRule(
        kind="deadline", code=limit.code, title=limit.title, on=limit.on, until=limit.until, holder=Holder(unit="unit_id"),
        basis=[Basis(document=said.text("zh"), article=column)],
        values=[Value(from_on=OLDEST, field=limit.due)],
        roll="none", second="ignore", remind_on_rest_days=True,
        warnings=[Warning_.model_validate({"colour": "yellow", "after": 1, "unit": Unit.NATURAL_DAYS})],
    )  # fmt: skip
