"""Records that come by the API: kept at once, one row each, and taken in together as the next delivery of their source.

Keeping is all that the sender waits for. What waits is turned into a batch, row by row out of one table into the other within one
transaction, and loaded like any file: the same mapping, the same questions, the same quarantine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from time import monotonic
from typing import Any

from django.db import connection, transaction

from zhixing.base import clock
from zhixing.base.refusals import NotAllowed
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.access.models import Account
from zhixing.modules.approvals import powers
from zhixing.modules.approvals.judging_store import judge_touched
from zhixing.modules.approvals.loading import delivering, load, locks
from zhixing.modules.approvals.loading.soon import drain_soon
from zhixing.modules.approvals.models import Arrival, Batch, Source
from zhixing.modules.approvals.models.sources import SourceState
from zhixing.modules.approvals.refusals import SourceNotReady

AT_ONCE = 20_000  # records of one delivery
SLICE_SECONDS = 10.0  # of one job
LIVE = 2_000  # cases that are judged right after it; more are left to the judging job


def receive(source: Source, records: Iterable[Mapping[str, Any]], actor: Actor) -> list[int]:
    """Keep these records, as they are said, to be taken in within seconds: all of them, or none. The answer is the receipts, the
    number under which each was kept.

    Raises NotAllowed without the power over this source, SourceNotReady while it is not connected.
    """
    if not actor.keys(powers.DELIVER).open(source.jurisdiction_id, source.audience):
        raise NotAllowed
    if source.state != SourceState.ACTIVE or not source.mapping.strip():
        raise SourceNotReady(source=source.title)
    now = clock.now()
    with transaction.atomic(), connection.cursor() as cursor:
        written = [_written(record) for record in records]
        if not written:
            return []
        cursor.execute(
            """insert into approvals_arrival (source_id, content, brought_by_id, arrived_at)
               select %s, said, %s, %s from unnest(%s::text[]) with ordinality as n(said, place) order by place returning id""",
            [source.pk, actor.account_id, now, written],
        )
        ids = [row[0] for row in cursor.fetchall()]
        transaction.on_commit(lambda: _have_drained(source.pk))
    return sorted(ids)


def _written(record: Mapping[str, Any]) -> str:
    """As JSON on one line; what no text can hold stays escaped, and is quarantined with its reason later."""
    said = json.dumps(record, ensure_ascii=False)
    try:
        said.encode()
    except UnicodeEncodeError:
        return json.dumps(record)
    return said


def _have_drained(source_id: int) -> None:
    """After the records are there for all to see: who drains now looks once more after his last batch."""
    if not locks.somebody_drains(source_id):
        drain_soon(source_id)


def drain(source_id: int) -> int:
    """Take in what has arrived for this source, and judge the cases it touched. The answer is how many records.

    0 where somebody does it already: he sees what has arrived before he ends. After `SLICE_SECONDS` others have their turn.
    """
    done, until = 0, monotonic() + SLICE_SECONDS
    while True:
        with locks.draining_alone(source_id) as alone:
            if not alone:
                return done
            while batch := _next_batch(source_id):
                load(batch.pk)
                judge_touched(LIVE)
                done += Batch.objects.values_list("records", flat=True).get(pk=batch.pk)
                if monotonic() > until:
                    drain_soon(source_id)
                    return done
        if not Arrival.objects.filter(source_id=source_id).exists() or not _takes(source_id):
            return done


def drain_all_soon() -> None:
    """Have the worker take in what still waits, for every source."""
    for source_id in Arrival.objects.values_list("source_id", flat=True).distinct():
        drain_soon(source_id)


def _takes(source_id: int) -> bool:
    return Source.objects.filter(pk=source_id, state=SourceState.ACTIVE).exclude(mapping="").exists()


def _next_batch(source_id: int) -> Batch | None:
    """What waits, of one sender, moved into a delivery; None where nothing waits or the source takes nothing."""
    if not _takes(source_id):
        return None
    with transaction.atomic():
        waiting = Arrival.objects.filter(source_id=source_id).order_by("id")
        first = waiting.first()
        if first is None:
            return None
        rows = list(waiting.filter(brought_by_id=first.brought_by_id)[:AT_ONCE].values_list("id", "content"))
        batch = delivering.new_batch(
            Source.objects.get(pk=source_id),
            way=delivering.API,
            name=f"api-{rows[0][0]}-{rows[-1][0]}.jsonl",
            brought_by=Account.objects.get(pk=first.brought_by_id),
            content="".join(f"{content}\n" for _, content in rows).encode(),
        )
        Arrival.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
    return batch
