"""What the API tells of decisions, hearings and experts beside what every matter shares. No names of the public."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from zhixing.base.words import w
from zhixing.modules.decisions.choices import Forum, JointKind, MatterClass, Risk, Sphere, Trade, Verdict
from zhixing.modules.decisions.models import Expert, Hearing, MajorDecision
from zhixing.web.api.register import by_choice, by_flag, register_fields
from zhixing.web.api.shapes.marks import coded
from zhixing.web.api.shapes.organisation import PersonRef, UnitRef


class DecisionsDecisionFields(Schema):
    """A major decision's own fields, by name: a new column is not published until it stands here."""

    problem: str
    deciding_unit: UnitRef | None
    matter_class: Annotated[str, coded(MatterClass)] | None
    matter_kind: Annotated[str, coded(JointKind)] | None
    sphere: Annotated[str, coded(Sphere)] | None
    forum: Annotated[str, coded(Forum)] | None
    classed_on: date | None
    is_major: bool | None
    vital_interests: bool | None
    draft_count: int
    comment_opened_on: date | None
    comment_until: date | None = Field(description="Last day for comments, inclusive")
    comment_summary: str
    legality: Annotated[str, coded(Verdict)] | None
    risk: Annotated[str, coded(Risk)] | None
    discussed_on: date | None
    decided_on: date | None
    decided_in: Annotated[str, coded(Forum)] | None
    decision_text: str
    is_public: bool
    issued_on: date | None
    published_on: date | None
    archived_on: date | None
    execute_by: date | None
    begun_on: date | None
    tracker: PersonRef | None
    change_count: int
    evaluator: str
    evaluation: str


CODED = ("matter_class", "matter_kind", "sphere", "forum", "legality", "risk", "decided_in")


def fields_of_decision(decision: MajorDecision) -> dict[str, Any]:
    """The fields read off a decision."""
    plain = set(DecisionsDecisionFields.model_fields) - {"deciding_unit", "tracker"}
    told = {name: getattr(decision, name) for name in plain}
    told |= {name: told[name] or None for name in CODED}
    return told | {
        "deciding_unit": UnitRef.of(decision.deciding_unit),
        "tracker": PersonRef.of(decision.tracker),
    }


class DecisionsHearingFields(Schema):
    """A hearing: what is heard, when and where, and how views were treated."""

    topics: str
    place: str
    planned_on: date
    seats: int
    sign_up_until: date
    noticed_on: date | None
    named_on: date | None
    papers_on: date | None
    held_on: date | None
    presided_by: str
    report: str


class DecisionsExpertFields(Schema):
    """An expert of the pool."""

    trade: Annotated[str, coded(Trade)]
    institution: str
    speciality: str
    is_adviser: bool


def _plain(schema: type[Schema]) -> Any:
    def fields_of(thing: Hearing | Expert) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in schema.model_fields}

    return fields_of


register_fields(
    "decisions.decision",
    DecisionsDecisionFields,
    fields_of_decision,
    related=("deciding_unit", "tracker"),
    filters={
        "matter_class": by_choice("matter_class", MatterClass, w("Class of matter", "事项类别")),
        "forum": by_choice("forum", Forum, w("Meeting it goes to", "提交会议")),
        "is_public": by_flag("is_public", w("May be made public", "可以公开")),
    },
)
register_fields("decisions.hearing", DecisionsHearingFields, _plain(DecisionsHearingFields))
register_fields(
    "decisions.expert",
    DecisionsExpertFields,
    _plain(DecisionsExpertFields),
    filters={"trade": by_choice("trade", Trade, w("Trade", "专业领域"))},
)
