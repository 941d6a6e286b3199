"""Memory at rest: `python -m bench.memory` starts web, worker and PostgreSQL as `zhixing up` does and looks after a minute.

Proportional memory (PSS) from /proc: pages that processes share are divided among them, so the sum is what the machine gives.
The web processes have answered a few pages before, for an unused one is no measure.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from urllib.request import urlopen

from bench.scratch import server

PORT, REST_SECONDS = 48_124, 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="memory")
    asked = parser.parse_args()
    with server(asked.name) as running:
        from bench.timing import machine
        from zhixing.launch.postgres.postmaster import Postmaster
        from zhixing.launch.processes import web, worker

        head = machine()
        logs = Path(running.folder)
        children = [web("127.0.0.1", PORT, logs / "web.log"), worker(logs / "worker.log")]
        for child in children:
            child.start()
        try:
            _ask_a_few_pages()
            time.sleep(REST_SECONDS)
            postmaster = Postmaster.of(running.cluster)
            assert postmaster is not None
            roots = [(c.name, c.process.pid) for c in children if c.process] + [
                ("PostgreSQL", postmaster.pid)
            ]
            print(f"\n{head}\n\n| part | processes | memory (PSS), MB |\n|---|---|---|")
            total = 0.0
            for name, root in roots:
                pids = _with_children(root)
                used = sum(_pss_mb(pid) for pid in pids)
                total += used
                print(f"| {name} | {len(pids)} | {used:.0f} |")
            print(f"| together | | {total:.0f} |")
        finally:
            for child in children:
                child.stop()


def _ask_a_few_pages() -> None:
    for address in ["/account/login/", "/health", "/"] * 20:
        for _ in range(100):
            try:
                urlopen(f"http://127.0.0.1:{PORT}{address}", timeout=10).read()
                break
            except OSError as away:
                if hasattr(away, "code"):
                    break
                time.sleep(0.2)


def _with_children(pid: int) -> list[int]:
    found = [pid]
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in tasks.read_text().split():
            found += _with_children(int(child))
    return found


def _pss_mb(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
