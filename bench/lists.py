"""Pages in figures: `python -m bench.lists [--sizes 100000 1000000] [--fresh]` (with `src` on the path).

Each page is asked for by Django's test client, through all middleware, by one client in one process: first the ledger
and the bare view in turns, for their ratio; then each page alone; then some pages by 16 connections through the
product's own web server (with wrk). Without `--fresh` the data of an earlier run are used; signing uses them up.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bench.loaded import under_load
from bench.scratch import marked, server, super_url

ROUNDS = 150


@dataclass(frozen=True, slots=True)
class Case:
    """One page as one person asks for it."""

    name: str
    who: str
    address: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--no-server", action="store_true")
    parser.add_argument("--only", default="", help="cases whose name holds this")
    asked = parser.parse_args()
    for size in asked.sizes:  # settings are read once in a process, so each size has one of its own
        if len(asked.sizes) > 1:
            more = ["--fresh"] if asked.fresh else []
            more += ["--no-server"] if asked.no_server else []
            subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "bench.lists",
                    "--sizes",
                    str(size),
                    "--rounds",
                    str(asked.rounds),
                    *more,
                ],
                check=True,
            )
        else:
            measure(size, asked)


def measure(size: int, asked: argparse.Namespace) -> None:
    name = f"lists-{size}"
    with server(name, fresh=asked.fresh) as running:
        from bench.filling import fill, today

        if not marked(name, size).exists():
            fill(super_url(running), size, today())
            marked(name, size).touch()
        cases = list(_cases(_long_item()))
        _in_turns(cases[0], cases[1], asked.rounds)
        _show(size, [c for c in cases if asked.only in c.name], asked.rounds)
        if not asked.only:
            _show_action(asked.rounds)
        if not asked.no_server:
            under_load(cases)


def _cases(long_item: int) -> Iterator[Case]:
    from zhixing.kernel.access.models import Account

    units = [
        int(a.username.removeprefix("clerk-")) for a in Account.objects.filter(username__startswith="clerk-")
    ]
    busiest = min(units)
    ledger = "/supervision/items"
    yield Case("bare view of 50 rows", "officer", "/bare")
    yield Case("ledger, office of the whole city", "officer", ledger)
    yield Case("the same, second page", "officer", "")  # its address is read off the first page
    yield Case("the same, one unit", "officer", f"{ledger}?lead_unit={busiest}")
    yield Case("the same, overdue", "officer", f"{ledger}?tab=late")
    yield Case("the same, newest of all", "officer", f"{ledger}?tab=all&order=newest")
    yield Case("the same, two characters, in 1 of 5,000", "officer", f"{ledger}?tab=all&q=灯塔")
    yield Case("the same, two characters, in 1 of 20", "officer", f"{ledger}?q=灌区")
    yield Case("ledger, a bureau's officer", f"clerk-{busiest}", ledger)
    yield Case("ledger, a handler", f"handler-{busiest}", ledger)
    yield Case("search everywhere, 1 of 5,000", "officer", "/workdesk/search?q=灯塔")
    yield Case("search everywhere, 1 of 20", "officer", "/workdesk/search?q=灌区")
    yield Case("item page, 50 events", "officer", f"{ledger}/{long_item}")
    yield Case("my work, a bureau's officer", f"clerk-{busiest}", "/workdesk/")
    yield Case("my work, a handler", f"handler-{busiest}", "/workdesk/")
    yield Case("my work, office of the whole city", "officer", "/workdesk/")
    yield Case("leader's view, whole city", "mayor", "/workdesk/board")
    yield Case("leader's view, one bureau", f"head-{busiest}", f"/workdesk/board?unit={busiest}")


def _in_turns(bare: Case, ledger: Case, rounds: int) -> None:
    """Processor time of the ledger over that of the bare view, ten requests of each by turns: other load hits both."""
    from django.test import override_settings

    clients: dict[str, Any] = {}
    spent: dict[str, list[float]] = {bare.name: [], ledger.name: []}
    with override_settings(ROOT_URLCONF="bench.bare"):
        tasks = {case.name: _task(clients, case) for case in (bare, ledger)}
        for turn in range(max(5, rounds // 5)):
            for name, task in tasks.items():
                begun = time.process_time()
                for _ in range(10):
                    task()
                if turn:  # the first turn warms
                    spent[name].append(100 * (time.process_time() - begun))
    one, other = (statistics.median(spent[case.name]) for case in (bare, ledger))
    print(
        f"\nIn turns: bare {one:.1f} ms, ledger {other:.1f} ms of processor time here; {other / one:.2f} times",
        flush=True,
    )


def _show(size: int, cases: list[Case], rounds: int) -> None:
    from django.test import override_settings

    from bench.timing import cost, machine

    print(f"\n{size:,} matters. {machine()}; {rounds} requests each\n")
    print("| page | p50, ms | p95, ms | processor here, ms | processor in PostgreSQL, ms | statements |")
    print("|---|---|---|---|---|---|")
    with override_settings(ROOT_URLCONF="bench.bare"):
        clients: dict[str, Any] = {}
        for case in cases:
            task = _task(clients, case)
            seen = cost(task, rounds if size < 500_000 or "leader" not in case.name else max(20, rounds // 5))
            print(
                f"| {case.name} | {seen.p50:.1f} | {seen.p95:.1f} | {seen.cpu:.1f} | {seen.cpu_db:.1f} "
                f"| {seen.queries} |",
                flush=True,
            )


def _task(clients: dict[str, Any], case: Case) -> Callable[[], object]:
    from django.test import Client

    from zhixing.kernel.access.models import Account

    if case.who not in clients:
        clients[case.who] = Client()
        clients[case.who].force_login(
            Account.objects.get(username=case.who),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
    client = clients[case.who]
    address = case.address
    if not address:
        first = client.get("/supervision/items").content.decode()
        found = re.search(r'href="(\?[^"]*after=[^"]+)"', first)
        assert found is not None, "the first page leads to no second one"
        address = "/supervision/items" + found.group(1).replace("&amp;", "&")

    def ask() -> None:
        response = client.get(address)
        assert response.status_code == 200, (case, response.status_code, response.content[:300])

    return ask


def _show_action(rounds: int) -> None:
    """Signing: each time another of the issued items, in its own transaction; sessions and page are left out."""
    from bench.actions import waiting_items
    from bench.timing import cost
    from zhixing.kernel.actions.perform import perform
    from zhixing.modules.supervision.actions.receiving import sign

    items = iter(waiting_items(rounds + 10))  # five warm it, one is counted

    def act() -> None:
        item_id, actor, handler = next(items, (None, None, None))
        assert item_id is not None, "no unsigned item is left: run with --fresh"
        perform(sign, item_id, actor=actor, handler=handler)

    seen = cost(act, rounds)
    print(
        f"| one action: sign | {seen.p50:.1f} | {seen.p95:.1f} | {seen.cpu:.1f} | {seen.cpu_db:.1f} | {seen.queries} |"
    )


def _long_item() -> int:
    """An item with fifty events, made through actions once."""
    from datetime import timedelta

    from bench.filling import today
    from zhixing.base import clock
    from zhixing.kernel.access.actors import actor_of
    from zhixing.kernel.access.models import Account
    from zhixing.kernel.actions.perform import perform
    from zhixing.kernel.matters.models import Matter
    from zhixing.kernel.organisation.models import Person, Unit
    from zhixing.modules.supervision.actions.doing import report_progress
    from zhixing.modules.supervision.actions.opening import issue, register
    from zhixing.modules.supervision.actions.receiving import sign

    title = "五十条留痕的督办事项"
    if found := Matter.objects.filter(title=title).values_list("id", flat=True).first():
        return int(found)
    clerk = Account.objects.filter(username__startswith="clerk-").order_by("id").first()
    assert clerk is not None
    unit = Unit.objects.get(pk=int(clerk.username.removeprefix("clerk-")))
    officer = Account.objects.get(username="officer")
    leader = Account.objects.get(username="mayor").person_id
    head = Account.objects.get(username=f"head-{unit.pk}").person_id
    handler = Person.objects.filter(appointments__post__unit=unit).order_by("id")[5]
    begun = today() - timedelta(days=90)

    def do(spec: Any, item: int | None, who: Account, days: int, hour: int = 10, **given: Any) -> int:
        with clock.at(clock.moment_on(begun + timedelta(days=days), hour)):
            return int(perform(spec, item, actor=actor_of(who), **given).item.pk)

    item = do(
        register, None, officer, 0, title=title, source="meeting",
        supervising_unit=Unit.objects.get(code="office").pk, lead_unit=unit.pk, carrying_leader=leader,
        overall_leader=head, limit_on=(begun + timedelta(days=200)).isoformat(),
    )  # fmt: skip
    do(issue, item, officer, 0, 11)
    do(sign, item, clerk, 1, handler=handler.pk)
    for n in range(47):
        do(
            report_progress,
            item,
            clerk,
            2 + n,
            progress=f"第{n + 1}次反馈：已完成管网铺设{n * 20}米。",
            progress_percent=n,
        )
    return item


if __name__ == "__main__":
    main()
