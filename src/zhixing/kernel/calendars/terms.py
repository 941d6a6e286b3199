"""Terms, and what counting one gives. Values only; `counting` does the work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, TypeAlias, get_args

from zhixing.base.words import Words

Unit = Literal["working_days", "natural_days", "weeks", "months", "years"]
Roll = Literal["next_working_day", "previous_working_day", "none"]
Direction = Literal["after", "before"]
Pause: TypeAlias = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time and how it is counted.

    `amount` is 0 or more (0: on the day itself). `start_counts` makes the first day day one; then a term of
    months ends the day before the day of that number, or at month's end where there is none. `roll` None is
    the lawful way: forward for a term after a day, and for a term before a day backward, so that notice is
    never cut short.
    """

    amount: int
    unit: Unit
    start_counts: bool = False
    roll: Roll | None = None
    direction: Direction = "after"

    def __post_init__(self) -> None:
        if self.unit not in get_args(Unit) or self.direction not in get_args(Direction):
            raise ValueError(f"no such unit or direction: {self.unit}, {self.direction}")
        if self.roll is not None and self.roll not in get_args(Roll):
            raise ValueError(f"no such way to roll: {self.roll}")
        if isinstance(self.amount, bool) or not isinstance(self.amount, int) or self.amount < 0:
            raise ValueError(f"the amount of a term is a whole number, 0 or more: {self.amount!r}")
        if self.start_counts and (self.direction == "before" or self.amount == 0):
            raise ValueError("the first day can count only in a term of at least 1 after it")

    @property
    def rolling(self) -> Roll:
        """How a last day on a rest day moves, with the lawful default put in."""
        if self.roll is not None:
            return self.roll
        return "next_working_day" if self.direction == "after" else "previous_working_day"

    def told(self) -> Words:
        """The term in words: "10 working days", "10个工作日"."""
        one, many, zh = _UNITS[self.unit]
        return Words("{n} " + (one if self.amount == 1 else many), "{n}" + zh, {"n": self.amount})


_UNITS: dict[Unit, tuple[str, str, str]] = {
    "working_days": ("working day", "working days", "个工作日"),
    "natural_days": ("day", "days", "日"),
    "weeks": ("week", "weeks", "周"),
    "months": ("month", "months", "个月"),
    "years": ("year", "years", "年"),
}


@dataclass(frozen=True, slots=True)
class Extension:
    """A later limit: `by` more of the term's unit, or `until` a day. Exactly one of the two."""

    by: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if (self.by is None) == (self.until is None):
            raise ValueError("an extension either adds to the term or sets a day")
        if self.by is not None and self.by < 1:
            raise ValueError(f"an extension adds 1 or more: {self.by}")


@dataclass(frozen=True, slots=True)
class Counted:
    """A last day, inclusive.

    `provisional`: it rests on a year that is not published. `rolled_from`: the rest day from which it moved.
    """

    on: date
    provisional: bool
    rolled_from: date | None = None
    suspended: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Suspended:
    """No last day: the term stands still since `since`, and the pause has no end yet."""

    since: date
    on: ClassVar[None] = None
    provisional: ClassVar[bool] = False
    rolled_from: ClassVar[None] = None
    suspended: ClassVar[bool] = True
