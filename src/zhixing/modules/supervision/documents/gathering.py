"""The facts that resolving needs, read from the database in a handful of queries, however many proposals there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from zhixing.base import clock
from zhixing.kernel.organisation.models import Appointment, Person, Rank
from zhixing.modules.supervision.documents.naming import meanings_of
from zhixing.modules.supervision.documents.resolving import Facts, Resolved, resolved
from zhixing.modules.supervision.models.documents import (
    BreakdownDocument,
    Proposal,
    ProposalQuerySet,
    UnitLeader,
)


def proposals_of(document: BreakdownDocument) -> ProposalQuerySet:
    """The document's proposals with everything that resolving and the page look at."""
    found: ProposalQuerySet = (
        Proposal.objects.filter(document=document)
        .select_related("lead_unit", "carrying_leader", "overall_leader", "item")
        .prefetch_related("supporting_units")
        .order_by("start", "id")
    )
    return found


def facts_of(document: BreakdownDocument) -> Facts:
    """The facts of today for this document."""
    today = clock.today()
    leaders = UnitLeader.objects.filter(supervising_unit_id=document.supervising_unit_id)
    by_unit = {row.unit_id: row.person for row in leaders.select_related("person")}
    in_office = Appointment.objects.filter(from_on__lte=today).filter(
        Q(until_on=None) | Q(until_on__gte=today)
    )
    heads: dict[int, Person] = {}
    for row in (
        in_office.filter(post__rank=Rank.HEAD)
        .select_related("person", "post")
        .order_by("post__order", "-from_on")
    ):
        heads.setdefault(row.post.unit_id, row.person)
    named = {p.pk for p in by_unit.values()} | {document.default_leader_id}
    named |= set(
        Proposal.objects.filter(document=document, carrying_leader__isnull=False).values_list(
            "carrying_leader_id", flat=True
        )
    )
    serving = in_office.filter(person_id__in=[i for i in named if i]).values_list("person_id", flat=True)
    return Facts(
        today=today,
        meanings=meanings_of(document),
        leaders=by_unit,
        heads=heads,
        serving=frozenset(serving),
        default_limit_on=document.default_limit_on,
        default_leader=document.default_leader,
    )


def all_resolved(
    document: BreakdownDocument, proposals: Iterable[Proposal] | None = None
) -> Sequence[Resolved]:
    """Every proposal of the document (or these) as it would be accepted now."""
    facts = facts_of(document)
    return [resolved(p, facts) for p in (proposals if proposals is not None else proposals_of(document))]
