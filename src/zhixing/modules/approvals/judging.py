"""Judge the story: obligations by the kernel's one relational definition, on DuckDB, PostgreSQL or Spark, then their cards.

Makes the tables `judged` (one row an obligation), `drawn` (its cards), `unjudged` (case and rule that no calendar can decide).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

import pyarrow as pa

from zhixing.base import clock
from zhixing.base.words import Words
from zhixing.kernel.calendars.calendar import FIRST_DAY, Calendar, OutsideCalendar
from zhixing.kernel.obligations.batch import definition
from zhixing.kernel.obligations.batch.engines import Engine
from zhixing.kernel.obligations.batch.evaluation import Judged, judged, load_rules, run
from zhixing.kernel.obligations.batch.facts import day_number, day_of_number
from zhixing.kernel.obligations.batch.rules import shape_of
from zhixing.kernel.obligations.batch.stateable import refused
from zhixing.kernel.rulebook.fold import fold
from zhixing.kernel.rulebook.owed import Happening
from zhixing.kernel.rulebook.ruleset import RuleSet, kinds_of
from zhixing.kernel.rulebook.schema import DeadlineRule, RecurringRule
from zhixing.modules.approvals.ages import cards_of, long_days, long_months
from zhixing.modules.approvals.believing import PLACES, START_US
from zhixing.modules.approvals.checking import check
from zhixing.modules.approvals.facts import column, make_facts, told
from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.sources import Source

OWED = """
    case_id bigint, rule varchar, debtor bigint, period varchar, trigger_id bigint, opened_on date, first_due_on date,
    due_on date, provisional boolean, state varchar, ended_by bigint, ended_on date, late boolean
"""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How the rules were judged: on the engine, or folded one case at a time (with the reason); seconds for each stage."""

    as_of: date
    stated: tuple[str, ...]
    folded: dict[str, Words]
    unjudged: int
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bench:
    """What judging works with: the believed log in DuckDB (`connection`), the engine that judges, the calendar."""

    connection: Any
    engine: Engine
    calendar: Calendar


def judge(source: Source, mapping: Mapping, rules: RuleSet, bench: Bench, as_of: date) -> Judgement:
    """Make `facts`, `judged`, `drawn` and `unjudged`: what is owed at the end of `as_of`."""
    make_facts(source, mapping, bench.connection)
    return judge_story(mapping, rules, bench, as_of)


def judge_story(
    mapping: Mapping, rules: RuleSet, bench: Bench, as_of: date, *, by_fold: Words | None = None
) -> Judgement:
    """The same, where `story` and `facts` stand already. `by_fold`: why each rule is to be folded, case by case; the answer
    is the same, sooner for few cases and later for many."""
    connection = bench.connection
    connection.execute(f"create or replace table judged ({OWED})")
    connection.execute("create or replace table unjudged (case_id bigint, rule varchar)")
    why = dict.fromkeys(rules.timed, by_fold) if by_fold else refused(rules.timed.values())
    stated = [code for code in rules.timed if code not in why]
    odd: list[tuple[int, str]] = []
    if stated:
        odd = _on_engine(mapping, rules, stated, bench, as_of)
    _fold(mapping, rules, set(why), odd, bench, as_of)
    _by_the_moment(mapping, rules, connection)
    _draw(rules, bench, as_of)
    check(mapping, rules, connection, as_of)
    ((unjudged,),) = connection.execute("select count(*) from unjudged").fetchall()
    seconds: dict[str, float] = getattr(bench.engine, "seconds", {})
    return Judgement(as_of, tuple(stated), why, unjudged, dict(seconds))


def _on_engine(
    mapping: Mapping, rules: RuleSet, stated: list[str], bench: Bench, as_of: date
) -> list[tuple[int, str]]:
    """Judge by the stated rules; the answer is the cases and rules that are to be folded."""
    connection, engine = bench.connection, bench.engine
    only = _only(rules, stated)
    columns = shape_of(list(only.timed.values())).columns
    made = ", ".join(f'{column(c, mapping, rules)} as "{c.name}"' for c in columns)
    kinds = ", ".join(_literal(kind) for rule in only.timed.values() for kind in sorted(kinds_of(rule)))
    connection.execute(f"""
        create or replace table events as
        select s.case_id, s.id, s.kind, 0::bigint as cal, s.day, s.ord, {_wall()} as us, {made}
        from story s left join facts f using (row) where s.kind in ({kinds}) and s.day <= {day_number(as_of)}
    """)
    if getattr(engine, "connection", None) is not connection:
        engine.load("events", connection.sql("select * from events").to_arrow_table())
    load_rules(engine, only, [bench.calendar], as_of)
    engine.load("days", long_days(bench.calendar))
    engine.load("months", long_months())
    run(engine, only)
    return _taken_over(only, bench)


