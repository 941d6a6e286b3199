"""The parts that rules are made of: texts, articles, values, warnings, pauses, extensions, windows, effects, cases."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator

from zhixing.kernel.calendars.terms import Unit as DayUnit


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Two(Strict):
    """A text in both languages."""

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)


class Basis(Strict):
    """Where a rule stands: document and article; `row` is the matrix row; `text` quotes the article."""

    document: str = Field(min_length=2)
    article: str = Field(min_length=1)
    row: str | None = None
    text: str | None = None


class Checked(Strict):
    """Who last held the rules against their text, and on which day."""

    by: Two
    on: date


class Unit(StrEnum):
    WORKING_DAYS = "working_days"
    NATURAL_DAYS = "natural_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    WORKING_HOURS = "working_hours"

    @property
    def in_days(self) -> DayUnit:
        """The unit as the calendar counts it. Raises ValueError for hours, which no calendar of days can count."""
        if self in HOURLY:
            raise ValueError(f"{self} is no unit of days")
        return cast(DayUnit, self.value)


HOURLY = frozenset({Unit.HOURS, Unit.WORKING_HOURS})


class Colour(StrEnum):
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


class Span(Strict):
    """A length of time: an amount of a unit."""

    amount: int = Field(gt=0, le=3650)
    unit: Unit


class Value(Strict):
    """A value and the day from which it holds. Either an amount with its unit, or a field of the starting event.

    `setting`: the source gives no figure, so this is a stated default that an authority sets for itself.
    """

    from_on: date
    amount: int | None = Field(default=None, gt=0, le=3650)
    unit: Unit = Unit.NATURAL_DAYS
    field: str | None = None
    setting: bool = False
    basis: Basis | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Value:
        if (self.amount is None) == (self.field is None):
            raise ValueError("a value names either an amount or a field")
        return self


class Warning_(Strict):
    """A card: so long before the due day, so long after it, or at a share of the term."""

    colour: Colour
    before: int | None = Field(default=None, ge=0)
    after: int | None = Field(default=None, ge=1)
    share: Annotated[float, Field(gt=0, lt=1)] | None = None
    unit: Literal[Unit.WORKING_DAYS, Unit.NATURAL_DAYS, Unit.WEEKS, Unit.MONTHS] = Unit.WORKING_DAYS

    @model_validator(mode="after")
    def _one_place(self) -> Warning_:
        if sum(x is not None for x in (self.before, self.after, self.share)) != 1:
            raise ValueError("a warning stands at exactly one place: before, after or share")
        return self


class Holder(Strict):
    """Who owes, or whom a count is about: the unit, units or person that a field of the event names."""

    unit: str | None = None
    units: str | None = None
    person: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Holder:
        if sum(x is not None for x in (self.unit, self.units, self.person)) != 1:
            raise ValueError("a holder names exactly one field: unit, units or person")
        return self

    @property
    def field(self) -> str:
        """The one field that is named."""
        return self.unit or self.units or self.person or ""


class PauseRule(Strict):
    """The clock stands from one event to another.

    As a default the day it begins on does not count and the day it ends on does; a statute that says otherwise sets
    `first_counts` or `last_counts`. `by` tells who may begin it.
    """

    begins: str
    ends: str
    ground: Two
    by: Two | None = None
    first_counts: bool = False
    last_counts: bool = True


class ExtensionRule(Strict):
    """An event that carries a new last day in `field`, or adds a fixed `amount` of `unit` to the term.

    `times` bounds how often it counts, `longest` how far beyond the first limit a named day may lie (a later day counts as
    that bound), `approval` tells whose consent it needs.
    """

    on: str
    field: str | None = None
    amount: int | None = Field(default=None, gt=0, le=3650)
    unit: Unit | None = None
    times: int | None = Field(default=None, ge=1)
    longest: Span | None = None
    approval: Two | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> ExtensionRule:
        if (self.field is None) == (self.amount is None):
            raise ValueError("an extension names either the field with the new day or an amount")
        if self.amount is not None and self.unit is None:
            raise ValueError("an extension by an amount names its unit")
        return self


class Answer(Strict):
    """How long the holder of a card has to answer it before it goes one level up, once."""

    within: int = Field(gt=0)
    unit: Literal[Unit.WORKING_DAYS, Unit.NATURAL_DAYS] = Unit.WORKING_DAYS


class Every(StrEnum):
    DAY = "day"
    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Rolling(Strict):
    """A window that ends with each event and reaches so far back: (day − span, day]."""

    amount: int = Field(gt=0, le=3650)
    unit: Literal[Unit.NATURAL_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS]


class Effect(Strict):
    """What is proposed to a person when a threshold is reached; the machine decides nothing.

    It lasts so long, to the end of the year, over the whole next year, or (None) is a single act. `released_by` names the
    events that end it.
    """

    title: Two
    row: str | None = None
    lasts: Span | Literal["rest_of_year", "next_year"] | None = None
    released_by: list[str] = Field(default_factory=list)


class QuotaStep(Strict):
    """Over so many, at least so many."""

    over: int = Field(ge=0)
    at_least: int = Field(ge=1)


class Quota(Strict):
    """Events of `on` that number more than a step's `over` ask for so many of `done`, by the end of the window."""

    done: list[str] = Field(min_length=1)
    done_when: str | None = None
    steps: list[QuotaStep] = Field(min_length=1)

    @model_validator(mode="after")
    def _rising(self) -> Quota:
        overs = [s.over for s in self.steps]
        if overs != sorted(set(overs)):
            raise ValueError("the steps of a quota rise")
        return self


