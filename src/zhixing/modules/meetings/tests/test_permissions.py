"""The permission table of meetings."""

from __future__ import annotations

import pytest
from tests.permissions import EveryPower, PermissionTable

from zhixing.base import clock
from zhixing.kernel.meetings.models import Meeting
from zhixing.modules.meetings.tests.conftest import MONDAY


@pytest.fixture
def table(city, story):
    meeting = story.convened().with_agenda("改造计划").meeting
    with clock.at(clock.moment_on(MONDAY)):
        yield PermissionTable(city, "meetings", {Meeting: meeting}, MONDAY)


class TestPermissions(EveryPower):
    """Each action of each kind, asked of an actor made for it."""
