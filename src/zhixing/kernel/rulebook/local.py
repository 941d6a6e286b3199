"""Local values: what an authority sets over a pack's value, from a day on. The pack stays as it is; both are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Self

from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.calendars.counting import Term, last_day
from zhixing.kernel.rulebook.owed import value_on
from zhixing.kernel.rulebook.refusals import LocalLonger, NoAmountToSet, UnknownRule
from zhixing.kernel.rulebook.schema import HOURLY, Basis, DeadlineRule, Pack, Rule, Unit, Value

PROBED_DAYS = 366  # a longer promise shows on some day of a year, whatever the two units are


@dataclass(frozen=True, slots=True)
class LocalValue:
    """From `from_on` the rule's term is this here; without an amount the pack's own value holds again (an undoing)."""

    rule: str
    from_on: date
    amount: int | None
    unit: str
    reason: str

    def plain(self) -> dict[str, Any]:
        """As a rulebook keeps it."""
        return {**asdict(self), "from_on": self.from_on.isoformat()}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """From what a rulebook kept."""
        return cls(**{**kept, "from_on": date.fromisoformat(kept["from_on"])})


def laid_over(pack: Pack, locals_: Iterable[LocalValue]) -> Pack:
    """The pack with the local values in its rules' own lists, in the order of their days; the later decision of one day holds."""
    by_rule: dict[str, list[LocalValue]] = {}
    for one in locals_:
        by_rule.setdefault(one.rule, []).append(one)
    if not by_rule.keys() & {rule.code for rule in pack.rules}:
        return pack
    rules = [_with(rule, by_rule.get(rule.code, [])) for rule in pack.rules]
    return pack.model_copy(update={"rules": rules})


def _with(rule: Rule, mine: list[LocalValue]) -> Rule:
    """The packs' own later values do not silently end a local one: it holds until it is changed or undone."""
    if not mine or not isinstance(rule, DeadlineRule):
        return rule
    ordered = sorted(mine, key=lambda one: one.from_on)
    values = [v for v in rule.values if v.from_on < ordered[0].from_on]
    for one, until in zip(ordered, [*(o.from_on for o in ordered[1:]), date.max], strict=True):
        own = value_on(rule.values, one.from_on)
        if one.amount is not None:
            basis = Basis(document=one.reason, article="本地规定")
            values.append(Value(from_on=one.from_on, amount=one.amount, unit=Unit(one.unit), basis=basis))
        elif own is not None:
            values.append(own.model_copy(update={"from_on": one.from_on}))
            values += [v for v in rule.values if one.from_on < v.from_on < until]
    once = {v.from_on: v for v in values}
    return rule.model_copy(update={"values": [once[day] for day in sorted(once)]})


def must_be_allowed(packs: Iterable[Pack], wanted: LocalValue) -> DeadlineRule:
    """The rule that the value is for.

    Raises UnknownRule (no such deadline), NoAmountToSet (the deed sets the day) or LocalLonger: a promise may be shorter than
    the law's limit, never longer (优化营商环境条例 第三十六条).
    """
    for pack in packs:
        for rule in pack.rules:
            if rule.code != wanted.rule or not isinstance(rule, DeadlineRule):
                continue
            own = value_on(rule.values, wanted.from_on)
            if own is None or own.amount is None:
                raise NoAmountToSet(rule=rule.code)
            if pack.national and not own.setting and wanted.amount is not None and _is_longer(own, wanted):
                raise LocalLonger(
                    rule=rule.title.zh, article=f"{rule.basis[0].document} {rule.basis[0].article}"
                )
            return rule
    raise UnknownRule(rule=wanted.rule)


def _is_longer(own: Value, wanted: LocalValue) -> bool:
    unit = Unit(wanted.unit)
    assert own.amount is not None and wanted.amount is not None
    if own.unit == unit:
        return wanted.amount > own.amount
    if own.unit in HOURLY or unit in HOURLY:
        return True  # hours against days: not comparable, so not allowed over a statute
    mine, theirs = Term(wanted.amount, unit.in_days), Term(own.amount, own.unit.in_days)
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(PROBED_DAYS)]
    return any(last_day(day, mine, national()).on > last_day(day, theirs, national()).on for day in days)
