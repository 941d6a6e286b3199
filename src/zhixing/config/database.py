"""Where the database is: DATABASE_URL, else the embedded server that the launcher keeps in the data folder.

Two roles: the application's (may only insert into the record) and the owner's, under which migrations run
(DATABASE_OWNER_URL; ZHIXING_AS_OWNER=1 selects it for one command).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

WITHOUT_JIT = "-c jit=off"


def parse_url(url: str) -> dict[str, Any]:
    """Django's settings for a `postgresql://user:password@host:port/name?host=/socket/folder` address.

    Sessions run without just-in-time compilation: Debian's PostgreSQL has it on, and it made a delivery of a few cases take
    seconds, to compile what runs for milliseconds. `options` in the address goes before; an empty one sets nothing, for a
    pooler that takes none.

    >>> parse_url("postgresql://app:pw@127.0.0.1:5433/zhixing")["PORT"]
    '5433'
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(
            "DATABASE_URL must begin with postgresql:// (Zhixing runs on PostgreSQL 15 or newer)"
        )
    query = {key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
    if not query.setdefault("options", WITHOUT_JIT):
        del query["options"]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "zhixing",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(query),
    }


def databases_from_environment(data_dir: Path) -> dict[str, Any]:
    """The DATABASES setting; the owner's role when ZHIXING_AS_OWNER is set."""
    url = os.environ.get("DATABASE_URL", "")
    if os.environ.get("ZHIXING_AS_OWNER"):
        url = os.environ.get("DATABASE_OWNER_URL", url)
    if not url:
        kept = data_dir / ("owner.url" if os.environ.get("ZHIXING_AS_OWNER") else "database.url")
        url = (
            kept.read_text().strip() if kept.exists() else "postgresql://zhixing_app@127.0.0.1:54329/zhixing"
        )
    return {"default": parse_url(url)}
