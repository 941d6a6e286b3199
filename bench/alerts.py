"""Alerts in figures: `python -m bench.alerts [--cases 100000] [--late 5000]` (with `src` on the path).

Cases with a duty each, some of them late: how long it takes to bring the late ones in, to look for what is left to do when
there is nothing, to follow a correction of one in ten, and what the ledger and the page of an alert cost.
"""

from __future__ import annotations

import argparse
from datetime import date
from time import perf_counter

from bench.scratch import server
from bench.timing import cost, counted

TODAY = date(2026, 3, 16)

_FILL = """
insert into approvals_outsidecase (source_id, number, unit_id, unit_name, item_name, facts, began_on, last_kind, events, path)
select %(source)s, 'N' || n, %(unit)s, 'U', 'permit', '{}', '2026-02-09', 'approvals.accepted', 1, ''
from generate_series(1, %(cases)s) n;
insert into approvals_happened (case_id, kind, identity, day, second, us, timed, batch_id, row)
select id, 'approvals.accepted', gen_random_uuid(), 9536, 823910400 + id %% 3600, 0, true, %(batch)s, id
from approvals_outsidecase;
insert into approvals_duty (case_id, rule, ground, key, unit_id, holder, opened_on, first_due_on, due_on, provisional, state,
                            late, counted, trigger_id, judged_for, is_current)
select c.id, 'approvals.decide', 'time', 'decide', %(unit)s, 'U', '2026-02-09', '2026-03-13', '2026-03-13', false, 'open',
       false, '', h.id, %(today)s, true
from approvals_outsidecase c join approvals_happened h on h.case_id = c.id;
insert into approvals_dutycard (duty_id, colour, drawn_on)
select id, 'yellow', %(today)s from approvals_duty order by id limit %(late)s;
analyze;
"""
_CORRECT = "update approvals_duty set state = 'met', ended_on = '2026-03-12' where id %% 10 = 0"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--late", type=int, default=1_000)
    asked = parser.parse_args()
    with server("alerts", fresh=True):
        measure(asked.cases, asked.late)


def measure(cases: int, late: int) -> None:
    from django.db import connection
    from django.test import Client

    from zhixing.base import clock
    from zhixing.modules.approvals.alerts import raise_due
    from zhixing.modules.approvals.models import Alert, Duty
    from zhixing.modules.approvals.tests.story_alerts import Watch, watched_city

    watch = Watch(watched_city())
    given = {"source": watch.source.pk, "unit": watch.city.housing.pk, "batch": watch.batch.pk, "cases": cases,
             "late": late, "today": TODAY}  # fmt: skip
    with connection.cursor() as cursor:
        for statement in _FILL.split(";")[:-1]:
            cursor.execute(statement, given)
    with clock.at(clock.moment_on(TODAY, 12)):
        first = Duty.objects.order_by("pk").values_list("case_id", flat=True)[0]
        raise_due([], TODAY)  # what is compiled once
        with counted() as seen:
            raise_due([first], TODAY)
        print(f"one alert raised: {len(seen)} statements", flush=True)
        said("raised", lambda: raise_due(None, TODAY).raised)
        said("nothing to do", lambda: raise_due(None, TODAY).deeds)
        with connection.cursor() as cursor:
            cursor.execute(_CORRECT, [])
        said("followed", lambda: raise_due(None, TODAY).followed)
        client = Client()
        client.force_login(watch.city.accounts["officer"])
        alert = Alert.objects.order_by("pk").first()
        assert alert is not None
        for name, address in (
            ("ledger", "/approvals/alerts"),
            ("ledger, unanswered", "/approvals/alerts?tab=unanswered"),
            ("ledger, by ground and colour", "/approvals/alerts?ground=time&colour=yellow"),
            ("alert", f"/approvals/alerts/{alert.pk}"),
            ("portal, delays", "/approvals/public/delays/"),
        ):
            found = cost(lambda address=address: client.get(address), 30)
            print(f"{name}: {found.p50:.0f} ms (p95 {found.p95:.0f}), {found.queries} statements")


def said(name: str, work) -> None:  # type: ignore[no-untyped-def]  # a measurement's own
    begun = perf_counter()
    n = work()
    seconds = perf_counter() - begun
    rate = f", {n / seconds:,.0f} a second" if n else ""
    print(f"{name}: {n:,} in {seconds:.2f} s{rate}", flush=True)


if __name__ == "__main__":
    main()
