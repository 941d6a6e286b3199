"""Obligations in bulk: `python -m bench.batch [--events 10000000 --memory 4GB] [--buckets 10] [--postgres] [--spark]`.

Made-up cases of ten events each, twenty rules. The definition on DuckDB over Parquet, stage by stage, the making of its
statements told apart; then one rule and ten beside SQL written by hand for the same meaning, after both were compared row by
row; with `--postgres` and `--spark` the same events there, compared by count and sums of every rule and state.
With `--buckets` the cases come in so many files and are judged one file after the other, in bounded memory.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

AS_OF = date(2026, 9, 30)
PLACE = Path(tempfile.gettempdir()) / f"zhixing-bench-{os.getuid()}" / "batch"
TWO = {"en": "x", "zh": "x"}
FORMS = {
    "tag": "'whole'",
    "text": "null::varchar",
    "whole": "(h // 7 % 10)::bigint",
    "real": "null::double",
    "flag": "null::boolean",
    "holder": "(case_id % 40 + 1)::bigint",
    "same": "(case_id % 40 + 1 + (h % 17 = 0)::int)::bigint",
    "day": "(day + 9 + h % 9)::bigint",
    "listed": "false",
    "word": "null::varchar",
    "turn": "null::bigint",
}
EVENTS = """
copy (
    with plain as (
        select i // 10 as case_id, i as id, i % 10 as step, hash(i) as h, hash(i // 10) as ch
        from range({first}, {last}) r(i)
    ), dated as (
        select *, (8766 + ch % 900 + step * 5 + h % 5)::bigint as day,
               case when step = 0 then 'k.a' when step = 9 then 'k.end' else 'k.' || chr(97 + (h // 11 % 24)::int) end as kind
        from plain
    )
    select case_id::bigint as case_id, id::bigint as id, kind, 0::bigint as cal, day,
           ((day * 86400 + 32400 + step) * 1048576)::bigint as ord,
           (((day + 10957) * 86400 + 3600 + step) * 1000000)::bigint as us, {columns}
    from dated
) to '{path}' (format parquet, row_group_size 200000)
"""
BY_HAND = """
with rows as (
    select case_id, id, day, ord, kind, unit_id__holder as unit,
           min(case when kind = '{until}' then ord end) over later as next_ord
    from events where kind in ('{on}', '{until}') and day <= {as_of}
    window later as (partition by case_id order by ord desc rows between unbounded preceding and 1 preceding)
), opened as (select * from rows where kind = '{on}' and unit is not null)
select o.case_id, o.unit * 2 as debtor, o.id as trigger_id, o.day as opened_on, n.nth_day as due_on,
       c.unsure1 > d.unsure1 as provisional, e.id as ended_by, e.day as ended_on, coalesce(e.day > n.nth_day, false) as late
from opened o
join days d on d.cal = 0 and d.day = o.day
join nth n on n.cal = 0 and n.n = d.w1 + {days}
join days c on c.cal = 0 and c.day = n.nth_day
left join events e on e.case_id = o.case_id and e.ord = o.next_ord
"""
PAIRS = [(f"k.{on}", f"k.{until}") for on, until in zip("abcdefghij", "bcdefghijk", strict=True)]
SAME = "case_id, debtor, trigger_id, opened_on, due_on, provisional, ended_by, ended_on, late"
SUMS = """
select rule, state, count(*), sum(due_on), sum(first_due_on), sum(ended_on), sum(ended_by), sum(case when late then 1 else 0 end),
       sum(case when provisional then 1 else 0 end), sum(trigger_id) from owed group by rule, state order by rule, state
"""


def simple() -> Any:
    """One rule: five working days from k.a to k.b, every trigger by itself."""
    return _compiled([_rule(0, "k.a", "k.b", 5, "working_days", second="each")])


def ten() -> Any:
    """Ten rules that a hand would write too: so many working days from one kind to another, every trigger by itself."""
    return _compiled(
        [_rule(n, *pair, 3 + 2 * n, "working_days", second="each") for n, pair in enumerate(PAIRS)]
    )


def twenty() -> Any:
    """Seventeen deadlines and three recurring rules of every shape that bulk can state."""
    pause = {"begins": "k.g", "ends": "k.h", "ground": TWO}
    units = ["working_days", "natural_days", "months", "weeks"]
    rules = [_rule(n, f"k.{'acegjmpr'[n]}", f"k.{'bdfhknqs'[n]}", 3 + n, units[n % 4]) for n in range(8)]
    rules += [
        _rule(8 + n, f"k.{'ajmt'[n]}", "k.end", 10 + 5 * n, units[n % 2], pauses=[pause]) for n in range(4)
    ]
    longer = [{"on": "k.i", "field": "new_day", "longest": {"amount": 15, "unit": "working_days"}}]
    rules += [
        _rule(12, "k.a", "k.end", 20, "working_days", extensions=longer),
        _rule(13, "k.c", "k.d", 2, "months", second="reopen", when="facts.amount >= 4"),
        _rule(14, "k.b", "k.e", 10, "working_days", second="each", by_holder=True),
        _rule(15, "k.a", "k.end", 15, "natural_days", second="reopen", silence="agreed"),
        _rule(16, "k.a", "k.u", 16, "working_hours", when="facts.amount != 2"),
    ]
    for n, every in enumerate(({"every": "month"}, {"every": "quarter"}, {"every_days": 15})):
        rule = _rule(17 + n, "k.a", "k.end", 0, "")
        rules.append({**rule, "kind": "recurring", "done": ["k.v", "k.w", "k.x"], **every})
    return _compiled(rules)


def _rule(number: int, on: str, until: str, amount: int, unit: str, **more: Any) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "kind": "deadline",
        "code": f"b{number:02}.x",
        "title": TWO,
        "holder": {"unit": "unit_id"},
    }
    rule |= {"basis": [{"document": "made up", "article": "1"}], "on": [on], "until": [until]}
    if unit:
        rule["values"] = [{"from_on": date(2020, 1, 1), "amount": amount, "unit": unit}]
    return rule | more


def _compiled(rules: list[dict[str, Any]]) -> Any:
    from zhixing.kernel.rulebook.ruleset import compile_packs
    from zhixing.kernel.rulebook.schema import Pack

    pack = {"pack": "made-up", "version": 1, "title": TWO, "source": TWO, "levels": ["city"], "rules": rules}
    return compile_packs([Pack.model_validate({**pack, "in_force_on": date(2020, 1, 1)})])


def files(events: int, buckets: int) -> list[Path]:
    """The events as Parquet, made once for each size."""
    import duckdb

    from zhixing.kernel.obligations.batch.rules import shape_of

    PLACE.mkdir(parents=True, exist_ok=True)
    columns = ", ".join(
        f'{FORMS[c.form]} as "{c.name}"' for c in shape_of(list(twenty().timed.values())).columns
    )
    found = []
    size = events // buckets
    for n in range(buckets):
        path = PLACE / f"events-{events}-{n}-of-{buckets}.parquet"
        if not path.exists():
            with told(f"making {path.name}"):
                first, last = n * size, (n + 1) * size
                duckdb.connect().execute(EVENTS.format(first=first, last=last, columns=columns, path=path))
        found.append(path)
    return found


@contextmanager
def told(what: str) -> Iterator[None]:
    begun = time.perf_counter()
    print(f"{what} …", end=" ", flush=True)
    yield
    print(f"{time.perf_counter() - begun:.1f} s", flush=True)


def on_duckdb(path: Path, rules: Any, memory: str) -> Any:
    """The definition over one file: seconds by stage, the engine left open."""
    from zhixing.kernel.calendars.calendar import national
    from zhixing.kernel.obligations.batch.engines import DuckDB
    from zhixing.kernel.obligations.batch.evaluation import load_rules, run

    database = PLACE / "stages.duckdb"
    database.unlink(missing_ok=True)
    engine = DuckDB(str(database), memory=memory, views={"events": f"read_parquet('{path}')"})
    load_rules(engine, rules, [national()], AS_OF)
    begun = time.perf_counter()
    run(engine, rules)
    print(f"\nDuckDB, {path.name}, cap {memory}: {time.perf_counter() - begun:.1f} s in all stages")
    print(
        "  "
        + ", ".join(f"{name} {seconds:.1f}" for name, seconds in engine.seconds.items() if seconds >= 0.05)
    )
    rows = {
        name: engine.read(f"select count(*) from {name}")[0][0]
        for name in ("openings", "ends", "lives", "due", "owed", "odd")
    }
    print(f"  rows: {rows}; largest memory of the process so far {peak():.2f} GiB", flush=True)
    return engine


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def compiling(rules: Any, dialect: str) -> None:
    from zhixing.kernel.obligations.batch import definition
    from zhixing.kernel.obligations.batch.rules import shape_of

    begun = time.perf_counter()
    steps = definition.statements(shape_of(list(rules.timed.values())), dialect)
    print(
        f"statements for {dialect}: {len(steps)} made in {time.perf_counter() - begun:.2f} s, once for each shape of rules"
    )


def beside_hand(path: Path, memory: str, rounds: int) -> None:
    """One rule and ten by the definition and by hand: equal rows first, then seconds, best of the rounds."""
    from zhixing.kernel.obligations.batch.evaluation import run

    for rules, pairs, first in ((simple(), PAIRS[:1], 5), (ten(), PAIRS, 3)):
        compiling(rules, "duckdb")
        engine = on_duckdb(path, rules, memory)
        hand = _by_hand(pairs, first)
        for statement in hand:
            engine.read(statement)
        _must_be_equal(engine, len(pairs))
        ours, theirs = [], []
        for _ in range(rounds):
            begun = time.perf_counter()
            run(engine, rules)
            middle = time.perf_counter()
            for statement in hand:
                engine.read(statement)
            ours.append(middle - begun)
            theirs.append(time.perf_counter() - middle)
        count = engine.read("select count(*) from owed")[0][0]
        print(f"{len(pairs)} rules, {count:,} obligations, equal row by row: definition {min(ours):.2f} s, by hand "
              f"{min(theirs):.2f} s, ratio {min(ours) / min(theirs):.2f}", flush=True)  # fmt: skip
        engine.close()


def _by_hand(pairs: list[tuple[str, str]], first: int) -> list[str]:
    """One statement a rule, as whoever writes rules in SQL has them."""
    from zhixing.kernel.obligations.batch.facts import day_number

    as_of = day_number(AS_OF)
    return [
        f"create or replace table by_hand_{n} as "
        + BY_HAND.format(as_of=as_of, on=on, until=until, days=first + 2 * n - 1)
        for n, (on, until) in enumerate(pairs)
    ]


def _must_be_equal(engine: Any, rules: int) -> None:
    hand = " union all ".join(f"select {n} as rule, {SAME} from by_hand_{n}" for n in range(rules))
    for one, other in ((f"select rule, {SAME} from owed", hand), (hand, f"select rule, {SAME} from owed")):
        missed = engine.read(f"select count(*) from (({one}) except all ({other}))")
        assert missed == [(0,)], missed


def on_postgres(path: Path, rules: Any, expected: list[Any]) -> None:
    import duckdb
    import psycopg

    from zhixing.kernel.calendars.calendar import national
    from zhixing.kernel.obligations.batch.engines import PostgreSQL
    from zhixing.kernel.obligations.batch.evaluation import load_rules, run
    from zhixing.launch.postgres import Server
    from zhixing.launch.postgres.server import SUPERUSER

    text = PLACE / "events.csv"
    connection = duckdb.connect()
    connection.execute(f"copy (select * from read_parquet('{path}')) to '{text}' (format csv, header false)")
    kinds = {
        "BIGINT": "bigint",
        "VARCHAR": 'text collate "C"',
        "BOOLEAN": "boolean",
        "DOUBLE": "double precision",
    }
    described = connection.execute(f"describe select * from read_parquet('{path}')").fetchall()
    columns = ", ".join(f'"{name}" {kinds[kind]}' for name, kind, *_ in described)
    folder = PLACE / "postgres"
    folder.mkdir(exist_ok=True)
    with Server(folder) as running, psycopg.connect(running.url(SUPERUSER)) as link, link.cursor() as cursor:
        cursor.execute(f"drop table if exists events; create unlogged table events ({columns})")
        with (
            told("PostgreSQL: loading"),
            cursor.copy("copy events from stdin (format csv)") as copy,
            text.open("rb") as lines,
        ):
            while chunk := lines.read(1 << 20):
                copy.write(chunk)
        cursor.execute("analyze events")
        engine = PostgreSQL(link)
        load_rules(engine, rules, [national()], AS_OF)
        begun = time.perf_counter()
        run(engine, rules)
        version = link.info.server_version // 10000
        print(f"PostgreSQL {version}, {path.name}: {time.perf_counter() - begun:.1f} s in all stages")
        print(
            "  "
            + ", ".join(
                f"{name} {seconds:.1f}" for name, seconds in engine.seconds.items() if seconds >= 0.05
            )
        )
        assert _plain(engine.read(SUMS)) == expected
        print(f"  equal to DuckDB by count and sums in {len(expected)} groups of rule and state", flush=True)
        link.rollback()
    text.unlink()


def on_spark(path: Path, rules: Any, expected: list[Any]) -> None:
    from zhixing.kernel.calendars.calendar import national
    from zhixing.kernel.obligations.batch.engines import Spark, spark_session
    from zhixing.kernel.obligations.batch.evaluation import load_rules, run

    folder = PLACE / "spark"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with spark_session(folder, memory="6g") as session:
        engine = Spark(session, folder, views={"events": str(path)})
        load_rules(engine, rules, [national()], AS_OF)
        begun = time.perf_counter()
        run(engine, rules)
        print(
            f"Spark {session.version} local[2], {path.name}: {time.perf_counter() - begun:.1f} s in all stages"
        )
        print("  " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in engine.seconds.items()))
        assert _plain(engine.read(SUMS)) == expected
        print(f"  equal to DuckDB by count and sums in {len(expected)} groups of rule and state", flush=True)


def _plain(rows: list[Any]) -> list[Any]:
    return [tuple(v if v is None or isinstance(v, str) else int(v) for v in row) for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--buckets", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--no-hand", action="store_true")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhixing.config.settings")
    import duckdb

    from zhixing.base import clock

    load = os.getloadavg()[0]
    print(f"{clock.today()}; Python {platform.python_version()}, DuckDB {duckdb.__version__}, {platform.machine()}, "
          f"{os.cpu_count()} cores, load {load:.1f} at the start; {asked.events:,} events, 20 rules")  # fmt: skip
    paths = files(asked.events, asked.buckets)
    rules = twenty()
    compiling(rules, "duckdb")
    begun = time.perf_counter()
    for path in paths:
        engine = on_duckdb(path, rules, asked.memory)
        expected = _plain(engine.read(SUMS))
        engine.close()
    if len(paths) > 1:
        print(f"all {len(paths)} files: {time.perf_counter() - begun:.1f} s")
    if not asked.no_hand:
        beside_hand(paths[0], asked.memory, asked.rounds)
    if asked.postgres:
        compiling(rules, "postgres")
        on_postgres(paths[0], rules, expected)
    if asked.spark:
        compiling(rules, "pyspark")
        on_spark(paths[0], rules, expected)


if __name__ == "__main__":
    main()
