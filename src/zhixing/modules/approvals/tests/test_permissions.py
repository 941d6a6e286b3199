"""The permission table of approval monitoring. Each kind brings one matter: a line in MAKERS."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.permissions import EveryPower, PermissionTable

from zhixing.base import clock
from zhixing.kernel.access.powers import powers, role_powers
from zhixing.kernel.actions.register import all_actions
from zhixing.modules.approvals.catalogue.tests.conftest import drafted
from zhixing.modules.approvals.models import Alert, ServiceItem, Source
from zhixing.modules.approvals.tests.story_alerts import Watch, watched_city

ON = date(2026, 3, 24)
LATER = frozenset(  # powers of kinds that are still to bring their matter here
    f"approvals.{name}" for name in ("connect", "deliver", "score", "publish", "object")
)
MAKERS: dict[Any, Callable[[Watch], Any]] = {
    Alert: lambda watch: watch.raised(
        date(2026, 3, 10), ("blue", date(2026, 3, 10))
    ),  # a card of one's own opens more
    ServiceItem: lambda watch: drafted(watch.city),
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

    def test_the_table_covers_every_action_and_every_power_of_the_module(self, table: PermissionTable):
        covered = {(spec.code, spec.model) for spec, _ in table.rows}
        declared = {(s.code, s.model) for s in all_actions() if s.module == table.module}
        offered = {code for code in powers() if code.startswith("approvals.")}

        assert declared and declared <= covered
        assert offered - {spec.power for spec, _ in table.rows} <= {table.view} | LATER


def test_no_role_holds_the_hand_of_the_product():
    assert "approvals.judge" in powers()
    for role in ("supervision", "service_office", "unit", "leader", "outside_system"):
        held = role_powers(f"approvals.{role}")
        assert held and "approvals.judge" not in held
