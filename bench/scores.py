"""Efficiency figures over many cases: `python -m bench.scores [--cases 100000] [--fresh]` (with `src` on the path).

A year of cases of one outside system: five events each, three duties each, twenty-four units, forty items, one case in
twelve late with its cards, one in fifteen still open. Each page is asked for by Django's test client through all
middleware, by one client in one process; freezing a quarter is one action, as the product does it.
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from typing import Any

from bench.scratch import marked, server, told
from bench.timing import cost

UNITS, ITEMS, DAYS = 24, 40, 360
TODAY = date(2026, 11, 16)

CASES = """
insert into approvals_outsidecase (source_id, number, unit_id, unit_name, item_name, facts, satisfaction, began_on, ended_on,
    last_on, last_kind, events, path, judged_at)
select %(source)s, 'YC-' || n, (%(units)s::bigint[])[1 + n %% %(many)s], '窗口' || n %% %(many)s, '事项' || (n * 7) %% 40, '{}',
    case when n %% 4 = 0 then 3 + n %% 3 end, day, case when n %% 15 > 0 then day + 3 + n %% 9 end, day + 3 + n %% 9,
    'approvals.decided', 5, 'p' || n %% 7, now()
from (select n, %(today)s::date - 9 - n %% 360 as day from generate_series(1, %(cases)s) n) s
"""
EVENTS = """
insert into approvals_happened (case_id, kind, identity, day, second, us, timed, unit_name, person_name, facts, batch_id, row)
select c.id, (array['approvals.received', 'approvals.accepted', 'approvals.examined', '审图', 'approvals.decided'])[k],
    gen_random_uuid(), c.began_on - date '2000-01-01' + k, 0,
    extract(epoch from c.began_on)::bigint * 1000000 + k * (20 + c.id %% 11) * 3600 * 1000000::bigint, true, c.unit_name, '',
    '{}', %(batch)s, c.id * 5 + k
from approvals_outsidecase c, generate_series(1, 5) k where c.source_id = %(source)s
"""
DUTIES = """
insert into approvals_duty (case_id, rule, ground, key, unit_id, holder, opened_on, first_due_on, due_on, provisional, state,
    ended_on, late, term, used, counted, trigger_id, judged_for, is_current)
select c.id, rule, 'time', rule, c.unit_id, '', c.began_on, c.began_on + 14, c.began_on + 14, false,
    case when c.ended_on is null and k = 3 then 'open' else 'met' end,
    case when c.ended_on is null and k = 3 then null when late then c.began_on + 20 else c.began_on + 2 + k end, late, 10,
    case when late then 14 else 2 + c.id %% 7 end, 'working_days', 1, %(today)s, true
from (select c.*, k, c.id %% 12 = 0 and k = 3 and c.ended_on is not null as late,
        (array['approvals.accept_or_correct', 'approvals.decide', 'approvals.deliver'])[k] as rule
    from approvals_outsidecase c, generate_series(1, 3) k where c.source_id = %(source)s) c
"""
CARDS = """
insert into approvals_dutycard (duty_id, colour, drawn_on)
select d.id, colour, d.due_on + 1 from approvals_duty d, unnest(array['yellow', 'red']) colour
where d.late and (colour = 'yellow' or d.id %% 5 = 0)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--fresh", action="store_true")
    asked = parser.parse_args()
    name = f"scores-{asked.cases}"
    with server(name, fresh=asked.fresh):
        if not marked(name, asked.cases).exists():
            fill(asked.cases)
            marked(name, asked.cases).touch()
        measure(asked.rounds)


