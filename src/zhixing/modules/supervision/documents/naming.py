"""What the unit names of a document mean: what is settled for it, and what the office chose before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision.models.documents import BreakdownDocument, NameMeaning, Proposal


def counted_names(proposals: Iterable[Proposal]) -> dict[str, int]:
    """How many proposals name each unit, in the order in which the names first occur."""
    counts: dict[str, int] = {}
    for proposal in proposals:
        for name in proposal.names:
            counts[name] = counts.get(name, 0) + 1
    return counts


def meanings_of(document: BreakdownDocument) -> dict[str, tuple[Unit, ...]]:
    """What is settled for this document: name → units, none for a name that is no unit of ours. Two queries."""
    rows = NameMeaning.objects.filter(document=document).prefetch_related("units")
    return {row.name: tuple(sorted(row.units.all(), key=lambda u: str(u.path))) for row in rows}


def remembered_for(document: BreakdownDocument, names: Iterable[str]) -> dict[str, tuple[Unit, ...]]:
    """What the same office last chose for these names in other documents."""
    rows = (
        NameMeaning.objects.filter(
            name__in=list(names), document__supervising_unit_id=document.supervising_unit_id
        )
        .exclude(document=document)
        .order_by("-id")
        .prefetch_related("units")
    )
    found: dict[str, tuple[Unit, ...]] = {}
    for row in rows:
        found.setdefault(row.name, tuple(row.units.all()))
    return found


def keep(document: BreakdownDocument, meanings: Mapping[str, Sequence[Unit]]) -> None:
    """Write down what these names mean in this document; what was chosen before for them no longer holds."""
    for name, units in meanings.items():
        row, _ = NameMeaning.objects.get_or_create(document=document, name=name)
        row.units.set(units)
