"""What a rule pack can say: one strict shape per kind of rule (architecture §1). Unknown keys are refused.

A pack is YAML that a lawyer can read alone; these models are its grammar and the source of its JSON Schema.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


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


class Unit(StrEnum):
    WORKING_DAYS = "working_days"
    NATURAL_DAYS = "natural_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Colour(StrEnum):
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


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
    unit: Unit = Unit.WORKING_DAYS

    @model_validator(mode="after")
    def _one_place(self) -> Warning_:
        if sum(x is not None for x in (self.before, self.after, self.share)) != 1:
            raise ValueError("a warning stands at exactly one place: before, after or share")
        return self


class Holder(Strict):
    """Who owes: the unit, units or person that a field of the starting event names."""

    unit: str | None = None
    units: str | None = None
    person: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Holder:
        if sum(x is not None for x in (self.unit, self.units, self.person)) != 1:
            raise ValueError("a holder names exactly one field: unit, units or person")
        return self


class PauseRule(Strict):
    """The clock stands from one event to another. The day it begins on does not count, the day it ends on does."""

    begins: str
    ends: str
    ground: Two


class ExtensionRule(Strict):
    """An event that carries a new last day in `field`; `times` bounds how often it counts."""

    on: str
    field: str
    times: int | None = Field(default=None, ge=1)


class Answer(Strict):
    """How long the holder of a card has to answer it before it goes one level up, once."""

    within: int = Field(gt=0)
    unit: Unit = Unit.WORKING_DAYS


class RuleBase(Strict):
    code: str = Field(pattern=r"^[a-z][a-z0-9_.]+$")
    title: Two
    basis: list[Basis] = Field(min_length=1)
    note: Two | None = None
    verified: bool = True
    consequence: str | None = None
    cases: list[dict[str, Any]] = Field(default_factory=list)


class TimedRule(RuleBase):
    on: list[str] = Field(min_length=1)
    when: str | None = None
    until: list[str] = Field(default_factory=list)
    until_when: str | None = None
    by_holder: bool = False
    cancelled_by: list[str] = Field(default_factory=list)
    holder: Holder
    clock: Literal["step", "whole"] = "step"
    roll: Literal["next_working_day", "none"] = "next_working_day"
    warnings: list[Warning_] = Field(default_factory=list)
    pauses: list[PauseRule] = Field(default_factory=list)
    answer: Answer | None = None
    remind_on_rest_days: bool = False


class DeadlineRule(TimedRule):
    """After X the holder must cause Y within T."""

    kind: Literal["deadline"]
    until: list[str] = Field(min_length=1)
    values: list[Value] = Field(min_length=1)
    start_counts: bool = False
    direction: Literal["after", "before"] = "after"
    extensions: list[ExtensionRule] = Field(default_factory=list)
    second: Literal["ignore", "reopen", "each"] = "ignore"
    silence: Literal["none", "accepted", "renewed", "agreed", "dropped"] = "none"


class Every(StrEnum):
    DAY = "day"
    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class RecurringRule(TimedRule):
    """While open, the holder must do Y in every period."""

    kind: Literal["recurring"]
    until: list[str] = Field(min_length=1)
    done: list[str] = Field(min_length=1)
    every: Every | None = None
    every_field: str | None = None
    every_days: int | None = Field(default=None, ge=1, le=366)
    grace: int = Field(default=0, ge=0, description="days after the period's end")
    grace_unit: Unit = Unit.WORKING_DAYS
    first: Literal["whole", "partial"] = "partial"
    from_on: date = date(1949, 10, 1)

    @model_validator(mode="after")
    def _one_rhythm(self) -> RecurringRule:
        if sum(x is not None for x in (self.every, self.every_field, self.every_days)) != 1:
            raise ValueError("a recurring rule names exactly one of every, every_field, every_days")
        return self


class GateRule(RuleBase):
    """Action A is refused until evidence E exists."""

    kind: Literal["gate"]
    action: str
    needs: str
    reason: Two
    remedy: Two
    from_on: date = date(1949, 10, 1)


class TallyRule(RuleBase):
    """When N events of a kind fall on one subject within a window, an effect is proposed."""

    kind: Literal["tally"]
    on: list[str] = Field(min_length=1)
    when: str | None = None
    subject: str
    window: Literal["calendar_year", "rolling_year", "ever"]
    operator: Literal[">=", ">", "=="]
    threshold: int = Field(ge=1)
    effect: Two


Rule = Annotated[DeadlineRule | RecurringRule | GateRule | TallyRule, Field(discriminator="kind")]


class Pack(Strict):
    """One source document or statute: its rules with their cases."""

    pack: str = Field(pattern=r"^[a-z][a-z0-9-]+$")
    version: int = Field(ge=1)
    title: Two
    source: Two
    levels: list[Literal["nation", "province", "city", "county", "town"]] = Field(min_length=1)
    in_force_on: date
    rules: list[Rule] = Field(min_length=1)

    @model_validator(mode="after")
    def _codes_once(self) -> Pack:
        codes = [r.code for r in self.rules]
        if twice := sorted({c for c in codes if codes.count(c) > 1}):
            raise ValueError(f"rule codes stand twice: {twice}")
        return self
