"""Everything that is kept, in one file: the database, the stored files, the signing key, and a manifest.

The file is an ordinary tar. Its last member, manifest.json, names every other member with its length and
SHA-256; a file that was cut off has none and is refused. Names:

    database.dump    pg_dump's custom format, as it was at one moment
    files/…          the stored files
    secret.key       the key that signs sessions and links, where the data folder keeps it
    manifest.json    format, release, version of the server, moment, members
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from zhixing import __version__
from zhixing.launch import clients
from zhixing.launch.database import refuse_unfit
from zhixing.launch.paths import DataFolder
from zhixing.launch.refusals import FileExists

FORMAT = 1
DUMP, KEY, MANIFEST, FILES = "database.dump", "secret.key", "manifest.json", "files"


@dataclass(frozen=True, slots=True)
class Written:
    """A backup that was made."""

    path: Path
    files: int
    size: int
    sha256: str


def back_up(data: DataFolder, owner_url: str, into: Path) -> Written:
    """Write the backup; `into` appears only when it is complete. Never overwrites."""
    if into.exists():
        raise FileExists(path=into)
    into.parent.mkdir(parents=True, exist_ok=True)
    half = into.with_name(f".{into.name}.half")
    with tempfile.TemporaryDirectory(dir=into.parent, prefix=".zhixing-backup-") as passing:
        dump = Path(passing) / DUMP
        clients.dump(owner_url, dump)
        members: dict[str, dict[str, Any]] = {}
        try:
            with open(os.open(half, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
                with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                    for name, path in [(DUMP, dump), *_kept(data)]:
                        members[name] = _add(tar, name, path)
                    _add_manifest(tar, members, refuse_unfit(owner_url))
                file.flush()
                os.fsync(file.fileno())
            half.rename(into)
        finally:
            half.unlink(missing_ok=True)
    stored = sum(name.startswith(f"{FILES}/") for name in members)
    return Written(into, stored, into.stat().st_size, sha256_of(into))


def sha256_of(path: Path) -> str:
    """The fingerprint of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _kept(data: DataFolder) -> Iterator[tuple[str, Path]]:
    """Name in the backup and path of everything beside the database."""
    if data.secret_key.exists():
        yield KEY, data.secret_key
    for path in sorted(data.files.rglob("*")) if data.files.is_dir() else []:
        if path.is_file() and not path.is_symlink():
            yield f"{FILES}/{path.relative_to(data.files).as_posix()}", path


def _add(tar: tarfile.TarFile, name: str, path: Path) -> dict[str, Any]:
    """Add one file and tell what was added: its length and fingerprint as they went into the tar."""
    with path.open("rb") as file:
        entry = tarfile.TarInfo(name)
        entry.size = os.fstat(file.fileno()).st_size
        entry.mode = 0o600
        passing = _Hashing(file)
        tar.addfile(entry, passing)
    return {"bytes": entry.size, "sha256": passing.digest.hexdigest()}


def _add_manifest(tar: tarfile.TarFile, members: dict[str, dict[str, Any]], server: int) -> None:
    manifest = {
        "format": FORMAT,
        "product": __version__,
        "postgresql": server,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "members": members,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size, entry.mode = len(text), 0o600
    tar.addfile(entry, io.BytesIO(text))


class _Hashing(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, file: io.BufferedIOBase | Any) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece: bytes = self.file.read(size)
        self.digest.update(piece)
        return piece
