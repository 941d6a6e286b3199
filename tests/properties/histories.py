"""Random histories, biased toward what goes wrong: pauses, second beginnings, extensions, back-filled and same-second events,
the turn of the year, and a year whose holidays are not published yet (2027).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from zhixing.kernel.rulebook.loading import parse
from zhixing.kernel.rulebook.owed import Happening
from zhixing.kernel.rulebook.ruleset import RuleSet, compile_packs

FOLDER = Path(__file__).parent
UNITS = (1, 2, 3)
HARD_DAYS = [
    date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 13), date(2026, 2, 14), date(2026, 2, 28),
    date(2026, 4, 30), date(2026, 5, 9), date(2026, 9, 30), date(2026, 12, 28), date(2026, 12, 31), date(2027, 1, 4),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that happened: kind, moment, facts; ids are given when it is recorded."""

    kind: str
    at: datetime
    facts: dict[str, Any]


def rules() -> RuleSet:
    """The compiled pack of hard states."""
    return compile_packs([parse((FOLDER / "hard-states.yaml").read_text("utf-8"), "hard-states.yaml")])


DAYS = st.one_of(
    st.sampled_from(HARD_DAYS),
    st.dates(date(2025, 12, 20), date(2026, 3, 20)),
    st.dates(date(2026, 11, 20), date(2027, 1, 20)),
)
# Few moments of a day, so that two events often share one second: 09:00 and 17:00 in the authority's zone.
MOMENTS = st.builds(
    lambda day, hour: datetime(day.year, day.month, day.day, hour, tzinfo=UTC), DAYS, st.sampled_from([1, 9])
)
KINDS = [
    *["hard.begun"] * 3,
    *["hard.done", "hard.stopped", "hard.went_on", "hard.reported"] * 2,
    *["hard.extended", "hard.ended"],
]


def _facts(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    unit = st.sampled_from(UNITS)
    day = DAYS.map(date.isoformat)
    if kind == "hard.begun":
        return st.fixed_dictionaries(
            {
                "unit_id": unit,
                "unit_ids": st.lists(unit, max_size=3, unique=True),
                "urgent": st.booleans(),
                "stages": st.lists(day, max_size=2),
            }
        )
    if kind == "hard.extended":
        return st.fixed_dictionaries({"new_on": st.one_of(day, st.none(), st.just("no day"))})
    if kind in ("hard.done", "hard.reported"):
        period = st.sampled_from(["", "1", "2", "2026-W01", "2026-W53", "P1"])
        return st.fixed_dictionaries({"unit_id": unit, "period": period})
    return st.just({})


DEEDS = st.sampled_from(KINDS).flatmap(lambda kind: st.builds(Deed, st.just(kind), MOMENTS, _facts(kind)))
HISTORIES = st.lists(DEEDS, min_size=1, max_size=12)


def happenings(deeds: list[Deed]) -> list[Happening]:
    """The deeds as recorded in this order, ids from 1."""
    zone = timedelta(hours=8)  # Asia/Shanghai, the whole year
    return [Happening(n, d.kind, d.at, (d.at + zone).date(), d.facts) for n, d in enumerate(deeds, start=1)]


class _Undo(Exception):
    """Only to roll back."""


@contextmanager
def undone() -> Iterator[None]:
    """What the block wrote is rolled back at its end, so that the next example begins clean.

    Marked as a test's own transaction, so that what insists on being outermost (a tick, an action) runs within it.
    """
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]  # as Django's TestCase does
    try:
        with around:
            yield
            raise _Undo
    except _Undo:
        pass
