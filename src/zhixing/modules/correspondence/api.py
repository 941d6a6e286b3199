"""What the API tells of each kind beside what every matter shares. A document's text is not told: the paper carries it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from zhixing.base.words import w
from zhixing.modules.correspondence.choices import Direction, DocumentKind, Duty, Outcome, Review, Urgency
from zhixing.web.api.register import by_choice, by_flag, by_id, register_fields
from zhixing.web.api.shapes.marks import coded
from zhixing.web.api.shapes.organisation import PersonRef, UnitRef


class CorrespondenceIncomingFields(Schema):
    """An incoming document's own fields."""

    receiving_unit: UnitRef | None
    sender: str
    sender_unit: UnitRef | None
    document_number: str
    document_kind: Annotated[str, coded(DocumentKind)]
    urgency: Annotated[str, coded(Urgency)]
    dated_on: date
    received_on: date
    signer: str
    addressees: str
    copied_to: str
    copies: int
    handler: PersonRef | None
    accepted_on: date | None
    within_authority: bool | None = Field(description="None before it was judged")
    authority_reason: str
    checked_on: date | None
    missing: list[str] = Field(description="What the sender must still hand in")
    returned_count: int
    submitted_on: date | None
    submitted_to: str
    review: Annotated[str, coded(Review)] | None
    reviewed_on: date | None
    outcome: Annotated[str, coded(Outcome)] | None


class CorrespondenceOutgoingFields(Schema):
    """A document of one's own: which way, by whom signed, by whom followed."""

    issuing_unit: UnitRef | None
    direction: Annotated[str, coded(Direction)]
    document_kind: Annotated[str, coded(DocumentKind)]
    urgency: Annotated[str, coded(Urgency)]
    addressee: str
    counterpart: UnitRef | None
    copied_to: str
    copies: int
    consultation_count: int
    signed_by: PersonRef | None
    signed_on: date | None
    follower: PersonRef | None = Field(description="The one leader in charge who follows it")
    delivered_on: date | None
    last_followed_on: date | None
    progress: str


class CorrespondenceDeliveryFields(Schema):
    """A rule or notice that is delivered. Who has confirmed stands among the participations."""

    issuing_unit: UnitRef | None
    source_number: str
    delivered_on: date | None
    receipt_due_on: date | None
    reminded_count: int


class CorrespondenceDutyFields(Schema):
    """A standing duty."""

    duty: Annotated[str, coded(Duty)]
    unit: UnitRef | None
    last_done_on: date | None
    ended_on: date | None


def reader(schema: type[Schema], references: Mapping[str, Any]) -> Callable[[Any], dict[str, Any]]:
    """How the fields of this shape are read off a matter; an empty choice is told as nothing."""

    def read(matter: Any) -> dict[str, Any]:
        told = {name: getattr(matter, name) for name in schema.model_fields}
        told |= {name: shape.of(told[name]) for name, shape in references.items()}
        return {
            name: None if value == "" and name in {"review", "outcome"} else value
            for name, value in told.items()
        }

    return read


_DOCUMENT = {
    "document_kind": by_choice("document_kind", DocumentKind, w("Kind of document", "文种")),
    "urgency": by_choice("urgency", Urgency, w("Urgency", "紧急程度")),
}
_INCOMING = {"receiving_unit": UnitRef, "sender_unit": UnitRef, "handler": PersonRef}
register_fields(
    "correspondence.incoming",
    CorrespondenceIncomingFields,
    reader(CorrespondenceIncomingFields, _INCOMING),
    related=tuple(_INCOMING),
    filters={
        **_DOCUMENT,
        "within_authority": by_flag("within_authority", w("Within own authority", "属部门权限内")),
        "receiving_unit": by_id("receiving_unit_id", w("Receiving unit", "收文单位")),
        "handler": by_id("handler_id", w("Handler", "承办人")),
        "review": by_choice("review", Review, w("Joint review", "联审")),
    },
)
_OUTGOING = {"issuing_unit": UnitRef, "counterpart": UnitRef, "signed_by": PersonRef, "follower": PersonRef}
register_fields(
    "correspondence.outgoing",
    CorrespondenceOutgoingFields,
    reader(CorrespondenceOutgoingFields, _OUTGOING),
    related=tuple(_OUTGOING),
    filters={
        **_DOCUMENT,
        "direction": by_choice("direction", Direction, w("Direction", "行文方向")),
        "issuing_unit": by_id("issuing_unit_id", w("Issuing unit", "发文机关")),
        "follower": by_id("follower_id", w("Leader who follows it", "跟踪协调领导")),
    },
)
register_fields(
    "correspondence.delivery",
    CorrespondenceDeliveryFields,
    reader(CorrespondenceDeliveryFields, {"issuing_unit": UnitRef}),
    related=("issuing_unit",),
    filters={"issuing_unit": by_id("issuing_unit_id", w("Issuing unit", "发文机关"))},
)
register_fields(
    "correspondence.duty",
    CorrespondenceDutyFields,
    reader(CorrespondenceDutyFields, {"unit": UnitRef}),
    related=("unit",),
    filters={"duty": by_choice("duty", Duty, w("Standing duty", "定期工作"))},
)
