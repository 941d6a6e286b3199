"""Rules that bulk cannot state are refused by name with the reason, and folded all the same; conditions mean what CEL means."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pytest

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.obligations.batch.conditions import holds
from zhixing.kernel.obligations.batch.evaluation import evaluate
from zhixing.kernel.obligations.batch.facts import Column
from zhixing.kernel.obligations.batch.language import NotStated, read
from zhixing.kernel.obligations.batch.rows import ARROW, CaseEvent
from zhixing.kernel.obligations.batch.stateable import refusal
from zhixing.kernel.rulebook import conditions as online
from zhixing.kernel.rulebook.owed import Happening
from zhixing.kernel.rulebook.ruleset import RuleSet, compile_packs
from zhixing.kernel.rulebook.schema import Pack

TWO = {"en": "x", "zh": "x"}
PAUSE = {"begins": "t.stop", "ends": "t.go", "ground": TWO}
LONGER = {"on": "t.longer", "amount": 5, "unit": "natural_days"}
TO_A_DAY = {"on": "t.longer", "field": "new_day"}


def rules(**changes: Any) -> RuleSet:
    """One deadline rule: three working days for unit_id from t.ask to t.answer."""
    rule = {
        "kind": "deadline", "code": "t.rule", "title": TWO, "basis": [{"document": "made up", "article": "1"}],
        "on": ["t.ask"], "until": ["t.answer"], "holder": {"unit": "unit_id"},
        "values": [{"from_on": date(2020, 1, 1), "amount": 3, "unit": "working_days"}], **changes,
    }  # fmt: skip
    pack = {"pack": "made-up", "version": 1, "title": TWO, "source": TWO, "levels": ["city"], "rules": [rule]}
    return compile_packs([Pack.model_validate({**pack, "in_force_on": date(2020, 1, 1)})])


MIXED = [  # a term that ran in hours and is counted in days since
    {"from_on": "2020-01-01", "amount": 48, "unit": "hours"},
    {"from_on": "2026-01-01", "amount": 2, "unit": "working_days"},
]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"bulk": False}, "bulk: false"),
        ({"when": "facts.names.size() > 1"}, "what lies within facts.names"),
        ({"until_when": "facts.a == facts.b"}, "whether two facts are equal"),
        ({"pauses": [{**PAUSE, "ends": "t.stop"}]}, "t.stop both begins and ends a pause"),
        ({"silence": "accepted", "second": "each", "extensions": [TO_A_DAY]}, "silence"),
        ({"extensions": [{**TO_A_DAY, "times": 1}, {**TO_A_DAY, "on": "t.more", "times": 2}]}, "different limits"),
        ({"extensions": [TO_A_DAY, TO_A_DAY]}, "stands twice"),
        ({"extensions": [LONGER]}, "more than one may be added"),
        ({"extensions": [TO_A_DAY, {**LONGER, "unit": "working_days"}]}, "more than one may be added"),
        ({"values": MIXED, "extensions": [{**LONGER, "unit": "hours"}]}, "hours are added"),
    ],
)  # fmt: skip
def test_a_rule_that_needs_the_step_before_is_refused_by_name(changes: dict[str, Any], said: str) -> None:
    why = refusal(rules(**changes).timed["t.rule"])

    assert why is not None
    assert said in why.text("en")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"extensions": [{**LONGER, "times": 1}]},
        {"extensions": [{**LONGER, "unit": "working_days"}]},
        {
            "extensions": [{**TO_A_DAY, "longest": {"amount": 3, "unit": "weeks"}, "times": 2}],
            "pauses": [PAUSE],
        },
        {"silence": "agreed", "second": "reopen", "pauses": [PAUSE]},
        {"when": "facts.amount * 3 >= 12.5 || !has(facts.kind)"},
    ],
)
def test_a_rule_that_can_be_stated_is_not_refused(changes: dict[str, Any]) -> None:
    assert refusal(rules(**changes).timed["t.rule"]) is None


def happened(number: int, kind: str, day: date, **facts: Any) -> CaseEvent:
    return CaseEvent(7, Happening(number, kind, clock.moment_on(day), day, {"unit_id": 3, **facts}))


def test_a_refused_rule_is_folded_and_the_answer_says_so() -> None:
    asked, answered = date(2026, 3, 2), date(2026, 3, 6)
    events = [happened(1, "t.ask", asked), happened(2, "t.answer", answered)]

    told = evaluate(rules(bulk=False), events, national(), date(2026, 3, 31))

    assert told.stated == ()
    assert list(told.folded) == ["t.rule"]
    (one,) = told.owed
    assert (one.case_id, one.rule, one.debtor, one.state, one.late) == (7, "t.rule", "u3", "met", True)
    assert (one.due_on, one.ended_by, one.ended_on) == (date(2026, 3, 5), 2, answered)


def test_an_event_that_names_several_stages_sends_its_case_to_the_fold() -> None:
    values = [{"from_on": date(2020, 1, 1), "field": "days"}]
    days = ["2026-03-10", "2026-03-20"]
    events = [happened(1, "t.ask", date(2026, 3, 2), days=days), happened(2, "t.answer", date(2026, 3, 11))]

    told = evaluate(rules(values=values), events, national(), date(2026, 3, 31))

    assert told.odd == [(7, "t.rule")]
    assert [(o.period, o.due_on, o.state, o.late) for o in told.owed] == [
        ("1", date(2026, 3, 10), "met", True),
        ("2", date(2026, 3, 20), "open", False),
    ]


def test_a_last_day_beyond_the_calendar_is_refused_as_online() -> None:
    with pytest.raises(Refusal) as refused:
        evaluate(rules(), [happened(1, "t.ask", date(2050, 12, 30))], national(), date(2050, 12, 31))

    assert refused.value.code == "calendars.outside"


def test_working_days_that_begin_before_the_calendar_are_refused_as_online() -> None:
    values = [{"from_on": date(2000, 1, 1), "amount": 5, "unit": "working_days"}]
    with pytest.raises(Refusal) as refused:
        evaluate(
            rules(values=values), [happened(1, "t.ask", date(2003, 12, 30))], national(), date(2004, 1, 31)
        )

    assert refused.value.code == "calendars.outside"


def test_events_after_the_day_asked_for_are_not_read() -> None:
    events = [happened(1, "t.ask", date(2026, 3, 2)), happened(2, "t.answer", date(2026, 3, 4))]

    (one,) = evaluate(rules(), events, national(), date(2026, 3, 3)).owed

    assert (one.state, one.due_on, one.ended_on) == ("open", date(2026, 3, 5), None)


SAID = {
    "x": ["-", None, "red", "blue", 0, 1, 3, 4, 2.5, 3.0, True, False, [1]],
    "y": ["-", None, 1, 2.5, "red"],
}
TEXTS = [
    'facts.x == "red"', 'facts.x != "red"', '!(facts.x == "red")', "facts.x == null", "facts.x != null", "facts.x > 2",
    "facts.x >= 3.0", "3 < facts.x", "facts.x == 3", "facts.x in [3, \"red\"]", "!(facts.x in [1, 2.5])", "has(facts.x)",
    "!has(facts.x) || facts.x == 1", "facts.x", "!facts.x", "facts.x && facts.y > 1", "facts.x || facts.y > 1",
    "facts.y > 1 || facts.x", "facts.y > 1 && facts.x > 1", "facts.x + 1 > facts.y", "facts.x * 2 == 6", "facts.x - 0.5 > 1.0",
    "facts.x < facts.y", 'facts.x + "d" == "redd"', "facts.x == true", "(facts.x > 1) == (facts.y > 1)", "facts.x >= \"c\"",
    "true || facts.x > 2", "facts.x > 2 || true", "facts.x == -3 || facts.y != -1", "facts.x > false",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_condition_in_columns_holds_where_cel_holds(text: str) -> None:
    said = [
        {name: value for name, value in zip(SAID, values, strict=True) if value != "-"}
        for values in product(*SAID.values())
    ]
    columns = [Column(name, form) for name in SAID for form in ("tag", "text", "whole", "real", "flag")]
    arrow = {c.name: pa.array([c.of(facts) for facts in said], ARROW[c.type]) for c in columns}
    table = ibis.table({c.name: c.type for c in columns}, name="said")
    connection = duckdb.connect()
    connection.register("said", pa.table(arrow))

    told = connection.execute(ibis.to_sql(table.select(held=holds(text, table)), dialect="duckdb")).fetchall()

    assert [held for (held,) in told] == [online.holds(text, facts=facts) for facts in said]


@pytest.mark.parametrize(
    "text",
    ["facts.a / 2 == 1", "facts.a % 2 == 0", "size(facts.a) > 1", "facts.a.b == 1", 'facts["a"] == 1', "facts.a ? true : false",
     "matter.kind == 1", "facts.a == facts.b", "facts.a * facts.b > 1", "facts.a * 2 * 3 > 1", "facts.a in facts.b",
     "facts.a.exists(x, x > 1)", "-facts.a > 1", 'facts.a == "\\n"', "facts.a ==", "facts.a == 9007199254740993"],
)  # fmt: skip
def test_what_the_columns_cannot_say_is_not_read(text: str) -> None:
    with pytest.raises(NotStated):
        read(text)
