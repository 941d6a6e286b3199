"""The figures of a relation as a table: of all, of units, items and steps; the same whether live or frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.models import OutsideCase, Source, UnitName
from zhixing.modules.approvals.scoring import waiting
from zhixing.modules.approvals.scoring.counting import Line, Relation, tallies
from zhixing.modules.approvals.scoring.intervals import Place, placed
from zhixing.modules.approvals.scoring.naming import rule_names
from zhixing.modules.approvals.scoring.waiting import Time

MOST_ITEMS, MOST_PAIRS = 500, 2_000
GROUNDS = ("procedure", "content", "fee", "integrity")
NO_PLACE = Place(None)


def table_of(
    rows: Relation, sources: Sequence[Source], cases: QuerySet[OutsideCase] | None = None
) -> dict[str, Any]:
    """The whole table. Shares are texts with four decimals, times whole minutes; nothing is rounded twice.

    `sources` are whose rules name the steps;
    `cases`: whose waiting and working time is told; None: that of none. At most MOST_ITEMS items and MOST_PAIRS pairs,
    those with the most cases.
    """
    [mean], units, items, steps, pairs = tallies(
        rows, (), ("unit_id",), ("item",), ("rule",), ("unit_id", "item"), most=MOST_PAIRS
    )
    named = Unit.objects.filter(pk__in=[line.key[0] for line in units if line.key[0]])
    names = dict(named.values_list("pk", "name"))
    of_units = _time_of_units(cases) if cases is not None else {}
    of_items = waiting.by_item(cases) if cases is not None else {}

    rules = rule_names([line.key[0] for line in steps], sources)

    def rule_key(code: str) -> dict[str, Any]:
        words = rules[code]
        return {"rule": code, "rule_en": words.text("en"), "rule_zh": words.text("zh")}

    def unit_key(key: int | None) -> dict[str, Any]:
        return {"unit_id": key, "unit": names.get(key) if key else None}

    return {
        "all": told(mean, NO_PLACE, waiting.total(list(of_units.values())) if cases is not None else None),
        "units": _lines(units, mean, unit_key, of_units),
        "items": _lines(items[:MOST_ITEMS], mean, lambda key: {"item": key}, of_items),
        "steps": _lines(steps, mean, rule_key, {}),
        "units_and_items": [
            {**unit_key(line.key[0]), "item": line.key[1], "cases": line.cases, "in_time": line.in_time}
            for line in pairs
            if line.cases
        ],
    }


def _lines(
    lines: Sequence[Line],
    mean: Line,
    key_of: Callable[[Any], dict[str, Any]],
    times: Mapping[Any, Time],
) -> list[dict[str, Any]]:
    compared = {line.key[0]: line.share for line in lines if line.key[0] is not None and line.cases}
    places = placed(compared, mean.share.value)
    made = [
        key_of(line.key[0]) | told(line, places.get(line.key[0], NO_PLACE), times.get(line.key[0]))
        for line in lines
    ]
    return sorted(made, key=_in_order)


def _in_order(line: dict[str, Any]) -> tuple[Any, ...]:
    """Those compared first, by the best place open to them; then the larger."""
    return (line["best"] is None, line["best"] or 0, line["worst"] or 0, -line["cases"])


def told(line: Line, place: Place, time: Time | None) -> dict[str, Any]:
    """One line of figures as it stands in a table. `time` None: not told by this key."""
    low, high = line.share.interval
    minutes = (
        {}
        if time is None
        else {
            "waiting_minutes": time.waiting,
            "working_minutes": time.working,
            "stopped_minutes": time.stopped,
        }
    )
    return {
        "cases": line.cases,
        "in_time": line.in_time,
        "duties": line.duties,
        "share": _four(line.share.value),
        "low": _four(low) if line.cases else None,
        "high": _four(high) if line.cases else None,
        "against": place.against.value if place.against else None,
        "best": place.best,
        "worst": place.worst,
        "used_share": _four(line.used_share),
        "used_of": line.used_of,
        "returns": line.returns,
        "yellow": line.yellow,
        "red": line.red,
        "removed": line.removed,
        "breaches": dict(zip(GROUNDS, line.breaches, strict=True)),
        "satisfaction": None if line.satisfaction is None else f"{line.satisfaction:.2f}",
        "satisfaction_of": line.satisfaction_of,
        **minutes,
    }


def _four(value: float | None) -> str | None:
    return None if value is None else f"{value:.4f}"


def _time_of_units(cases: Any) -> dict[int | None, Time]:
    """The time of the cases by our units; what a name that is nobody's waited stands under None."""
    whose = {
        (source, name): unit
        for source, name, unit in UnitName.objects.values_list("source_id", "name", "unit_id")
    }
    found: dict[int | None, Time] = {}
    for who, time in waiting.by_unit_name(cases).items():
        unit = whose.get(who)
        found[unit] = waiting.total([found.get(unit, Time()), time])
    return found
