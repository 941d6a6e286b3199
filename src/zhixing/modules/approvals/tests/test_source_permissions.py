"""The permission table of outside systems."""

from __future__ import annotations

import pytest
from tests.permissions import EveryPower, PermissionTable

from zhixing.base import clock
from zhixing.kernel.actions.register import all_actions
from zhixing.modules.approvals.models import Source
from zhixing.modules.approvals.tests.conftest import MONDAY


@pytest.fixture
def table(city, story):
    with clock.at(clock.moment_on(MONDAY)):
        yield PermissionTable(city, "approvals", {Source: story.connected().source}, MONDAY)


class TestPermissions(EveryPower):
    """Each action of an outside system, asked of an actor made for it."""

    def test_the_table_covers_every_action_and_every_power_of_the_module(self, table):
        covered = {spec.name for spec, _ in table.rows if spec.module == "approvals"}

        assert {s.name for s in all_actions() if s.model is Source} == covered
        assert covered == {
            "register_source", "adopt_mapping", "choose_packs", "name_units", "watch_from", "suspend_source", "resume_source",
            "deliver", "read_again",
        }  # fmt: skip
