"""Duties that were judged outside the matter's own story: cases of outside systems, judged in bulk (architecture §5).

A matter that is opened for such a duty carries it, with the cards it drew, as it was judged; folding the matter's own story again
leaves it alone. From then on its cards have the rights of every card: answer, challenge, removal, escalation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from zhixing.base import clock
from zhixing.kernel.access.actors import Actor, service
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.obligations.bulk import append
from zhixing.kernel.obligations.events import CardDrawn
from zhixing.kernel.obligations.models import Card, Colour, Obligation
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.schema import Basis

ELSEWHERE = "elsewhere|"  # how the keys of such obligations begin


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card as judged. `answer_due_on` is the last day to answer; None for a blue one, which asks for nothing."""

    colour: Colour
    on: date
    answer_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class JudgedDuty:
    """A duty as judged elsewhere. `duty_en` and `duty_zh` say in words what was owed; `key` makes it this one of its matter.

    `ended_on` None: it still runs. `is_late`: met after `due_on`, or never. `terms` keeps what it rests on; `basis` the
    articles, for its rule need not stand in the matter's own rulebook.
    """

    key: str
    rule: str
    unit: Unit
    duty_en: str
    duty_zh: str
    opened_on: date
    due_on: date | None
    state: str
    ended_on: date | None
    is_late: bool
    terms: dict[str, Any] = field(default_factory=dict)
    basis: tuple[Basis, ...] = ()

    @property
    def kept(self) -> dict[str, Any]:
        """What the row keeps: its terms, and what was owed in words with its articles (`duty_words`, `basis_of`)."""
        articles = [b.model_dump(mode="json", exclude_none=True) for b in self.basis]
        return {**self.terms, "carried": {"en": self.duty_en, "zh": self.duty_zh, "basis": articles}}


def carry(
    matter: Matter, trigger: Event, duty: JudgedDuty, cards: Sequence[Drawn], by: Actor | None = None
) -> Obligation:
    """Write the duty into a locked matter, or bring it in line with how it is judged now; draw the cards that are new.

    A card once drawn is never taken away here: when it is due no more (the duty turns out to be in time, or to be none) the
    removal of a yellow or red card is proposed, and a person decides; a proposal that nobody decided falls away when the
    card is due again. Each new card is an event of the matter, written by `by` (the service "time" when left out).
    `matter.due_on` is the caller's to settle.
    """
    closed = duty.ended_on if duty.state not in ("open", "suspended") else None
    fields = {
        "rule": duty.rule, "unit": duty.unit, "trigger": trigger, "opened_on": duty.opened_on, "due_on": duty.due_on,
        "state": duty.state, "ended_on": duty.ended_on, "closed_on": closed, "is_late": duty.is_late, "terms": duty.kept,
    }  # fmt: skip
    key = ELSEWHERE + duty.key
    row = Obligation.objects.select_for_update().filter(matter_id=matter.pk, key=key).first()
    if row is None:
        row = Obligation.objects.create(matter=matter, key=key, first_due_on=duty.due_on, **fields)
    else:
        del fields["trigger"]
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(update_fields=sorted(fields))
    _draw(matter, row, duty, cards, by or service("time"))
    is_in_time = closed is not None and not duty.is_late
    _propose_removals(row, frozenset() if is_in_time else frozenset(card.colour for card in cards))
    return row


def _propose_removals(row: Obligation, due: frozenset[str]) -> None:
    """Propose to remove the yellow and red cards that are due no more, each once; withdraw what is due again."""
    undecided = Card.objects.filter(obligation=row, colour__in=["yellow", "red"], decided_on=None)
    undecided.exclude(colour__in=due).filter(removal_proposed_on=None).update(
        removal_proposed_on=clock.today()
    )
    undecided.filter(colour__in=due).update(removal_proposed_on=None)


def _draw(matter: Matter, row: Obligation, duty: JudgedDuty, cards: Sequence[Drawn], by: Actor) -> None:
    there = set(Card.objects.filter(obligation=row).values_list("colour", flat=True))
    made = [
        Card.objects.create(
            obligation=row,
            matter=matter,
            colour=card.colour,
            unit=duty.unit,
            drawn_on=card.on,
            for_due_on=duty.due_on,
            answer_due_on=card.answer_due_on,
        )
        for card in sorted(cards, key=lambda c: c.on)
        if card.colour not in there
    ]
    if not made:
        return
    told = [
        (matter.pk, CardDrawn(
            card=card.pk, colour=Colour(card.colour), holder=duty.unit.name, duty_en=duty.duty_en, duty_zh=duty.duty_zh,
            due_on=duty.due_on or card.drawn_on, rule=duty.rule, unit_id=duty.unit.pk,
        )) for card in made
    ]  # fmt: skip
    with connection.cursor() as cursor:
        append(cursor, told, by, clock.now())
