"""Full text in Chinese, from two characters upward: pieces of two characters, then the words themselves."""

from __future__ import annotations

import unicodedata

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from zhixing.kernel.matters.models import Matter
from zhixing.kernel.search.models import SearchText

MAX_BODY = 20_000  # characters of a matter that are searched; attachments have their own text
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
    SearchText.objects.update_or_create(matter_id=matter.pk, defaults={"body": body})


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
