"""Lists and item pages of every kind beside those of supervised items: `python -m bench.modules [--copies 10000] [--fresh]`.

The demonstration city is built; then the matter of each kind that has the longest story is copied (its rows in the matter's
table, in its kind's own, participations and searched text) until the kind has so many; a kind of which there can be only one
stays as it is. Each list and each page is asked for by an account that may see it, through Django's test client and all
middleware, in one run: what counts is the ratio to supervised items.
"""

from __future__ import annotations

import argparse
from typing import Any

from bench.scratch import marked, server, super_url

SHARED = ("matters_participation", "search_searchtext")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--fresh", action="store_true")
    asked = parser.parse_args()
    with server("modules", fresh=asked.fresh) as running:
        from zhixing.base import clock
        from zhixing.demo import build

        if not marked("modules", asked.copies).exists():
            build.build(clock.today(), 60)
            for kind, template in _longest():
                _copy(super_url(running), kind, template, asked.copies)
            _analyse(super_url(running))
            marked("modules", asked.copies).touch()
        _measure(asked.rounds, asked.copies)


def _longest() -> list[tuple[Any, int]]:
    """Each kind that the city has, with the open matter that has the most events (else any)."""
    from django.db.models import Count, F

    from zhixing.kernel.matters import kinds
    from zhixing.kernel.matters.models import Matter

    found = []
    for kind in kinds.kinds().values():
        rows = Matter.objects.filter(kind=kind.code).annotate(n=Count("events"))
        first = rows.order_by(F("closed_on").asc(nulls_first=True), "-n").first()
        if first is not None:
            found.append((kind, first.pk))
    return found


def _copy(url: str, kind: Any, template: int, copies: int) -> None:
    import psycopg

    with psycopg.connect(url) as to:
        try:
            with to.transaction():
                _copied(to, kind, template, copies)
        except psycopg.errors.UniqueViolation:
            print(f"{kind.code}: there can be only one; not copied")


def _copied(to: Any, kind: Any, template: int, copies: int) -> None:
    child, link = kind.model._meta.db_table, "matter_ptr_id"
    to.execute("set session_replication_role = replica")
    to.execute(
        "create temp table made as select nextval('matters_matter_id_seq') as id from generate_series(1, %s)",
        [copies],
    )
    _insert(to, "matters_matter", "id", template, {"id": "made.id", "number": "t.kind || '-' || made.id"})
    _insert(to, child, link, template, {link: "made.id"} | _told_apart(kind.model))
    for table in SHARED:
        columns = {"matter_id": "made.id"}
        if table == "matters_participation":
            columns["id"] = "nextval('matters_participation_id_seq')"
        _insert(to, table, "matter_id", template, columns)
    to.execute("drop table made")


def _told_apart(model: Any) -> dict[str, str]:
    """Texts that must be unique get the copy's id behind them."""
    from django.db.models import CharField, UniqueConstraint

    own = {f.name: f for f in model._meta.local_fields}
    named = {n for c in model._meta.constraints if isinstance(c, UniqueConstraint) for n in c.fields}
    texts = [own[n] for n in named if isinstance(own.get(n), CharField) and (own[n].max_length or 0) >= 40]
    return {f.column: f't."{f.column}" || made.id' for f in texts}


def _insert(to: Any, table: str, key: str, template: int, given: dict[str, str]) -> None:
    rows = to.execute(
        "select column_name from information_schema.columns where table_name = %s and is_generated = 'NEVER'",
        [table],
    ).fetchall()
    names = [name for (name,) in rows]
    values = ", ".join(given.get(name, f't."{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    to.execute(
        f"insert into {table} ({columns}) select {values} from {table} t, made where t.{key} = %s", [template]
    )


def _analyse(url: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as to:
        to.execute("vacuum analyze")


def _measure(rounds: int, copies: int) -> None:
    from django.test import Client

    from bench.timing import cost, machine
    from zhixing.kernel.access.actors import actor_of
    from zhixing.kernel.access.models import Account
    from zhixing.web.doors import addresses

    print(f"{machine()}; {copies:,} matters of each kind, {rounds} requests each\n")
    print(
        "| kind | page | p50, ms | p95, ms | processor here, ms | in PostgreSQL, ms | statements | times supervised items |"
    )
    print("|---|---|---|---|---|---|---|---|")
    base: dict[str, float] = {}
    accounts = [(a, actor_of(a)) for a in Account.objects.filter(is_active=True)]
    found = sorted(_longest(), key=lambda one: one[0].code != "supervision.item")
    for kind, template in found:
        who = next(
            (a for a, actor in accounts if kind.model.objects.visible_to(actor).filter(pk=template).exists()),
            None,
        )
        if who is None:
            continue
        client = Client(headers={"accept-language": "zh"})
        client.force_login(who)
        matter = kind.model.objects.get(pk=template)
        for page, address in (("list", addresses.of_list(kind)), ("item", addresses.of(matter))):
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)
            told = cost(lambda client=client, address=address: client.get(address), rounds)
            base.setdefault(page, told.cpu + told.cpu_db)
            times = (told.cpu + told.cpu_db) / base[page]
            print(
                f"| {kind.code} | {page} | {told.p50:.1f} | {told.p95:.1f} | {told.cpu:.1f} | {told.cpu_db:.1f} "
                f"| {told.queries} | {times:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
