"""The small city, and an item as far along as a test wants it."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from tests.city import City, small_city

from zhixing.base import clock
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.files.service import store
from zhixing.modules.supervision.actions.opening import issue, register
from zhixing.modules.supervision.actions.receiving import sign
from zhixing.modules.supervision.models import SupervisedItem

THURSDAY = date(2026, 3, 5)


@pytest.fixture
def city(db: None) -> City:
    return small_city()


class Story:
    """An item on its way: each step is done by whoever would do it, on a day that the test names."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.item_id = 0

    def do(self, spec: Any, who: str, on: date, hour: int = 10, **given: Any) -> Done:
        with clock.at(clock.moment_on(on, hour)):
            return perform(spec, self.item_id or None, actor=self.city.actor(who, on), **given)

    def file(self, who: str, name: str, content: bytes) -> int:
        """A stored file that nobody used yet."""
        return store(name, io.BytesIO(content), actor=self.city.actor(who)).pk

    @property
    def item(self) -> SupervisedItem:
        return SupervisedItem.objects.get(pk=self.item_id)

    def registered(self, on: date = THURSDAY, **more: Any) -> Story:
        city = self.city
        given: dict[str, Any] = {
            "title": "完成老旧小区改造20个",
            "source": "meeting",
            "supervising_unit": city.office.pk,
            "lead_unit": city.housing.pk,
            "supporting_units": [city.finance.pk],
            "carrying_leader": city.persons["vice"].pk,
            "overall_leader": city.persons["housing_head"].pk,
            "limit_on": "2026-06-30",
        }
        self.item_id = self.do(register, "officer", on, **(given | more)).item.pk
        return self

    def issued(self, on: date = THURSDAY, **more: Any) -> Story:
        self.registered(on, **more)
        self.do(issue, "officer", on)
        return self

    def under_way(self, on: date = THURSDAY, **more: Any) -> Story:
        self.issued(on, **more)
        self.do(sign, "housing_clerk", on, hour=11, handler=self.city.persons["handler"].pk)
        return self


@pytest.fixture
def story(city: City) -> Story:
    return Story(city)


class Deeds:
    """Deeds on matters of any kind, each by whoever is named, on the day that is named."""

    def __init__(self, city: City) -> None:
        self.city = city

    def __call__(self, spec: Any, matter: Any, who: str, on: date, hour: int = 10, **given: Any) -> Any:
        """Do it, and give back the matter as it stands afterwards."""
        with clock.at(clock.moment_on(on, hour)):
            done = perform(spec, matter.pk if matter else None, actor=self.city.actor(who, on), **given)
        return type(done.item).objects.get(pk=done.item.pk)

    def file(self, who: str, name: str = "现场照片说明.txt", content: bytes = "现场情况".encode()) -> int:
        """A stored file that nobody used yet."""
        return store(name, io.BytesIO(content), actor=self.city.actor(who)).pk


@pytest.fixture
def do(city: City) -> Deeds:
    return Deeds(city)
