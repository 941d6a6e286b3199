"""Who the API takes you for."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field

from zhixing.base.words import language, w
from zhixing.kernel.access import powers
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.access.models import Office
from zhixing.kernel.organisation.models import Unit
from zhixing.web.api.operations import said
from zhixing.web.api.shapes.marks import coded
from zhixing.web.api.shapes.organisation import PersonRef, UnitRef

router = Router(tags=["whoami"])


class PowerOut(Schema):
    """A power that is held, and the units over which."""

    code: str
    words: str
    units: list[int]


class TokenOut(Schema):
    """The token in use. `expires_on` is the last day on which it works."""

    name: str
    expires_on: date


class WhoOut(Schema):
    """The account that asks, as the record will name it."""

    username: str
    name: str
    person: PersonRef | None
    units: list[UnitRef]
    seats: list[Annotated[str, coded(Office)]]
    standing_in_for: list[str]
    powers: list[PowerOut]
    language: str = Field(description="Of sentences in answers; asked for with Accept-Language")
    token: TokenOut | None


@router.get("/whoami", response=WhoOut, **said(w("Who you are here", "当前身份"), "whoami"))
def whoami(request: Any) -> WhoOut:
    actor: Actor = request.actor
    units = Unit.objects.filter(pk__in=actor.unit_ids).order_by("id")
    token = getattr(request, "token", None)
    return WhoOut(
        username=request.user.username,
        name=actor.name,
        person=PersonRef.of(request.user.person),
        units=[UnitRef(id=u.pk, code=u.code, name=u.name, name_en=u.name_en) for u in units],
        seats=sorted(actor.seats),
        standing_in_for=sorted({held.behalf_of for held in actor.held if held.behalf_of}),
        powers=_powers(actor),
        language=language(),
        token=TokenOut(name=token.name, expires_on=token.expires_on) if token else None,
    )


def _powers(actor: Actor) -> list[PowerOut]:
    codes = sorted({code for held in actor.held for code in held.powers})
    known = powers.powers()
    return [
        PowerOut(
            code=code,
            words=str(known[code].words) if code in known else code,
            units=sorted({held.unit_id for held in actor.held if code in held.powers and held.unit_id}),
        )
        for code in codes
    ]
