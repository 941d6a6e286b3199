"""A snapshot: the rows that count, and the table they make, as it will be published."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import rfc8785
from django.db import connection
from django.db.models import Exists, OuterRef

from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.models import (
    Counted,
    OutsideCase,
    ScoreObjection,
    ScoreSnapshot,
    ScoreTable,
    Source,
    UnitName,
)
from zhixing.modules.approvals.scoring import waiting
from zhixing.modules.approvals.scoring.counting import (
    COLUMNS,
    Line,
    Period,
    Relation,
    counted,
    judged,
    relation,
    tally,
)
from zhixing.modules.approvals.scoring.definitions import method
from zhixing.modules.approvals.scoring.intervals import Place, placed
from zhixing.modules.approvals.scoring.naming import rule_words
from zhixing.modules.approvals.scoring.waiting import Time

MOST_ITEMS, MOST_PAIRS = 500, 2_000
GROUNDS = ("procedure", "content", "fee", "integrity")
NO_PLACE = Place(None)


def sources_of(table: ScoreTable) -> list[Source]:
    """The outside systems that the table counts: the one it names, or all of its government."""
    found = Source.objects.filter(jurisdiction_id=table.jurisdiction_id)
    return list(found.filter(pk=table.source_id) if table.source_id else found)


def take(table: ScoreTable, number: int, *, today: date, reason: str = "") -> ScoreSnapshot:
    """Write a new snapshot of the table: its rows as judged now, upheld objections heeded, and the figures they make."""
    snapshot = ScoreSnapshot.objects.create(
        table=table, number=number, made_on=today, reason=reason, content={}
    )
    upheld = ScoreObjection.objects.filter(table=table, state="upheld")
    rows = judged(counted(sources_of(table), Period(table.first_on, table.last_on), today), upheld)
    _keep(snapshot, relation(rows))
    snapshot.content = content_of(snapshot)
    snapshot.sha256 = fingerprint(snapshot.content)
    snapshot.save(update_fields=["content", "sha256"])
    return snapshot


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON (RFC 8785): whoever has the published table can compute it."""
    return hashlib.sha256(rfc8785.dumps(dict(content))).hexdigest()


def _keep(snapshot: ScoreSnapshot, rows: Relation) -> None:
    names = ", ".join((*COLUMNS, "card"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into approvals_counted (snapshot_id, {names}) select %s, {names} from ({rows.sql}) r",
            [snapshot.pk, *rows.params],
        )


def frozen(snapshot: ScoreSnapshot) -> Relation:
    """The rows that the snapshot counted."""
    names = ", ".join((*COLUMNS, "card"))
    return Relation(f"select {names} from approvals_counted where snapshot_id = %s", (snapshot.pk,))


def content_of(snapshot: ScoreSnapshot) -> dict[str, Any]:
    """The table as it is published: shares are texts with four decimals, times whole minutes; nothing is rounded twice."""
    table, rows = snapshot.table, frozen(snapshot)
    cases = OutsideCase.objects.filter(Exists(Counted.objects.filter(snapshot=snapshot, case=OuterRef("pk"))))
    mean = tally(rows)[0]
    units, items = tally(rows, ["unit_id"]), tally(rows, ["item"], most=MOST_ITEMS)
    names = dict(
        Unit.objects.filter(pk__in=[line.key[0] for line in units if line.key[0]]).values_list("pk", "name")
    )
    of_units, of_items = _time_of_units(cases), waiting.by_item(cases)

    def unit_key(key: int | None) -> dict[str, Any]:
        return {"unit_id": key, "unit": names.get(key) if key else None}

    return {
        "title": table.title,
        "office": table.office.name,
        "source": table.source.title if table.source else None,
        "first": table.first_on.isoformat(),
        "last": table.last_on.isoformat(),
        "as_of": snapshot.made_on.isoformat(),
        "version": snapshot.number,
        "reason": snapshot.reason,
        "all": told(mean, NO_PLACE, waiting.total(list(of_units.values()))),
        "units": _lines(units, mean, unit_key, of_units),
        "items": _lines(items, mean, lambda key: {"item": key}, of_items),
        "steps": _lines(tally(rows, ["rule"]), mean, _rule_key, {}),
        "units_and_items": [
            {**unit_key(line.key[0]), "item": line.key[1], "cases": line.cases, "in_time": line.in_time}
            for line in tally(rows, ["unit_id", "item"], most=MOST_PAIRS)
            if line.cases
        ],
        "method": method(),
    }


def _rule_key(code: str) -> dict[str, Any]:
    words = rule_words(code)
    return {"rule": code, "rule_en": words.text("en"), "rule_zh": words.text("zh")}


def _lines(
    lines: Sequence[Line],
    mean: Line,
    key_of: Callable[[Any], dict[str, Any]],
    times: Mapping[Any, Time],
) -> list[dict[str, Any]]:
    places = placed({line.key[0]: line.share for line in lines if line.key[0] is not None}, mean.share.value)
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
