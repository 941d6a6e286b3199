"""Worked cases: a short history with dates → what is owed, by whom, by when, which cards. They stand in the pack itself.

A case names what a lawyer would check: `owed` lists every obligation of the rule the case stands under (or of `only`),
`cards` the days on which warnings fall by `as_of`, `reached` what a tally found; for a gate `facts` and whether it is `open`.
The short form (`due`, `in_time`, `late`) checks the last day, and deeds before, on and after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import Calendar, national
from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.checks import breaches
from zhixing.kernel.rulebook.fold import fold
from zhixing.kernel.rulebook.owed import Happening, Owed
from zhixing.kernel.rulebook.ruleset import RuleSet, compile_packs
from zhixing.kernel.rulebook.schema import (
    Case,
    CaseEvent,
    CheckRule,
    DeadlineRule,
    GateRule,
    Pack,
    RecurringRule,
    Rule,
    TallyRule,
)
from zhixing.kernel.rulebook.tallies import tally
from zhixing.kernel.rulebook.warnings import warnings_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case and what came of it: `wrong` is empty when it holds."""

    pack: str
    rule: str
    name: Words
    wrong: str


def run(pack: Pack, calendar: Calendar | None = None) -> Iterator[Outcome]:
    """Run every case of a pack on the built-in calendar. A rule that hangs on a setting is tried with its option chosen."""
    days = calendar or national()
    compiled: dict[tuple[tuple[str, str], ...], RuleSet] = {}
    for rule in pack.rules:
        choices = {rule.only_if.setting: rule.only_if.option} if rule.only_if else {}
        rules = compiled.setdefault(
            tuple(choices.items()), compile_packs([pack], unverified=True, choices=choices)
        )
        for case in rule.cases:
            yield Outcome(
                pack.pack, rule.code, w(case.title.en, case.title.zh), _judge(rules, rule, case, days)
            )


def _judge(rules: RuleSet, rule: Rule, case: Case, calendar: Calendar) -> str:
    """What is wrong with this case, or nothing."""
    if isinstance(rule, GateRule):
        return _gate(rule, case)
    if isinstance(rule, CheckRule):
        return _check(rule, case)
    if isinstance(rule, TallyRule):
        return _tally(rule, case, calendar)
    if case.due is not None:
        return _short(rules, rule, case, calendar)
    if case.owed is None and case.cards is None:
        return "the case asks for nothing: it needs owed, cards, or due"
    return _timed(rules, rule, case, calendar)


def _gate(rule: GateRule, case: Case) -> str:
    if case.facts is None or case.open is None:
        return "a gate's case names facts and whether it is open"
    is_open = conditions.holds(rule.needs, facts=case.facts)
    return "" if is_open is case.open else f"the gate is {'open' if is_open else 'shut'}"


def _check(rule: CheckRule, case: Case) -> str:
    if case.breached is None:
        return "a check's case names the days that are breached, or none: breached: []"
    found = [b.happening.day for b in breaches([rule], story(case.events))]
    return "" if found == sorted(case.breached) else f"breached on {found}, not on {case.breached}"


def _tally(rule: TallyRule, case: Case, calendar: Calendar) -> str:
    if case.as_of is None or case.reached is None:
        return "a tally's case names as_of and reached"
    reached = tally(rule, story(case.events), calendar, case.as_of)
    found = [
        {
            "unit": r.subject.unit_id,
            "person": r.subject.person_id,
            "on": r.on.isoformat(),
            "count": r.count,
            "from": r.begins_on.isoformat() if r.begins_on else None,
            "until": r.until.isoformat() if r.until else None,
            "released_on": r.released_on.isoformat() if r.released_on else None,
        }
        for r in reached
    ]
    return _compare(found, case.reached, "findings")


