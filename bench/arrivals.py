"""From arrival to card: `python -m bench.arrivals [--rate 100] [--seconds 60] [--workers 1]`.

Events come by the API's own keeping (`arrivals.receive`, ten at a time) at a steady rate, while worker processes carry out the
jobs as the product does. Of the cases, accepted yesterday, every tenth was promised for yesterday: it draws a yellow card today,
and an alert. Measured from the keeping of its events to the moment another process sees the card, and the alert (five looks a
second).
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from datetime import timedelta
from typing import Any

from bench import outside
from bench.scratch import server

AT_ONCE = 10  # events of one request
LATE = 10  # one case in so many is late


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=100, help="events a second")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    with server("arrivals", fresh=True) as running:
        from bench.timing import machine
        from zhixing.launch.processes import worker

        print(f"\n{machine()}; {asked.rate} events/s for {asked.seconds} s, {asked.workers} worker(s)\n")
        source, account = outside.connected("arrivals")
        source_id, account_id = source.pk, account.pk
        with multiprocessing.get_context("spawn").Pool(1) as watching:
            watched = watching.apply_async(
                _watched, (source_id, asked.rate * asked.seconds // 2 // LATE, asked.seconds + 60)
            )
            children = [worker(running.folder / f"worker-{n}.log") for n in range(asked.workers)]
            for child in children:
                child.start()
            try:
                time.sleep(8)  # until the workers are there
                _warm(source, account)
                kept = _send(source, account_id, asked.rate, asked.seconds)
                drawn, alerted = watched.get()
            finally:
                for child in children:
                    child.stop()
    _tell("card", kept, drawn)
    _tell("alert", kept, alerted)


def _warm(source: Any, account: Any) -> None:
    """The first delivery of a process reads the rules; it is not measured."""
    from zhixing.kernel.access.actors import actor_of
    from zhixing.modules.approvals import arrivals
    from zhixing.modules.approvals.models import DutyCard

    arrivals.receive(source, _records(-LATE), actor_of(account))
    while not DutyCard.objects.exists():
        time.sleep(0.2)
    time.sleep(2)


def _records(number: int) -> list[dict[str, str]]:
    """A case received and accepted yesterday; every tenth was to be decided that day too."""
    from zhixing.base import clock

    day = clock.today() - timedelta(days=1)
    promised = day if number % LATE == 0 else day + timedelta(days=12)
    said = {"办件编号": f"L{number:07}", "单位": f"单位{number % 20}", "经办人": "经办1", "事项": "事项1",
            "承诺日期": promised.isoformat()}  # fmt: skip
    return [
        {**said, "事件编号": f"L{number:07}-{n}", "环节": f"approvals.{step}", "时间": f"{day} 09:0{n}"}
        for n, step in enumerate(("received", "accepted"))
    ]


def _send(source: Any, account_id: int, rate: int, seconds: int) -> dict[str, float]:
    """Keep events at a steady rate; when each case was kept."""
    from zhixing.kernel.access.actors import actor_of
    from zhixing.kernel.access.models import Account
    from zhixing.modules.approvals import arrivals

    actor = actor_of(Account.objects.get(pk=account_id))
    kept: dict[str, float] = {}
    begun, number, longest = time.time(), 0, 0.0
    for turn in range(rate * seconds // AT_ONCE):
        time.sleep(max(0.0, begun + turn * AT_ONCE / rate - time.time()))
        records = [record for n in range(AT_ONCE // 2) for record in _records(number + n)]
        asked = time.time()
        arrivals.receive(source, records, actor)
        longest = max(longest, time.time() - asked)
        for n in range(AT_ONCE // 2):
            if (number + n) % LATE == 0:
                kept[f"L{number + n:07}"] = time.time()
        number += AT_ONCE // 2
    took = time.time() - begun
    print(
        f"kept {2 * number:,} events in {took:.1f} s ({2 * number / took:.0f}/s); the slowest keeping took {longest:.3f} s"
    )
    return kept


def _watched(source_id: int, cases: int, most_seconds: float) -> tuple[dict[str, float], dict[str, float]]:
    """When the first card and the alert of each case were first seen by another process, looking five times a second."""
    from zhixing.launch import framework

    framework.set_up()
    from django.db import connection

    queries = (
        "select c.number from approvals_dutycard k join approvals_duty d on d.id = k.duty_id"
        " join approvals_outsidecase c on c.id = d.case_id where c.source_id = %s and c.number like 'L0%%'",
        "select c.number from approvals_alert a join approvals_outsidecase c on c.id = a.case_id where c.source_id = %s"
        " and c.number like 'L0%%'",
    )
    seen: tuple[dict[str, float], dict[str, float]] = ({}, {})
    until = time.time() + most_seconds
    while time.time() < until and min(len(found) for found in seen) < cases:
        for query, found in zip(queries, seen, strict=True):
            with connection.cursor() as cursor:
                cursor.execute(query, [source_id])
                rows = cursor.fetchall()
            now = time.time()
            for (number,) in rows:
                found.setdefault(number, now)
        time.sleep(0.2)
    return seen


def _tell(what: str, kept: dict[str, float], seen: dict[str, float]) -> None:
    waits = sorted(seen[number] - at for number, at in kept.items() if number in seen)
    if not waits:
        print(f"no {what} was seen")
        return
    at = [waits[min(len(waits) - 1, int(len(waits) * share))] for share in (0.5, 0.95, 0.99)]
    print(f"arrival to {what}: p50 {at[0]:.2f} s, p95 {at[1]:.2f} s, p99 {at[2]:.2f} s, longest {waits[-1]:.2f} s"
          f" ({len(waits):,} of {len(kept):,} cases)")  # fmt: skip


if __name__ == "__main__":
    main()
