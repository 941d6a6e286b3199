"""Content on disk: under MEDIA_ROOT by digest, written aside first, identical content once."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection

from zhixing.kernel.files.refusals import FileEmpty, FileTooLarge, NoRoom

PIECE = 256 * 1024  # bytes held in memory at a time
INCOMING = "incoming"
_FULL = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class Arrived:
    """Content written aside: complete, flushed to disk, not yet in its place."""

    path: Path
    size: int
    sha256: str


def root() -> Path:
    """The folder that holds all contents."""
    return Path(settings.MEDIA_ROOT)


def place_of(sha256: str) -> Path:
    """Where the content with this digest lies: two levels of folders, so that none holds too many."""
    return root() / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def incoming(name: str, stream: BinaryIO, *, limit: int) -> Iterator[Arrived]:
    """Write the stream aside, piece by piece; within the block it can be looked at and settled.

    After the block nothing is left aside, whatever happened. FileTooLarge as soon as more than `limit`
    bytes came; FileEmpty; NoRoom when the disk is full.
    """
    folder = root() / INCOMING
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / secrets.token_hex(16)
    try:
        try:
            size, sha256 = _write(path, name, stream, limit)
        except OSError as failed:
            if failed.errno in _FULL:
                raise NoRoom(name=name) from failed
            raise
        yield Arrived(path, size, sha256)
    finally:
        path.unlink(missing_ok=True)


def _write(path: Path, name: str, stream: BinaryIO, limit: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as out:
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > limit:
                raise FileTooLarge(name=name, most=limit // (1024 * 1024))
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    if size == 0:
        raise FileEmpty(name=name)
    return size, digest.hexdigest()


def settle(arrived: Arrived) -> None:
    """Move the content to its place, inside the transaction that makes its row.

    The digest is held until the transaction ends, so that a sweep cannot remove the content in between.
    """
    hold(arrived.sha256)
    place = place_of(arrived.sha256)
    if place.is_file() and place.stat().st_size == arrived.size and digest_of(place) == arrived.sha256:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    arrived.path.chmod(0o440)
    arrived.path.replace(place)
    for folder in (place.parent, place.parent.parent, root()):
        _flush_folder(folder)


def hold(sha256: str) -> None:
    """Hold this digest's content until the transaction ends; others wait."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [int(sha256[:16], 16) - 2**63])


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _flush_folder(folder: Path) -> None:
    """Make a rename durable: the folder's own entry must reach the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