def _short(rules: RuleSet, rule: DeadlineRule | RecurringRule, case: Case, calendar: Calendar) -> str:
    """The short form: the last day, and deeds on the days before, of and after it."""
    assert case.due is not None
    who = {"unit": case.unit, "person": case.person}
    named = {key: value for key, value in who.items() if value is not None}
    opened = max(e.on for e in case.events)
    kind = case.answer.kind or (rule.done[0] if isinstance(rule, RecurringRule) else rule.until[0])
    tries: list[tuple[date, list[CaseEvent], dict[str, Any]]] = [
        (max(opened, case.as_of or opened), [], {**named, "due_on": case.due.isoformat()})
    ]
    for days, late in ((case.in_time, False), (case.late, True)):
        for day in days:
            deed = CaseEvent(kind=kind, on=day, facts=case.answer.facts)
            tries.append((day, [deed], {"state": "met", "late": late}))
    for as_of, deeds, wanted in tries:
        happened = story([*case.events, *deeds])
        owed = [o for o in fold(rules, happened, calendar, as_of).owed if o.rule.code == rule.code]
        if wrong := _compare([_said(o) for o in owed], [wanted], "obligations"):
            return f"{deeds[0].on if deeds else 'due'}: {wrong}"
    return ""


def _timed(rules: RuleSet, rule: Rule, case: Case, calendar: Calendar) -> str:
    if case.as_of is None:
        return "the case names no as_of"
    wanted_rule = case.only or rule.code
    folded = fold(rules, story(case.events), calendar, case.as_of)
    owed = [o for o in folded.owed if o.rule.code == wanted_rule]
    wrong = (
        _compare([_said(o) for o in owed], case.owed or [], "obligations") if case.owed is not None else ""
    )
    if wrong or case.cards is None:
        return wrong
    return _cards(owed, case.cards, calendar, case.as_of)


def _compare(found: list[dict[str, Any]], wanted: list[dict[str, Any]], what: str) -> str:
    if len(found) != len(wanted):
        return f"{len(found)} {what}, not {len(wanted)}: {found}"
    for one, other in zip(sorted(found, key=_order), sorted(wanted, key=_order), strict=True):
        for key, value in other.items():
            shown = value.isoformat() if isinstance(value, date) else value
            if one.get(key) != shown:
                return f"{key} is {one.get(key)}, not {shown} ({one})"
    return ""


def _cards(owed: list[Owed], cards: list[dict[str, Any]], calendar: Calendar, as_of: date) -> str:
    found = []
    for o in owed:
        until = min(as_of, o.ended_on) if o.ended_on else as_of
        for due in warnings_of(o.rule, o.opened_on, o.due_on, calendar) if o.due_on else []:
            if due.on <= until:
                found.append((o.rule.code, due.colour, due.on))
    wanted = [(c["rule"], c["colour"], _day(c["on"])) for c in cards]
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
        "due_at": o.due_at.isoformat(timespec="minutes") if o.due_at else None,
        "ended_on": o.ended_on.isoformat() if o.ended_on else None,
        "first_due_on": o.first_due_on.isoformat() if o.first_due_on else None,
        "provisional": o.provisional,
    }


def _order(one: dict[str, Any]) -> tuple[str, ...]:
    said = (one.get("unit"), one.get("person"), one.get("period", ""), one.get("due_on"), one.get("on"))
    return tuple(str(value) for value in said)


def story(events: Sequence[CaseEvent]) -> list[Happening]:
    """Happenings from a case's events: at their hour, else from nine in the morning on, a minute apart, as written.

    `matter` in the facts tells apart the matters that a tally counts.
    """
    return [
        Happening(n, e.kind, _at(e, n), e.on, e.facts, matter_id=e.facts.get("matter"))
        for n, e in enumerate(events, 1)
    ]


def _at(event: CaseEvent, n: int) -> datetime:
    if event.at:
        hour, minute = event.at.split(":")
        return clock.moment_on(event.on, int(hour), int(minute))
    return clock.moment_on(event.on, 9) + timedelta(minutes=n)


def _day(said: Any) -> date:
    return said if isinstance(said, date) else date.fromisoformat(str(said))


def timed(pack: Pack) -> list[DeadlineRule | RecurringRule]:
    """The deadline and recurring rules of a pack."""
    return [r for r in pack.rules if isinstance(r, (DeadlineRule, RecurringRule))]
