"""The words of the fold: an event as rules see it, who owes, and one obligation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.schema import DeadlineRule, RecurringRule, Value


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as the rules see it. `day` is the authority's day on which it happened."""

    id: int
    kind: str
    at: datetime
    day: date
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who owes: a unit or a person, by id."""

    unit_id: int | None = None
    person_id: int | None = None

    def key(self) -> str:
        return f"u{self.unit_id}" if self.unit_id else f"p{self.person_id}"


@dataclass(slots=True)
class Owed:
    """One obligation. `due_on` is inclusive and None while suspended; `first_due_on` never moves.

    `state` is open, suspended, met, excused (the ground fell away) or superseded (a second trigger took its place).
    `pauses` are [from, until) days with the event that began them; `extensions` are (event, new last day).
    """

    rule: DeadlineRule | RecurringRule
    value: Value | None
    debtor: Debtor
    trigger_id: int
    opened_on: date
    period: str = ""
    state: str = "open"
    due_on: date | None = None
    first_due_on: date | None = None
    provisional: bool = False
    ended_by: int | None = None
    ended_on: date | None = None
    pauses: list[tuple[date, date | None, int]] = field(default_factory=list)
    extensions: list[tuple[int, date]] = field(default_factory=list)
    said_on: date | None = None

    @property
    def key(self) -> str:
        """What makes it this obligation and no other, however often the story is read again."""
        return f"{self.rule.code}|{self.trigger_id}|{self.debtor.key()}|{self.period}"

    @property
    def is_running(self) -> bool:
        return self.state in ("open", "suspended")

    def end(self, state: str, by: Happening) -> None:
        self.state, self.ended_by, self.ended_on = state, by.id, by.day

    def was_late(self) -> bool:
        """Met, but after the day it was due on (that day itself is in time)."""
        return self.state == "met" and bool(self.due_on and self.ended_on and self.ended_on > self.due_on)


def value_on(values: Sequence[Value], day: date) -> Value | None:
    """The value in force on a day: the last that began on or before it; None before the first."""
    return next((v for v in reversed(values) if v.from_on <= day), None)


def debtors(rule: DeadlineRule | RecurringRule, facts: dict[str, Any]) -> list[Debtor]:
    """Who owes, as the starting event names them; none when it names nobody."""
    if rule.holder.units:
        return [Debtor(unit_id=int(u)) for u in facts.get(rule.holder.units) or []]
    if rule.holder.unit:
        unit = facts.get(rule.holder.unit)
        return [Debtor(unit_id=int(unit))] if unit else []
    person = facts.get(rule.holder.person or "")
    return [Debtor(person_id=int(person))] if person else []


def closes(rule: DeadlineRule | RecurringRule, owed: Owed, h: Happening) -> bool:
    """Does this event answer this obligation: by its holder, for its period, and as the condition asks?"""
    if rule.by_holder:
        said = h.facts.get("person_id") if owed.debtor.person_id else h.facts.get("unit_id")
        if said != (owed.debtor.person_id or owed.debtor.unit_id):
            return False
    if owed.period and h.facts.get("period") not in (None, "", owed.period):
        return False
    return conditions.holds(rule.until_when, facts=h.facts)


def as_day(said: Any) -> date | None:
    """A day from a fact: ISO text or a date; None for anything else."""
    if isinstance(said, date):
        return said
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
