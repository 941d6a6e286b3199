"""Bringing, using and fetching files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.files import contents, texts
from zhixing.kernel.files.checking import judged
from zhixing.kernel.files.kinds import Kind
from zhixing.kernel.files.models import FileUse, StoredFile
from zhixing.kernel.files.names import cleaned
from zhixing.kernel.files.refusals import FileDamaged, FileNotYours, FileUsed, TooManyWaiting
from zhixing.kernel.matters.models import Event, Matter

MOST_WAITING = 200  # unused files of one account


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that its bringer is about to use, locked until the transaction ends."""

    file: StoredFile

    def keep(self, event: Event) -> None:
        """Let the event rest on the file, inside the caller's transaction.

        On a matter that already has a file of this name the new one is its next version.
        """
        before = _latest_of_name(event.matter_id, self.file) if event.matter_id else None
        if before is not None:
            self.file.replaces, self.file.version = before, before.version + 1
            self.file.save(update_fields=["replaces", "version"])
        FileUse.objects.create(file=self.file, event=event, matter_id=event.matter_id)
        texts.want(self.file)


def store(
    name: str, stream: BinaryIO, *, actor: Actor, also: Sequence[Kind] = (), limit: int | None = None
) -> StoredFile:
    """Take a file in, under a cleaned name, if it is what it says and of a kind that is taken (or one of `also`).

    The stream is read once, in pieces; at most `limit` bytes, settings.MAX_FILE_BYTES without one. The file waits for an action
    to use it and goes after 24 hours otherwise (upkeep.sweep). Refusals: refusals.py; none leaves anything
    behind.
    """
    called = cleaned(name)
    waiting = StoredFile.objects.filter(brought_by_id=actor.account_id).unused().count()
    if waiting >= MOST_WAITING:
        raise TooManyWaiting(n=waiting)
    with contents.incoming(called, stream, limit=limit or settings.MAX_FILE_BYTES) as arrived:
        kind = judged(called, arrived.path, also)
        with transaction.atomic():
            contents.settle(arrived)
            return StoredFile.objects.create(
                name=cleaned(called, extension=kind.extensions[0]),
                content_type=kind.content_type,
                size=arrived.size,
                sha256=arrived.sha256,
                brought_by_id=actor.account_id,
                brought_at=clock.now(),
            )


def attach(ids: list[int], *, actor: Actor) -> list[Attached]:
    """Lock these files for use by the deed under way: those that the actor brought and that nobody used yet.

    In the order given, each once. FileNotYours or FileUsed otherwise. Without ids it asks the database
    nothing.
    """
    if not ids:
        return []
    wanted = list(dict.fromkeys(ids))
    locked = StoredFile.objects.select_for_update(no_key=True).order_by("id")
    found = {f.pk: f for f in locked.filter(pk__in=wanted, brought_by_id=actor.account_id)}
    for pk in wanted:
        if pk not in found:
            raise FileNotYours(id=pk)
    used = FileUse.objects.filter(file_id__in=wanted).values_list("file_id", flat=True).first()
    if used is not None:
        raise FileUsed(name=found[used].name)
    return [Attached(found[pk]) for pk in wanted]


def download(file_id: int, actor: Actor) -> tuple[StoredFile, Path]:
    """The file and where its content lies, for someone who may see it: its bringer, or whoever may find a
    matter that it stands in. NotFound otherwise.

    A door sends it as an attachment under `name`, with `content_type` and nosniff, never inline.
    """
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None or not _may_see(file, actor):
        raise NotFound
    place = contents.place_of(file.sha256)
    if not place.is_file() or place.stat().st_size != file.size:
        raise FileDamaged(name=file.name)
    return file, place


def versions(matter: Matter) -> list[list[StoredFile]]:
    """The matter's files in the order in which they first came, each with its versions, newest first."""
    found = StoredFile.objects.filter(uses__matter_id=matter.pk).distinct().order_by("id")
    chains: dict[int, list[StoredFile]] = {}
    first_of: dict[int, int] = {}
    for file in found:
        first = first_of.get(file.replaces_id or 0, file.pk)
        first_of[file.pk] = first
        chains.setdefault(first, []).insert(0, file)
    return list(chains.values())


def _may_see(file: StoredFile, actor: Actor) -> bool:
    if file.brought_by_id == actor.account_id:
        return True
    standing_in = FileUse.objects.filter(file=file).values("matter_id")
    return Matter.objects.visible_to(actor).filter(pk__in=standing_in).exists()


def _latest_of_name(matter_id: int, file: StoredFile) -> StoredFile | None:
    """The newest version of the matter's file of this name (letter case aside)."""
    return (
        StoredFile.objects.filter(uses__matter_id=matter_id, name__iexact=file.name, replaced_by=None)
        .exclude(pk=file.pk)
        .order_by("-id")
        .first()
    )
