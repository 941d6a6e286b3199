"""The warning cards of a matter, on its page: what each is for, whose it is, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.base.words import Words, w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.obligations.models import Card as CardRow
from zhixing.kernel.obligations.models import CardState
from zhixing.kernel.obligations.wording import duty_words
from zhixing.web.components import Card
from zhixing.web.doors import addresses


@dataclass(frozen=True, slots=True)
class CardTold:
    """A card with what became of it."""

    card: Card
    duty: Words
    holder: str
    row: CardRow
    state: Words
    url: str


def cards_of(matter: Matter) -> list[CardTold]:
    """Every card drawn on the matter, as it stands now. One query."""
    rows = CardRow.objects.filter(matter_id=matter.pk)
    rows = rows.select_related("obligation", "unit", "person", "escalated_to")
    return [
        CardTold(
            card=Card(row.colour, removed=row.state == CardState.REMOVED),
            duty=duty_words(row.obligation, matter.rulebook_id),
            holder=str(row.unit or row.person or ""),
            row=row,
            state=_card_state(row),
            url=addresses.of_obligation(row.obligation_id),
        )
        for row in rows
    ]


def _card_state(row: CardRow) -> Words:
    """What became of the card. A card without a day for an answer only reminds: nobody waits for one."""
    if row.state == CardState.DRAWN and row.answer_due_on is None:
        return w("a reminder, needs no answer", "仅作提醒，无需回应")
    return CardState(row.state).label  # type: ignore[return-value]  # choices carry Words as labels
