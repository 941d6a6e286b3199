"""How many requests a token or a signed-in account may make in a minute."""

from __future__ import annotations

import threading

from django.conf import settings
from django.core.cache import cache

from zhixing.base import clock
from zhixing.web.api.refusals import TooOften

WINDOW_SECONDS = 60
READS_A_MINUTE, WRITES_A_MINUTE = 600, 120  # unless settings.API_RATE_LIMITS = (reads, writes) says otherwise
FEED_A_MINUTE = (
    12_000  # records that a program hands in as they happen; settings.API_FEED_LIMIT may say otherwise
)
SHARE = 20  # a process takes a twentieth of the limit at a time


class Allowances:
    """What this process has taken from the shared count and not used yet, for the running minute.

    Counting each request in the shared cache would cost twelve statements on the database cache, more than
    most requests need themselves. So a process takes several at once; what it leaves unused is lost when the
    minute ends, so with many processes a caller may be stopped up to a twentieth per process early.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._window = 0
        self._left: dict[str, int] = {}

    def use(self, key: str, window: int) -> bool:
        """Use one that was taken before; False when there is none."""
        with self._lock:
            if window != self._window:
                self._window, self._left = window, {}
            left = self._left.get(key, 0)
            if left:
                self._left[key] = left - 1
            return left > 0

    def keep(self, key: str, window: int, more: int) -> None:
        """Keep what was taken beyond the one in use."""
        with self._lock:
            if window == self._window:
                self._left[key] = self._left.get(key, 0) + more


_allowances = Allowances()


def count(who: str, *, changes: bool, feeds: bool = False) -> None:
    """Count one request of `who`; refuse (TooOften) beyond the limit, until the running minute ends.

    `feeds`: at a door for programs that hand in what happens as it happens, with a limit of its own.

    The count is shared by all processes. On the database cache two processes that take at the same moment may
    be counted as one, so the limit is near, not exact.
    """
    reads, writes = getattr(settings, "API_RATE_LIMITS", (READS_A_MINUTE, WRITES_A_MINUTE))
    limit = writes if changes else reads
    if feeds:
        limit = getattr(settings, "API_FEED_LIMIT", FEED_A_MINUTE)
    window, passed = divmod(int(clock.now().timestamp()), WINDOW_SECONDS)
    key = f"api:{who}:{'f' if feeds else 'w' if changes else 'r'}:{limit}:{window}"
    if _allowances.use(key, window):
        return
    wanted = max(1, limit // SHARE)
    before = _taken(key, wanted) - wanted
    if before >= limit:
        raise TooOften(limit=limit, seconds=WINDOW_SECONDS - passed)
    _allowances.keep(key, window, min(wanted, limit - before) - 1)


def _taken(key: str, wanted: int) -> int:
    """Take so many from the shared count; the count after it."""
    if cache.add(key, wanted, timeout=2 * WINDOW_SECONDS):
        return wanted
    try:
        return cache.incr(key, wanted)
    except ValueError:  # the entry was culled in between: the count begins anew
        cache.set(key, wanted, timeout=2 * WINDOW_SECONDS)
        return wanted
