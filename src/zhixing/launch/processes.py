"""Web and worker as child processes: started, watched, started again when they fall, stopped with us."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

from zhixing.launch.refusals import FallsAgain

PATIENCE_SECONDS = 20  # for a request or a job to end by itself
LEFT_BEHIND_SECONDS = 5  # for what a killed program left running to end by itself
ROUND_SECONDS = 0.5
ONLY_ASKED = 0  # the signal that reaches nobody and tells whether anybody is there
FALLS = 5  # so many falls …
FALLS_SECONDS = 60  # … within so long, and something is broken that a new start does not mend


@dataclass(slots=True)
class Child:
    """One program that is kept running. `log` gets what it says."""

    name: str
    command: list[str]
    log: Path | None  # None: what it says goes where ours goes
    process: subprocess.Popen[bytes] | None = None
    fallen_at: deque[float] = field(default_factory=lambda: deque(maxlen=FALLS))

    def start(self) -> None:
        """Start it; it is told to end should we be killed. What a fall left of it ends first: it would hold the port."""
        self._end_what_is_left()
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_OWNER_URL"}
        with _opened(self.log) as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                start_new_session=True,  # Ctrl-C reaches us alone; we pass it on in order
                preexec_fn=_end_with_parent if sys.platform.startswith("linux") else None,
            )

    @property
    def runs(self) -> bool:
        """Whether it runs now."""
        return self.process is not None and self.process.poll() is None

    def fell_too_often(self) -> bool:
        """Note a fall; whether there were too many lately."""
        self.fallen_at.append(time.monotonic())
        return len(self.fallen_at) == FALLS and self.fallen_at[-1] - self.fallen_at[0] < FALLS_SECONDS

    def stop(self) -> None:
        """Ask it to end, wait, insist; nothing of it is left."""
        if self.process is not None and self.runs:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                _signal_group(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self._end_what_is_left()

    def _end_what_is_left(self) -> None:
        """End the processes that it had started and that outlived it: asked first, then killed."""
        if self.process is None:
            return
        group, self.process = self.process.pid, None
        until = time.monotonic() + LEFT_BEHIND_SECONDS
        left = _signal_group(group, signal.SIGTERM)
        while left and time.monotonic() < until:
            time.sleep(0.1)
            left = _signal_group(group, ONLY_ASKED)
        if left:
            _signal_group(group, signal.SIGKILL)


class AskedToStop(Exception):
    """Ctrl-C or SIGTERM: not an error, somebody wants to go home."""


def web(host: str, port: int, log: Path | None = None) -> Child:
    """The web server. ZHIXING_WEB_WORKERS processes (2), ZHIXING_WEB_THREADS threads each (4)."""
    workers, threads = os.environ.get("ZHIXING_WEB_WORKERS", "2"), os.environ.get("ZHIXING_WEB_THREADS", "4")
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", workers, "--blocking-threads", threads, "--no-ws", "--respawn-failed-workers"]
    command += ["--workers-kill-timeout", "10", "--log-level", "warning", "zhixing.config.wsgi:application"]
    return Child("web", command, log)


def worker(log: Path | None = None) -> Child:
    """The worker that carries out jobs, ZHIXING_JOBS_AT_ONCE (2) at a time."""
    at_once = os.environ.get("ZHIXING_JOBS_AT_ONCE", "2")
    command = [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", at_once]
    command += ["--shutdown-graceful-timeout", "10"]
    return Child("worker", command, log)


def watch(children: list[Child], keep: Callable[[], None]) -> int:
    """Keep `children` running until we are asked to stop (0); refuses when one falls again and again."""
    try:
        while True:
            keep()
            for child in children:
                if child.runs:
                    continue
                if child.fell_too_often():
                    raise FallsAgain(name=child.name, log=child.log or "…")
                child.start()
            time.sleep(ROUND_SECONDS)
    except AskedToStop:
        return 0
    finally:
        for child in children:
            child.stop()


def stop_when_asked() -> None:
    """Turn SIGINT and SIGTERM into AskedToStop, once: stopping itself is not broken off."""

    def asked(number: int, frame: FrameType | None) -> None:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, signal.SIG_IGN)
        raise AskedToStop

    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, asked)


@contextmanager
def _opened(log: Path | None) -> Iterator[IO[bytes] | None]:
    if log is None:
        yield None
        return
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as file:
        yield file


def _end_with_parent() -> None:
    """In the child, before it becomes the program: let Linux send it SIGTERM when its parent dies."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _signal_group(group: int, sign: int) -> bool:
    """Whether anybody of the process group was there to be told."""
    try:
        os.killpg(group, sign)
    except (ProcessLookupError, PermissionError):  # none; or the number has become somebody else's
        return False
    return True
