"""The permission table of major decisions."""

from __future__ import annotations

import pytest
from tests.permissions import EveryPower, PermissionTable

from zhixing.base import clock
from zhixing.kernel.access.powers import roles
from zhixing.modules.decisions import powers
from zhixing.modules.decisions.models import Expert, Hearing, MajorDecision


@pytest.fixture
def table(story):
    decision = story.executing().decision
    matters = {MajorDecision: decision, Hearing: Hearing.objects.get(), Expert: Expert.objects.first()}
    with clock.at(clock.moment_on(story.day)):
        yield PermissionTable(story.city, "decisions", matters, story.day, frozenset({"track"}))


class TestPermissions(EveryPower):
    """Each action of each kind, asked of an actor made for it."""


def test_no_role_of_government_may_speak_for_the_public():
    assert [r.code for r in roles().values() if powers.SPEAK in r.powers] == []
