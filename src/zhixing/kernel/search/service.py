"""Full text in Chinese, from two characters upward: pieces of two characters, then the words themselves."""

from __future__ import annotations

import unicodedata

from django.db import transaction
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from zhixing.kernel.files.models import FileText
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.search.models import SearchText

MAX_BODY = 20_000  # characters of a matter that are searched
MAX_FILES = 20_000  # and of what its files say, together
MAX_WORDS = 8
_PIECES = "array_to_tsvector(zhixing_pieces(body)) @@ zhixing_piece_query(%s)"
# Said as "not 0" because PostgreSQL takes that to be true of nearly all rows: how rare the word is it knows from the pieces'
# statistics alone. For a rare word it goes by the index; for a common one it walks the list in its order and looks here
# first, this being the cheaper of the two.
_PLAINLY = "strpos(body, %s) <> 0"


def plain(text: str) -> str:
    """Text as it is searched: full-width forms folded (NFKC), lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def index(matter: Matter) -> None:
    """Write the searched text of a matter, inside the action that changed it."""
    more = getattr(matter, "searched_text", None)
    body = plain("\n".join([matter.number or "", matter.title, more() if more else ""]))[:MAX_BODY]
    if said := _said_in_files(matter.pk):
        body = f"{body} {said}"
    SearchText.objects.update_or_create(matter_id=matter.pk, defaults={"body": body})


def _said_in_files(matter_id: int) -> str:
    """The beginning of what the files of a matter say, the oldest first; "" until a job has read them."""
    texts = FileText.objects.filter(file__uses__matter_id=matter_id).exclude(body="").order_by("file_id")
    found = ""
    for body in texts.values_list("body", flat=True).distinct().iterator():
        found = f"{found} {plain(body[:MAX_FILES])}".strip()
        if len(found) >= MAX_FILES:
            break
    return found[:MAX_FILES]


def index_again(matter_id: int) -> None:
    """Write the searched text of a matter once a file of it was read; a deed that changes it meanwhile is waited for."""
    with transaction.atomic():
        row = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
        kind = kinds.kinds().get(row.kind)
        if kind is not None:
            index(kind.model._default_manager.get(pk=matter_id))


def matching(query: str) -> Q:
    """The condition on matters for what somebody typed: every word must occur.

    Words of two or more characters use the index; a single character is compared plainly (with the list's limit). An
    empty query matches nothing.
    """
    words = plain(query).split()[:MAX_WORDS]
    if not words:
        return Q(pk__in=[])
    found = SearchText.objects.all()
    for word in words:
        if len(word) >= 2:
            found = found.filter(RawSQL(_PIECES, [word[:100]], output_field=BooleanField()))
        found = found.filter(RawSQL(_PLAINLY, [word], output_field=BooleanField()))
    return Q(pk__in=found.values("matter_id"))


def find(query: str, within: QuerySet[Matter]) -> QuerySet[Matter]:
    """Those of `within` that match, newest first."""
    return within.filter(matching(query)).order_by("-opened_on", "-id")
