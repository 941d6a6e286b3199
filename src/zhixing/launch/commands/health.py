"""check: is this installation sound? It changes nothing; what it finds it tells, each with its remedy."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.launch import framework
from zhixing.launch.cli import Run
from zhixing.launch.commands.options import add_json
from zhixing.launch.database import Addresses, at_hand
from zhixing.launch.folder import NEEDED_MB, make_ready
from zhixing.launch.paths import DataFolder
from zhixing.launch.postgres.roles import EXTENSIONS
from zhixing.launch.telling import answer

PROTECTED = """
select relation.relname from pg_trigger trigger
join pg_class relation on relation.oid = trigger.tgrelid
join pg_proc function on function.oid = trigger.tgfoid
where function.proname = 'zhixing_append_only'
group by relation.oid, relation.relname
having has_table_privilege(%s, relation.oid, 'update') or has_table_privilege(%s, relation.oid, 'delete')
order by 1
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    sound: bool
    told: str


def check(parser: argparse.ArgumentParser) -> Run:
    """Look at folder, database, the record's protection, fonts, static files. 1: something is amiss."""
    add_json(parser)

    def run(chosen: argparse.Namespace) -> int:
        data = DataFolder.chosen()
        make_ready(data)
        with at_hand(data) as addresses:
            framework.set_up()
            findings = [*_of_folder(data), *_of_database(addresses), *_of_migrations(), *_of_pages()]
        sound = all(finding.sound for finding in findings)
        lines = [f"{'✓' if finding.sound else '✗'} {finding.name}: {finding.told}" for finding in findings]
        facts = {"sound": sound, "findings": [asdict(finding) for finding in findings]}
        answer(facts, "\n".join(lines), as_json=chosen.json)
        return 0 if sound else 1

    return run


def _of_folder(data: DataFolder) -> Iterator[Finding]:
    free_mb = shutil.disk_usage(data.root).free // 2**20
    told = w("{free} MB free in {folder}", "{folder} 可用 {free} MB").put(free=free_mb, folder=data.root)
    yield _finding("folder", free_mb >= NEEDED_MB, told)


def _of_database(addresses: Addresses) -> Iterator[Finding]:
    app = urlsplit(addresses.app).username
    with psycopg.connect(addresses.owner) as connection:
        version = connection.info.server_version // 10_000
        yield _finding(
            "database", True, w("PostgreSQL {version}", "PostgreSQL {version}").put(version=version)
        )
        found = {name for (name,) in connection.execute("select extname from pg_extension").fetchall()}
        missing = ", ".join(sorted(set(EXTENSIONS) - found))
        told = (
            w("missing: {names}", "缺少：{names}").put(names=missing) if missing else w("all there", "齐全")
        )
        yield _finding("extensions", not missing, told)
        yield _finding("roles", addresses.has_two_roles, _roles_told(addresses))
        open_to_change = [name for (name,) in connection.execute(PROTECTED, [app, app]).fetchall()]
    if open_to_change:
        told = w("the application may change {names}", "应用可改动 {names}").put(
            names=", ".join(open_to_change)
        )
    else:
        told = w("the application cannot change or delete it", "应用无权改动或删除")
    yield _finding("record", not open_to_change, told)


def _roles_told(addresses: Addresses) -> Words:
    if addresses.has_two_roles:
        return w("owner and application are two", "属主与应用分立")
    return w(
        "one role for all; set DATABASE_OWNER_URL (docs/guides/operate.md)",
        "仅一个角色；请设置 DATABASE_OWNER_URL（docs/guides/operate.md）",
    )


def _of_migrations() -> Iterator[Finding]:
    from django.db import connection

    from zhixing.launch.migrations import pending_migrations, unknown_migrations

    with framework.AsOwner():
        pending, unknown = pending_migrations(connection), unknown_migrations(connection)
    if pending or unknown:
        told = w("pending: {pending}; unknown: {unknown}", "待执行：{pending}；未知：{unknown}").put(
            pending=len(pending), unknown=", ".join(unknown) or "—"
        )
    else:
        told = w("up to date", "已是最新")
    yield _finding("migrations", not pending and not unknown, told)


def _of_pages() -> Iterator[Finding]:
    from django.conf import settings

    from zhixing.kernel.letters import fonts

    try:
        fonts.check()
        yield _finding("fonts", True, w("papers have their characters", "公文字体可用"))
    except Refusal as refusal:
        yield Finding("fonts", False, str(refusal))
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    there = (
        w("collected", "已整理")
        if manifest.exists()
        else w("run `zhixing prepare`", "请运行 zhixing prepare")
    )
    yield _finding("static files", manifest.exists(), there)


def _finding(name: str, sound: bool, told: Words) -> Finding:
    return Finding(name, sound, str(told))
