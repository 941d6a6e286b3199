"""In one process of its own: migrate as the owner, collect static files, build the demonstration city.

`up` starts it and waits, so that what watches web and worker stays small in memory.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from zhixing.base.words import w
from zhixing.launch import framework
from zhixing.launch.folder import note_version
from zhixing.launch.paths import DataFolder
from zhixing.launch.postgres import roles
from zhixing.launch.telling import refusals_told, say

MIGRATION_LOCK = 7_401_902_215  # any number that no other program takes as an advisory lock
DEMO = "zhixing.demo.build"


def prepare(data: DataFolder, *, demo: bool) -> int:
    """Bring database and static files up to this release; the demonstration city if wanted. 0 on success."""
    framework.set_up()
    from django.conf import settings

    _check_fonts()
    say(w("Bringing the database up to date", "正在更新数据库结构"))
    migrate()
    note_version(data)
    say(w("Collecting static files", "正在整理静态文件"))
    collect_static(Path(settings.STATIC_ROOT))
    if not demo:
        return 0
    say(w("Preparing the demonstration city", "正在准备演示城市"))
    return build_demo()


def migrate() -> None:
    """Run migrations under the owner's role, alone even when several machines start at once."""
    from django.core.management import call_command
    from django.db import connection

    from zhixing.launch.migrations import refuse_unknown

    with framework.AsOwner():  # closing its connection lets go of the lock
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", [MIGRATION_LOCK])
        refuse_unknown(connection)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    _share_with_application()


def _share_with_application() -> None:
    """Give the application's role its rights where default privileges have not: see `roles.share`."""
    owner_url = os.environ["DATABASE_OWNER_URL"]
    app = str(urlsplit(os.environ["DATABASE_URL"]).username)
    if app != urlsplit(owner_url).username and not (app == roles.APP_ROLE and roles.may_read(owner_url, app)):
        roles.share(owner_url, app)


def collect_static(root: Path) -> None:
    """Collect static files, unless nothing changed since the last time."""
    from django.core.management import call_command

    mark, stamp = _mark_of_static(), root / "collected.stamp"
    if stamp.exists() and stamp.read_text() == mark:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(mark)


def build_demo() -> int:
    """Build the demonstration city; quick when it is there."""
    return int(importlib.import_module(DEMO).main([]) or 0)


def _check_fonts() -> None:
    """Without a Chinese font every printed paper would lose its text without a word: refuse to start."""
    importlib.import_module("zhixing.kernel.letters.fonts").check()


def _mark_of_static() -> str:
    """What changes whenever a static file does: names, sizes and times of all of them."""
    from django.contrib.staticfiles.finders import get_finders

    found = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            seen = os.stat(storage.path(path))
            found.append(f"{path} {seen.st_size} {seen.st_mtime_ns}")
    return "\n".join(sorted(found))


def main(arguments: list[str]) -> int:
    """The process' own door."""
    parser = argparse.ArgumentParser(prog="python -m zhixing.launch.prepare")
    parser.add_argument("--demo", action="store_true")
    with refusals_told():
        return prepare(DataFolder.chosen(), demo=parser.parse_args(arguments).demo)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
