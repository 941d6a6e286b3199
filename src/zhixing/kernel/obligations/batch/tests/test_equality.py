"""What an engine tells is what the fold tells, field by field: on small stories full of trouble, and on many seeded cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from zhixing.base import clock
from zhixing.kernel.obligations.batch.engines import DuckDB, PostgreSQL
from zhixing.kernel.obligations.batch.evaluation import Judged, evaluate, load_rules, result, run
from zhixing.kernel.obligations.batch.rows import CaseEvent, event_table
from zhixing.kernel.obligations.batch.rules import shape_of
from zhixing.kernel.obligations.batch.stateable import refused
from zhixing.kernel.obligations.batch.tests import worlds
from zhixing.kernel.rulebook.owed import Happening
from zhixing.kernel.rulebook.ruleset import RuleSet, kinds_of

SEEDS = range(4, 8)  # the sets of rules that hypothesis chooses from
rules_of = lru_cache(worlds.rules_of)


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckDB]:
    made = DuckDB()
    yield made
    made.close()


FACTS: dict[str, list[Any]] = {
    "colour": ["red", "blue", None, 3],
    "amount": [1, 3, 4, 5, 2.5, None, "many", True],
    "bound": [1, 1.5],
    "flagged": [True, False, None],
    "rhythm": ["week", "month", "15", 7, "stage", ""],
    "rule": ["", "elsewhere"],
    "period": ["2026-12", "P1", "2026-W52", "", None],
}


@st.composite
def troubled(draw: st.DrawFn) -> tuple[int, list[CaseEvent]]:
    """A set of rules and a few short stories, each of which moves one of its rules with almost every event."""
    seed = draw(st.sampled_from(SEEDS))
    timed = [rule for rule in rules_of(seed).timed.values() if "t.never" not in rule.on]
    events: list[CaseEvent] = []
    for case_id in range(draw(st.integers(1, 8))):
        events += _story(draw, case_id, timed[draw(st.integers(0, len(timed) - 1))])
    return seed, events


def _story(draw: st.DrawFn, case_id: int, rule: Any) -> list[CaseEvent]:
    """Events mostly around a year's end; a gap of 0 days keeps to the day, often to the second; ids need not follow time."""
    kinds = [*sorted(kinds_of(rule)), *rule.on, *(kind for p in rule.pauses for kind in (p.begins, p.ends))]
    day = draw(st.sampled_from([date(2026, 12, 24), date(2026, 12, 30), date(2026, 9, 28), date(2027, 1, 2)]))
    calendar = draw(st.sampled_from(["", "local"]))
    minute, events = 0, []
    for number in range(draw(st.integers(1, 9))):
        gap = draw(st.sampled_from([0, 0, 0, 1, 1, 2, 3, 7, 16]))
        minute = 0 if gap else min(minute + draw(st.sampled_from([0, 0, 7, 600])), 1439)
        day += timedelta(days=gap)
        said = {
            name: draw(st.sampled_from(FACTS[name])) for name in draw(st.sets(st.sampled_from(sorted(FACTS))))
        }
        said |= {
            "unit_id": draw(st.sampled_from([3, 3, 4])),
            "person_id": 8,
            "units": draw(st.sampled_from([[3, 4], []])),
        }
        for name, span in (("due_on", 5), ("new_day", 20)):
            said[name] = (day + timedelta(days=draw(st.integers(0, span)))).isoformat()
        at = clock.moment_on(day, minute // 60, minute % 60)
        h = Happening(draw(st.integers(0, 1)) * 100 + number, draw(st.sampled_from(kinds)), at, day, said)
        events.append(CaseEvent(case_id, h, calendar))
    return events


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=troubled())
def test_a_troubled_story_ends_the_same_online_and_in_bulk(
    engine: DuckDB, world: tuple[int, list[CaseEvent]]
) -> None:
    seed, events = world
    rules = rules_of(seed)

    told = evaluate(rules, events, worlds.calendars(), worlds.AS_OF, engine=engine)

    expected = worlds.by_fold(rules, events)
    for state in {o.state for o in expected}:
        event(state)
    assert told.owed == expected


@pytest.fixture(scope="module")
def crowd() -> tuple[RuleSet, list[CaseEvent], list[Judged]]:
    rules, events = rules_of(4), worlds.stories(4, 2_000)
    return rules, events, worlds.by_fold(rules, events)


def test_two_thousand_cases_reach_every_hard_state(
    crowd: tuple[RuleSet, list[CaseEvent], list[Judged]],
) -> None:
    _, _, expected = crowd
    states = Counter(o.state for o in expected)

    assert {s for s in states if states[s] > 500} == {
        "open", "suspended", "met", "missed", "lapsed", "excused", "superseded",
    }  # fmt: skip
    assert sum(o.provisional for o in expected) > 500
    assert sum(o.late for o in expected) > 500
    touched = {o.rule for o in expected}
    assert len(touched) == 40


def test_two_thousand_cases_are_told_alike_by_duckdb(
    engine: DuckDB, crowd: tuple[RuleSet, list[CaseEvent], list[Judged]]
) -> None:
    rules, events, expected = crowd

    told = evaluate(rules, events, worlds.calendars(), worlds.AS_OF, engine=engine)

    assert len(told.folded) <= 2  # the comparison is of the definition, not of the fold with itself
    assert len(told.odd) < len({(o.case_id, o.rule) for o in expected}) / 20
    assert told.owed == expected


@pytest.mark.django_db
def test_two_thousand_cases_are_told_alike_by_postgresql_without_nested_loops(
    crowd: tuple[RuleSet, list[CaseEvent], list[Judged]],
) -> None:
    rules, events, expected = crowd
    with transaction.atomic():
        engine = PostgreSQL(connection.connection)

        told = evaluate(rules, events, worlds.calendars(), worlds.AS_OF, engine=engine)

        assert engine.read("show enable_nestloop") == [("off",)]
        assert told.owed == expected


def test_files_are_judged_where_they_lie(tmp_path: Path) -> None:
    rules, events = rules_of(5), worlds.stories(5, 150)
    stated = [rule for code, rule in rules.timed.items() if code not in refused(rules.timed.values())]
    path = tmp_path / "events.parquet"
    pq.write_table(event_table(events, shape_of(stated).columns, {"": 0, "local": 1}), path)
    lake = DuckDB(views={"events": f"read_parquet('{path}')"})

    load_rules(lake, rules, list(worlds.calendars().values()), worlds.AS_OF)
    run(lake, rules)
    told, odd = result(lake, rules)

    codes = {rule.code for rule in stated}
    assert len(told) > 1_000
    assert sorted(told) == [
        o for o in worlds.by_fold(rules, events) if o.rule in codes and (o.case_id, o.rule) not in odd
    ]
