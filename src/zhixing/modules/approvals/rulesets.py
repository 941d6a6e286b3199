"""The rules by which a source's cases are judged: its packs as its government keeps them, and the limits its mapping names."""

from __future__ import annotations

from functools import lru_cache

from zhixing.kernel.rulebook.loading import shipped
from zhixing.kernel.rulebook.local import LocalValue, laid_over
from zhixing.kernel.rulebook.models import Rulebook
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.schema import Pack
from zhixing.kernel.rulebook.service import latest_id, packs_of
from zhixing.modules.approvals import mapping
from zhixing.modules.approvals.limits import rules_for
from zhixing.modules.approvals.models.sources import Source


def rules_of(source: Source) -> RuleSet:
    """The rules in force for the source now. Raises RulesClash where two of its packs use one code.

    A pack that its government has switched on is taken as it was switched on, with local values and choices; any other as it
    comes with the product.
    """
    return _compiled(source.mapping, tuple(source.packs), latest_id(source.jurisdiction_id))


@lru_cache(maxsize=64)
def _compiled(mapped: str, packs: tuple[str, ...], rulebook_id: int | None) -> RuleSet:
    """Rulebooks never change, and neither do mappings once adopted: the cache holds."""
    book = Rulebook.objects.get(pk=rulebook_id) if rulebook_id else None
    kept = {pack.pack: pack for pack in packs_of(book)} if book else {}
    values = [LocalValue.of(one) for one in book.locals] if book else []
    wanted = [laid_over(pack, values) for pack in (_named(code, kept) for code in packs) if pack]
    columns = mapping.parse(mapped or "case: case\nactivity: activity\nmoment: moment\n", "mapping")
    return rules_for(columns, wanted, choices=book.choices if book else {})


def _named(code: str, kept: dict[str, Pack]) -> Pack | None:
    return kept.get(code) or shipped().get(code)