def fill(cases: int) -> None:
    """The city, its system, and the rows as loading and judging would have left them."""
    from django.db import connection
    from tests.city import small_city

    from zhixing.kernel.access.models import Grant, Reach
    from zhixing.kernel.matters import participations
    from zhixing.kernel.matters.models import Standing
    from zhixing.kernel.organisation.models import Kind
    from zhixing.kernel.rulebook.service import latest_id, switch_on
    from zhixing.modules.approvals.models import Batch, Source, UnitName

    city = small_city(packs=())
    switch_on(city.gov, ["administrative-licensing"], reason="bench")
    for who, role in (("officer", "approvals.supervision"), ("vice", "approvals.leader")):
        Grant.objects.create(
            account=city.accounts[who], role=role, unit=city.gov, reach=Reach.BELOW, from_on=date(2020, 1, 1)
        )
    units = [city.unit(f"u{n}", f"市第{n + 1}审批局", Kind.DEPARTMENT, city.gov) for n in range(UNITS)]
    source = Source.objects.create(
        kind="approvals.source", title="市政务服务平台", jurisdiction=city.gov, state="active", opened_on=date(2020, 1, 1),
        code="hall", supervising_unit=city.organ, packs=["administrative-licensing"], rulebook_id=latest_id(city.gov.pk),
    )  # fmt: skip
    participations.assign(source, Standing.LEAD, [city.organ])
    source.save()
    UnitName.objects.bulk_create(
        UnitName(source=source, name=f"窗口{n}", unit=unit) for n, unit in enumerate(units)
    )
    batch = Batch.objects.create(
        source=source,
        number=1,
        way="file",
        name="x.csv",
        brought_by=city.accounts["officer"],
        mapping="",
        state="loaded",
    )
    given: dict[str, Any] = {
        "source": source.pk, "units": [u.pk for u in units], "many": UNITS, "cases": cases, "today": TODAY, "batch": batch.pk,
    }  # fmt: skip
    with told(f"{cases:,} cases"), connection.cursor() as cursor:
        for sql in (CASES, EVENTS, DUTIES, CARDS):
            cursor.execute(sql, given)
    with told("vacuum analyze"), connection.cursor() as cursor:
        cursor.execute("set role none")
        for table in ("outsidecase", "happened", "duty", "dutycard"):
            cursor.execute(f"vacuum analyze approvals_{table}")


def measure(rounds: int) -> None:
    """The pages, then one freezing of the last quarter."""
    from django.db import transaction
    from django.test import Client

    from zhixing.base import clock
    from zhixing.kernel.access.actors import actor_of
    from zhixing.kernel.access.models import Account
    from zhixing.kernel.organisation.models import Unit
    from zhixing.modules.approvals.models import ScoreTable, Source
    from zhixing.modules.approvals.scoring.freezing import take

    quarter = f"first={TODAY - timedelta(days=137)}&last={TODAY - timedelta(days=47)}"
    year = f"first={TODAY - timedelta(days=365)}&last={TODAY}"
    officer, source = Account.objects.get(username="officer"), Source.objects.get()
    unit = Unit.objects.get(code="u3").pk
    pages = {
        "live board": "/approvals/board/",
        "performance, a quarter": f"/approvals/performance/?{quarter}",
        "performance, the year": f"/approvals/performance/?{year}",
        "cases behind a figure": f"/approvals/performance/cases/?{quarter}&unit={unit}&which=late",
        "process, the latest 20,000": f"/approvals/process/?{year}",
    }
    print(
        "| page | p50, ms | p95, ms | processor here, ms | in PostgreSQL, ms | statements |\n|---|---|---|---|---|---|"
    )
    with clock.at(clock.moment_on(TODAY, 10)):
        client = Client()
        client.force_login(officer)
        for name, address in pages.items():
            got = client.get(address)
            assert got.status_code == 200, (name, got.status_code)
            spent = cost(lambda address=address: client.get(address), rounds, warm=2)  # type: ignore[misc]
            told_as = (
                f"{spent.p50:.0f} | {spent.p95:.0f} | {spent.cpu:.0f} | {spent.cpu_db:.0f} | {spent.queries}"
            )
            print(f"| {name} | {told_as} |", flush=True)
        actor = actor_of(officer)
        with told("freezing a quarter"), transaction.atomic():
            table = ScoreTable.objects.create(
                kind="approvals.score_table", title="x", jurisdiction=source.jurisdiction, state="frozen", opened_on=TODAY,
                office=source.supervising_unit, first_on=date(2026, 7, 1), last_on=date(2026, 9, 30),
                frozen_by_id=actor.account_id,
            )  # fmt: skip
            snapshot = take(table, 1, today=TODAY)
            print(f"{snapshot.rows.count():,} duties", end=" ")
            transaction.set_rollback(True)


if __name__ == "__main__":
    main()
