"""Temporal conformance by PM4Py on the events of `bench.batch`: run with a Python that has pm4py, pandas and pyarrow.

    python bench/conformance.py EVENTS.parquet

PM4Py is under the AGPL and no dependency of the product; this file runs in an environment of its own.
"""

from __future__ import annotations

import platform
import resource
import sys
import time


def main(path: str) -> None:
    """Judge one relation (k.a is followed by k.b within so many seconds) over the whole log and print what it took."""
    import pandas
    import pm4py

    rows = pandas.read_parquet(path, columns=["case_id", "kind", "us"])
    log = pandas.DataFrame(
        {
            "case:concept:name": rows["case_id"].astype(str),
            "concept:name": rows["kind"],
            "time:timestamp": pandas.to_datetime(rows["us"], unit="us", utc=True),
        }
    )
    began = time.perf_counter()
    found = pm4py.conformance_temporal_profile(log, {("k.a", "k.b"): (5 * 86_400.0, 1.0)}, zeta=1.0)
    spent = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"PM4Py {pm4py.__version__}, Python {platform.python_version()}: {len(rows)} events, {len(found)} cases"
    )
    print(f"{spent:.1f} s, {spent / len(rows) * 1e6:.2f} µs an event, largest memory {memory:.2f} GiB")


if __name__ == "__main__":
    main(sys.argv[1])
