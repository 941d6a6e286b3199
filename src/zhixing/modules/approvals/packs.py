"""Which rule packs may judge a source's cases: those that its government keeps, and those that come with the product."""

from __future__ import annotations

from collections.abc import Sequence

from zhixing.kernel.rulebook.loading import shipped
from zhixing.kernel.rulebook.schema import Pack
from zhixing.kernel.rulebook.service import latest, packs_of
from zhixing.modules.approvals.refusals import PackUnknown


def switched_on(jurisdiction_id: int) -> dict[str, Pack]:
    """The packs of the jurisdiction's present rulebook by code."""
    book = latest(jurisdiction_id)
    return {pack.pack: pack for pack in packs_of(book)} if book else {}


def offered(jurisdiction_id: int) -> dict[str, Pack]:
    """All packs that may be chosen, by code: as they are switched on here, else as they are shipped."""
    return {**shipped(), **switched_on(jurisdiction_id)}


def must_be_known(jurisdiction_id: int, codes: Sequence[str]) -> None:
    """Raises PackUnknown for the first that nobody knows."""
    known = offered(jurisdiction_id)
    for code in codes:
        if code not in known:
            raise PackUnknown(pack=code, known="、".join(sorted(known)))
