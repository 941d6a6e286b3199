"""What one event costs as the rules grow: a matter's story folded under one pack, and under every pack that is shipped.

python -m bench.settling
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhixing.config.settings")

REPEATS = 2_000
STORY = [
    ("supervision.issued", date(2026, 3, 5), {
        "lead_unit_id": 1, "supporting_unit_ids": [2, 3], "limit_on": "2026-06-30", "rhythm": "month", "urgency": "plain",
    }),
    ("supervision.signed", date(2026, 3, 9), {"unit_id": 1}),
    ("supervision.planned", date(2026, 3, 12), {"unit_id": 1}),
    ("supervision.progress_reported", date(2026, 4, 30), {"unit_id": 1}),
    ("supervision.progress_reported", date(2026, 5, 29), {"unit_id": 1}),
    ("supervision.done_reported", date(2026, 6, 26), {"unit_id": 1, "supervising_unit_id": 9}),
]  # fmt: skip


def microseconds(do: Callable[[], object]) -> float:
    """The mean of many runs, after a warm-up."""
    for _ in range(100):
        do()
    began = time.perf_counter()
    for _ in range(REPEATS):
        do()
    return (time.perf_counter() - began) / REPEATS * 1e6


def main() -> None:
    """Print a table for docs/benchmarks/rules.md."""
    import django

    django.setup()
    from zhixing.kernel.calendars.calendar import national
    from zhixing.kernel.rulebook.cases import run, story
    from zhixing.kernel.rulebook.fold import fold
    from zhixing.kernel.rulebook.loading import shipped
    from zhixing.kernel.rulebook.ruleset import compile_packs
    from zhixing.kernel.rulebook.schema import CaseEvent

    load = os.getloadavg()[0]
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores (load {load:.1f} at the start)"
    )
    began = time.perf_counter()
    packs = list(shipped().values())
    print(
        f"\nloading {len(packs)} packs, {sum(len(p.rules) for p in packs)} rules: {time.perf_counter() - began:.2f} s"
    )
    began = time.perf_counter()
    cases = sum(1 for pack in packs for _ in run(pack))
    print(f"running {cases} worked cases: {time.perf_counter() - began:.2f} s\n")
    happened = story([CaseEvent(kind=k, on=on, facts=facts) for k, on, facts in STORY])
    calendar = national()
    own = [p for p in packs if p.pack == "supervised-handling"]
    both = [p for p in packs if p.pack in ("supervised-handling", "quarterly-report")]
    print(
        "| packs | rules that run on events | touched by the story | one story of six events, µs | an event, µs |"
    )
    print("|---|---|---|---|---|")
    asked = [("supervised handling", own), ("both of supervision", both), ("all that are shipped", packs)]
    copied = [
        pack.model_copy(
            update={"rules": [r.model_copy(update={"code": f"{r.code}.again"}) for r in pack.rules]}
        )
        for pack in packs
        if pack not in both
    ]
    asked.append(("those, and all but supervision's once more", [*packs, *copied]))
    for name, some in asked:
        rules = compile_packs(some, unverified=True)
        touched = {r.code for k, _, _ in STORY for r in rules.touched_by(k)}
        spent = microseconds(lambda rules=rules: fold(rules, happened, calendar, date(2026, 6, 30)))
        print(f"| {name} | {len(rules.timed)} | {len(touched)} | {spent:.0f} | {spent / len(STORY):.0f} |")


if __name__ == "__main__":
    main()
