"""Temporal conformance by PM4Py: run with a Python that has pm4py, pandas and pyarrow.

    python bench/conformance.py EVENTS.parquet                   one relation over the events of `bench.batch`
    python bench/conformance.py FINES.csv.gz ANSWER.txt          the fines log: sent within 90 days of creation

The second writes the cases that it finds deviating, one a line; `python -m bench.fines` judges the same and compares.
PM4Py is under the AGPL and no dependency of the product; this file runs in an environment of its own.
"""

from __future__ import annotations

import platform
import resource
import sys
import time
from pathlib import Path
from typing import Any

DAY = 86_400.0


def main(path: str, answer: str = "") -> None:
    """Judge one relation (this is followed by that within so many seconds) over the whole log and print what it took."""
    import pm4py

    log, relation, bound = _fines(path) if answer else _made_up(path)
    print(f"PM4Py {pm4py.__version__}, Python {platform.python_version()}: {len(log)} events", flush=True)
    began = time.perf_counter()
    # a mean of nothing and a deviation of the bound: what lies farther than the bound deviates
    found = pm4py.conformance_temporal_profile(log, {relation: (0.0, bound)}, zeta=1.0)
    _tell("one relation", time.perf_counter() - began, len(log))
    if not answer:
        return
    cases = list(dict.fromkeys(log["case:concept:name"]))
    late = sorted(case for case, deviations in zip(cases, found, strict=True) if deviations)
    Path(answer).write_text("\n".join(late) + "\n", "utf-8")
    print(f"{len(late)} cases deviate")
    began = time.perf_counter()
    profile = pm4py.discover_temporal_profile(log)
    pm4py.conformance_temporal_profile(log, profile, zeta=2.0)
    _tell(
        f"a profile of {len(profile)} relations, discovered and judged", time.perf_counter() - began, len(log)
    )


def _tell(what: str, spent: float, events: int) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"{what}: {spent:.1f} s, {spent / events * 1e6:.2f} µs an event, largest memory {memory:.2f} GiB",
        flush=True,
    )


def _made_up(path: str) -> tuple[Any, tuple[str, str], float]:
    import pandas

    rows = pandas.read_parquet(path, columns=["case_id", "kind", "us"])
    when = pandas.to_datetime(rows["us"], unit="us", utc=True)
    return _log(rows["case_id"].astype(str), rows["kind"], when), ("k.a", "k.b"), 6 * DAY


def _fines(path: str) -> tuple[Any, tuple[str, str], float]:
    import pandas

    rows = pandas.read_csv(path, usecols=["case_id", "activity", "timestamp"], dtype=str)
    when = pandas.to_datetime(rows["timestamp"], utc=True, format="mixed").dt.tz_convert("Europe/Rome")
    days = (
        when.dt.tz_localize(None).dt.normalize().dt.tz_localize("UTC")
    )  # whole days: an hour of summer time is none
    return _log(rows["case_id"], rows["activity"], days), ("Create Fine", "Send Fine"), 90 * DAY


def _log(case: Any, kind: Any, when: Any) -> Any:
    import pandas

    return pandas.DataFrame({"case:concept:name": case, "concept:name": kind, "time:timestamp": when})


if __name__ == "__main__":
    main(*sys.argv[1:])
