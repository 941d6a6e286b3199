"""All that a delivery changes, within one transaction: cases, events, quarantine, its report, and the event that seals it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
from django.db import connection, transaction

from zhixing.base import clock
from zhixing.kernel.access.actors import actor_of
from zhixing.kernel.files.models import FileUse
from zhixing.kernel.matters import events
from zhixing.modules.approvals import reporting
from zhixing.modules.approvals.believing import Counts, make_story
from zhixing.modules.approvals.events.loading import BatchLoaded
from zhixing.modules.approvals.facts import make_facts
from zhixing.modules.approvals.loading import staging, writing
from zhixing.modules.approvals.loading.soon import judge_soon
from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.models import Batch
from zhixing.modules.approvals.models.sources import BatchState
from zhixing.modules.approvals.pouring import pour
from zhixing.modules.approvals.quality import findings
from zhixing.modules.approvals.rulesets import rules_of
from zhixing.modules.approvals.sources import Source


def store(
    batch: Batch, source: Source, mapping: Mapping, staged: staging.Staged, folder: Path, duck: Any
) -> None:
    """Bring what is staged into the store, tell its quality, seal it. The caller holds the transaction and the source's lock."""
    with connection.cursor() as cursor:
        if not mapping.activity:
            staging.pour_cases(mapping, duck, cursor, folder)
        written = writing.write(batch.source_id, batch.pk, mapping, cursor)
        _set_aside(written.aside, duck)
        counts = _questioned(batch, source, mapping, duck)
        held = f'select {batch.pk} as batch_id, what, place, "case" as case_number, reason, content'
        pour(duck, f"{held} from ({reporting.quarantined(source)})", cursor, folder, "approvals_quarantined")
    batch.records, batch.believed, batch.quarantined = counts.records, counts.believed, counts.quarantined
    batch.unread, batch.cases, batch.corrected = counts.unread, written.cases, written.corrected
    batch.known = max(counts.believed - written.news, 0)
    _seal(batch, staged.sha256)


def _set_aside(aside: list[tuple[int, int, str]], duck: Any) -> None:
    """Tell DuckDB's tables what the whole story of a case set aside, so that the report says it."""
    if not aside:
        return
    columns = list(zip(*aside, strict=True))
    kinds = {"row": pa.int64(), "place": pa.int64(), "case_name": pa.string()}
    duck.register(
        "aside", pa.table({n: pa.array(c, k) for (n, k), c in zip(kinds.items(), columns, strict=True)})
    )
    duck.execute(
        "update records set reason = 'end_before_start' where row in (select row from aside where place < 0)"
    )
    duck.execute("""
        update case_dates set reason = 'end_before_start' from aside a
        where a.place = case_dates.place and a.case_name = case_dates.case_name and a.row = case_dates.row
    """)
    duck.unregister("aside")


def _questioned(batch: Batch, source: Source, mapping: Mapping, duck: Any) -> Counts:
    """The quality report of this delivery by itself."""
    rules = rules_of(batch.source)
    make_facts(source, mapping, duck)
    counts = make_story(source, mapping, duck)
    duck.execute("create or replace table unjudged (case_id bigint, rule varchar)")
    found = findings(source, mapping, counts, rules, duck)
    batch.quality = reporting.quality_of(source, counts, found)
    return counts


def _seal(batch: Batch, believed_sha256: str) -> None:
    """One event on the source tells of the delivery, and so one leaf of the ledger; what it brought is judged soon."""
    event = BatchLoaded(
        delivery=batch.number, name=batch.name, sha256=batch.sha256, believed_sha256=believed_sha256, records=batch.records,
        believed=batch.believed, quarantined=batch.quarantined, unread=batch.unread, known=batch.known,
        corrected=batch.corrected, cases=batch.cases,
    )  # fmt: skip
    row = events.record(event, actor=actor_of(batch.brought_by), matter=batch.source.matter_ptr)
    events.react(row)
    if (
        batch.file is not None
        and not FileUse.objects.filter(file=batch.file, matter_id=batch.source_id).exists()
    ):
        FileUse.objects.create(
            file=batch.file, event=row, matter_id=batch.source_id
        )  # else the deed that brought it has it
    batch.event, batch.state, batch.ended_at, batch.done = row, BatchState.LOADED, clock.now(), batch.of
    batch.save()
    if batch.cases:
        transaction.on_commit(judge_soon)


def store_again(batch: Batch, before: Batch) -> None:
    """The same file read by the same mapping as the one before: nothing changes but that it came again."""
    for name in ("records", "believed", "quarantined", "unread", "quality", "done", "of"):
        setattr(batch, name, getattr(before, name))
    batch.known = batch.believed
    sealed = before.event.facts["believed_sha256"] if before.event else ""
    with transaction.atomic():
        _seal(batch, sealed)
