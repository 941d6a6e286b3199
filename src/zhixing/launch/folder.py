"""The data folder before it is used: writable, roomy, not newer than we are, with its secret key."""

from __future__ import annotations

import getpass
import os
import secrets
import shutil

from zhixing import __version__
from zhixing.launch.paths import DataFolder
from zhixing.launch.refusals import DiskNearlyFull, NewerData, NotWritable

NEEDED_MB = 200  # the database's log of one heavy day, a backup's passing file


def make_ready(data: DataFolder) -> None:
    """Make the folder if needed and refuse what would fail later, halfway."""
    refuse_foreign(data)
    refuse_full(data)
    refuse_newer(data)
    _keep_secret(data)


def refuse_foreign(data: DataFolder) -> None:
    """Refuse a folder that this account cannot write, or that belongs to another ordinary account."""
    try:
        data.root.mkdir(parents=True, exist_ok=True)
        owner = data.root.stat().st_uid
        if owner == os.geteuid():
            data.root.chmod(
                0o711
            )  # the database's account may pass through when we are root; nobody may list
        writable = os.access(data.root, os.W_OK | os.X_OK)
    except (PermissionError, FileExistsError, NotADirectoryError):
        writable, owner = False, os.geteuid()
    if not writable or owner != os.geteuid():
        raise NotWritable(folder=data.root, account=_account())


def refuse_full(data: DataFolder) -> None:
    """Refuse to start where a database would soon stop for want of room."""
    free_mb = shutil.disk_usage(data.root).free // 2**20
    needed_mb = int(os.environ.get("ZHIXING_NEEDED_MB", NEEDED_MB))
    if free_mb < needed_mb:
        raise DiskNearlyFull(folder=data.root, free_mb=free_mb, needed_mb=needed_mb)


def refuse_newer(data: DataFolder) -> None:
    """Refuse data that a newer release has written: its tables may mean something else."""
    if not data.version.exists():
        return
    found = data.version.read_text().strip()
    if release(found) > release(__version__):
        raise NewerData(folder=data.root, found=found, ours=__version__)


def note_version(data: DataFolder) -> None:
    """Write down that this release has migrated the data."""
    data.version.write_text(f"{__version__}\n")


def release(version: str) -> tuple[int, ...]:
    """A version as numbers that compare.

    >>> release("0.10.0") > release("0.9.2")
    True
    """
    return tuple(int("".join(digit for digit in part if digit.isdigit()) or 0) for part in version.split("."))


def _keep_secret(data: DataFolder) -> None:
    if os.environ.get("ZHIXING_SECRET_KEY") or data.secret_key.exists():
        return
    write_private(data.secret_key, secrets.token_urlsafe(48))


def write_private(path: os.PathLike[str], text: str) -> None:
    """Write `text` so that only this account can read it, whole or not at all."""
    half = f"{os.fspath(path)}.half"
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(f"{text}\n")
    os.replace(half, path)


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.geteuid())
