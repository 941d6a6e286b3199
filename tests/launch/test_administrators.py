"""The first administrators, appointed at the command line: on the record like those who follow."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.base.words import speaking
from zhixing.kernel.access.models import Account, Seat
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event
from zhixing.launch.commands.administrators import appoint
from zhixing.launch.refusals import SeatTaken

pytestmark = pytest.mark.django_db
THURSDAY = date(2026, 3, 5)


@pytest.fixture(autouse=True)
def _thursday():
    with clock.at(clock.moment_on(THURSDAY, 10)):
        yield


def test_the_first_appointment_stands_in_the_record():
    appoint("chen", "system", "陈某", "0001", "Right-Horse-7")

    row = Event.objects.get()
    assert row.kind == "access.administrator_appointed"
    assert row.subject == f"access.seat:{Seat.objects.get().pk}"
    with speaking("zh"):
        assert str(events.tell(row)) == "运维人员（命令行）任命陈某为系统管理员，自2026年3月5日起。"


def test_a_refused_appointment_leaves_neither_account_nor_record():
    appoint("chen", "system", "陈某", "0001", "Right-Horse-7")

    with pytest.raises(SeatTaken):
        appoint("li", "system", "李某", "0002", "Right-Horse-7")

    assert not Account.objects.filter(username="li").exists()
    assert Event.objects.count() == 1