class Before(Strict):
    """What a check reads of the events that came before its own in the same case.

    `say`: how many there were (count), the whole days or the seconds from the first or last of them, whether the same person
    or the same unit did it, or one of its facts. Where none came before, all but the count are unknown.
    """

    of: list[str] = Field(min_length=1)
    say: Literal["count", "days", "seconds", "same_person", "same_unit", "fact"]
    which: Literal["first", "last"] = "last"
    fact: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9_]*$")

    @model_validator(mode="after")
    def _names_a_fact(self) -> Before:
        if (self.say == "fact") != (self.fact is not None):
            raise ValueError("a fact of an earlier event is named by `fact`, and nothing else is")
        return self


class CaseEvent(Strict):
    """One event of a worked case. Without `at` it happens in office hours, in the order written."""

    kind: str
    on: date
    at: str | None = Field(default=None, pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    facts: dict[str, Any] = Field(default_factory=dict)


class AnswerEvent(Strict):
    """The deed of a case's short form: its kind (the rule's first fulfilling event when left out) and facts."""

    kind: str | None = None
    facts: dict[str, Any] = Field(default_factory=dict)


class Case(Strict):
    """A short history and what it leads to, as a lawyer would check it.

    The short form: `due` is the last day of the one obligation that the events make; done with `answer` on each day of
    `in_time` it is met in time, on each day of `late` it is met late. The long form: `as_of` with `owed`, `cards`, `reached`.
    For a gate: `facts` and whether it is `open`. For a check: `breached`, the days of the events that break it.
    """

    name: Two | str
    events: list[CaseEvent] = Field(default_factory=list)
    as_of: date | None = None
    only: str | None = None
    owed: list[dict[str, Any]] | None = None
    cards: list[dict[str, Any]] | None = None
    reached: list[dict[str, Any]] | None = None
    due: date | None = None
    unit: int | None = None
    person: int | None = None
    answer: AnswerEvent = AnswerEvent()
    in_time: list[date] = Field(default_factory=list)
    late: list[date] = Field(default_factory=list)
    facts: dict[str, Any] | None = None
    open: bool | None = None
    breached: list[date] | None = None

    @property
    def title(self) -> Two:
        """Its name in both languages."""
        return self.name if isinstance(self.name, Two) else Two(en=self.name, zh=self.name)
