"""How units and persons are told."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import Field

from zhixing.kernel.organisation.models import Kind, Level, Person, Rank, Unit
from zhixing.web.api.shapes.marks import coded


class UnitRef(Schema):
    """A unit, as it is called now."""

    id: int
    code: str
    name: str
    name_en: str

    @classmethod
    def of(cls, unit: Unit | None) -> UnitRef | None:
        return cls(id=unit.pk, code=unit.code, name=unit.name, name_en=unit.name_en) if unit else None


class PersonRef(Schema):
    """A person by name. Contacts are not told here."""

    id: int
    name: str
    name_en: str

    @classmethod
    def of(cls, person: Person | None) -> PersonRef | None:
        return cls(id=person.pk, name=person.name, name_en=person.name_en) if person else None


class UnitOut(UnitRef):
    """A unit and its place in the chart."""

    short_name: str
    level: Annotated[str, coded(Level)]
    kind: Annotated[str, coded(Kind)]
    parent: int | None
    is_jurisdiction: bool
    opened_on: date
    dissolved_on: date | None = Field(description="The first day on which it no longer exists")
    successor: int | None


class PostOut(Schema):
    """A post that somebody holds."""

    unit: UnitRef
    name: str
    rank: Annotated[str, coded(Rank)]
    from_on: date
    until_on: date | None


class PersonOut(PersonRef):
    """A person and the posts held on the day asked for."""

    posts: list[PostOut]


class UnitPage(Schema):
    items: list[UnitOut]
    next: str | None


class PersonPage(Schema):
    items: list[PersonOut]
    next: str | None
