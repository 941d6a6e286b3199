"""Actions a second: `python -m bench.actions` signs items with 1, 2 and 4 processes (with `src` on the path).

It works on the data of `bench.lists` with 100,000 matters and uses up some thousand of its unsigned items.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Iterator
from typing import Any

from bench.scratch import marked, server, super_url

SIZE, EACH = 100_000, 400


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4])
    asked = parser.parse_args()
    name = f"lists-{SIZE}"
    with server(name) as running:
        from bench.filling import fill, today
        from bench.timing import machine

        if not marked(name, SIZE).exists():
            fill(super_url(running), SIZE, today())
            marked(name, SIZE).touch()
        print(
            f"\n{machine()}; sign, {EACH} actions\n\n| processes | actions a second | p50, ms | p95, ms |\n|---|---|---|---|"
        )
        for processes in asked.processes:
            _show(processes)


def waiting_items(count: int) -> Iterator[tuple[int, Any, int]]:
    """Unsigned items with the actor who signs and the handler he names."""
    from django.db import connection

    from zhixing.kernel.access.actors import actor_of
    from zhixing.kernel.access.models import Account
    from zhixing.kernel.organisation.models import Person

    connection.close()
    actors: dict[int, tuple[Any, int]] = {}
    from zhixing.modules.supervision.models import SupervisedItem

    rows = SupervisedItem.objects.filter(state="issued", closed_on=None).order_by("?")
    for item_id, unit in rows.values_list("id", "lead_unit_id")[:count]:
        if unit not in actors:
            account = Account.objects.get(username=f"clerk-{unit}")
            handler = Person.objects.filter(appointments__post__unit_id=unit).values_list("id", flat=True)[7]
            actors[unit] = actor_of(account), int(handler)
            actors[unit][0].keys("supervision.handle")
            actors[unit][0].keys("supervision.view")
        yield item_id, *actors[unit]


def _show(processes: int) -> None:
    from django.db import connections

    items = [(item, actor.account_id, handler) for item, actor, handler in waiting_items(EACH)]
    connections.close_all()
    shares = [items[n::processes] for n in range(processes)]
    context = multiprocessing.get_context("fork")
    with context.Pool(processes) as pool:
        pool.map(_ready, range(processes * 4))
        begun = time.perf_counter()
        walls = sorted(w for share in pool.map(_sign, shares, chunksize=1) for w in share)
        seconds = time.perf_counter() - begun
    n = len(walls)
    print(
        f"| {processes} | {n / seconds:.0f} | {walls[n // 2]:.1f} | {walls[int(n * 0.95) - 1]:.1f} |",
        flush=True,
    )


def _ready(_: int) -> None:
    from zhixing.kernel.matters.models import Matter

    Matter.objects.first()
    time.sleep(0.05)


def _sign(share: list[tuple[int, int, int]]) -> list[float]:
    from zhixing.kernel.access.actors import actor_of
    from zhixing.kernel.access.models import Account
    from zhixing.kernel.actions.perform import perform
    from zhixing.modules.supervision.actions.receiving import sign

    walls = []
    actors = {pk: actor_of(Account.objects.get(pk=pk)) for pk in {a for _, a, _ in share}}
    for item_id, account, handler in share:
        begun = time.perf_counter()
        perform(sign, item_id, actor=actors[account], handler=handler)
        walls.append(1000 * (time.perf_counter() - begun))
    return walls


if __name__ == "__main__":
    main()
