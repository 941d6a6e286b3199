"""The permission table of supervised handling."""

from __future__ import annotations

from datetime import date

import pytest
from tests.permissions import EveryPower, PermissionTable

from zhixing.base import clock
from zhixing.kernel.access.models import StandIn
from zhixing.kernel.actions.permission import may
from zhixing.modules.supervision.actions.checks import plan_check
from zhixing.modules.supervision.actions.circulars.approving import approve_circular, issue_circular
from zhixing.modules.supervision.actions.circulars.writing import draft_circular, submit_circular
from zhixing.modules.supervision.actions.quarterlies import call_reports
from zhixing.modules.supervision.models import (
    BreakdownDocument,
    Circular,
    FieldCheck,
    QuarterlyReport,
    SupervisedItem,
)
from zhixing.modules.supervision.tests.conftest import Story
from zhixing.modules.supervision.tests.documents import Paper

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def matters(city, do):
    """One matter of each kind, with units in every role."""
    story = Story(city).under_way()
    check = do(
        plan_check, None, "officer", FRIDAY, supervising_unit=city.office.pk, is_unannounced=False, title="检查",
        place="大厅", planned_on="2026-03-06", checked_units=[city.housing.pk],
    )  # fmt: skip
    circular = do(
        draft_circular, None, "officer", FRIDAY, supervising_unit=city.office.pk, nature="praise", title="表扬",
        body="表扬", named_units=[city.finance.pk], addressees=[city.housing.pk],
    )  # fmt: skip
    for spec, who in ((submit_circular, "officer"), (approve_circular, "chief"), (issue_circular, "officer")):
        circular = do(spec, circular, who, FRIDAY)
    quarterly = do(
        call_reports, None, "officer", FRIDAY, supervising_unit=city.office.pk, year=2026, quarter="Q1",
        units=[city.housing.pk], organ=city.organ.pk, reports_due_on="2026-04-15", check_due_on="2026-04-30",
    )  # fmt: skip
    return {
        SupervisedItem: story.item,
        FieldCheck: check,
        Circular: circular,
        QuarterlyReport: quarterly,
        BreakdownDocument: Paper(city).taken_in().document,
    }


@pytest.fixture
def table(city, matters):
    with clock.at(clock.moment_on(FRIDAY)):
        yield PermissionTable(city, "supervision", matters, FRIDAY, frozenset({"mark_read"}))


class TestPermissions(EveryPower):
    """Each action of each kind, asked of an actor made for it."""


def test_a_stand_in_who_wrote_a_circular_does_not_approve_it_in_another_s_name(city, table, do):
    circular = do(
        draft_circular, None, "officer", FRIDAY, supervising_unit=city.office.pk, nature="praise", title="表扬二",
        body="表扬", named_units=[city.finance.pk], addressees=[city.housing.pk],
    )  # fmt: skip
    circular = do(submit_circular, circular, "officer", FRIDAY)
    StandIn.objects.create(
        absent=city.accounts["chief"],
        deputy=city.accounts["officer"],
        from_on=FRIDAY,
        until_on=FRIDAY,
        reason="出差",
    )

    refusal = may(approve_circular, circular, city.actor("officer", FRIDAY))

    assert refusal is not None and refusal.code == "actions.not_yours"
