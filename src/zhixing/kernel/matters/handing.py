"""Handing work on from any matter to supervised handling, without the one module knowing the other.

A kind that decides work (a meeting, a decision, a key project) writes `matters.handed_on` on its own matter, and the
module that keeps the ledger of supervised items opens a draft whose origin is the matter, in the same action: "decided"
and "somebody is asked for it" cannot come apart. The two modules meet here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.chart import must_exist
from zhixing.kernel.organisation.models import Unit


class DayPassed(Refusal):
    """Work cannot be handed on with a last day that has gone by."""

    code = "matters.day_passed"
    reason = w("The last day {day} has passed.", "完成时限 {day} 已过。")
    remedy = w("Set today or a later day.", "请改为今天或以后的日期。")


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn(DomainEvent):
    """Work that a matter brings about: what, who leads, who supports, who watches, by when (inclusive)."""

    kind = "matters.handed_on"
    words = w("Handed on to supervision", "转督办")
    sentence = w(
        "{actor} handed on “{title}” to be supervised by {supervising_unit}: led by {lead_unit}, by {limit_on}.",
        "{actor}将“{title}”转{supervising_unit}督办，{lead_unit}主办，{limit_on}前完成。",
    )

    title: str
    content: str = ""
    lead_unit_id: int
    lead_unit: str
    supporting_unit_ids: list[int] = field(default_factory=list)
    supervising_unit_id: int
    supervising_unit: str
    limit_on: date


Written = list[tuple[Matter, DomainEvent]]
Receiver = Callable[[Matter, HandedOn], tuple[Matter, DomainEvent]]
_receivers: list[Receiver] = []


def receives(receiver: Receiver) -> Receiver:
    """Declare who opens what is handed on: `receiver(origin, told)` returns the new matter with its first event."""
    _receivers.append(receiver)
    return receiver


def handed_on(
    matter: Matter,
    *,
    title: str,
    content: str = "",
    lead_unit: Unit,
    supporting_units: list[Unit] | None = None,
    supervising_unit: Unit,
    limit_on: date,
) -> Written:
    """What an action returns to hand work on, beside what it writes itself.

    Refuses a unit that does not exist today (UnitGone) and a day that has passed; a lead unit that is named as
    supporting too is left out there.
    """
    supporting = [u for u in supporting_units or [] if u.pk != lead_unit.pk]
    for unit in (lead_unit, *supporting, supervising_unit):
        must_exist(unit, clock.today())
    if limit_on < clock.today():
        raise DayPassed(day=limit_on)
    told = HandedOn(
        title=title[:200],
        content=content,
        lead_unit_id=lead_unit.pk,
        lead_unit=lead_unit.name,
        supporting_unit_ids=[u.pk for u in supporting],
        supervising_unit_id=supervising_unit.pk,
        supervising_unit=supervising_unit.name,
        limit_on=limit_on,
    )
    return [(matter, told), *(receive(matter, told) for receive in _receivers)]
