"""What the founder of the city writes down: units and persons as plain values, named by short codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

FOUNDED = date(
    2012, 3, 1
)  # the chart's first day; every unit without a history of its own exists from here on


@dataclass(frozen=True, slots=True)
class Spell:
    """What a unit was called from one day on. `until_on` is its last day, inclusive."""

    name: str
    short_name: str
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit by its code. `dissolved_on` is the first day on which it no longer exists."""

    code: str
    name: str
    short_name: str
    kind: str
    level: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    document_code: str = ""
    is_jurisdiction: bool = False
    opened_on: date = FOUNDED
    dissolved_on: date | None = None
    successor: str | None = None
    before: tuple[Spell, ...] = ()

    def exists_on(self, day: date) -> bool:
        return self.opened_on <= day and (self.dissolved_on is None or day < self.dissolved_on)

    def spells(self) -> list[Spell]:
        """Every name it has had, in order, up to its end."""
        first = self.opened_on
        if self.before and self.before[-1].until_on:
            first = self.before[-1].until_on + timedelta(days=1)
        last = self.dissolved_on - timedelta(days=1) if self.dissolved_on else None
        return [*self.before, Spell(self.name, self.short_name, first, last)]


@dataclass(frozen=True, slots=True)
class Held:
    """A post held, both days inclusive."""

    unit: str
    post: str
    rank: str
    from_on: date
    until_on: date | None = None

    def on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Granted:
    """A role held for a unit, both days inclusive."""

    role: str
    unit: str
    reach: str
    from_on: date
    until_on: date | None = None


@dataclass(slots=True)
class PersonPlan:
    """A person by the name of the account, which is also how the histories name who did what."""

    username: str
    name: str
    staff_number: str
    held: list[Held] = field(default_factory=list)
    granted: list[Granted] = field(default_factory=list)
    seat: str = ""
    left_on: date | None = None

    def serves_in(self, unit: str, day: date) -> Held | None:
        return next((h for h in self.held if h.unit == unit and h.on(day)), None)
