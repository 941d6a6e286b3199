"""One delivery from its file into the store.

What can be done outside a transaction is (reading, believing, staging), so that nobody waits for it; then one transaction changes
everything: cases, events, quarantine, the batch, and the one event that seals it. A worker that is killed leaves nothing but a
batch in loading, which the next one loads from its beginning.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.files import contents
from zhixing.kernel.files.names import cleaned
from zhixing.kernel.obligations.batch.engines import DuckDB
from zhixing.modules.approvals.believing import read_records
from zhixing.modules.approvals.loading import locks, staging
from zhixing.modules.approvals.loading.storing import store, store_again
from zhixing.modules.approvals.mapping import Mapping, parse
from zhixing.modules.approvals.models import Batch
from zhixing.modules.approvals.models.sources import BatchState
from zhixing.modules.approvals.refusals import NoSuchColumn
from zhixing.modules.approvals.sources import Source, opened

MEMORY = "1GB"  # what DuckDB may take for one delivery; beyond it goes to disk
SMALL_BYTES = 4 << 20
_UNFINISHED = (BatchState.WAITING, BatchState.LOADING)
_BROKE = w("Loading broke off: {what}.", "装载中断：{what}。")
_BROKE_REMEDY = w(
    "The fault is reported to the operator; deliver again once it is mended.",
    "故障已报告运维人员，排除后请重新报送。",
)


def load(batch_id: int, *, waits: bool = True) -> bool:
    """Load this delivery and, before it, what its source delivered earlier and nobody has loaded yet. Loading it again changes
    nothing. False where `waits` is False and somebody else is loading this source.

    A refusal is kept in `batch.problem`, and nothing of the delivery stands in the store. Raises what is a fault of ours.
    """
    batch = Batch.objects.get(pk=batch_id)
    with locks.loading_alone(batch.source_id, waits=waits) as alone:
        if not alone:
            return False
        earlier = Batch.objects.filter(
            source_id=batch.source_id, number__lte=batch.number, state__in=_UNFINISHED
        )
        for pk in earlier.order_by("number").values_list("pk", flat=True):
            _load(Batch.objects.select_related("source", "file", "brought_by").get(pk=pk))
    return True


def _load(batch: Batch) -> None:
    batch.state, batch.begun_at, batch.done, batch.of, batch.problem = (
        BatchState.LOADING,
        clock.now(),
        0,
        0,
        None,
    )
    batch.save(update_fields=["state", "begun_at", "done", "of", "problem"])
    try:
        before = _same_before(batch)
        if before is not None:
            store_again(batch, before)
            return
        with tempfile.TemporaryDirectory(prefix="zhixing-load-") as place, _duck(Path(place), batch) as duck:
            _loaded(batch, Path(place), duck)
    except Refusal as refused:
        _failed(batch, refused.reason.put(**refused.facts), refused.remedy.put(**refused.facts))
    except Exception as broken:  # told on the page whatever it was, and raised again
        _failed(batch, _BROKE.put(what=type(broken).__name__), _BROKE_REMEDY)
        raise


@contextmanager
def _duck(folder: Path, batch: Batch) -> Iterator[Any]:
    """A database of its own: in memory for a small delivery, which is quicker, else on disk."""
    small = batch.file is not None and batch.file.size < SMALL_BYTES
    duck = DuckDB(":memory:" if small else str(folder / "load.duckdb"), memory=MEMORY)
    duck.connection.execute(f"set temp_directory='{folder / 'spill'}'")
    try:
        yield duck.connection
    finally:
        duck.close()


def _same_before(batch: Batch) -> Batch | None:
    """The last delivery of the source, where it was the same file read by the same mapping: the same file twice."""
    last = Batch.objects.filter(source_id=batch.source_id, state=BatchState.LOADED, number__lt=batch.number)
    last = last.filter(way="file", sha256=batch.sha256, mapping=batch.mapping)
    return last.order_by("-number").first() if batch.way == "file" else None


def _loaded(batch: Batch, folder: Path, duck: Any) -> None:
    mapping = parse(batch.mapping, batch.source.code)
    source = opened(_laid_out(batch, folder), folder, duck, mapping.encoding)
    _fill(source, mapping, _needed(batch, source, mapping), duck)
    read_records(source, mapping, duck, batch.begun_at or clock.now())
    batch.of = staging.stage(source, mapping, duck)
    batch.save(update_fields=["of"])
    with connection.cursor() as cursor:
        try:
            staged = staging.pour_staged(duck, cursor, folder, lambda done: _progress(batch, done))
            with transaction.atomic():
                store(batch, source, mapping, staged, folder, duck)
        finally:
            if not connection.needs_rollback and connection.connection and not connection.connection.closed:
                cursor.execute(
                    "drop table if exists pg_temp.approvals_staged, pg_temp.approvals_staged_cases"
                )


def _needed(batch: Batch, source: Source, mapping: Mapping) -> list[str]:
    """The columns without which a delivery is not read at all. What came by the API was taken one by one: it is read in any case,
    and each record that says too little is quarantined."""
    if batch.way == "api":
        return []
    if source.form in ("csv", "parquet"):
        return mapping.columns()
    return [name for name in (mapping.case, mapping.activity, mapping.moment) if name]


def _failed(batch: Batch, reason: Words, remedy: Words) -> None:
    batch.problem = {
        "en": reason.text("en"), "zh": reason.text("zh"), "way_out_en": remedy.text("en"), "way_out_zh": remedy.text("zh"),
    }  # fmt: skip
    batch.state, batch.ended_at = BatchState.FAILED, clock.now()
    batch.save(update_fields=["problem", "state", "ended_at"])


def _progress(batch: Batch, done: int) -> None:
    """Seen by others at once: it is written outside of the transaction that loads."""
    Batch.objects.filter(pk=batch.pk).update(done=done)


def _laid_out(batch: Batch, folder: Path) -> Path:
    """The delivery's content under its own name, so that what is refused is told by that name."""
    assert batch.file is not None  # every delivery is kept as a file
    inside = folder / "delivery"
    inside.mkdir()
    path = inside / cleaned(batch.name)
    path.symlink_to(contents.place_of(batch.file.sha256))
    return path


def _fill(source: Source, mapping: Mapping, needed: list[str], duck: Any) -> None:
    """Columns that no record of this delivery happens to have, empty. Raises NoSuchColumn for those that are needed."""
    for name in needed:
        if name not in source.columns:
            raise NoSuchColumn(column=name, known="、".join(source.columns))
    for name in mapping.columns():
        if name not in source.columns:
            source.columns[name] = f"c{len(source.columns)}"
            duck.execute(f"alter table raw add column {source.columns[name]} varchar")
