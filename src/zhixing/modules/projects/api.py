"""What the API tells of each kind beside what every matter shares, and what its list can be asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from zhixing.base.words import w
from zhixing.modules.projects.choices import Category, KeyField, Level
from zhixing.modules.projects.models import Project, ReportList, TableDuty
from zhixing.web.api.register import by_choice, by_flag, by_id, register_fields
from zhixing.web.api.shapes.marks import coded
from zhixing.web.api.shapes.organisation import PersonRef, UnitRef


class ProjectsProjectFields(Schema):
    """A key project's own fields, by name: a new column is not published until it stands here."""

    level: Annotated[str, coded(Level)]
    category: Annotated[str, coded(Category)]
    key_field: Annotated[str, coded(KeyField)]
    content: str
    owner: str
    sites: list[str]
    total_yuan: Decimal = Field(description="Total investment, yuan")
    planned_from_on: date
    planned_until_on: date = Field(description="Last day of the planned period, inclusive")
    key_office: UnitRef | None
    linked_leader: PersonRef | None
    group_head: PersonRef | None
    group_deputy: PersonRef | None
    progress_percent: int = Field(description="Physical progress, 0 to 100")
    started_on: date | None
    suspended_on: date | None
    completed_on: date | None
    heard_on: date | None = Field(description="Last reported in an executive meeting")
    met_on: date | None = Field(description="Last on-site meeting held")
    filed_on: date | None = Field(description="Ledger last filed with the key-project office")
    is_public: bool


class ProjectsReportListFields(Schema):
    """A list of projects for one executive meeting."""

    office: UnitRef | None
    approver: PersonRef | None
    meeting_on: date
    notice_due_on: date = Field(description="Last day for the notice, inclusive")
    agenda: list[str]
    approved_on: date | None
    notified_on: date | None
    cancelled_on: date | None


class ProjectsTableDutyFields(Schema):
    """The duty of an office to table the on-site meetings."""

    office: UnitRef | None
    chief: PersonRef | None
    executive_deputy: PersonRef | None
    ended_on: date | None
    last_period: str = Field(description="2026-W11 or 2026-03; empty before the first")


_PROJECT = {
    "key_office": UnitRef,
    "linked_leader": PersonRef,
    "group_head": PersonRef,
    "group_deputy": PersonRef,
}
_LIST = {"office": UnitRef, "approver": PersonRef}
_DUTY = {"office": UnitRef, "chief": PersonRef, "executive_deputy": PersonRef}


def _read(thing: Any, schema: type[Schema], references: dict[str, Any]) -> dict[str, Any]:
    told = {name: getattr(thing, name) for name in schema.model_fields if name not in references}
    return told | {name: shape.of(getattr(thing, name)) for name, shape in references.items()}


def fields_of_project(project: Project) -> dict[str, Any]:
    """The fields read off a project."""
    return _read(project, ProjectsProjectFields, _PROJECT)


def fields_of_report_list(report_list: ReportList) -> dict[str, Any]:
    """The fields read off a list."""
    return _read(report_list, ProjectsReportListFields, _LIST)


def fields_of_table_duty(duty: TableDuty) -> dict[str, Any]:
    """The fields read off a duty."""
    return _read(duty, ProjectsTableDutyFields, _DUTY)


register_fields(
    "projects.project",
    ProjectsProjectFields,
    fields_of_project,
    related=tuple(_PROJECT),
    filters={
        "level": by_choice("level", Level, w("Level", "级别")),
        "category": by_choice("category", Category, w("Category", "类别")),
        "linked_leader": by_id("linked_leader_id", w("Linked leader", "挂钩领导")),
        "is_public": by_flag("is_public", w("On the portal", "公众门户公开")),
    },
)
register_fields("projects.report_list", ProjectsReportListFields, fields_of_report_list, related=tuple(_LIST))
register_fields("projects.table_duty", ProjectsTableDutyFields, fields_of_table_duty, related=tuple(_DUTY))
