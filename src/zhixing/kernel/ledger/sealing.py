"""Sealing: waiting events get their place in the tree and the head is signed.

An event gets its position when it is sealed, through the queue row that was written with it: asking for ids greater
than the last one misses what commits late (kernel notes, f). What is hashed is the row read back from the database.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, transaction

from zhixing.base import clock
from zhixing.kernel.ledger.leaf import leaf_data, leaf_fields, leaf_hash
from zhixing.kernel.ledger.merkle import Frontier
from zhixing.kernel.ledger.models import Head, Leaf
from zhixing.kernel.ledger.nodes import DatabaseNodes
from zhixing.kernel.ledger.signing import load_private_key, new_key, private_pem, sign_head
from zhixing.kernel.matters.models import Event

BATCH = 5_000
ALGORITHM = "sha256"
LOCK = 0x7A78  # the advisory lock under which one sealer at a time works

_TAKE = """
delete from matters_event_waiting where event_id in (
    select event_id from matters_event_waiting order by event_id limit %s
) returning event_id
"""


def seal() -> int:
    """Seal what waits, batch by batch, and sign a head over it. Returns how many events were sealed.

    Safe to run anywhere at any time: a second sealer finds the lock taken and returns 0.
    """
    sealed = 0
    while True:
        done = _batch()
        sealed += done
        if done < BATCH:
            break
    if sealed:
        sign()
    return sealed


def _batch() -> int:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_TAKE, [BATCH])
        ids = sorted(row[0] for row in cursor.fetchall())
        if not ids:
            return 0
        cursor.execute("select coalesce(max(position) + 1, 0) from ledger_leaf")
        size = int(cursor.fetchone()[0])
        frontier = Frontier.at(size, DatabaseNodes(), ALGORITHM)
        leaves: list[tuple[int, int, bytes]] = []
        nodes: list[tuple[int, int, bytes]] = []
        rows = Event.objects.in_bulk(ids)
        for event_id in ids:
            found = leaf_hash(leaf_data(fields_of(rows[event_id])), ALGORITHM)
            leaves.append((frontier.size, event_id, found))
            nodes += [(at[0], at[1], node) for at, node in frontier.append(found) if at[0] > 0]
        _copy(cursor, "ledger_leaf (position, event_id, hash)", leaves)
        _copy(cursor, 'ledger_node (level, "index", hash)', nodes)
        return len(ids)


def _copy(cursor: Any, into: str, rows: list[tuple[int, int, bytes]]) -> None:
    with cursor.copy(f"copy {into} from stdin") as copy:
        for row in rows:
            copy.write_row(row)


def fields_of(row: Event) -> dict[str, Any]:
    """The event's row as it is sealed and as it stands in a proof."""
    return dict(
        leaf_fields(
            id=row.pk,
            matter=row.matter_id,
            subject=row.subject,
            kind=row.kind,
            version=row.version,
            actor=row.actor_id,
            actor_name=row.actor_name,
            on_behalf_of=row.on_behalf_of,
            happened_at=row.happened_at,
            recorded_at=row.recorded_at,
            facts=row.facts,
        )
    )


def sign() -> Head | None:
    """Sign a head over all leaves there are; None when the last head says so already or there are none."""
    with transaction.atomic():
        last = Leaf.objects.order_by("-position").values_list("position", flat=True).first()
        if last is None or Head.objects.filter(size=last + 1).exists():
            return None
        size = last + 1
        root = Frontier.at(size, DatabaseNodes(), ALGORITHM).root()
        signed = sign_head(size, root, clock.now(), key(), ALGORITHM)
        return Head.objects.create(
            size=size,
            root=root,
            algorithm=ALGORITHM,
            signed_at=clock.now(),
            signed_at_text=signed.signed_at,
            key_id=signed.key_id,
            signature=signed.signature,
        )


def key_path() -> Path:
    """Where the signing key lies: ZHIXING_LEDGER_KEY, else beside the data."""
    return Path(os.environ.get("ZHIXING_LEDGER_KEY", Path(settings.DATA_DIR) / "ledger.key"))


def key() -> Ed25519PrivateKey:
    """The signing key; made on first use, readable by the product's own account only."""
    path = key_path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was quicker: its key is the key
            return load_private_key(path.read_bytes())
        with os.fdopen(handle, "wb") as file:
            file.write(private_pem(new_key()))
    return load_private_key(path.read_bytes())
