"""Deliveries into the store: `python -m bench.loading [--events 1000000] [--ways csv,xes,jsonl,again,rest] [--judge]`.

Each way loads a log of its own cases into a store of its own source, in a process of its own, so that the memory is that way's.
Beside it raw COPY of the same events: of the bare CSV into a table of text without an index, and of finished rows into a table
with the store's partitions and indexes. `--gigabyte` makes an XES of 1 GB and loads it. `--judge` judges what was loaded.
`rest` posts to the API through the whole stack but the socket, a thousand records a request as JSON lines, and then takes in
what has arrived.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from itertools import islice
from pathlib import Path
from typing import Any

from bench import outside
from bench.scratch import folder_of, server, told

XES_EVENT_BYTES = 380  # of one event as `outside.as_xes` writes it, at least
REQUEST = 1000  # records of one request


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--ways", default="csv,again,xes,jsonl")
    parser.add_argument("--gigabyte", action="store_true", help="an XES of 1 GB instead")
    parser.add_argument("--judge", action="store_true")
    asked = parser.parse_args()
    events = (1 << 30) // XES_EVENT_BYTES if asked.gigabyte else asked.events
    ways = ["xes"] if asked.gigabyte else asked.ways.split(",")
    with server("loading", fresh=True) as running:
        from bench.timing import machine
        from zhixing.launch.postgres import OWNER_ROLE

        print(f"\n{machine()}; {events:,} events\n")
        print("| way | MB | seconds | events/s | peak memory, MB |\n|---|---|---|---|---|", flush=True)
        context = multiprocessing.get_context("spawn")
        done: list[tuple[str, float]] = []
        if not asked.gigabyte:
            done += _raw(events, running.url(OWNER_ROLE))
        for place, way in enumerate(ways):
            with context.Pool(1) as pool:
                seconds, size, memory = pool.apply(
                    _posted if way == "rest" else _loaded, (way, events, place)
                )
            _say(way, size, seconds, events, memory)
            done.append((way, seconds))
        if asked.judge:
            with context.Pool(1) as pool:
                cases, seconds, memory = pool.apply(_judged)
            print(f"\njudged {cases:,} cases in {seconds:.1f} s: {cases * len(outside.STEPS) / seconds:,.0f} events/s,"
                  f" peak memory {memory:,} MB")  # fmt: skip
        best = dict(done).get("copy of finished rows, indexed")
        for way, seconds in done:
            if best and way in ("csv", "xes", "jsonl"):
                print(f"{way}: {best / seconds:.0%} of the rate of raw COPY into the same table")


def _say(way: str, size: float, seconds: float, events: int, memory: int) -> None:
    print(f"| {way} | {size / 1e6:,.0f} | {seconds:.1f} | {events / seconds:,.0f} | {memory:,} |", flush=True)


def _raw(events: int, url: str) -> list[tuple[str, float]]:
    """COPY alone: what PostgreSQL can take in."""
    import psycopg

    path = outside.as_csv(folder_of("loading") / "raw.csv", events)
    finished = folder_of("loading") / "rows.csv"
    _finish(path, finished)
    found = []
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLES)
        for way, table, file, names in (
            ("copy of the bare CSV, no index", "bare", path, ""),
            ("copy of finished rows, indexed", "rows", finished, f" ({', '.join(ROW)})"),
        ):
            began = time.perf_counter()
            with (
                connection.cursor() as cursor,
                cursor.copy(f"copy {table}{names} from stdin (format csv)") as copy,
                file.open("rb") as content,
            ):
                while piece := content.read(1 << 20):
                    copy.write(piece)
            seconds = time.perf_counter() - began
            _say(way, file.stat().st_size, seconds, events, 0)
            found.append((way, seconds))
        connection.execute("drop table bare, rows")
    path.unlink()
    finished.unlink()
    return found


TABLES = f"""
create table bare ({", ".join(f"c{n} text" for n in range(len(outside.COLUMNS)))});
create table rows (like approvals_happened including defaults including indexes) partition by hash (case_id);
""" + "".join(
    f"create table rows_{n} partition of rows for values with (modulus 16, remainder {n});" for n in range(16)
)
ROW = (
    "case_id",
    "kind",
    "identity",
    "day",
    "second",
    "us",
    "timed",
    "unit_name",
    "person_name",
    "facts",
    "batch_id",
    "row",
)


def _finish(path: Path, to: Path) -> None:
    """The rows as the store keeps them, made by DuckDB beforehand."""
    import duckdb

    at = '"时间"::timestamp'
    second = f"(epoch_us({at}) - 946684800000000) // 1000000"
    duckdb.sql(f"""
        copy (
            select (row_number() over () - 1) // 10 + 1 as case_id, "环节", md5("事件编号"), {second} // 86400, {second},
                   epoch_us({at}) - 28800000000, true, "单位", "经办人",
                   '{{"item_name":"' || "事项" || '","promised_on":"' || "承诺日期" || '"}}', 1, row_number() over ()
            from read_csv('{path}', all_varchar=true)
        ) to '{to}' (format csv, header false)
    """)


def _loaded(way: str, events: int, place: int) -> tuple[float, float, int]:
    """Load a log of that kind in this process: seconds, bytes, peak memory in MB."""
    _set_up()
    from django.db import transaction

    from zhixing.base import clock
    from zhixing.kernel.files import contents
    from zhixing.kernel.files.models import StoredFile
    from zhixing.modules.approvals.loading import load, new_batch
    from zhixing.modules.approvals.models import Batch, Source

    again = way == "again"
    source, account = outside.connected(f"bench-{place}")
    if again:
        source = Source.objects.get(code=f"bench-{place - 1}")
    kind = "csv" if again else way
    make: Any = {"csv": outside.as_csv, "xes": outside.as_xes, "jsonl": outside.as_lines}[kind]
    path = make(folder_of("loading") / f"log-{place}.{kind}", events, 0)
    if again:
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")  # another file with the same events
    size = path.stat().st_size
    with (
        path.open("rb") as file,
        contents.incoming(path.name, file, limit=1 << 40) as arrived,
        transaction.atomic(),
    ):
        contents.settle(arrived)
        kept = StoredFile.objects.create(
            name=path.name, content_type="text/plain", size=size, sha256=arrived.sha256, brought_by=account,
            brought_at=clock.now(),
        )  # fmt: skip
    path.unlink()
    few = outside.as_csv(folder_of("loading") / "few.csv", 100, 900_000_000 // 10 + place * 100)
    load(new_batch(source, way="file", name="few.csv", content=few.read_bytes(), brought_by=account).pk)
    batch = new_batch(source, way="file", name=path.name, file=kept, brought_by=account)
    began = time.perf_counter()
    load(batch.pk)
    seconds = time.perf_counter() - began
    batch = Batch.objects.get(pk=batch.pk)
    assert batch.state == "loaded" and batch.believed == events // 10 * 10, (
        batch.state,
        batch.problem,
        batch.believed,
    )
    assert batch.known == (batch.believed if again else 0)
    return seconds, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _posted(way: str, events: int, place: int) -> tuple[float, float, int]:
    """Post the same as JSON lines in this process, then take it in: both together; the posting alone is said beside."""
    _set_up()
    from django.conf import settings
    from django.test import Client

    from zhixing.base import clock
    from zhixing.kernel.access.tokens import issue
    from zhixing.modules.approvals import arrivals
    from zhixing.modules.approvals.models import Arrival, OutsideCase

    settings.ALLOWED_HOSTS = ["*"]
    settings.API_FEED_LIMIT = 1_000_000
    source, account = outside.connected(f"bench-{place}")
    _token, secret = issue(account, "bench", clock.today())
    path = outside.as_lines(folder_of("loading") / "rest.jsonl", events, 0)
    size = path.stat().st_size
    client, address = Client(), f"/api/v1/approvals/sources/{source.code}/events"
    began = time.perf_counter()
    with path.open("rb") as file:
        while lines := list(islice(file, REQUEST)):
            answer = client.post(
                address,
                b"".join(lines),
                "application/x-ndjson",
                headers={"Authorization": f"Bearer {secret}"},
            )
            assert answer.status_code == 202, answer.content
    kept = time.perf_counter() - began
    while Arrival.objects.filter(source=source).exists():
        arrivals.drain(source.pk)
    seconds = time.perf_counter() - began
    assert OutsideCase.objects.filter(source=source).count() == events // 10
    print(f"\nrest: kept at {events / kept:,.0f} records/s; taken in and judged beside:\n", flush=True)
    return seconds, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _judged() -> tuple[int, float, int]:
    _set_up()
    from zhixing.modules.approvals.judging_store.running import judge_all

    began = time.perf_counter()
    cases = judge_all()
    return cases, time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _set_up() -> None:
    from zhixing.launch import framework

    framework.set_up()


if __name__ == "__main__":
    with told("loading"):
        main()
