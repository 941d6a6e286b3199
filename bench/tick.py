"""Time in figures: `python -m bench.tick [--due 100000]` (with `src` on the path).

100,000 obligations fall due at once. Our tick judges each by its rule and the calendar and writes card, event and next check;
beside it raw SQL that is told the answer and writes the same rows. Then the same with a rule whose card begins a duty of
its own (the explanation owed), for which every matter is settled again, one by one.
"""

from __future__ import annotations

import argparse
import os
import time
from datetime import date, timedelta
from typing import Any

import psycopg

from bench.scratch import marked, server, super_url

# What the tick writes, by one statement for each batch of 2,000 and with the outcome given: the bare cost of the rows.
RAW = """
with due as (
    select o.id, o.matter_id, o.unit_id, o.due_on, u.name from obligations_obligation o
    join organisation_unit u on u.id = o.unit_id
    where o.closed_on is null and o.next_check_at <= %(at)s and o.rule = %(rule)s
    order by o.next_check_at, o.id limit 2000 for no key update of o skip locked
), checked as (
    update obligations_obligation o set next_check_at = null from due where o.id = due.id
), cards as (
    insert into obligations_card (obligation_id, matter_id, colour, unit_id, drawn_on, for_due_on, state, answer_due_on,
                                  answer, challenge, decision)
    select id, matter_id, 'yellow', unit_id, %(on)s, due_on, 'drawn', %(answer)s, '', '', '' from due
    on conflict (obligation_id, colour, for_due_on) do nothing returning id, obligation_id
)
insert into matters_event (matter_id, subject, kind, version, actor_id, actor_name, on_behalf_of, happened_at, recorded_at, facts)
select due.matter_id, '', 'obligations.card_drawn', 1, %(account)s, 'time', '', %(at)s, %(at)s,
       jsonb_build_object('card', cards.id, 'colour', 'yellow', 'holder', due.name, 'duty_en', 'Sign for the item',
                          'duty_zh', '签收', 'due_on', due.due_on, 'rule', %(rule)s::text, 'unit_id', due.unit_id)
from due join cards on cards.obligation_id = due.id
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--due", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args()
    size = max(asked.due, 1_000)
    name = f"tick-{size}"
    with server(name) as running:
        from bench.filling import fill, today
        from bench.timing import machine

        if not marked(name, size).exists():
            fill(super_url(running), size, today())
            marked(name, size).touch()
        print(f"\n{machine()}; {asked.due:,} obligations due at once\n")
        print("| what | seconds, each round | processor here, s | cards |\n|---|---|---|---|")
        day = _a_working_day(today())
        if asked.rounds:
            rule = "supervision.sign"
            ours = [_ours(running, asked.due, rule, day) for _ in range(asked.rounds)]
            raw = [_raw(running, asked.due, rule, day) for _ in range(asked.rounds)]
            _line("tick: judge, card, event, next check", ours)
            _line("raw SQL that writes the same rows", raw)
            print(f"\nTick / raw, best rounds: {min(o[0] for o in ours) / min(r[0] for r in raw):.2f}")
        matters, cards, seconds = _with_duties(running, day)
        print(
            f"\nWhere the card begins a duty (limit passed, explanation owed) and each matter is settled again: {matters:,} "
            f"matters in {seconds:.1f} s, {1000 * seconds / matters:.1f} ms each, {cards:,} cards."
        )


def _with_duties(running: Any, day: date) -> tuple[int, int, float]:
    """Items under way whose limit passed within the last week, as they were filled: matters, cards, seconds."""
    from zhixing.base import clock
    from zhixing.kernel.obligations.tick import tick

    _prepare(running, 0, "supervision.finish", day)
    with psycopg.connect(super_url(running), autocommit=True) as db:
        chosen = db.execute(
            "update obligations_obligation o set next_check_at = %s from matters_matter m where m.id = o.matter_id"
            " and m.state = 'under_way' and o.rule = 'supervision.finish' and o.closed_on is null"
            " and o.due_on between %s and %s",
            [f"{day} 00:00+00", day - timedelta(days=8), day - timedelta(days=2)],
        ).rowcount
    with clock.at(clock.moment_on(day, 9)):
        begun = time.perf_counter()
        done = tick()
        return chosen, done.cards, time.perf_counter() - begun


def _a_working_day(day: date) -> date:
    """The next Tuesday from `day` on: no warning is moved off it."""
    return day + timedelta(days=(1 - day.weekday()) % 7)


def _prepare(running: Any, due: int, rule: str, day: date) -> None:
    """So many open obligations of this rule, all due the working day before `day`, each one's first warning on `day`."""
    with psycopg.connect(super_url(running), autocommit=True) as db:
        db.execute("set session_replication_role = replica")
        db.execute("delete from matters_event where kind like 'obligations.%'")
        db.execute("delete from obligations_obligation where rule = 'supervision.explain'")
        db.execute("delete from obligations_wake")
        db.execute("truncate obligations_card, matters_event_waiting")
        db.execute("update obligations_obligation set next_check_at = null where next_check_at is not null")
        db.execute(
            "update obligations_obligation set closed_on = null, ended_on = null, ended_by_id = null, state = 'open',"
            " due_on = %s, first_due_on = %s, opened_on = %s - 10 - (id %% 60)::int, next_check_at = %s"
            " where id in (select id from obligations_obligation where rule = %s order by id limit %s)",
            [day - timedelta(days=1), day - timedelta(days=1), day, f"{day} 00:00+00", rule, due],
        )
        db.execute("vacuum (analyze) obligations_obligation")
        db.execute("vacuum (analyze) matters_event")
        db.execute("checkpoint")


def _ours(running: Any, due: int, rule: str, day: date) -> tuple[float, float, int]:
    from zhixing.base import clock
    from zhixing.kernel.obligations.tick import tick

    _prepare(running, due, rule, day)
    with clock.at(clock.moment_on(day, 9)):
        begun, cpu = time.perf_counter(), time.process_time()
        done = tick()
        return time.perf_counter() - begun, time.process_time() - cpu, done.cards


def _raw(running: Any, due: int, rule: str, day: date) -> tuple[float, float, int]:
    from zhixing.base import clock
    from zhixing.kernel.access.actors import service

    _prepare(running, due, rule, day)
    given = {
        "at": clock.moment_on(day, 9), "on": day, "rule": rule, "answer": day + timedelta(days=2),
        "account": service("time").account_id,
    }  # fmt: skip
    cards = 0
    with psycopg.connect(os.environ["DATABASE_URL"]) as db:
        begun, cpu = time.perf_counter(), time.process_time()
        while written := db.execute(RAW, given).rowcount:
            db.commit()
            cards += written
        return time.perf_counter() - begun, time.process_time() - cpu, cards


def _line(what: str, rounds: list[tuple[float, float, int]]) -> None:
    seconds = " / ".join(f"{s:.1f}" for s, _, _ in rounds)
    print(f"| {what} | {seconds} | {min(c for _, c, _ in rounds):.1f} | {rounds[0][2]:,} |", flush=True)


if __name__ == "__main__":
    main()
