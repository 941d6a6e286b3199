"""pg_dump, pg_restore and psql, called so that no password shows in the list of processes."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from zhixing.launch.database import without_password
from zhixing.launch.postgres import Binaries
from zhixing.launch.postgres.binaries import environment
from zhixing.launch.refusals import ClientFailed


def dump(url: str, into: Path) -> None:
    """The whole database into one compressed file, as it was at one moment."""
    run("pg_dump", url, "--format=custom", "--no-password", f"--file={into}")


def run(program: str, url: str, *options: str) -> str:
    """Run a client against `url`; what it printed, or a refusal with its own words."""
    ran = subprocess.run(
        command(program, url, *options), env=with_password(url), text=True, capture_output=True, check=False
    )
    if ran.returncode:
        raise ClientFailed(program=program, why=said(ran.stderr))
    return ran.stdout


def command(program: str, url: str, *options: str) -> list[str]:
    """The command line of a client for `url`."""
    return [str(Binaries.find().program(program)), f"--dbname={without_password(url)}", *options]


def with_password(url: str) -> dict[str, str]:
    """The environment in which a client finds the password of `url`."""
    return {**environment(), "PGPASSWORD": unquote(urlsplit(url).password or "")}


def said(text: str) -> str:
    """What a client said last about an error."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["?"])[0]
