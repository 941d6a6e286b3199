"""What the API tells of an alert beside what every matter shares. Cards and duties stand with the matter."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from zhixing.base.words import w
from zhixing.modules.approvals.models import Alert
from zhixing.modules.approvals.models.alerts import Colour, Outcome
from zhixing.modules.approvals.models.duties import Ground
from zhixing.web.api.register import by_choice, by_id, register_fields
from zhixing.web.api.shapes.marks import coded
from zhixing.web.api.shapes.organisation import UnitRef


class ApprovalsAlertFields(Schema):
    """An alert's own fields."""

    source: str = Field(description="Code of the outside system")
    case_number: str
    rule: str
    ground: Annotated[str, coded(Ground)]
    colour: Annotated[str, coded(Colour)]
    supervising_unit: UnitRef | None
    limit_on: date | None = Field(description="Last day of the duty as judged now, inclusive")
    ended_on: date | None
    was_late: bool
    noticed_on: date | None
    suggested_on: date | None
    report_by: date | None
    carried_out_on: date | None
    confirmed_on: date | None
    explained_on: date | None
    explanation: str
    outcome: Annotated[str, coded(Outcome)] | None


_PLAIN = (
    "rule", "ground", "colour", "noticed_on", "suggested_on", "report_by", "carried_out_on", "confirmed_on",
    "explained_on", "explanation",
)  # fmt: skip


def fields(alert: Alert) -> dict[str, Any]:
    """The fields read off an alert."""
    return {name: getattr(alert, name) for name in _PLAIN} | {
        "source": alert.source.code,
        "case_number": alert.case.number,
        "supervising_unit": UnitRef.of(alert.supervising_unit),
        "limit_on": alert.duty.due_on,
        "ended_on": alert.duty.ended_on,
        "was_late": alert.duty.late,
        "outcome": alert.outcome or None,
    }


register_fields(
    "approvals.alert",
    ApprovalsAlertFields,
    fields,
    related=("source", "case", "duty", "supervising_unit"),
    filters={
        "ground": by_choice("ground", Ground, w("Ground", "监察类别")),
        "colour": by_choice("colour", Colour, w("Gravest card", "最高预警等级")),
        "outcome": by_choice("outcome", Outcome, w("Outcome", "办结情况")),
        "source": by_id("source_id", w("Outside system", "接入系统")),
        "supervising_unit": by_id("supervising_unit_id", w("Watched by", "监察单位")),
    },
)
