"""What the API tells of each kind beside what every matter shares, and what its list can be asked.

A document's text and a bulletin's tables are not told here: the file and the paper carry them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from zhixing.base.words import w
from zhixing.modules.supervision.choices import Conduct, Nature, Rhythm, Scope, Source, Tier, Urgency
from zhixing.modules.supervision.models import (
    BreakdownDocument,
    Circular,
    FieldCheck,
    QuarterlyReport,
    SupervisedItem,
)
from zhixing.web.api.register import by_choice, by_flag, by_id, register_fields
from zhixing.web.api.shapes.marks import coded
from zhixing.web.api.shapes.organisation import PersonRef, UnitRef


class SupervisionItemFields(Schema):
    """A supervised item's own fields, by name: a new column is not published until it stands here."""

    source: Annotated[str, coded(Source)]
    source_title: str
    source_number: str
    source_on: date | None
    content: str
    targets: list[str]
    urgency: Annotated[str, coded(Urgency)]
    tier: Annotated[str, coded(Tier)]
    is_listed: bool = Field(description="挂牌督办")
    supervising_unit: UnitRef | None
    carrying_leader: PersonRef | None
    overall_leader: PersonRef | None
    handler: PersonRef | None
    issued_on: date | None
    limit_on: date | None = Field(description="The present last day, inclusive")
    first_limit_on: date | None = Field(description="The one it was issued with; never moves")
    rhythm: Annotated[str, coded(Rhythm)]
    stage_due_on: list[date]
    progress_percent: int = Field(description="0 to 100")
    extension_count: int
    coordination_count: int
    reopened_count: int
    evidence_count: int


def fields_of_item(item: SupervisedItem) -> dict[str, Any]:
    """The fields read off an item. `RELATED` should be loaded along."""
    plain = set(SupervisionItemFields.model_fields) - set(RELATED)
    told = {name: getattr(item, name) for name in plain}
    return told | {
        "supervising_unit": UnitRef.of(item.supervising_unit),
        "carrying_leader": PersonRef.of(item.carrying_leader),
        "overall_leader": PersonRef.of(item.overall_leader),
        "handler": PersonRef.of(item.handler),
    }


RELATED = ("supervising_unit", "carrying_leader", "overall_leader", "handler")
FILTERS = {
    "source": by_choice("source", Source, w("Source", "来源")),
    "urgency": by_choice("urgency", Urgency, w("Urgency", "紧急程度")),
    "is_listed": by_flag("is_listed", w("Listed supervision", "挂牌督办")),
    "supervising_unit": by_id("supervising_unit_id", w("Supervising office", "督办单位")),
    "carrying_leader": by_id("carrying_leader_id", w("Carrying leader", "包干领导")),
    "handler": by_id("handler_id", w("Handler", "承办人")),
}

register_fields("supervision.item", SupervisionItemFields, fields_of_item, related=RELATED, filters=FILTERS)


class SupervisionDocumentFields(Schema):
    """An incoming document's own fields."""

    source_number: str
    issuing_organ: str
    dated_on: date | None
    supervising_unit: UnitRef | None
    default_limit_on: date | None = Field(description="The last day proposed where the text names none")
    default_leader: PersonRef | None


class SupervisionCheckFields(Schema):
    """A check on the spot: what was planned and what was found."""

    is_unannounced: bool = Field(description="暗访")
    place: str
    purpose: str
    supervising_unit: UnitRef | None
    planned_on: date
    held_on: date | None
    findings: str
    evidence_count: int


class SupervisionCircularFields(Schema):
    """A circular's own fields. The units it names and goes to are among its participations."""

    nature: Annotated[str, coded(Nature)]
    conduct: Annotated[str, coded(Conduct)] | None = Field(description="What a criticism rests on")
    scope: Annotated[str, coded(Scope)]
    body: str
    supervising_unit: UnitRef | None
    approved_on: date | None
    issued_on: date | None
    issue: int | None = Field(description="A bulletin's issue; other circulars have a number")
    correction: str


class SupervisionQuarterlyFields(Schema):
    """The reports of a quarter: its days and who gets a copy."""

    period: str = Field(description="2026-Q1")
    supervising_unit: UnitRef | None
    organ: UnitRef | None = Field(description="Gets a copy of every report")
    reports_due_on: date = Field(description="Last day for the units' reports, inclusive")
    check_due_on: date = Field(description="Last day for the check, inclusive")
    cancelled_on: date | None


def fields_of_document(document: BreakdownDocument) -> dict[str, Any]:
    """The fields read off a document."""
    return {
        "source_number": document.source_number,
        "issuing_organ": document.issuing_organ,
        "dated_on": document.dated_on,
        "supervising_unit": UnitRef.of(document.supervising_unit),
        "default_limit_on": document.default_limit_on,
        "default_leader": PersonRef.of(document.default_leader),
    }


def fields_of_check(check: FieldCheck) -> dict[str, Any]:
    """The fields read off a check."""
    plain = set(SupervisionCheckFields.model_fields) - {"supervising_unit"}
    return {name: getattr(check, name) for name in plain} | {
        "supervising_unit": UnitRef.of(check.supervising_unit)
    }


def fields_of_circular(circular: Circular) -> dict[str, Any]:
    """The fields read off a circular; no conduct is told as nothing, not as an empty word."""
    plain = set(SupervisionCircularFields.model_fields) - {"supervising_unit", "conduct"}
    return {name: getattr(circular, name) for name in plain} | {
        "supervising_unit": UnitRef.of(circular.supervising_unit),
        "conduct": circular.conduct or None,
    }


def fields_of_quarterly(quarterly: QuarterlyReport) -> dict[str, Any]:
    """The fields read off a quarter."""
    plain = set(SupervisionQuarterlyFields.model_fields) - {"supervising_unit", "organ"}
    return {name: getattr(quarterly, name) for name in plain} | {
        "supervising_unit": UnitRef.of(quarterly.supervising_unit),
        "organ": UnitRef.of(quarterly.organ),
    }


_OFFICE = {"supervising_unit": FILTERS["supervising_unit"]}
register_fields(
    "supervision.document",
    SupervisionDocumentFields,
    fields_of_document,
    related=("supervising_unit", "default_leader"),
    filters=_OFFICE,
)
register_fields(
    "supervision.check",
    SupervisionCheckFields,
    fields_of_check,
    related=("supervising_unit",),
    filters=_OFFICE | {"is_unannounced": by_flag("is_unannounced", w("Unannounced", "暗访"))},
)
register_fields(
    "supervision.circular",
    SupervisionCircularFields,
    fields_of_circular,
    related=("supervising_unit",),
    filters=_OFFICE | {"nature": by_choice("nature", Nature, w("Nature", "通报类型"))},
)
register_fields(
    "supervision.quarterly",
    SupervisionQuarterlyFields,
    fields_of_quarterly,
    related=("supervising_unit", "organ"),
    filters=_OFFICE,
)
