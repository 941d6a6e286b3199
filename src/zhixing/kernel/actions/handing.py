"""The action `hand_on`, for every kind whose decisions become supervised items."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import By, Spec, action
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.handing import handed_on
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Kind, Unit


def working_units(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Units that exist today and can be given work: not the sections inside them."""
    return Unit.objects.existing(clock.today()).exclude(kind=Kind.SECTION)


def offices(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Inspection and government offices that exist today: who may supervise."""
    return Unit.objects.existing(clock.today()).filter(kind__in=[Kind.INSPECTION, Kind.OFFICE])


OneUnit = Annotated[Unit, among(working_units)]
SeveralUnits = Annotated[list[Unit], among(working_units)]
Office = Annotated[Unit, among(offices)]


def declare(
    model: type[Matter], *, power: str, by: By | tuple[By, ...] = (), moves: dict[Any, str] | None = None
) -> Spec[Any, Any]:
    """Declare `hand_on` on a kind: one deed writes what was handed on and opens the draft (S0-36, E15)."""

    @action(
        model,
        "hand_on",
        power=power,
        by=by,
        moves=moves,
        words=w("Hand on to supervision", "转督办"),
        help=w(
            "What was settled becomes a draft in the ledger of supervised items, with this as its origin.",
            "将议定事项转为拟办督办事项，并以本事项为来源。",
        ),
    )
    def hand_on(
        item: Matter,
        *,
        title: str,
        content: Annotated[str, Long(10_000)] = "",
        lead_unit: OneUnit,
        supporting_units: SeveralUnits = [],  # noqa: B006  # read, never changed
        supervising_unit: Office,
        limit_on: Annotated[date, Label(w("To be done by", "完成时限"))],
    ) -> list[tuple[Matter, DomainEvent]]:
        """Write what is handed on and open the draft; units must exist, the last day must not have passed."""
        return handed_on(
            item,
            title=title,
            content=content,
            lead_unit=lead_unit,
            supporting_units=supporting_units,
            supervising_unit=supervising_unit,
            limit_on=limit_on,
        )

    return hand_on
