"""Cards that time has drawn, told to whom they concern: many at once, one notice for each holder and card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from zhixing.base.words import Words, w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.notices.models import Urgency
from zhixing.kernel.notices.telling import about, notice_for, send
from zhixing.kernel.obligations.models import Colour
from zhixing.kernel.rulebook.service import ruleset

DRAWN, ESCALATED = "obligations.card_drawn", "obligations.card_escalated"

_DRAWN = w("{colour}: {number} “{title}”, {duty}.", "{colour}：{number}“{title}”，{duty}。")
_ESCALATED = w(
    "A unit below has not answered its {colour} in time: {number} “{title}”.",
    "下级单位未按期回应{colour}：{number}“{title}”。",
)

Row = tuple[int, int | None, int | None, str, str]


def cards_told(rows: Sequence[Row]) -> None:
    """Tell the holders of cards; given to `obligations.tick.tick(tell=…)`.

    A row is (matter, unit, person, colour, rule); for a card that went one level up it is (matter,
    superior, None, "escalated", colour). Four statements and one job per holder however many rows there are.
    """
    ids = {row[0] for row in rows}
    matters = {m.pk: m for m in Matter.objects.filter(pk__in=ids)}
    known = {pk: about(matter) for pk, matter in matters.items()}
    rulebooks = {pk: matter.rulebook_id for pk, matter in matters.items()}
    send(
        notice_for(
            known[matter],
            holder,
            _words(colour, rule, rulebooks[matter]),
            kind=_kind(colour),
            urgency=_urgency(colour),
        )
        for matter, unit, person, colour, rule in rows
        for holder in _holders(unit, person)
    )


def _holders(unit: int | None, person: int | None) -> Iterable[int]:
    return [*([unit] if unit else []), *([-person] if person else [])]


def _kind(colour: str) -> str:
    return ESCALATED if colour == "escalated" else DRAWN


def _urgency(colour: str) -> str:
    """A blue card reminds; what is late or was not answered is urgent."""
    return Urgency.PLAIN if colour == Colour.BLUE else Urgency.URGENT


def _words(colour: str, rule: str, rulebook_id: int | None) -> Words:
    if colour == "escalated":
        return _ESCALATED.put(colour=Colour(rule).label)
    return _DRAWN.put(colour=Colour(colour).label, duty=_duty(rulebook_id, rule))


@lru_cache(maxsize=1_000)
def _duty(rulebook_id: int | None, code: str) -> Words:
    rule = ruleset(rulebook_id).timed.get(code)
    return w(rule.title.en, rule.title.zh) if rule else w(code, code)
