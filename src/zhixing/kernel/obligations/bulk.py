"""Many rows at once: how big a batch is, and how its events are appended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters import events

BATCH = 2_000  # one transaction: larger ones hold locks longer and gain nothing (kernel notes, d)


def append(
    cursor: Any, rows: Iterable[tuple[int, events.DomainEvent]], by_time: Actor, moment: datetime
) -> None:
    """Append many events of the service by COPY: one round trip, the facts shaped by the same code as everywhere."""
    columns = "matter_id, subject, kind, version, actor_id, actor_name, on_behalf_of, happened_at, recorded_at, facts"
    with cursor.copy(f"copy matters_event ({columns}) from stdin") as copy:
        for matter_id, event in rows:
            copy.write_row(
                (matter_id, "", event.kind, event.version, by_time.account_id, by_time.name, "", moment, moment,
                 Jsonb(events.encode(event)))
            )  # fmt: skip
