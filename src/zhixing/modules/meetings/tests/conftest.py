"""A small city whose office holds meetings, and a meeting as far along as a test wants it."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from tests.city import OPENED, City, small_city

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.models import Grant, Reach
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.meetings import sorts
from zhixing.kernel.meetings.models import Meeting
from zhixing.kernel.meetings.sorts import Sort
from zhixing.modules.meetings.actions.holding import hold
from zhixing.modules.meetings.actions.planning import convene, put_on_agenda

MONDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 4)
BOARD = "tests.board"  # a sort with a quorum and stated views, as a module would register one


@pytest.fixture
def city(db: None) -> City:
    made = small_city()
    made.office.document_code = "云政会"
    made.office.save()
    for who, role, reach in (
        ("officer", "meetings.office", Reach.BELOW),
        ("vice", "meetings.participant", Reach.OWN),
    ):
        Grant.objects.create(
            account=made.accounts[who], role=role, unit=made.office, reach=reach, from_on=OPENED
        )
    return made


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sort `BOARD`, registered for one test; what its hooks were called with is noted."""
    called: list[str] = []

    def noting(name: str) -> Any:
        def hook(*given: Any) -> list[Any]:
            called.append(name)
            return []

        return hook

    made = Sort(
        BOARD,
        w("Board", "联审会议"),
        views=True,
        quorum=Fraction(1, 2),
        may_table=sorts.named("meetings.special").may_table,
        held=noting("held"),
        settled=noting("settled"),
        minuted=noting("minuted"),
        cancelled=noting("cancelled"),
    )
    monkeypatch.setitem(sorts._sorts, BOARD, made)
    return called


class Story:
    """A meeting on its way; the office does what is done."""

    def __init__(self, city: City) -> None:
        self.city, self.pk = city, 0

    def do(self, spec: Any, on: date = MONDAY, who: str = "officer", **given: Any) -> Done:
        with clock.at(clock.moment_on(on, 10)):
            return perform(spec, self.pk or None, actor=self.city.actor(who, on), **given)

    @property
    def meeting(self) -> Meeting:
        return Meeting.objects.get(pk=self.pk)

    def seat(self, name: str) -> int:
        return self.meeting.seats.get(person=self.city.persons[name]).pk

    @property
    def first(self) -> int:
        return self.meeting.items[0].pk

    def convened(self, sort: str = "meetings.special") -> Story:
        """Monday: a meeting for Wednesday, the mayor in the chair, three members."""
        persons = self.city.persons
        done = self.do(
            convene,
            sort="meetings.special",
            title="研究老旧小区改造",
            organiser=self.city.office.pk,
            chair=persons["mayor"].pk,
            members=[persons[n].pk for n in ("vice", "housing_head", "chief")],
            planned_at=datetime(2026, 3, 4, 9, 0, tzinfo=clock.zone()),
            place="一号会议室",
        )
        self.pk = done.item.pk
        Meeting.objects.filter(pk=self.pk).update(sort=sort)
        return self

    def with_agenda(self, *titles: str, matters: tuple[int, ...] = ()) -> Story:
        self.do(put_on_agenda, titles=list(titles), matters=list(matters))
        return self

    def held(self, *present: str) -> Story:
        names = present or ("mayor", "vice", "housing_head", "chief")
        self.do(hold, on=WEDNESDAY, held_on="2026-03-04", present=[self.seat(n) for n in names])
        return self


@pytest.fixture
def story(city: City) -> Story:
    return Story(city)
