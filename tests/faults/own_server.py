"""A database server of the test's own, that can be struck down or starved: the shared one belongs to all tests."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections

from zhixing.config.database import parse_url
from zhixing.launch.postgres import OWNER_ROLE, Server


@contextmanager
def own_server(folder: Path) -> Iterator[Server]:
    """A server that keeps what it confirms (fsync on) in `folder`, with a copy of the test's database; Django works on it.

    The server that all tests share forgets on purpose.
    """
    settings = connections["default"].settings_dict
    kept = dict(settings)
    shared = f"postgresql://{kept['USER']}:{kept['PASSWORD']}@{kept['HOST']}:{kept['PORT']}/{kept['NAME']}"
    with Server(folder) as own:
        dump, load = (str(own.binaries.program(name)) for name in ("pg_dump", "psql"))
        dumped = subprocess.run(
            [dump, "--no-owner", "--no-privileges", shared], capture_output=True, check=True
        )
        subprocess.run(
            [load, "-q", own.url(OWNER_ROLE)], input=dumped.stdout, capture_output=True, check=True
        )
        connections.close_all()
        settings.update(parse_url(own.url(OWNER_ROLE)))
        settings.update({"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True})
        try:
            yield own
        finally:
            connections.close_all()
            settings.clear()
            settings.update(kept)
    shutil.rmtree(own.place, ignore_errors=True)  # for root it may lie outside of the test's folder
