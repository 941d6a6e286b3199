"""The permission table of key projects."""

from __future__ import annotations

from datetime import date

import pytest
from tests.permissions import EveryPower, PermissionTable

from zhixing.base import clock
from zhixing.modules.projects.actions.reports import propose_report_list
from zhixing.modules.projects.actions.tables import begin_table_duty
from zhixing.modules.projects.models import Project, ReportList, TableDuty

FRIDAY = date(2026, 3, 6)
# One must be the linked leader or the approver.
NAMED_ONESELF = frozenset({"coordinate_problem", "approve_report_list", "return_report_list"})


@pytest.fixture
def table(city, story):
    persons = city.persons
    project = story.under_way().project
    report_list = story.do(
        propose_report_list, "secretary", FRIDAY, government_office=city.gov_office.pk, meeting_on="2026-03-26",
        approver=persons["mayor"].pk, projects=[project.pk],
    ).item  # fmt: skip
    duty = story.do(
        begin_table_duty, "secretary", FRIDAY, government_office=city.gov_office.pk, chief=persons["mayor"].pk
    ).item
    with clock.at(clock.moment_on(FRIDAY)):
        matters = {Project: project, ReportList: report_list, TableDuty: duty}
        yield PermissionTable(city, "projects", matters, FRIDAY, NAMED_ONESELF)


class TestPermissions(EveryPower):
    """Each action of each kind, asked of an actor made for it."""
