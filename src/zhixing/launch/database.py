"""The database at hand: the one that DATABASE_URL names, else the embedded one, started if need be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg

from zhixing.launch.folder import write_private
from zhixing.launch.paths import DataFolder
from zhixing.launch.postgres import APP_ROLE, OWNER_ROLE, Server
from zhixing.launch.postgres.binaries import OLDEST
from zhixing.launch.refusals import DatabaseUnreachable, PostgresTooOld


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the database is, for each of the two roles; `server` is the embedded one, if it is that."""

    app: str
    owner: str
    server: Server | None = None

    def keep(self) -> None:
        """Start the embedded server again should it have ended."""
        if self.server is not None:
            self.server.revive()

    @property
    def has_two_roles(self) -> bool:
        """Whether the application works under another role than the one that owns the tables."""
        return urlsplit(self.app).username != urlsplit(self.owner).username


@contextmanager
def at_hand(data: DataFolder) -> Iterator[Addresses]:
    """Within the block the database answers, and settings and child processes find it in the environment."""
    given = os.environ.get("DATABASE_URL")
    if given:
        addresses = Addresses(given, os.environ.get("DATABASE_OWNER_URL") or given)
        refuse_unfit(addresses.app)
        refuse_unfit(addresses.owner)
        with _told(addresses):
            yield addresses
        return
    with Server(data.postgres) as server:
        addresses = Addresses(server.url(APP_ROLE), server.url(OWNER_ROLE), server)
        write_private(data.app_url, addresses.app)
        write_private(data.owner_url, addresses.owner)
        with _told(addresses):
            yield addresses


def refuse_unfit(url: str) -> int:
    """Refuse a server that does not answer or is older than 15; else its version, e.g. 150018."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version
    except psycopg.OperationalError as error:
        raise DatabaseUnreachable(address=without_password(url), why=str(error).strip()) from error
    if version < OLDEST * 10_000:
        raise PostgresTooOld(found=version // 10_000)
    return version


def without_password(url: str) -> str:
    """An address that may be shown.

    >>> without_password("postgresql://app:secret@db.example:5432/zhixing")
    'postgresql://app@db.example:5432/zhixing'
    """
    parts = urlsplit(url)
    host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    return parts._replace(netloc=f"{parts.username}@{host}" if parts.username else host).geturl()


@contextmanager
def _told(addresses: Addresses) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    os.environ.update(DATABASE_URL=addresses.app, DATABASE_OWNER_URL=addresses.owner)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
