"""Keeping the files in order: what nobody used goes, what is damaged is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from zhixing.kernel.files import contents
from zhixing.kernel.files.models import StoredFile

KEPT_UNUSED = timedelta(hours=24)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file whose content is not what was brought. `found` is its digest now, None where it is gone."""

    file: StoredFile
    found: str | None


def sweep(now: datetime) -> int:
    """Remove files that nobody used within 24 hours, each content with its last row, and what broken
    uploads left.

    Returns how many files went. Safe to run twice, on many workers at once, and while files are being
    brought or used.
    """
    gone = 0
    while True:
        digests = _forget(now - KEPT_UNUSED)
        for sha256 in set(digests):
            _remove(sha256)
        gone += len(digests)
        if len(digests) < BATCH:
            break
    _clear_incoming(now - KEPT_UNUSED)
    return gone


def _forget(before: datetime) -> list[str]:
    """Delete a batch of rows; one that is just being attached is locked and passed over."""
    with transaction.atomic():
        old = StoredFile.objects.filter(brought_at__lt=before).unused().order_by("id")
        locked = list(old.select_for_update(skip_locked=True)[:BATCH])
        # Asked again under the lock: the first look may be older than a use that has just been committed.
        unused = StoredFile.objects.filter(pk__in=[f.pk for f in locked]).unused()
        rows = list(unused.values_list("pk", "sha256"))
        StoredFile.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
    return [sha256 for _, sha256 in rows]


def _remove(sha256: str) -> None:
    """Remove a content that no row uses any more. Whoever brings the same one now waits for this."""
    with transaction.atomic():
        contents.hold(sha256)
        if not StoredFile.objects.filter(sha256=sha256).exists():
            contents.place_of(sha256).unlink(missing_ok=True)


def _clear_incoming(before: datetime) -> None:
    """Remove what an upload left aside whose process was killed."""
    folder = contents.root() / contents.INCOMING
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file() and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)


def check_all() -> list[Damaged]:
    """Read every content and compare it with its fingerprint; the damaged ones, oldest first.

    Changes nothing. Reads the whole store once: as long as the disk needs.
    """
    damaged: list[Damaged] = []
    seen: dict[str, str | None] = {}
    for file in StoredFile.objects.order_by("sha256", "id").iterator(chunk_size=2_000):
        if file.sha256 not in seen:
            place = contents.place_of(file.sha256)
            seen = {file.sha256: contents.digest_of(place) if place.is_file() else None}
        if seen[file.sha256] != file.sha256:
            damaged.append(Damaged(file, seen[file.sha256]))
    return sorted(damaged, key=lambda d: d.file.pk)


def leftovers() -> list[str]:
    """Digests of contents on disk that no row names: a crash within a sweep can leave one. Harmless."""
    found = (p.name for p in contents.root().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"))
    batch, left = list(found), []
    for start in range(0, len(batch), 1_000):
        part = batch[start : start + 1_000]
        known = set(StoredFile.objects.filter(sha256__in=part).values_list("sha256", flat=True))
        left += [sha256 for sha256 in part if sha256 not in known]
    return sorted(left)
