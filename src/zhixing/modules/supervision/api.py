"""What the API tells of a supervised item beside what every matter shares, and what its list can be asked."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from zhixing.base.words import w
from zhixing.modules.supervision.choices import Rhythm, Source, Tier, Urgency
from zhixing.modules.supervision.models import SupervisedItem
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
