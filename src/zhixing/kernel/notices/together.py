"""Who is told of circulation and joint agreement: readers at once, each co-signer at its turn, the asker of each word."""

from __future__ import annotations

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event, Matter, Standing
from zhixing.kernel.matters.together import Agreement, asked_now
from zhixing.kernel.notices.models import Urgency
from zhixing.kernel.notices.rules import told
from zhixing.kernel.notices.telling import tell

told("matters.circulated", persons=("person_ids",))


@events.on("matters.agreement_asked")
def of_the_first_turn(row: Event) -> None:
    """All at once, or in ordered agreement the first."""
    _ask(row)


@events.on("matters.agreement_given")
def of_the_next_turn(row: Event) -> None:
    """Whoever watches the matter (or leads it, where nobody does) hears of each word; in order the next one is asked."""
    matter = row.matter
    if matter is None:
        return
    watching: list[int | None] = list(
        matter.participations.standing(Standing.SUPERVISOR).values_list("unit_id", flat=True)
    )
    units = [pk for pk in (watching or [matter.lead_unit_id]) if pk is not None]
    words = w(
        "{number} “{title}”: {unit} has given its opinion.", "{number}“{title}”：{unit}已出具会签意见。"
    )
    tell(matter=matter, event=row, units=units, words=words.put(unit=row.facts["unit"]), kind=row.kind)
    if row.facts["agrees"] and not row.facts["is_complete"] and _in_order(matter):
        _ask(row)


def _in_order(matter: Matter) -> bool:
    asked = matter.events.filter(kind="matters.agreement_asked").order_by("-id").first()
    return asked is not None and asked.facts["agreement"] == Agreement.ORDER


def _ask(row: Event) -> None:
    if row.matter is None:
        return
    tell(
        matter=row.matter,
        event=row,
        units=asked_now(row.matter),
        words=w("Your unit's opinion is asked on {number} “{title}”.", "{number}“{title}”请贵单位会签。"),
        kind="matters.agreement_asked",
        urgency=Urgency.URGENT,
    )
