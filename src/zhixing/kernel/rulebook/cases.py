"""Worked cases: a short history with dates → what is owed, by whom, by when, which cards. They stand in the pack itself.

A case names what a lawyer would check: `owed` lists every obligation of the rule the case stands under (or of `only`),
`cards` the days on which warnings fall by `as_of`; for a gate `facts` and whether it is `open`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from zhixing.kernel.calendars.calendar import Calendar, national
from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.fold import fold
from zhixing.kernel.rulebook.owed import Happening, Owed
from zhixing.kernel.rulebook.ruleset import compile_packs
from zhixing.kernel.rulebook.schema import DeadlineRule, GateRule, Pack, RecurringRule, TallyRule
from zhixing.kernel.rulebook.warnings import warnings_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case and what came of it: `wrong` is empty when it holds."""

    pack: str
    rule: str
    name: str
    wrong: str


def run(pack: Pack, calendar: Calendar | None = None) -> Iterator[Outcome]:
    """Run every case of a pack on the built-in calendar."""
    for rule in pack.rules:
        for case in rule.cases:
            wrong = (
                _gate(rule, case)
                if isinstance(rule, GateRule)
                else _timed(pack, rule, case, calendar or national())
            )
            yield Outcome(pack.pack, rule.code, str(case.get("name", "—")), wrong)


def _gate(rule: GateRule, case: dict[str, Any]) -> str:
    is_open = conditions.holds(rule.needs, facts=case["facts"])
    return "" if is_open is case["open"] else f"the gate is {'open' if is_open else 'shut'}"


def _timed(pack: Pack, rule: Any, case: dict[str, Any], calendar: Calendar) -> str:
    if isinstance(rule, TallyRule):
        return "tallies are not run yet"
    as_of = _day(case["as_of"])
    wanted_rule = case.get("only", rule.code)
    rules = compile_packs([pack], unverified=True)
    owed = [o for o in fold(rules, story(case["events"]), calendar, as_of).owed if o.rule.code == wanted_rule]
    found = [_said(o) for o in owed]
    wanted = case.get("owed", [])
    if len(found) != len(wanted):
        return f"{len(found)} obligations, not {len(wanted)}: {found}"
    for one, other in zip(sorted(found, key=_order), sorted(wanted, key=_order), strict=True):
        for key, value in other.items():
            shown = value.isoformat() if isinstance(value, date) else value
            if one.get(key) != shown:
                return f"{key} is {one.get(key)}, not {shown} ({one})"
    return _cards(owed, case, calendar, as_of) if "cards" in case else ""


def _cards(owed: list[Owed], case: dict[str, Any], calendar: Calendar, as_of: date) -> str:
    found = []
    for o in owed:
        until = min(as_of, o.ended_on) if o.ended_on else as_of
        for due in warnings_of(o.rule, o.opened_on, o.due_on, calendar) if o.due_on else []:
            if due.on <= until:
                found.append((o.rule.code, due.colour, due.on))
    wanted = [(c["rule"], c["colour"], _day(c["on"])) for c in case["cards"]]
    return "" if sorted(found) == sorted(wanted) else f"cards {found}, not {wanted}"


def _said(o: Owed) -> dict[str, Any]:
    return {
        "rule": o.rule.code,
        "unit": o.debtor.unit_id,
        "person": o.debtor.person_id,
        "period": o.period,
        "state": o.state,
        "late": o.was_late(),
        "due_on": o.due_on.isoformat() if o.due_on else None,
        "first_due_on": o.first_due_on.isoformat() if o.first_due_on else None,
        "provisional": o.provisional,
    }


def _order(one: dict[str, Any]) -> tuple[str, str, str]:
    return str(one.get("unit")), str(one.get("period", "")), str(one.get("due_on"))


def story(events: list[dict[str, Any]]) -> list[Happening]:
    """Happenings from a case's events: in the order written, at nine in the morning, a minute apart on one day."""
    return [
        Happening(n, e["kind"], _at(_day(e["on"]), n), _day(e["on"]), e.get("facts", {}))
        for n, e in enumerate(events, 1)
    ]


def _at(day: date, n: int) -> datetime:
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(minutes=n)


def _day(said: Any) -> date:
    return said if isinstance(said, date) else date.fromisoformat(str(said))


def timed(pack: Pack) -> list[DeadlineRule | RecurringRule]:
    """The deadline and recurring rules of a pack."""
    return [r for r in pack.rules if isinstance(r, (DeadlineRule, RecurringRule))]
