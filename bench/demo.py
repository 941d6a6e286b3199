"""How long the demonstration city takes: `python -m bench.demo` (with `src` on the path), on a fresh server.

Beside the time stands how much of it a processor worked, here and in the database: on a busy machine only the sum of
these two can be compared.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from datetime import date

from bench.scratch import server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=600)
    parser.add_argument("--until", type=date.fromisoformat, default=None)
    asked = parser.parse_args()
    with server("demo", fresh=True):
        from bench.timing import _cpu_of, backend_pid, machine
        from zhixing.base import clock
        from zhixing.demo import build
        from zhixing.demo.history.whole import history

        where = machine()
        until = asked.until or clock.today()
        begun, cpu = time.perf_counter(), time.process_time()
        plan = history(until, asked.items)
        planned, planned_cpu = time.perf_counter() - begun, time.process_time() - cpu
        backend = backend_pid()
        begun, cpu, cpu_db = time.perf_counter(), time.process_time(), _cpu_of(backend)
        facts = build.build(until, asked.items)
        built, built_cpu = time.perf_counter() - begun, time.process_time() - cpu
        built_db = _cpu_of(backend) - cpu_db
        begun = time.perf_counter()
        assert build.main(["--json"]) == 0
        again = time.perf_counter() - begun
    print(f"\n{where}; {facts['items']} items, {len(plan.steps)} deeds, {facts['events']} events\n")
    print("| what | seconds | processor here, s | in the database, s |\n|---|---|---|---|")
    print(f"| plan the year | {planned:.1f} | {planned_cpu:.1f} | – |")
    print(f"| found the city and let the year happen | {built:.1f} | {built_cpu:.1f} | {built_db:.1f} |")
    print(f"| say that it is there | {again:.2f} | – | – |")
    deeds = Counter(step.deed for step in plan.steps)
    print("\nDeeds: " + ", ".join(f"{name} {n}" for name, n in deeds.most_common()))


if __name__ == "__main__":
    main()
