"""Pages under load: 16 connections through the product's own web server, as `zhixing serve` starts it, by wrk."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote
from urllib.request import Request as Get
from urllib.request import urlopen

if TYPE_CHECKING:
    from bench.lists import Case

PORT, CONNECTIONS, SECONDS = 48_123, 16, 8
LOADED = (
    "ledger, office of the whole city",
    "the same, two characters, in 1 of 5,000",
    "item page, 50 events",
    "my work, a bureau's officer",
    "leader's view, whole city",
)


@contextmanager
def _serving() -> Iterator[None]:
    """The product's web server, until the block ends."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(PORT),
        "--workers", "2", "--blocking-threads", "4", "--no-ws", "zhixing.config.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, env={**os.environ}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            try:
                urlopen(f"http://127.0.0.1:{PORT}/static/none", timeout=1)
            except OSError as refused:
                if hasattr(refused, "code"):
                    break
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def under_load(cases: list[Case]) -> None:
    """Requests a second with 16 connections, by wrk; the web server, PostgreSQL and wrk share the machine."""
    print(f"\nThrough the web server (2 processes), {CONNECTIONS} connections for {SECONDS} s each:\n")
    print("| page | requests a second | p50, ms | p99, ms | KB |\n|---|---|---|---|---|")
    with _serving():
        for case in cases:
            if case.name in LOADED:
                _load(case)


def _load(case: Case) -> None:
    from django.test import Client

    from zhixing.kernel.access.models import Account

    client = Client()
    client.force_login(
        Account.objects.get(username=case.who), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    cookie = f"Cookie: sessionid={client.cookies['sessionid'].value}"
    address = f"http://127.0.0.1:{PORT}{quote(case.address, safe='/?=&')}"
    page = urlopen(Get(address, headers=dict([cookie.split(": ")])), timeout=30).read()
    assert b'aria-current="page"' in page, case  # signed in: the navigation is there
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", "--timeout", "30s", "--latency", "-H", cookie]
    subprocess.run([*command, "-d2s", address], capture_output=True, check=True)  # warm
    found = subprocess.run(
        [*command, f"-d{SECONDS}s", address], capture_output=True, text=True, check=True
    ).stdout
    assert "Non-2xx" not in found, found
    rate = re.search(r"Requests/sec:\s+([\d.]+)", found)
    ways = {n: _milliseconds(t) for n, t in re.findall(r"(50|99)%\s+([\d.]+(?:us|ms|s))", found)}
    assert rate is not None and len(ways) == 2, found
    print(
        f"| {case.name} | {float(rate[1]):.0f} | {ways['50']:.0f} | {ways['99']:.0f} | {len(page) // 1024} |",
        flush=True,
    )


def _milliseconds(said: str) -> float:
    """What wrk says of a time: 812.00us, 45.31ms, 1.20s."""
    for unit, times in (("us", 0.001), ("ms", 1.0), ("s", 1000.0)):
        if said.endswith(unit):
            return float(said.removesuffix(unit)) * times
    raise ValueError(said)
