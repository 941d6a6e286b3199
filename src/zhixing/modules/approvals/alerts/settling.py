"""When nothing of an alert is left to do: its duty has ended, and each of its cards has had its answer or its decision."""

from __future__ import annotations

from collections.abc import Sequence

from zhixing.kernel.obligations.models import Card, CardState
from zhixing.modules.approvals.alerts import judged
from zhixing.modules.approvals.models import Alert
from zhixing.modules.approvals.models.alerts import Colour, Outcome
from zhixing.modules.approvals.models.duties import Ground


def reproaches(alert: Alert) -> list[Card]:
    """The yellow and red cards of the alert's duty, whatever became of them."""
    return list(judged.cards_in_house(alert).filter(colour__in=judged.REPROACHES))


def standing(cards: Sequence[Card]) -> list[Card]:
    """Those that were not removed."""
    return [card for card in cards if card.state != CardState.REMOVED]


def unsettled(cards: Sequence[Card]) -> list[Card]:
    """Those that wait for an answer or for a decision, a proposed removal among them."""
    return [
        card
        for card in standing(cards)
        if card.state in (CardState.DRAWN, CardState.CHALLENGED)
        or (card.removal_proposed_on is not None and card.decided_on is None)
    ]


def has_ended(alert: Alert) -> bool:
    """Is the duty over: done, missed for good, or found to be none?"""
    row = judged.carried_duty(alert)
    return row is None or row.closed_on is not None


def outcome_of(alert: Alert) -> str | None:
    """How the alert ended, if nothing is left that waits for a person; else None.

    A red card or a breach other than of time that stands waits for whoever watches, who issues a suggestion or closes by hand.
    """
    cards = reproaches(alert)
    if not has_ended(alert) or unsettled(cards):
        return None
    left = standing(cards)
    if not left:
        return Outcome.REMOVED if cards else Outcome.IN_TIME
    if alert.confirmed_on is not None:
        return Outcome.RECTIFIED
    is_grave = alert.ground != Ground.TIME or any(card.colour == Colour.RED for card in left)
    return None if is_grave else Outcome.LATE


def outcome_by_hand(alert: Alert) -> str:
    """How an alert ends that a person closes."""
    cards = reproaches(alert)
    if not standing(cards):
        return Outcome.REMOVED if cards else Outcome.IN_TIME
    if alert.confirmed_on is not None:
        return Outcome.RECTIFIED
    return Outcome.LATE if alert.ground == Ground.TIME else Outcome.BREACH
