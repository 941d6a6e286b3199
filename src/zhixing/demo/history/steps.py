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
class Step:
    """Somebody does something to an item at a moment. `opens` is the story that a breakdown begins."""

    moment: datetime
    story: int
    deed: str
    who: str
    given: dict[str, Any]
    opens: int | None = None
