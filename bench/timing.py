"""What a request costs: wall time, processor time here and in the database, statements."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds; `cpu` is this process, `cpu_db` the connection's backend (in steps of 10 ms over all rounds)."""

    p50: float
    p95: float
    cpu: float
    cpu_db: float
    queries: int


def cost(task: Callable[[], object], rounds: int, warm: int = 5) -> Cost:
    """The task, done `rounds` times after `warm` unmeasured ones; statements are counted in one run of their own."""
    for _ in range(warm):
        task()
    with counted() as seen:
        task()
    walls: list[float] = []
    backend = backend_pid()
    cpu, cpu_db = time.process_time(), _cpu_of(backend)
    for _ in range(rounds):
        begun = time.perf_counter()
        task()
        walls.append(1000 * (time.perf_counter() - begun))
    here = 1000 * (time.process_time() - cpu) / rounds
    there = 1000 * (_cpu_of(backend) - cpu_db) / rounds
    walls.sort()
    return Cost(statistics.median(walls), walls[int(len(walls) * 0.95) - 1], here, there, len(seen))


def backend_pid() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _cpu_of(pid: int) -> float:
    """Seconds of processor time that a process has used; 0 where the system does not say."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements executed within the block, transactions' own aside."""
    seen: list[str] = []

    def note(execute: Callable[..., object], sql: str, params: object, many: bool, context: object) -> object:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def machine() -> str:
    """What it ran on, for the head of a table."""
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        version = cursor.fetchone()[0]
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, PostgreSQL {version}, {platform.machine()}, "
        f"{os.cpu_count()} cores (load {load:.1f} at the start)"
    )
