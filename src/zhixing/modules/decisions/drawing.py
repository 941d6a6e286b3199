"""Drawing lots so that nobody can choose and anyone can check: fresh randomness, who was in the drum, the order they give."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from zhixing.base import clock

_SOURCE: ContextVar[Iterator[str] | None] = ContextVar("seeds", default=None)


def fresh_seed() -> str:
    """128 random bits as hexadecimal, drawn at the moment of the draw and kept in its event: nobody can know it before."""
    source = _SOURCE.get()
    return next(source) if source is not None else secrets.token_hex(16)


@contextmanager
def seeded(word: str) -> Iterator[None]:
    """Within this block seeds follow from the word and the moment of the deed: a demonstration city is the same every time,
    also one whose building was broken off and goes on.
    """
    token = _SOURCE.set(_following(word))
    try:
        yield
    finally:
        _SOURCE.reset(token)


def _following(word: str) -> Iterator[str]:
    last, n = "", 0
    while True:
        now = clock.now().isoformat()
        last, n = now, n + 1 if now == last else 0
        yield hashlib.sha256(f"{word}:{now}:{n}".encode()).hexdigest()[:32]


def drawn(pool: Iterable[str], number: int, seed: str) -> list[str]:
    """The first `number` of the pool in the order of the fingerprints of “seed:number in the pool”.

    The pool's own order does not matter.

    >>> drawn(["专〔2026〕1号", "专〔2026〕2号", "专〔2026〕3号"], 2, "a")
    ['专〔2026〕1号', '专〔2026〕2号']
    >>> drawn(["甲", "乙", "丙"], 2, "a") == drawn(["丙", "乙", "甲"], 2, "a")
    True
    """
    order = sorted(set(pool), key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).hexdigest())
    return order[:number]
