"""A nation by sampling: `python -m bench.nation [--sample 12 --counties 3000 --events 1000000000]`.

Counties of unequal size are drawn (log-normal, a few large cities with many times the median); each gets a made-up year of
licensing cases in the steps of the licensing law, written as CSV, and is read, questioned and judged by the shipped licensing
and business-environment packs through the same code as `zhixing monitor run`, in a process of its own. Printed: seconds and
bytes by county, a straight line through them, and what the whole nation would take, with the spread of the sample.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PACKS = ("administrative-licensing", "business-environment")
SPREAD = 1.0  # sigma of the logarithm of a county's events: one county in forty has seven times the median
MAPPING = """
case: no
activity: step
moment: at
unit: office
resource: who
starts: [approvals.received]
ends: [approvals.decided]
facts: {handling: {column: handling}, granted: {column: granted, as: flag}, needs_test: {column: needs_test, as: flag}}
"""
CASES = """
copy (
    with cases as (select i, hash(i + {seed}) as h, 14 + hash(i * 3 + {seed}) % 8 as wait from range({cases}) r(i)),
    steps as (
        select i, h, s.n, s.step, s.after from cases, (values
            (0, 'approvals.received', 0), (1, 'approvals.accepted', 3), (2, 'approvals.examined', 9),
            (3, 'approvals.excluded_step_begun', 10), (4, 'approvals.excluded_step_ended', 15),
            (5, 'approvals.decided', 0), (6, 'approvals.delivered', 0)) s(n, step, after)
        where s.n not in (3, 4) or h % 7 = 0
    )
    select '{seed}-' || s.i as no, s.step,
           strftime(timestamp '2025-01-06 09:00:00' + to_days((s.h // 3 % 330)::int) + to_minutes((s.h % 400)::int)
               + to_days((case when s.n < 5 then s.after
                             else c.wait + (s.h // 11 % 23) // 2 + (s.n - 5) * (2 + s.h % 9) end)::int),
               '%Y-%m-%d %H:%M:%S') as "at",
           '第' || (s.h % 28) || '局' as office, '职员' || (s.h // 5 % 400 + s.n) as who, 'single' as handling,
           case when s.n = 5 then (s.h % 19 > 0)::varchar end as granted, (s.h % 7 = 0)::varchar as needs_test
    from steps s join cases c using (i) order by 3
) to '{path}' (format csv)
"""


def one(path: str, out: str, spill: str) -> None:
    """Judge one county's log; print what it took as JSON. Run in a process of its own, for its memory."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhixing.config.settings")
    from zhixing.launch import framework

    framework.set_up()
    from zhixing.base import clock
    from zhixing.kernel.calendars.calendar import national
    from zhixing.kernel.rulebook.loading import shipped
    from zhixing.modules.approvals import mapping
    from zhixing.modules.approvals.monitoring import Asked, monitor

    asked = Asked(
        log=Path(path), out=Path(out), now=clock.now(), calendar=national(), packs=[shipped()[code] for code in PACKS],
        mapping=mapping.parse(MAPPING, "nation"), memory="2GB",
    )  # fmt: skip
    began = time.perf_counter()
    told = monitor(asked)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "events": told.summary["counts"]["events"], "obligations": told.summary["obligations"], "cards": told.summary["cards"],
        "quarantined": told.summary["counts"]["quarantined"], "seconds": time.perf_counter() - began,
        "processor": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 2**20,
        "csv": Path(path).stat().st_size, "answer": sum(f.stat().st_size for f in Path(out).iterdir()),
        "steps": told.seconds,
    }))  # fmt: skip


def sizes(sample: int, counties: int, events: int, seed: int) -> list[int]:
    """Events a year of the sampled counties: every county's share is drawn, then evenly spaced ranks are taken."""
    drawn = random.Random(seed)
    weights = sorted(drawn.lognormvariate(0, SPREAD) for _ in range(counties))
    whole = sum(weights)
    ranks = [int((n + 0.5) * counties / sample) for n in range(sample)]
    return [int(events * weights[rank] / whole) for rank in ranks]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=12)
    parser.add_argument("--counties", type=int, default=3000)
    parser.add_argument("--events", type=int, default=10**9)
    parser.add_argument("--one", nargs=3)
    asked = parser.parse_args()
    if asked.one:
        one(*asked.one)
        return
    import duckdb

    print(
        f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores; {asked.counties:,} counties, {asked.events:,} events a year"
    )
    rows: list[dict[str, Any]] = []
    for n, size in enumerate(sizes(asked.sample, asked.counties, asked.events, seed=2026)):
        with tempfile.TemporaryDirectory() as place:
            log = Path(place) / "county.csv"
            duckdb.connect().execute(CASES.format(cases=max(1, int(size / 5.29)), seed=n + 1, path=log))
            command = [sys.executable, "-m", "bench.nation", "--one", str(log), f"{place}/out", place]
            said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=900).stdout
            rows.append(json.loads(said.splitlines()[-1]))
            row = rows[-1]
            said = "{events:>10,} events: {seconds:6.1f} s, processor {processor:6.1f} s, {memory:.2f} GiB, CSV {csv:,} bytes, "
            said += "answer {answer:,} bytes, {obligations:,} obligations, {cards:,} cards"
            print(said.format(**row), flush=True)
    scales = (("processor", 3600, "core hours"), ("seconds", 3600, "hours on this machine"),
              ("csv", 1e9, "GB of CSV"), ("answer", 1e9, "GB of answers"))  # fmt: skip
    for what, scale, unit in scales:
        slope, floor = statistics.linear_regression([r["events"] for r in rows], [r[what] for r in rows])
        whole = slope * asked.events + floor * asked.counties
        line = [slope * r["events"] + floor for r in rows]
        off = statistics.pstdev(r[what] / told - 1 for r, told in zip(rows, line, strict=True))
        print(f"{what}: {slope * 1e6:.2f} for 10^6 events and {floor:.2f} for each county; the nation {whole / scale:,.0f} "
              f"{unit} (a county lies off the line by {off:.0%})")  # fmt: skip


if __name__ == "__main__":
    main()
