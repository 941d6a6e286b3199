"""How matters, their duties, cards and story are told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from zhixing.kernel.matters.models import Standing
from zhixing.kernel.obligations.models import CardState, Colour
from zhixing.kernel.obligations.models import State as ObligationState
from zhixing.web.api.shapes.files import FileOut
from zhixing.web.api.shapes.marks import coded
from zhixing.web.api.shapes.organisation import PersonRef, UnitRef


class MatterRef(Schema):
    """A matter by its number and title."""

    id: int
    kind: str
    number: str | None
    title: str
    url: str


class MatterRow(MatterRef):
    """What every kind of matter shares."""

    state: str
    state_words: str
    jurisdiction: int
    lead_unit: UnitRef | None
    opened_on: date
    closed_on: date | None
    due_on: date | None = Field(description="Earliest due day of its open obligations, inclusive")
    is_late: bool = Field(description="Open, and the due day has passed")
    parent: int | None
    origin: int | None
    revision: int = Field(description="Counts actions; send it in If-Match")


class MatterPage(Schema):
    items: list[MatterRow]
    next: str | None


class EventOut(Schema):
    """What happened: the sentence for people, the facts for machines. Never changed."""

    id: int
    kind: str
    version: int
    sentence: str
    actor: str
    on_behalf_of: str
    happened_at: datetime
    recorded_at: datetime
    facts: dict[str, Any]


class EventPage(Schema):
    items: list[EventOut]
    next: str | None


class ObligationOut(Schema):
    """Who owes what by when."""

    id: int
    rule: str
    duty: str
    clock: str
    unit: UnitRef | None
    person: PersonRef | None
    period: str
    state: Annotated[str, coded(ObligationState)]
    opened_on: date
    first_due_on: date | None = Field(description="Never moves")
    due_on: date | None = Field(description="Inclusive")
    provisional: bool = Field(description="Rests on a calendar year that is not published yet")
    ended_on: date | None
    closed_on: date | None
    is_late: bool


class CardOut(Schema):
    """A warning that an obligation drew, and what became of it."""

    id: int
    obligation: int
    colour: Annotated[str, coded(Colour)]
    state: Annotated[str, coded(CardState)]
    unit: UnitRef | None
    person: PersonRef | None
    drawn_on: date
    for_due_on: date | None
    answer_due_on: date | None
    answered_on: date | None
    answer: str
    challenged_on: date | None
    challenge: str
    decided_on: date | None
    decision: str
    escalated_on: date | None
    escalated_to: UnitRef | None


class ParticipationOut(Schema):
    """Who stands how to a matter now."""

    standing: Annotated[str, coded(Standing)]
    unit: UnitRef | None
    person: PersonRef | None
    from_at: datetime | None
    done_at: datetime | None = Field(description="Signed for, read or agreed, as the standing asks")
    place: int


class MatterStory(Schema):
    """What a matter's detail tells beside its own fields."""

    obligations: list[ObligationOut]
    cards: list[CardOut]
    participations: list[ParticipationOut]
    events: list[EventOut] = Field(description="The latest 50 in order; all: GET /matters/{id}/events")
    files: list[FileOut]
    children: list[MatterRef]


class DayLineOut(Schema):
    """One day of a count, and why it counts or not."""

    on: date
    counted: bool
    number: int | None
    why: str


class StepOut(Schema):
    """An event that the date rests on."""

    on: date
    event: int
    sentence: str


class BasisOut(Schema):
    """Where a rule stands."""

    document: str
    article: str
    text: str | None


class ExplanationOut(Schema):
    """How an obligation's date was reached."""

    obligation: int
    title: str
    sentence: str
    value: str
    basis: list[BasisOut]
    first_due_on: date | None
    due_on: date | None
    provisional: bool
    trigger: StepOut | None
    pauses: list[StepOut]
    extensions: list[StepOut]
    days: list[DayLineOut]
    notes: list[str]
    would_change: list[str]


class Because(Schema):
    """Why an action is not possible now."""

    code: str
    title: str
    detail: str
    remedy: str
    basis: str | None


class ChoiceOut(Schema):
    """A value that may be given."""

    value: str | int
    words: str


class ParameterOut(Schema):
    """One question of an action's form."""

    name: str
    kind: str
    many: bool
    required: bool
    words: str
    hint: str | None
    longest: int | None = Field(description="Characters, for text")
    options: list[ChoiceOut] = Field(description="For a choice")
    choices_url: str | None = Field(description="For a reference: where its choices are")


class ActionOut(Schema):
    """An action on a matter: allowed to you now, or why not."""

    name: str
    operation: str = Field(description="operationId in this contract")
    url: str
    words: str
    help: str
    tone: str
    allowed: bool
    why_not: Because | None
    parameters: list[ParameterOut]


class DeedOut(Schema):
    """What was done: the record's own event. Sending it again with the same key gives the same answer."""

    id: int = Field(description="Of the thing it was done to, or that it made")
    url: str | None
    event: EventOut
