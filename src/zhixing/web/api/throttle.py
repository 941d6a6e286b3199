"""How many requests a token or a signed-in account may make in a minute."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache

from zhixing.base import clock
from zhixing.web.api.refusals import TooOften

WINDOW_SECONDS = 60
READS_A_MINUTE, WRITES_A_MINUTE = 600, 120  # unless settings.API_RATE_LIMITS = (reads, writes) says otherwise


def count(who: str, *, changes: bool) -> None:
    """Count one request of `who`; refuse (TooOften) beyond the limit, until the running minute ends.

    Counted in the cache that all processes share. On the database cache two requests at the same moment may
    be counted as one, so the limit is near, not exact.
    """
    reads, writes = getattr(settings, "API_RATE_LIMITS", (READS_A_MINUTE, WRITES_A_MINUTE))
    limit = writes if changes else reads
    window, passed = divmod(int(clock.now().timestamp()), WINDOW_SECONDS)
    key = f"api:{who}:{'w' if changes else 'r'}:{window}"
    if cache.add(key, 1, timeout=2 * WINDOW_SECONDS):
        return
    try:
        counted = cache.incr(key)
    except ValueError:  # the entry was culled in between: the window begins anew
        return
    if counted > limit:
        raise TooOften(limit=limit, seconds=WINDOW_SECONDS - passed)
