"""What files say, read once a file is used, for the search. A file that cannot be read stays a file."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.kernel.files import contents, kinds
from zhixing.kernel.files.models import FileText, FileUse, StoredFile
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.search.service import index_again
from zhixing.reading.extraction import LARGEST_FILE, text_of

LONGEST_BODY = 1_000_000  # characters that are kept
READ = {kinds.PDF.content_type, kinds.DOCX.content_type, kinds.TEXT.content_type}


def want(file: StoredFile) -> None:
    """Have the text read soon if kind and size are ones that are read: a job of the caller's transaction."""
    from zhixing.kernel.files.tasks import read_text

    if file.content_type in READ and file.size <= LARGEST_FILE:
        read_text.defer(file_id=file.pk)


def read(file_id: int) -> FileText | None:
    """Read a file's text and keep it, and let its matters be found by it; what cannot be read is kept as a failure.

    Harmless when it runs twice. None for a file that is no more.
    """
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None:
        return None
    body, failed = _body(file)
    kept, _ = FileText.objects.update_or_create(
        file=file, defaults={"body": body, "failed": failed, "read_at": clock.now()}
    )
    for matter_id in (
        FileUse.objects.filter(file=file, matter__isnull=False).values_list("matter_id", flat=True).distinct()
    ):
        index_again(matter_id)
    return kept


def _body(file: StoredFile) -> tuple[str, str]:
    try:
        content = contents.place_of(file.sha256).read_bytes()
        text = text_of(file.name, content).text
    except Refusal as refused:
        return "", refused.code
    except OSError as failed:
        return "", f"files.{type(failed).__name__}"
    return text.replace("\x00", "")[:LONGEST_BODY], ""


def matters_saying(words: str, within: QuerySet[Matter]) -> QuerySet[Matter]:
    """Those of `within` with a file that contains `words` as they stand (letter case aside).

    Reads the text of every file of `within`: for a narrowed list, not for the whole record.
    """
    if not words.strip():
        return within.none()
    saying = FileUse.objects.filter(matter_id__isnull=False, file__text__body__icontains=words.strip())
    return within.filter(Q(pk__in=saying.values("matter_id")))
