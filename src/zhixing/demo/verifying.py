"""Two things that must hold for every matter once the history is done: derived columns equal what they derive from."""

from __future__ import annotations

from django.db.models import Min

from zhixing.kernel.matters.models import Matter, Participation
from zhixing.kernel.matters.participations import audience_of
from zhixing.kernel.obligations.models import Obligation


def wrong_audiences() -> list[str]:
    """Matters whose audience is not that of their participations."""
    stands: dict[int, list[tuple[int | None, int | None]]] = {}
    for matter, unit, person in Participation.objects.standing().values_list(
        "matter_id", "unit_id", "person_id"
    ):
        stands.setdefault(matter, []).append((unit, person))
    rows = Matter.objects.values_list("id", "title", "audience")
    return [title for pk, title, audience in rows if audience != audience_of(stands.get(pk, []))]


def wrong_due_days() -> list[str]:
    """Matters whose due day is not the earliest of their running obligations."""
    running = Obligation.objects.filter(closed_on=None).values_list("matter_id")
    earliest = dict(running.annotate(on=Min("due_on")))
    rows = Matter.objects.values_list("id", "title", "due_on")
    return [f"{title}: {due} / {earliest.get(pk)}" for pk, title, due in rows if due != earliest.get(pk)]


def what_is_wrong() -> list[str]:
    """Everything found, in words for whoever builds the product; empty when all is well."""
    return [f"audience: {t}" for t in wrong_audiences()] + [f"due day: {t}" for t in wrong_due_days()]
