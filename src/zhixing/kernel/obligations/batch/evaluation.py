"""All obligations of many cases at once: the relational part on an engine, the rest folded by the online engine.

The answer is always complete and says which rules went which way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhixing.base.words import Words
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.obligations.batch import definition
from zhixing.kernel.obligations.batch.engines import DuckDB, Engine
from zhixing.kernel.obligations.batch.facts import day_of_number
from zhixing.kernel.obligations.batch.rows import (
    CaseEvent,
    days_table,
    event_table,
    months_table,
    nth_table,
    period_tables,
)
from zhixing.kernel.obligations.batch.rules import rule_tables, shape_of
from zhixing.kernel.obligations.batch.stateable import refused
from zhixing.kernel.rulebook.fold import fold
from zhixing.kernel.rulebook.owed import Owed
from zhixing.kernel.rulebook.ruleset import RuleSet, kinds_of
from zhixing.kernel.rulebook.schema import DeadlineRule, RecurringRule


@dataclass(frozen=True, slots=True, order=True)
class Judged:
    """One obligation of one case, as `rulebook.owed.Owed` has it. `debtor` is its key ("u7": unit 7, "p9": person 9)."""

    case_id: int
    rule: str
    trigger: int
    debtor: str
    period: str
    opened_on: date
    first_due_on: date | None
    due_on: date | None
    provisional: bool
    state: str
    ended_by: int | None
    ended_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """All obligations, and how each rule was decided.

    `stated` rules ran on the engine; `folded` ones were refused for bulk, each with the reason. `odd` are the cases and
    stated rules that had to be folded because of what the events say.
    """

    owed: list[Judged]
    stated: tuple[str, ...]
    folded: dict[str, Words]
    odd: list[tuple[int, str]] = field(default_factory=list)


def evaluate(
    rules: RuleSet,
    events: Iterable[CaseEvent],
    calendars: Mapping[str, Calendar] | Calendar,
    as_of: date,
    *,
    engine: Engine | None = None,
) -> Judgement:
    """What the events of all these cases make owed at the end of `as_of`; events that happened later are not read.

    `calendars` by the name that each event's case carries, or one for all. Without an `engine` DuckDB runs in memory. Writes
    nothing but the engine's own tables. Raises what `fold` raises (OutsideCalendar).
    """
    named = calendars if isinstance(calendars, Mapping) else {"": calendars}
    story = [event for event in events if event.happening.day <= as_of]
    why = refused(rules.timed.values())
    stated = [rule for code, rule in rules.timed.items() if code not in why]
    owed: list[Judged] = []
    odd: list[tuple[int, str]] = []
    if stated and story:
        running = engine or DuckDB()
        shape = shape_of(stated)
        numbers = {name: n for n, name in enumerate(named)}
        running.load("events", event_table(story, shape.columns, numbers))
        load_rules(running, rules, list(named.values()), as_of)
        run(running, rules)
        owed, odd = result(running, rules)
    again = _folded(rules, story, named, as_of, set(why), odd)
    return Judgement(sorted([*owed, *again]), tuple(r.code for r in stated), why, sorted(odd))


def load_rules(engine: Engine, rules: RuleSet, calendars: list[Calendar], as_of: date) -> None:
    """Load all tables but the events; a case's `cal` is the place of its calendar in the list."""
    stated = _stated(rules)
    periods, period_days = period_tables()
    tables = rule_tables(stated, shape_of(stated), as_of)
    tables |= {"days": days_table(calendars), "nth": nth_table(calendars), "months": months_table()}
    for name, table in {**tables, "periods": periods, "period_days": period_days}.items():
        engine.load(name, table)


def run(engine: Engine, rules: RuleSet) -> None:
    """Make every stage over the loaded tables; the obligations then stand in the engine's table `owed`."""
    for step in definition.statements(shape_of(_stated(rules)), engine.dialect):
        engine.make(step)


def result(engine: Engine, rules: RuleSet) -> tuple[list[Judged], list[tuple[int, str]]]:
    """The obligations that the engine told, and the cases and rules that it leaves to the fold."""
    codes = [rule.code for rule in _stated(rules)]
    odd = {(case_id, rule) for case_id, rule in engine.read("select case_id, rule from odd")}
    rows = engine.read(f"select {', '.join(definition.RESULT)} from owed")
    return (
        [_judged(row, codes) for row in rows if (row[0], row[1]) not in odd],
        [(case_id, codes[rule]) for case_id, rule in odd],
    )


def _stated(rules: RuleSet) -> list[DeadlineRule | RecurringRule]:
    why = refused(rules.timed.values())
    return [rule for code, rule in rules.timed.items() if code not in why]


def _judged(row: tuple[Any, ...], codes: list[str]) -> Judged:
    case_id, rule, debtor, period, trigger, opened, first, due, provisional, state, by, on, late = row
    key = f"{'p' if debtor % 2 else 'u'}{debtor // 2}"
    began = day_of_number(opened)
    assert began is not None  # every obligation opened on a day
    first_due, last, ended = (day_of_number(day) for day in (first, due, on))
    return Judged(
        case_id, codes[rule], trigger, key, period, began, first_due, last, provisional, state, by, ended, late
    )  # fmt: skip


def judged(case_id: int, o: Owed) -> Judged:
    """An obligation of the fold in the same words."""
    return Judged(
        case_id, o.rule.code, o.trigger_id, o.debtor.key(), o.period, o.opened_on, o.first_due_on, o.due_on, o.provisional,
        o.state, o.ended_by, o.ended_on, o.was_late(),
    )  # fmt: skip


def _folded(
    rules: RuleSet,
    story: list[CaseEvent],
    calendars: Mapping[str, Calendar],
    as_of: date,
    why: set[str],
    odd: list[tuple[int, str]],
) -> list[Judged]:
    """What bulk leaves: refused rules for the cases they touch, and odd cases rule by rule."""
    asked: dict[int, set[str]] = {}
    touching = {kind for code in why for kind in kinds_of(rules.timed[code])}
    for case_id in {e.case_id for e in story if e.happening.kind in touching}:
        asked[case_id] = set(why)
    for case_id, code in odd:
        asked.setdefault(case_id, set()).add(code)
    stories: dict[int, list[CaseEvent]] = {}
    for event in story:
        if event.case_id in asked:
            stories.setdefault(event.case_id, []).append(event)
    sets: dict[frozenset[str], RuleSet] = {}
    owed = []
    for case_id, codes in asked.items():
        mine = sets.setdefault(frozenset(codes), _only(rules, codes))
        events = [e.happening for e in stories[case_id]]
        calendar = calendars[stories[case_id][0].calendar]
        owed += [judged(case_id, o) for o in fold(mine, events, calendar, as_of).owed]
    return owed


def _only(rules: RuleSet, codes: set[str]) -> RuleSet:
    timed = {code: rules.timed[code] for code in codes}
    touched: dict[str, tuple[DeadlineRule | RecurringRule, ...]] = {}
    for rule in timed.values():
        for kind in kinds_of(rule):
            touched[kind] = (*touched.get(kind, ()), rule)
    return RuleSet(timed=timed, _touched=touched)
