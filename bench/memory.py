"""Memory at rest: `python -m bench.memory` starts web, worker and PostgreSQL as `zhixing up` does and looks after a minute.

`--running PID` looks at a product that runs already, by the process id of its `zhixing up`; it needs no database of its own.
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
    parser.add_argument("--running", type=int, default=0, help="the process id of a `zhixing up`")
    asked = parser.parse_args()
    if asked.running:
        _show([(_named(pid), [pid]) for pid in _with_children(asked.running)])
        return
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
            print(f"\n{head}")
            _show([(name, _with_children(root)) for name, root in roots])
        finally:
            for child in children:
                child.stop()


def _show(found: list[tuple[str, list[int]]]) -> None:
    """A line for each part, its processes counted and their memory summed."""
    parts: dict[str, list[tuple[float, float]]] = {}
    for name, pids in found:
        parts.setdefault(name, []).extend((_pss_mb(pid), _pss_mb(pid, "Rss")) for pid in pids)
    print("\n| part | processes | memory (PSS), MB | counted as RSS, MB |\n|---|---|---|---|")
    for name, used in [*parts.items(), ("together", [u for p in parts.values() for u in p])]:
        pss, rss = (sum(column) for column in zip(*used, strict=True))
        print(f"| {name} | {len(used)} | {pss:.0f} | {rss:.0f} |")


def _named(pid: int) -> str:
    """Which part of the product a process is, by its command line."""
    said = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    words = {
        "granian": "web",
        "procrastinate": "worker",
        "zhixing.launch": "launcher",
        "postgres": "PostgreSQL",
    }
    return next((name for word, name in words.items() if word in said), "other")


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


def _pss_mb(pid: int, which: str = "Pss") -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    line = next(line for line in rollup.splitlines() if line.startswith(f"{which}:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
