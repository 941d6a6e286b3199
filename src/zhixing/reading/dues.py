"""When something is due: a day (perhaps with an hour), work without end, or work that comes again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Every(StrEnum):
    """The period of recurring work."""

    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Due:
    """One of three: on or before `on` (inclusive; with `at`, by that hour), `ongoing`, or again `every`
    period."""

    on: date | None = None
    at: time | None = None
    every: Every | None = None

    @property
    def kind(self) -> str:
        """ "date", "recurring" or "ongoing"."""
        return "date" if self.on else "recurring" if self.every else "ongoing"

    def as_json(self) -> dict[str, str]:
        """The form of the labelled documents: kind with date (and time), or every."""
        told = {"kind": self.kind}
        if self.on:
            told["date"] = self.on.isoformat()
        if self.at:
            told["time"] = self.at.strftime("%H:%M")
        if self.every:
            told["every"] = self.every.value
        return told


ONGOING = Due()


@dataclass(frozen=True, slots=True)
class Issue:
    """What a document says about its own time: the day it was issued, its year, and the years its title
    covers."""

    day: date | None = None
    year: int | None = None
    period: tuple[int, int] | None = None