def _taken_over(only: RuleSet, bench: Bench) -> list[tuple[int, str]]:
    """The engine's answer as rows of `judged`. Turns of a span from before the calendar are left to the fold too."""
    connection, engine = bench.connection, bench.engine
    codes = list(only.timed)
    if getattr(engine, "connection", None) is not connection:
        _copied(engine, connection)
    early = f"select case_id, rule from spans where day < {day_number(FIRST_DAY)}"
    connection.execute(f"create or replace table odd as select * from odd union {early}")
    connection.register("codes", pa.table({"rule": pa.array(range(len(codes)), pa.int64()), "code": codes}))
    days = ", ".join(
        f"date '2000-01-01' + o.{name}::integer as {name}" for name in ("opened_on", "first_due_on", "due_on")
    )
    connection.execute(f"""
        insert into judged
        select o.case_id, c.code, o.debtor, o.period, o.trigger_id, {days}, o.provisional, o.state, o.ended_by,
               date '2000-01-01' + o.ended_on::integer, o.late
        from owed o join codes c using (rule) anti join odd using (case_id, rule)
    """)
    left: list[tuple[int, str]] = connection.execute(
        "select case_id, code from odd join codes using (rule) order by 1, 2"
    ).fetchall()
    connection.unregister("codes")
    return left


def _copied(engine: Engine, connection: Any) -> None:
    """The last tables of an engine that works elsewhere."""
    wanted = {"owed": definition.RESULT, "odd": ("case_id", "rule"), "spans": ("case_id", "rule", "day")}
    for name, columns in wanted.items():
        rows = engine.read(f"select {', '.join(columns)} from {name}")
        kinds = {"period": pa.string(), "state": pa.string(), "provisional": pa.bool_(), "late": pa.bool_()}
        table = pa.table({
            column: pa.array([row[place] for row in rows], kinds.get(column, pa.int64())) for place, column in enumerate(columns)
        })  # fmt: skip
        connection.register("coming", table)
        connection.execute(f"create or replace table {name} as select * from coming")
        connection.unregister("coming")


def _wall() -> str:
    """What the clock showed, as if it had been the clock of the house: terms in hours are counted there."""
    return f"epoch_us(timezone('{clock.zone().key}', make_timestamp({START_US} + (s.ord // {PLACES}) * 1000000)))"


def _only(rules: RuleSet, codes: Iterable[str]) -> RuleSet:
    timed = {code: rules.timed[code] for code in codes}
    touched: dict[str, tuple[DeadlineRule | RecurringRule, ...]] = {}
    for rule in timed.values():
        for kind in kinds_of(rule):
            touched[kind] = (*touched.get(kind, ()), rule)
    return RuleSet(timed=timed, _touched=touched)


def _fold(
    mapping: Mapping, rules: RuleSet, why: set[str], odd: list[tuple[int, str]], bench: Bench, as_of: date
) -> None:
    """Rules that bulk refuses and cases that it leaves: one by one. What the calendar does not reach is not judged."""
    asked: dict[int, set[str]] = {}
    touching = {kind for code in why for kind in kinds_of(rules.timed[code])}
    if touching:
        kinds = ", ".join(_literal(kind) for kind in sorted(touching))
        for (case_id,) in bench.connection.execute(
            f"select distinct case_id from story where kind in ({kinds})"
        ).fetchall():
            asked[case_id] = set(why)
    for case_id, code in odd:
        asked.setdefault(case_id, set()).add(code)
    owed: list[Judged] = []
    unjudged: list[tuple[int, str]] = []
    sets: dict[frozenset[str], RuleSet] = {}

    def judged_by(codes: frozenset[str], case_id: int, story: list[Happening]) -> None:
        """All rules at once; one by one where the calendar does not reach one of them."""
        mine = sets.get(codes) or sets.setdefault(codes, _only(rules, sorted(codes)))
        try:
            owed.extend(judged(case_id, one) for one in fold(mine, story, bench.calendar, as_of).owed)
        except OutsideCalendar:
            if len(codes) == 1:
                unjudged.extend((case_id, code) for code in codes)
                return
            for code in sorted(codes):
                judged_by(frozenset({code}), case_id, story)

    for case_id, story in _stories(sorted(asked), mapping, rules, bench.connection, as_of):
        judged_by(frozenset(asked[case_id]), case_id, story)
    _insert(owed, unjudged, bench.connection)


def _stories(
    cases: list[int], mapping: Mapping, rules: RuleSet, connection: Any, as_of: date
) -> Iterator[tuple[int, list[Happening]]]:
    """The events of these cases up to `as_of`, as the fold reads them, a thousand cases at a time."""
    names = "".join(f", f.fact_{name}" for name in mapping.facts)
    for start in range(0, len(cases), 1000):
        numbers = ", ".join(str(n) for n in cases[start : start + 1000])
        cursor = connection.execute(f"""
            select s.case_id, s.id, s.kind, s.day, s.unit_id, s.person_id, s.ord // {PLACES} as second{names}
            from story s left join facts f using (row)
            where s.case_id in ({numbers}) and s.day <= {day_number(as_of)} order by s.case_id, s.ord
        """)
        columns = [described[0] for described in cursor.description]
        for case_id, rows in groupby(cursor.fetchall(), key=lambda row: row[0]):
            yield case_id, [_happening(dict(zip(columns, row, strict=True)), rules) for row in rows]


