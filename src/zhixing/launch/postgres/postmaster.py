"""What `postmaster.pid` says, and whether it is still true."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

NOBODY = 2**31 - 1  # a number that no system gives to a process


@dataclass(frozen=True, slots=True)
class Postmaster:
    """The live main process of a server."""

    pid: int
    port: int | None

    @classmethod
    def of(cls, cluster: Path) -> Postmaster | None:
        """The server on `cluster`, or None: no file, a half-written one, or one a kill left."""
        lines = _lines(cluster)
        pid = _pid(lines)
        if pid is None or not _is_alive(pid) or not _is_postgres(pid):
            return None
        port = int(lines[3]) if len(lines) > 3 and lines[3].strip().isdigit() else None
        return cls(pid, port)

    @classmethod
    def port_of(cls, cluster: Path) -> int | None:
        """The port of the live server on `cluster`, or None."""
        live = cls.of(cluster)
        return live.port if live else None

    @classmethod
    def disown_number(cls, cluster: Path) -> None:
        """Free `postmaster.pid` of a number that now belongs to another program, or to a zombie.

        PostgreSQL would take either for a running server, for ever: the first after a restart of the machine,
        the second in a container whose first process reaps nobody. The rest of the file stays: by it
        PostgreSQL finds out whether a killed server's backends still hold on.
        """
        lines = _lines(cluster)
        pid = _pid(lines)
        if pid is not None and _exists(pid) and not (_is_alive(pid) and _is_postgres(pid)):
            (cluster / "postmaster.pid").write_text("\n".join([str(NOBODY), *lines[1:], ""]))

    def signal(self, sign: signal.Signals) -> None:
        """Send `sign`; no matter if it has just ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, sign)


def _lines(cluster: Path) -> list[str]:
    try:
        return (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _pid(lines: list[str]) -> int | None:
    return abs(int(lines[0])) if lines and lines[0].strip().lstrip("-").isdigit() else None


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_alive(pid: int) -> bool:
    """Whether there is such a process and it has not ended (a zombie has)."""
    return _exists(pid) and _proc(pid, "stat").rpartition(")")[2].split()[:1] != ["Z"]


def _is_postgres(pid: int) -> bool:
    """Whether `pid` is PostgreSQL, where the system tells (Linux); elsewhere the file is believed."""
    return not sys.platform.startswith("linux") or _proc(pid, "comm").startswith("postgres")


def _proc(pid: int, name: str) -> str:
    """One of Linux' files about a process; empty where there is none."""
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except OSError:
        return ""
