"""demo, migrate, shell: commands that work inside the product with its database."""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess

from zhixing.base.words import w
from zhixing.launch import clients, framework
from zhixing.launch import prepare as preparing
from zhixing.launch.cli import Run
from zhixing.launch.commands.options import add_flag, add_json
from zhixing.launch.database import at_hand
from zhixing.launch.folder import make_ready, note_version
from zhixing.launch.paths import DataFolder
from zhixing.launch.telling import answer


def demo(parser: argparse.ArgumentParser) -> Run:
    """Build the demonstration city; other arguments are the city's own."""
    parser.set_defaults(passes_on=True)

    def run(chosen: argparse.Namespace) -> int:
        data = DataFolder.chosen()
        make_ready(data)
        with at_hand(data):
            framework.set_up()
            preparing.migrate()
            return int(importlib.import_module(preparing.DEMO).main(chosen.rest) or 0)

    return run


def migrate(parser: argparse.ArgumentParser) -> Run:
    """Bring the database up to this release under the owner's role."""
    add_flag(parser, "--plan", w("only tell what would run", "只列出将执行的变更"))
    add_json(parser)

    def run(chosen: argparse.Namespace) -> int:
        data = DataFolder.chosen()
        make_ready(data)
        with at_hand(data):
            framework.set_up()
            pending = _pending()
            if not chosen.plan:
                preparing.migrate()
                note_version(data)
        told = w("{count} migrations: {names}", "结构变更 {count} 项：{names}")
        facts = {"applied": not chosen.plan, "count": len(pending), "migrations": pending}
        answer(facts, told.put(count=len(pending), names=", ".join(pending) or "—"), as_json=chosen.json)
        return 0

    return run


def shell(parser: argparse.ArgumentParser) -> Run:
    """A Python prompt under the application's role: the record is as safe from it as from a page."""
    parser.add_argument("-c", "--command", help=str(w("run this and leave", "执行一段代码后退出")))

    def run(chosen: argparse.Namespace) -> int:
        data = DataFolder.chosen()
        make_ready(data)
        with at_hand(data):
            framework.set_up()
            from django.core.management import call_command

            call_command("shell", **({"command": chosen.command} if chosen.command else {}))
        return 0

    return run


def psql(parser: argparse.ArgumentParser) -> Run:
    """A prompt in the database under the application's role; other arguments go to psql."""
    add_flag(parser, "--owner", w("as the owner of the tables", "以表属主身份"))
    parser.set_defaults(passes_on=True)

    def run(chosen: argparse.Namespace) -> int:
        data = DataFolder.chosen()
        make_ready(data)
        with at_hand(data) as addresses:
            url = addresses.owner if chosen.owner else addresses.app
            return subprocess.call(
                clients.command("psql", url, *chosen.rest), env={**os.environ, **clients.with_password(url)}
            )

    return run


def _pending() -> list[str]:
    from django.db import connection

    from zhixing.launch.migrations import pending_migrations

    with framework.AsOwner():
        return pending_migrations(connection)
