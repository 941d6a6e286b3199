"""A snapshot: the rows that count, and the table they make, as it will be published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

import rfc8785
from django.db import connection
from django.db.models import Exists, OuterRef

from zhixing.modules.approvals.models import (
    Counted,
    Duty,
    OutsideCase,
    ScoreObjection,
    ScoreSnapshot,
    ScoreTable,
    Source,
)
from zhixing.modules.approvals.scoring.counting import (
    COLUMNS,
    Period,
    Relation,
    counted,
    judged,
    relation,
)
from zhixing.modules.approvals.scoring.definitions import method
from zhixing.modules.approvals.scoring.table import table_of


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
    duties = Duty.objects.filter(case__source__in=sources_of(table))
    rows = judged(counted(duties, Period(table.first_on, table.last_on), today), upheld)
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
    """The table as it is published: what it is of, its figures, and what each of them means."""
    table = snapshot.table
    cases = OutsideCase.objects.filter(Exists(Counted.objects.filter(snapshot=snapshot, case=OuterRef("pk"))))
    return {
        "title": table.title,
        "office": table.office.name,
        "source": table.source.title if table.source else None,
        "first": table.first_on.isoformat(),
        "last": table.last_on.isoformat(),
        "as_of": snapshot.made_on.isoformat(),
        "version": snapshot.number,
        "reason": snapshot.reason,
        **table_of(frozen(snapshot), sources_of(table), cases),
        "method": method(),
    }
