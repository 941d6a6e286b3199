"""Who may answer, challenge and decide on a card, and which cards can be named."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor, Keys
from zhixing.kernel.actions.register import By
from zhixing.kernel.obligations.models import Card, CardState, Colour

REPROACHES = frozenset({Colour.YELLOW, Colour.RED})  # a blue card warns before the day and asks for nothing


def _holds_a_card(item: Any, actor: Actor, keys: Keys) -> bool:
    return any(
        card.unit_id in keys.ids or (card.person_id and -card.person_id in keys.ids)
        for card in cards_of(item)
        if card.colour in REPROACHES
    )


def cards_of(item: Any) -> list[Card]:
    """The item's cards, read once."""
    if "_cards" not in item.__dict__:
        item.__dict__["_cards"] = list(Card.objects.filter(matter_id=item.pk).order_by("-drawn_on", "-id"))
    found: list[Card] = item.__dict__["_cards"]
    return found


def _is_no_party(item: Any, actor: Actor, keys: Keys) -> bool:
    """Whoever drew it or holds it does not decide on it."""
    parties = {item.lead_unit_id, getattr(item, "supervising_unit_id", None)}
    return actor.unit_ids.isdisjoint({p for p in parties if p})


CARD_HOLDER = By(w("the unit the card was drawn for", "被出示预警牌的单位"), _holds_a_card)
NO_PARTY = By(w("someone who is no party to the matter", "与该事项无利害关系者"), _is_no_party)


def answerable(item: Any, actor: Actor) -> QuerySet[Card]:
    """Yellow and red cards that are still to be answered, of a unit or person the actor acts for."""
    return _mine(item, actor).filter(state=CardState.DRAWN)


def challengeable(item: Any, actor: Actor) -> QuerySet[Card]:
    """Yellow and red cards that were not challenged yet."""
    return _mine(item, actor).filter(state__in=[CardState.DRAWN, CardState.ANSWERED])


def decidable(item: Any, actor: Actor) -> QuerySet[Card]:
    """Cards that are challenged, or whose removal the record itself proposes."""
    challenged = Card.objects.filter(matter_id=item.pk, state=CardState.CHALLENGED)
    proposed = Card.objects.filter(matter_id=item.pk, removal_proposed_on__isnull=False)
    return (challenged | proposed).exclude(state__in=[CardState.REMOVED, CardState.UPHELD])


def _mine(item: Any, actor: Actor) -> QuerySet[Card]:
    from django.db.models import Q

    keys = actor.keys("cards.answer").ids
    persons = [-i for i in keys if i < 0]
    return Card.objects.filter(
        Q(unit_id__in=[i for i in keys if i > 0]) | Q(person_id__in=persons),
        matter_id=item.pk,
        colour__in=REPROACHES,
    )
