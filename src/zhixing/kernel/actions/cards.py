"""A card has rights: it can be answered, challenged and removed, on every kind of matter alike."""

from __future__ import annotations

from typing import Annotated, Any

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.access.powers import power
from zhixing.kernel.actions.card_relations import (
    CARD_HOLDER,
    NO_PARTY,
    REPROACHES,
    answerable,
    cards_of,
    challengeable,
    decidable,
)
from zhixing.kernel.actions.parameters import Among, FileId, Label, Long, label
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.obligations.events import CardAnswered, CardChallenged, CardDecided
from zhixing.kernel.obligations.models import Card, CardState, Colour

ANSWER = power("cards.answer", w("Answer and challenge cards", "回应和申诉预警牌"))
DECIDE = power("cards.decide", w("Decide on challenged cards", "裁定预警牌申诉"))

label("card", w("Card", "预警牌"))
label("answer", w("Answer", "回应说明"))
label("grounds", w("Grounds", "申诉理由"))
label("is_removed", w("Remove the card", "是否摘牌"))
label("is_objective", w("The cause was objective", "是否客观原因"))


def _has(item: Any, *states: str) -> bool:
    return any(card.state in states for card in cards_of(item))


def _is_reproached(item: Any, *states: str) -> bool:
    return any(card.state in states and card.colour in REPROACHES for card in cards_of(item))


@action(
    Matter,
    "answer_card",
    power=ANSWER,
    by=CARD_HOLDER,
    words=w("Answer a card", "回应预警牌"),
    help=w("Say what was done or is in the way.", "说明办理情况或存在的困难。"),
    shown_if=lambda item: _is_reproached(item, CardState.DRAWN),
)
def answer_card(
    item: Matter,
    *,
    card: Annotated[Card, Among(answerable)],
    answer: Annotated[str, Long(3000)],
    attachments: Annotated[list[FileId], Label(w("Attachments", "附件"))] = [],  # noqa: B006  # read, never changed
) -> CardAnswered:
    """Answer a card; an answered card does not go one level up."""
    card.state, card.answered_on, card.answer = CardState.ANSWERED, clock.today(), answer
    card.save(update_fields=["state", "answered_on", "answer"])
    return CardAnswered(card=card.pk, colour=Colour(card.colour), answer=answer, unit_id=card.unit_id)


@action(
    Matter,
    "challenge_card",
    power=ANSWER,
    by=CARD_HOLDER,
    words=w("Challenge a card", "申诉预警牌"),
    help=w(
        "Say why the card should not stand; somebody who is no party decides.",
        "说明不应出示的理由，由无利害关系者裁定。",
    ),
    shown_if=lambda item: _is_reproached(item, CardState.DRAWN, CardState.ANSWERED),
)
def challenge_card(
    item: Matter,
    *,
    card: Annotated[Card, Among(challengeable)],
    grounds: Annotated[str, Long(3000)],
    attachments: Annotated[list[FileId], Label(w("Attachments", "附件"))] = [],  # noqa: B006  # read, never changed
) -> CardChallenged:
    """Challenge a yellow or red card."""
    card.state, card.challenged_on, card.challenge = CardState.CHALLENGED, clock.today(), grounds
    card.save(update_fields=["state", "challenged_on", "challenge"])
    return CardChallenged(card=card.pk, colour=Colour(card.colour), grounds=grounds)


@action(
    Matter,
    "decide_card",
    power=DECIDE,
    by=NO_PARTY,
    words=w("Decide on a card", "裁定预警牌"),
    help=w("Uphold or remove the card, with the reason.", "维持或摘除预警牌，并说明理由。"),
    shown_if=lambda item: (
        _has(item, CardState.CHALLENGED) or any(c.removal_proposed_on for c in cards_of(item))
    ),
)
def decide_card(
    item: Matter,
    *,
    card: Annotated[Card, Among(decidable)],
    is_removed: bool,
    is_objective: bool,
    reason: Annotated[str, Long(3000)],
    actor: Actor,
) -> CardDecided:
    """Decide on a challenge independently; a removed card no longer counts anywhere."""
    card.state = CardState.REMOVED if is_removed else CardState.UPHELD
    card.decided_on, card.decision, card.is_objective = clock.today(), reason, is_objective
    card.decided_by_id = actor.account_id
    card.save(update_fields=["state", "decided_on", "decision", "is_objective", "decided_by"])
    return CardDecided(
        card=card.pk, colour=Colour(card.colour), removed=is_removed, is_objective=is_objective, reason=reason
    )
