"""Questions over many rows: they may sort and group in memory instead of on disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

MEMORY = "64MB"  # for each sort or grouping of one question; the server's own setting suits short ones


def rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What the statement answers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local work_mem = '{MEMORY}'")
        cursor.execute(sql, params)
        return list(cursor.fetchall())
