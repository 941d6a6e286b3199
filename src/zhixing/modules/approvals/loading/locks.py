"""Who may load or number deliveries of a source: one at a time, over all processes. A lock dies with its connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_NUMBERING, _LOADING, _DRAINING = 5_501, 5_502, 5_503


@contextmanager
def loading_alone(source_id: int, *, waits: bool = True) -> Iterator[bool]:
    """Within the block nobody else loads deliveries of this source. With `waits` False the block may get False: somebody does."""
    with _alone(_LOADING, source_id, waits) as got:
        yield got


@contextmanager
def draining_alone(source_id: int) -> Iterator[bool]:
    """Within the block nobody else turns arrivals of this source into batches; False: somebody does already."""
    with _alone(_DRAINING, source_id, waits=False) as got:
        yield got


def somebody_drains(source_id: int) -> bool:
    """Is somebody taking in the arrivals of this source? He looks once more after he let go."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select exists (select from pg_locks where locktype = 'advisory' and granted and classid = %s
                   and objid::bigint = hashint8(%s)::bigint & 4294967295
                   and database = (select oid from pg_database where datname = current_database()))""",
            [_DRAINING, source_id],
        )
        return bool(cursor.fetchone()[0])


@contextmanager
def _alone(space: int, source_id: int, waits: bool) -> Iterator[bool]:
    got = True
    with connection.cursor() as cursor:
        if waits:
            cursor.execute("select pg_advisory_lock(%s, hashint8(%s))", [space, source_id])
        else:
            cursor.execute("select pg_try_advisory_lock(%s, hashint8(%s))", [space, source_id])
            got = bool(cursor.fetchone()[0])
    try:
        yield got
    finally:
        if got:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s, hashint8(%s))", [space, source_id])


def number_alone(source_id: int) -> None:
    """Until the transaction ends nobody else numbers deliveries of this source."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashint8(%s))", [_NUMBERING, source_id])
