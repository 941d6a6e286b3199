"""What the packs carry of their sources: for each row and article its rules, their cases, and whether they run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from zhixing.base.words import Words, w
from zhixing.kernel.rulebook.loading import events_of
from zhixing.kernel.rulebook.schema import GateRule, Pack, Rule, TallyRule

SERIES = {"DL": 44, "OP": 16, "TH": 20, "CR": 51}  # the rows of C.1, C.2, C.3 and D of the requirements


@dataclass(frozen=True, slots=True)
class Carried:
    """A rule that carries a row. `live`: every event (or the action) that it names is offered by a module today."""

    code: str
    title: Words
    pack: str
    cases: int
    live: bool
    on: bool


@dataclass(slots=True)
class Covered:
    """A row or an article with what carries it; `why_not` where no software can."""

    row: str
    rules: list[Carried] = field(default_factory=list)
    why_not: Words | None = None

    @property
    def is_answered(self) -> bool:
        """Has it a rule, or a stated reason?"""
        return bool(self.rules) or self.why_not is not None


def rows(packs: Iterable[Pack], offered: Collection[str], actions: Collection[str]) -> list[Covered]:
    """Every row of the requirements' deadline, open-limit, count and consequence tables, in their order."""
    found = {
        f"{name}-{n:02}": Covered(f"{name}-{n:02}")
        for name, last in SERIES.items()
        for n in range(1, last + 1)
    }
    for pack in packs:
        for rule in pack.rules:
            for row in rows_of(rule) & found.keys():
                found[row].rules.append(_carried(pack, rule, offered, actions))
        for outside in pack.outside:
            if outside.row in found:
                found[outside.row].why_not = w(outside.why.en, outside.why.zh)
    return list(found.values())


def articles(packs: Iterable[Pack], offered: Collection[str], actions: Collection[str]) -> list[Covered]:
    """Every article that a rule stands on, document by document."""
    found: dict[str, Covered] = {}
    for pack in packs:
        for rule in pack.rules:
            for basis in rule.basis:
                said = f"{basis.document} {basis.article}"
                found.setdefault(said, Covered(said)).rules.append(_carried(pack, rule, offered, actions))
    return sorted(found.values(), key=lambda c: c.row)


def rows_of(rule: Rule) -> set[str]:
    """The rows of the requirements that a rule carries: of its articles, its effect, its consequence."""
    named = {b.row for b in rule.basis if b.row}
    if isinstance(rule, TallyRule) and rule.effect.row:
        named.add(rule.effect.row)
    if rule.consequence:
        named.add(rule.consequence)
    return {row.strip() for said in named for row in said.replace("、", ",").split(",")}


def is_live(rule: Rule, offered: Collection[str], actions: Collection[str]) -> bool:
    """Is everything that the rule names offered by a module?"""
    if isinstance(rule, GateRule):
        return rule.action in actions
    return events_of(rule) <= set(offered)


def _carried(pack: Pack, rule: Rule, offered: Collection[str], actions: Collection[str]) -> Carried:
    title = w(rule.title.en, rule.title.zh)
    return Carried(
        rule.code, title, pack.pack, len(rule.cases), is_live(rule, offered, actions), rule.verified
    )


def summary(found: Iterable[Covered]) -> Mapping[str, int]:
    """How many rows there are, have a live rule, a rule whose events are still to come, a reason, or nothing."""
    counts = {"rows": 0, "live": 0, "foreseen": 0, "outside": 0, "missing": 0}
    for one in found:
        counts["rows"] += 1
        if any(rule.live for rule in one.rules):
            counts["live"] += 1
        elif one.rules:
            counts["foreseen"] += 1
        else:
            counts["outside" if one.why_not else "missing"] += 1
    return counts
