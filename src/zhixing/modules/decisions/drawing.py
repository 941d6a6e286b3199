"""Drawing lots so that anyone can draw them again: who was in the drum, the seed, and the order they give."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def seed_of(decision_id: int, draw: int, last_event_id: int, recorded_at: str) -> str:
    """The seed of a draw, from what the record held before it: whoever draws cannot choose it.

    `recorded_at` is the moment of the matter's last event as the database keeps it, to the microsecond.

    >>> seed_of(12, 1, 88, "2026-03-05T02:00:00+00:00")[:16]
    'e6efd8b581f5ed3e'
    """
    said = f"{decision_id}:{draw}:{last_event_id}:{recorded_at}"
    return hashlib.sha256(said.encode()).hexdigest()


def drawn(pool: Iterable[int], number: int, seed: str) -> list[int]:
    """The first `number` of the pool in the order of the fingerprints of “seed:id”. The pool's own order does not matter.

    >>> drawn([7, 3, 5], 2, "a")
    [7, 3]
    >>> drawn([3, 5, 7], 2, "a") == drawn([5, 7, 3], 2, "a")
    True
    """
    order = sorted(set(pool), key=lambda pk: hashlib.sha256(f"{seed}:{pk}".encode()).hexdigest())
    return order[:number]
