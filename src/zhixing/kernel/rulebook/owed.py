"""The words of the fold: an event as rules see it, who owes, and one obligation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.schema import DeadlineRule, RecurringRule, Span, TallyRule, Value


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as the rules see it. `day` is the authority's day on which it happened."""

    id: int
    kind: str
    at: datetime
    day: date
    facts: dict[str, Any]
    matter_id: int | None = None


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who owes: a unit or a person, by id."""

    unit_id: int | None = None
    person_id: int | None = None

    def key(self) -> str:
        return f"u{self.unit_id}" if self.unit_id else f"p{self.person_id}"


@dataclass(frozen=True, slots=True)
class Move:
    """One extension: a new last day (bounded by `longest` beyond the first limit), or an amount added to the term."""

    event_id: int
    day: date | None = None
    added: Span | None = None
    longest: Span | None = None


@dataclass(slots=True)
class Owed:
    """One obligation. `due_on` is inclusive and None while suspended; `first_due_on` never moves.

    `state` is open, suspended, met, missed (its time is over), lapsed (silence decided it), excused (the ground fell away) or
    superseded (a second trigger took its place). `pauses` are [from, until) days with the event that began them; `moves` are
    the extensions as they came. `due_at` is set where the term runs in hours: a deed at that moment is in time.
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
    moves: list[Move] = field(default_factory=list)
    said_on: date | None = None
    opened_at: datetime | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def extensions(self) -> list[tuple[int, date]]:
        """The extensions that named a new last day, with their events."""
        return [(move.event_id, move.day) for move in self.moves if move.day]

    @property
    def key(self) -> str:
        """What makes it this obligation and no other, however often the story is read again."""
        return f"{self.rule.code}|{self.trigger_id}|{self.debtor.key()}|{self.period}"

    @property
    def is_running(self) -> bool:
        return self.state in ("open", "suspended")

    def end(self, state: str, by: Happening) -> None:
        self.state, self.ended_by, self.ended_on, self.ended_at = state, by.id, by.day, by.at

    def end_by_time(self, state: str) -> None:
        """End it with its last day, by the passing of time alone."""
        self.state, self.ended_by, self.ended_on = state, None, self.due_on

    def was_late(self) -> bool:
        """Met, but after the day it was due on (that day itself is in time), or after the moment where hours count."""
        if self.state != "met":
            return False
        if self.due_at is not None:
            return self.ended_at is not None and self.ended_at > self.due_at
        return bool(self.due_on and self.ended_on and self.ended_on > self.due_on)


def value_on(values: Sequence[Value], day: date) -> Value | None:
    """The value in force on a day: the last that began on or before it; None before the first."""
    return next((v for v in reversed(values) if v.from_on <= day), None)


def debtors(rule: DeadlineRule | RecurringRule | TallyRule, facts: dict[str, Any]) -> list[Debtor]:
    """Who owes or is counted, as the event names them; none when it names nobody."""
    holder = rule.subject if isinstance(rule, TallyRule) else rule.holder
    if holder.units:
        return [Debtor(unit_id=int(u)) for u in dict.fromkeys(facts.get(holder.units) or [])]
    if holder.unit:
        unit = facts.get(holder.unit)
        return [Debtor(unit_id=int(unit))] if unit else []
    person = facts.get(holder.person or "")
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