def _happening(row: dict[str, Any], rules: RuleSet) -> Happening:
    case_id, number, kind = row.pop("case_id"), row.pop("id"), row.pop("kind")
    day = day_of_number(row.pop("day"))
    assert day is not None  # every believed event has one
    shown = datetime(2000, 1, 1) + timedelta(seconds=row.pop("second"))  # noqa: DTZ001  # given its zone on the next line
    at = shown.replace(tzinfo=clock.zone())
    return Happening(number, kind, at, day, told(row, rules), case_id)


def _insert(owed: list[Judged], unjudged: list[tuple[int, str]], connection: Any) -> None:
    text, day, number, flag = pa.string(), pa.date32(), pa.int64(), pa.bool_()
    kinds = (number, text, number, text, number, day, day, day, flag, text, number, day, flag)
    rows = [
        (o.case_id, o.rule, int(o.debtor[1:]) * 2 + (o.debtor[0] == "p"), o.period, o.trigger, o.opened_on, o.first_due_on,
         o.due_on, o.provisional, o.state, o.ended_by, o.ended_on, o.late)
        for o in owed
    ]  # fmt: skip
    for name, of, told_ in (("judged", kinds, rows), ("unjudged", (number, text), unjudged)):
        if told_:
            columns = [
                pa.array(column, kind) for column, kind in zip(zip(*told_, strict=True), of, strict=True)
            ]
            connection.register("coming", pa.table(columns, names=[f"c{n}" for n in range(len(of))]))
            connection.execute(f"insert into {name} select * from coming")
            connection.unregister("coming")


def _by_the_moment(mapping: Mapping, rules: RuleSet, connection: Any) -> None:
    """Where a limit is a date on record with a time of day: was it kept to the moment? `late` follows it if the mapping reads the
    fact as a moment; as a day, that day itself is still in time."""
    connection.execute("alter table judged add column late_by_day boolean")
    connection.execute("alter table judged add column late_by_moment boolean")
    connection.execute("alter table judged add column due_us bigint")
    connection.execute("update judged set late_by_day = late")
    for code, rule in rules.timed.items():
        for value in rule.values if isinstance(rule, DeadlineRule) else ():
            fact = mapping.facts.get(value.field or "")
            if fact is None or fact.read_as not in ("day", "moment"):
                continue
            connection.execute(f"""
                update judged set due_us = f.us_{value.field} from story s left join facts f using (row)
                where judged.rule = {_literal(code)} and s.id = judged.trigger_id and judged.due_on = f.fact_{value.field}::date
            """)
            connection.execute(f"""
                update judged set late_by_moment = (s.us > due_us and judged.state = 'met') from story s
                where judged.rule = {_literal(code)} and due_us is not null and s.id = judged.ended_by and s.timed
            """)
            if fact.read_as == "moment":
                connection.execute(
                    f"update judged set late = late_by_moment where rule = {_literal(code)} and late_by_moment is not null"
                )


def _draw(rules: RuleSet, bench: Bench, as_of: date) -> None:
    """The cards: each of a rule's warnings that came while the duty ran. A duty that was late by the hour only draws its first
    card after the last day on the day it was done."""
    connection = bench.connection
    connection.execute(
        "create or replace table warnings (rule varchar, opened_on date, due_on date, colour varchar, on_day date)"
    )
    spans = connection.execute(
        "select distinct rule, opened_on, due_on from judged where due_on is not null"
    ).fetchall()
    rows: list[tuple[Any, ...]] = []
    for code, opened_on, due_on in spans:
        rule = rules.timed[code]
        try:
            found = cards_of(rule, opened_on, due_on, bench.calendar) if rule.warnings else []
        except OutsideCalendar:
            found = None
        rows += [
            (code, opened_on, due_on, *pair)
            for pair in ([(d.colour, d.on) for d in found] if found is not None else [(None, None)])
        ]
    kinds = [pa.string(), pa.date32(), pa.date32(), pa.string(), pa.date32()]
    names = ["rule", "opened_on", "due_on", "colour", "on_day"]
    columns = list(zip(*rows, strict=True)) or [()] * 5
    connection.register(
        "coming", pa.table({n: pa.array(c, k) for n, c, k in zip(names, columns, kinds, strict=True)})
    )
    connection.execute("insert into warnings select * from coming")
    connection.unregister("coming")
    connection.execute(f"""
        create or replace table drawn as
        with all_warnings as (
            select j.*, w.colour, w.on_day, j.late and not j.late_by_day and w.on_day > j.due_on as by_the_hour
            from judged j join warnings w using (rule, opened_on, due_on)
            where w.colour is not null
        )
        select * exclude (on_day, by_the_hour), case when by_the_hour then ended_on else on_day end as drawn_on
        from all_warnings
        where by_the_hour or (on_day <= date '{as_of}' and (ended_on is null or ended_on >= on_day))
        qualify not by_the_hour or row_number() over (
            partition by rule, case_id, trigger_id, debtor, period, by_the_hour order by on_day) = 1
    """)
    connection.execute("""
        insert into unjudged select distinct j.case_id, j.rule from judged j join warnings w using (rule, opened_on, due_on)
        where w.colour is null
    """)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
