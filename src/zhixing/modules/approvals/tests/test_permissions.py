"""The permission table of approval monitoring. Each kind brings one matter: a line in MAKERS."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.permissions import EveryPower, PermissionTable

from zhixing.base import clock
from zhixing.kernel.access.powers import powers, role_powers
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import open_matter
from zhixing.modules.approvals.models import Alert, ScoreTable, ServiceItem, Source
from zhixing.modules.approvals.tests.story_alerts import Watch, watched_city

ON = date(2026, 3, 24)


def an_item(watch: Watch) -> ServiceItem:
    city = watch.city
    item = open_matter(
        ServiceItem, jurisdiction=city.gov, state="draft", title="施工许可", number="A1", type="licence", office=city.office
    )  # fmt: skip
    participations.stand(
        item, {Standing.LEAD: ([city.housing], []), Standing.SUPERVISOR: ([city.office], [])}
    )
    item.save()
    return item


def a_score_table(watch: Watch) -> ScoreTable:
    city = watch.city
    table = open_matter(
        ScoreTable, jurisdiction=city.gov, state="frozen", title="审批绩效表", office=city.office, first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 31), unit_ids=[city.housing.pk], frozen_by=city.accounts["officer"],
    )  # fmt: skip
    participations.stand(table, {Standing.LEAD: ([city.office], []), Standing.READER: ([city.housing], [])})
    table.save()
    return table


MAKERS: dict[Any, Callable[[Watch], Any]] = {
    Alert: lambda watch: watch.raised(
        date(2026, 3, 10), ("blue", date(2026, 3, 10))
    ),  # a card of one's own opens more
    ScoreTable: a_score_table,
    ServiceItem: an_item,
    Source: lambda watch: watch.source,
}


@pytest.fixture
def table(db: None):
    watch = Watch(watched_city())
    matters = {kind: make(watch) for kind, make in MAKERS.items()}
    with clock.at(clock.moment_on(ON)):
        yield PermissionTable(watch.city, "approvals", matters, ON)


class TestPermissions(EveryPower):
    """Each action of each kind, asked of an actor made for it."""


def test_no_role_holds_the_hand_of_the_product():
    assert "approvals.judge" in powers()
    for role in ("supervision", "service_office", "unit", "leader", "outside_system"):
        held = role_powers(f"approvals.{role}")
        assert held and "approvals.judge" not in held
