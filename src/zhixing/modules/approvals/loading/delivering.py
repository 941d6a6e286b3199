"""A delivery is taken in: its content is kept, it gets its number, and waits to be loaded."""

from __future__ import annotations

import io

from django.db import transaction
from django.db.models import Max

from zhixing.base import clock
from zhixing.kernel.access.models import Account
from zhixing.kernel.files import contents
from zhixing.kernel.files.models import StoredFile
from zhixing.kernel.files.names import cleaned
from zhixing.modules.approvals.loading import locks
from zhixing.modules.approvals.mapping import parse
from zhixing.modules.approvals.models import Batch, Source
from zhixing.modules.approvals.models.sources import BatchState, SourceState
from zhixing.modules.approvals.refusals import SourceNotReady

FILE, API = "file", "api"
MOST_BYTES = 16 << 30  # of one delivery kept
LONGEST_NAME = 200


def new_batch(
    source: Source,
    *,
    way: str,
    name: str,
    brought_by: Account,
    content: bytes | None = None,
    file: StoredFile | None = None,
) -> Batch:
    """A delivery that waits: a stored `file`, or `content` that is kept as one. It is read by the source's present mapping.

    Raises SourceNotReady for a source that is not connected, MappingInvalid where its mapping cannot be understood.
    """
    if source.state != SourceState.ACTIVE or not source.mapping.strip():
        raise SourceNotReady(source=source.title)
    parse(source.mapping, source.code)
    with transaction.atomic():
        kept = file or _kept(name, content or b"", brought_by)
        locks.number_alone(source.pk)
        last = Batch.objects.filter(source=source).aggregate(n=Max("number"))["n"] or 0
        return Batch.objects.create(
            source=source,
            number=last + 1,
            way=way,
            name=name[:LONGEST_NAME],
            file=kept,
            brought_by=brought_by,
            mapping=source.mapping,
            state=BatchState.WAITING,
            sha256=kept.sha256,
        )


def _kept(name: str, content: bytes, brought_by: Account) -> StoredFile:
    """What came without a file, kept as one: nothing that was delivered is lost."""
    called = cleaned(name)
    with contents.incoming(called, io.BytesIO(content), limit=MOST_BYTES) as arrived:
        contents.settle(arrived)
        return StoredFile.objects.create(
            name=called,
            content_type="application/x-ndjson",
            size=arrived.size,
            sha256=arrived.sha256,
            brought_by=brought_by,
            brought_at=clock.now(),
        )
