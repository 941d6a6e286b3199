"""The fines log beside PM4Py: `python -m bench.fines FINES.csv.gz [ANSWER.txt]`.

One relation first (sent within 90 days of creation), compared case by case with what `bench/conformance.py` wrote into
ANSWER.txt; then the seven rules of the module's tests. Loading is told apart, as PM4Py's frame is loaded before its clock runs.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent.parent / "src/zhixing/modules/approvals/tests"


def main(path: str, answer: str = "") -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhixing.config.settings")
    from zhixing.launch import framework

    framework.set_up()
    from zhixing.base import clock
    from zhixing.kernel.calendars.calendar import national
    from zhixing.kernel.obligations.batch.engines import DuckDB
    from zhixing.kernel.rulebook.loading import load
    from zhixing.modules.approvals import mapping
    from zhixing.modules.approvals.believing import believe
    from zhixing.modules.approvals.judging import Bench, judge
    from zhixing.modules.approvals.limits import rules_for
    from zhixing.modules.approvals.sources import opened

    chosen, pack = mapping.load(TESTS / "fines-mapping.yaml"), load(TESTS / "fines.yaml")
    chosen = chosen.model_copy(update={"ends": []})  # PM4Py believes every record; so does this comparison
    one = next(r for r in pack.rules if r.code == "fines.sent").model_copy(
        update={"cancelled_by": [], "warnings": []}
    )
    with tempfile.TemporaryDirectory() as place:
        duck = DuckDB(str(Path(place) / "fines.duckdb"), memory="2GB")
        began = time.perf_counter()
        source = opened(Path(path), Path(place), duck.connection)
        counts = believe(source, chosen, duck.connection, clock.now())
        print(
            f"load {os.getloadavg()[0]:.1f}; {counts.events:,} events read and believed in {time.perf_counter() - began:.1f} s"
        )
        bench = Bench(duck.connection, duck, national())
        for name, rules in (("one relation", [one]), ("seven rules", list(pack.rules))):
            only = rules_for(chosen, [pack.model_copy(update={"rules": rules})])
            for turn in ("first time, its statements made", "again"):
                duck.seconds.clear()
                began = time.perf_counter()
                judge(source, chosen, only, bench, date(2013, 12, 31))
                _tell(
                    f"{name}, {turn}", time.perf_counter() - began, sum(duck.seconds.values()), counts.events
                )
            if name == "one relation" and answer:
                _compare(duck.connection, answer)
        duck.close()


def _tell(what: str, whole: float, stages: float, events: int) -> None:
    print(f"{what}: {whole:.2f} s ({whole / events * 1e6:.2f} µs an event), of which the engine's stages {stages:.2f} s"
          f" ({stages / events * 1e6:.2f} µs)", flush=True)  # fmt: skip


def _compare(connection: Any, answer: str) -> None:
    late = connection.execute("""
        select distinct case_name from judged j join cases using (case_id)
        where j.late and exists (select 1 from story s where s.id = j.ended_by)
    """).fetchall()
    ours, theirs = {case for (case,) in late}, set(Path(answer).read_text("utf-8").split())
    print(
        f"late: {len(ours)} here, {len(theirs)} by PM4Py, {len(ours ^ theirs)} not the same: {sorted(ours ^ theirs)[:5]}"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
