"""One deed of the history, with what it names given by code until it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A unit by its code."""

    code: str


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person by the name of the account."""

    username: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A small text file that is brought just before the deed that rests on it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A small picture of a building site, drawn from its seed just before the deed that rests on it."""

    name: str
    seed: int


@dataclass(frozen=True, slots=True)
class MatterRef:
    """The matter of another story."""

    story: int


@dataclass(frozen=True, slots=True)
class RowRef:
    """The one row of a model that hangs on the matter of this step by `on` and has these values."""

    model: str
    on: str
    where: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seats:
    """Everyone asked to the meeting that the step is about."""


@dataclass(frozen=True, slots=True)
class OnAgenda:
    """The n-th item on the agenda of the meeting that the step is about, from 1."""

    n: int


@dataclass(frozen=True, slots=True)
class Offered:
    """The n-th of what may be chosen for this parameter when the deed is done, from 1, the oldest first."""

    n: int = 1


@dataclass(frozen=True, slots=True)
class AlertOn:
    """The alert on a case of the outside system, by the case's own number; of several the oldest that drew this card.

    Given as `alert`: monitoring opens alerts by itself, so this is how a story finds the one that it is about.
    """

    case: str
    colour: str


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody does something to an item at a moment. `opens` is the story that a breakdown or a convened meeting begins.

    A deed of supervised handling goes by its name, another module's by kind and name ("correspondence.incoming/accept").
    """

    moment: datetime
    story: int
    deed: str
    who: str
    given: dict[str, Any]
    opens: int | None = None
