"""A database server of the benchmark's own, and Django on it as the product would be.

The server lies in a folder under the system's temporary one and keeps its data between runs, for filling a million
matters takes minutes; `--fresh` begins anew. It is an ordinary server (fsync on), with the product's two roles.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhixing.launch.postgres import OWNER_ROLE, Server
from zhixing.launch.postgres.server import SUPERUSER


def folder_of(name: str) -> Path:
    """Where this benchmark's server keeps its data."""
    return Path(tempfile.gettempdir()) / f"zhixing-bench-{os.getuid()}" / name


@contextmanager
def server(name: str, *, fresh: bool = False) -> Iterator[Server]:
    """The running server, with Django set up on it under the application's role and migrated."""
    folder = folder_of(name)
    if fresh and folder.exists():
        place = Server(folder).place
        shutil.rmtree(place, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    with Server(folder) as running:
        data = folder / "data"
        data.mkdir(exist_ok=True)
        os.environ |= {
            "ZHIXING_DATA": str(data),
            "DATABASE_URL": running.url(),
            "DATABASE_OWNER_URL": running.url(OWNER_ROLE),
            "ZHIXING_SECRET_KEY": "only-for-measuring",
            "ZHIXING_LOG": "ERROR",
        }
        from zhixing.launch import framework
        from zhixing.launch.prepare import collect_static, migrate

        framework.set_up()
        migrate()
        collect_static(data / "static")
        try:
            yield running
        finally:
            from django.db import connections

            connections.close_all()


def super_url(running: Server) -> str:
    """The superuser's address: filling switches triggers off, which no role of the product may."""
    return running.url(SUPERUSER)


def marked(name: str, size: int) -> Path:
    """The file that says the data of this size are there."""
    return folder_of(name) / f"filled-{size}"


def said(seconds: float) -> str:
    """A duration for the console."""
    return f"{seconds:.1f} s" if seconds < 120 else f"{seconds / 60:.1f} min"


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say what is being done and how long it took."""
    print(f"{what} …", end=" ", flush=True)
    begun = time.perf_counter()
    yield
    print(said(time.perf_counter() - begun), flush=True)
