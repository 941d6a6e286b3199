"""What the API tells of an item, and what its list can be asked."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from zhixing.base.words import w
from zhixing.modules.approvals.models import ServiceItem
from zhixing.modules.approvals.models.items import Charging, Ending, ItemType, LimitUnit, Route
from zhixing.web.api.register import by_choice, register_fields
from zhixing.web.api.shapes.marks import coded
from zhixing.web.api.shapes.organisation import PersonRef, UnitRef


class ApprovalsItemFields(Schema):
    """An item's own fields, by name: the text being worked on; what is in force is the public catalogue's to tell."""

    type: Annotated[str, coded(ItemType)]
    main_item: str
    office: UnitRef | None
    reviewer: PersonRef | None
    version: int | None = Field(description="Number of the version in force")
    applicants: str
    basis: list[str]
    listed_as: str = Field(description="Place in the published list of licences; empty: not on it")
    conditions: str
    materials: list[str]
    steps: list[str] = Field(
        description="As written: name, limit, and 不计时 where the law leaves it out of the limit"
    )
    statutory_days: int | None
    statutory_unit: Annotated[str, coded(LimitUnit)]
    promised_days: int | None
    promised_unit: Annotated[str, coded(LimitUnit)]
    charging: Annotated[str, coded(Charging)]
    fee_basis: str
    fee_standard: str
    windows: list[str]
    result: str
    in_force_on: date | None
    ending: Annotated[str, coded(Ending)]
    route: Annotated[str, coded(Route)]
    successor: str
    successor_rules: str
    ends_on: date | None = Field(description="First day on which it cannot be applied for")
    ended_on: date | None


_REFERENCES = {"office": UnitRef, "reviewer": PersonRef}


def fields_of_item(item: ServiceItem) -> dict[str, Any]:
    """The fields read off an item."""
    own = [name for name in ApprovalsItemFields.model_fields if name not in {*_REFERENCES, "version"}]
    told = {name: getattr(item, name) for name in own}
    told |= {name: shape.of(getattr(item, name)) for name, shape in _REFERENCES.items()}  # type: ignore[attr-defined]
    return told | {"version": item.current.number if item.current else None}


register_fields(
    "approvals.item",
    ApprovalsItemFields,
    fields_of_item,
    related=("office", "reviewer", "current"),
    filters={"type": by_choice("type", ItemType, w("Type", "类型"))},
)
