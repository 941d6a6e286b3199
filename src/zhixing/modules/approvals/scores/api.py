"""What the API tells of a table of scores beside what every matter shares."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from zhixing.modules.approvals.models import ScoreTable
from zhixing.web.api.register import register_fields
from zhixing.web.api.shapes.organisation import UnitRef


class ApprovalsScoreTableFields(Schema):
    """A table's own fields. Its figures stand in `content`, as they are published."""

    office: UnitRef | None
    source_id: int | None = Field(description="The outside system; null: all of the government")
    first_on: date
    last_on: date = Field(description="Inclusive")
    unit_ids: list[int] = Field(description="Units that are scored")
    version: int = Field(description="Number of the snapshot in force; 1: never corrected")
    sha256: str = Field(description="SHA-256 of the canonical JSON (RFC 8785) of the snapshot in force")
    publish_on: date | None
    decided_on: date | None


def fields_of_score_table(table: ScoreTable) -> dict[str, Any]:
    """The fields read off a table."""
    names = ("source_id", "first_on", "last_on", "unit_ids", "version", "sha256", "publish_on", "decided_on")
    return {name: getattr(table, name) for name in names} | {"office": UnitRef.of(table.office)}


register_fields(
    "approvals.score_table", ApprovalsScoreTableFields, fields_of_score_table, related=("office",)
)
