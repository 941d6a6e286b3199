"""The permission table of official documents."""

from __future__ import annotations

import pytest
from tests.permissions import EveryPower, PermissionTable

from zhixing.base import clock
from zhixing.kernel.actions.permission import may
from zhixing.kernel.actions.register import actions_of
from zhixing.modules.correspondence.models import Delivery, IncomingDocument, OutgoingDocument, StandingDuty
from zhixing.modules.correspondence.tests.conftest import FRIDAY

NAMED_ONESELF = frozenset({"mark_read", "confirm_receipt"})


@pytest.fixture
def table(desk):
    city = desk.city
    given = {"issuing_unit": city.gov_office.pk, "title": "关于印发制度的通知"}
    notice = desk("write_notice", Delivery, "secretary", **given)
    matters = {
        IncomingDocument: desk.under_way(),
        OutgoingDocument: desk.delivered(),
        Delivery: desk(
            "deliver_notice", notice, "secretary", units=[city.housing.pk], receipt_due_on="2026-03-10"
        ),
        StandingDuty: desk(
            "begin_duty", StandingDuty, "secretary", duty="land_review", unit=city.gov_office.pk
        ),
    }
    with clock.at(clock.moment_on(FRIDAY)):
        yield PermissionTable(city, "correspondence", matters, FRIDAY, NAMED_ONESELF)


class TestPermissions(EveryPower):
    """Each action of each kind, asked of an actor made for it."""


def test_a_reader_alone_does_not_handle_what_he_reads(desk):
    document = desk("circulate", desk.registered(), "housing_clerk", persons=[desk.city.persons["vice"].pk])

    for name in ("accept", "pass_on", "withdraw"):
        refusal = may(actions_of(IncomingDocument)[name], document, desk.city.actor("vice", FRIDAY))
        assert refusal is not None and refusal.code == "actions.no_power"
