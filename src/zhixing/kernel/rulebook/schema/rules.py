"""The four kinds of rule (architecture §1): deadline, recurring, gate, tally; and the check, a gate asked after the fact.

Unknown keys are refused.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from zhixing.kernel.rulebook.schema.parts import (
    HOURLY,
    Answer,
    Basis,
    Before,
    Case,
    Checked,
    Colour,
    Effect,
    Every,
    ExtensionRule,
    Holder,
    PauseRule,
    Quota,
    Rolling,
    Strict,
    Two,
    Unit,
    Value,
    Warning_,
)

FOUNDED = date(1949, 10, 1)


class Choice(Strict):
    """A rule that is live only where a setting of its pack has been chosen so."""

    setting: str
    option: str


class RuleBase(Strict):
    """What every rule has. `verified: false` marks a number that no text at hand could confirm: such a rule is off."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_.]+$")
    title: Two
    basis: list[Basis] = Field(min_length=1)
    note: Two | None = None
    verified: bool = True
    checked: Checked | None = None
    replaced_by: str | None = None
    only_if: Choice | None = None
    consequence: str | None = None
    cases: list[Case] = Field(default_factory=list)


class TimedRule(RuleBase):
    """What runs in time. `supervisor` is the part in the matter (its supervising office, its lead unit) whose unit hears
    first of a card that nobody answered; without it, or where nobody has that part, the holder's superior does.
    """

    on: list[str] = Field(min_length=1)
    when: str | None = None
    until: list[str] = Field(default_factory=list)
    until_when: str | None = None
    by_holder: bool = False
    cancelled_by: list[str] = Field(default_factory=list)
    holder: Holder
    supervisor: Literal["supervisor", "lead"] | None = None
    clock: Literal["step", "whole"] = "step"
    roll: Literal["next_working_day", "none"] = "next_working_day"
    warnings: list[Warning_] = Field(default_factory=list)
    pauses: list[PauseRule] = Field(default_factory=list)
    answer: Answer | None = None
    remind_on_rest_days: bool = False
    bulk: bool = True


class DeadlineRule(TimedRule):
    """After X the holder must cause Y within T.

    `second` says what a second trigger does while the duty runs: nothing, begin it anew, or make one more. `silence` says
    what the passing of the last day means; anything but "none" ends the duty as lapsed, in the holder's or applicant's favour.
    """

    kind: Literal["deadline"]
    until: list[str] = Field(min_length=1)
    values: list[Value] = Field(min_length=1)
    start_counts: bool = False
    direction: Literal["after", "before"] = "after"
    extensions: list[ExtensionRule] = Field(default_factory=list)
    second: Literal["ignore", "reopen", "each"] = "ignore"
    silence: Literal["none", "accepted", "renewed", "agreed", "dropped"] = "none"

    @model_validator(mode="after")
    def _hours_alone(self) -> DeadlineRule:
        hourly = [v for v in self.values if v.unit in HOURLY and v.amount]
        if hourly and (self.direction == "before" or self.start_counts or self.pauses):
            raise ValueError("a term in hours runs forward from its event and cannot pause")
        if self.direction == "before" and (self.start_counts or self.pauses or self.extensions):
            raise ValueError(
                "a term before a day has no clock: it neither pauses nor extends, and its day is not counted"
            )
        if not hourly and any(e.unit in HOURLY for e in self.extensions):
            raise ValueError("a term in days is not extended by hours")
        if self.silence != "none" and self.second == "ignore" and self.bulk:
            raise ValueError(
                "silence ends the duty by time alone: say second: reopen or each, or bulk: false"
            )
        return self


class RecurringRule(TimedRule):
    """While open, the holder must do Y in every period.

    `times`: how often in each period. `first` and `last`: whether a period that the span covers in part is owed.
    `catch_up: false`: a period that passed undone is missed and cannot be made good; one deed answers the current period.
    """

    kind: Literal["recurring"]
    until: list[str] = Field(min_length=1)
    done: list[str] = Field(min_length=1)
    every: Every | None = None
    every_field: str | None = None
    every_days: int | None = Field(default=None, ge=1, le=366)
    times: int = Field(default=1, ge=1, le=100)
    grace: int = Field(default=0, ge=0, description="so long after the period's end it falls due")
    grace_unit: Literal[Unit.WORKING_DAYS, Unit.NATURAL_DAYS, Unit.WEEKS, Unit.MONTHS] = Unit.WORKING_DAYS
    first: Literal["whole", "partial"] = "partial"
    last: Literal["whole", "partial"] = "partial"
    catch_up: bool = True
    from_on: date = FOUNDED

    @model_validator(mode="after")
    def _one_rhythm(self) -> RecurringRule:
        if sum(x is not None for x in (self.every, self.every_field, self.every_days)) != 1:
            raise ValueError("a recurring rule names exactly one of every, every_field, every_days")
        return self


class GateRule(RuleBase):
    """Action A is refused until evidence E exists. `needs` may count: `facts.channels >= 2`."""

    kind: Literal["gate"]
    action: str
    needs: str
    evidence: Two | None = None
    reason: Two
    remedy: Two
    from_on: date = FOUNDED


class CheckRule(RuleBase):
    """A gate that is asked after the fact, of what happened in a system that is not ours (docs/decisions/0015).

    When an event of `on` (for which `when` holds) has happened, `needs` must hold: CEL over the event's `facts` and over
    `before`, what came earlier in its case. Where it does not, the event is a breach: `says` tells it, `holder` answers for it,
    a card of `colour` is due on its day. Where something that `needs` reads is unknown, nothing is alleged.
    """

    kind: Literal["check"]
    ground: Literal["procedure", "content", "fee", "integrity"]
    on: list[str] = Field(min_length=1)
    when: str | None = None
    before: dict[str, Before] = Field(default_factory=dict)
    needs: str
    says: Two
    holder: Holder
    colour: Colour = Colour.YELLOW
    answer: Answer | None = None
    from_on: date = FOUNDED


class TallyRule(RuleBase):
    """When events of a kind on one subject reach a threshold within a window, an effect is proposed to a person.

    `count`: the events, the different matters, or the unbroken run of `period`s that have one (`period_field` names the fact
    that holds the period; else the day decides). Within `each` every event stands for itself. `weigh` adds up a fact instead
    of counting. With `quota` nothing is reached by counting: what the window asked for and did not get is found at its end.
    """

    kind: Literal["tally"]
    on: list[str] = Field(min_length=1)
    when: str | None = None
    subject: Holder
    window: Literal["each", "calendar_year", "ever"] | Rolling
    count: Literal["events", "matters", "run"] = "events"
    weigh: str | None = None
    period: Every | None = None
    period_field: str | None = None
    operator: Literal[">=", ">", "=="] = ">="
    threshold: int = Field(default=1, ge=1)
    quota: Quota | None = None
    effect: Effect
    from_on: date = FOUNDED

    @model_validator(mode="after")
    def _fits(self) -> TallyRule:
        if (self.count == "run") != (self.period is not None):
            raise ValueError("a run of periods names its period, and nothing else does")
        if self.window == "each" and (self.threshold != 1 or self.count == "run"):
            raise ValueError("an event that stands for itself reaches one")
        if self.quota and (self.window != "calendar_year" or self.count == "run"):
            raise ValueError("a quota is asked for in a calendar year")
        return self


Rule = Annotated[DeadlineRule | RecurringRule | GateRule | CheckRule | TallyRule, Field(discriminator="kind")]
