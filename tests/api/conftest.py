"""The small city on Thursday, 5 March 2026, and an item as far along as a test wants it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests.api.callers import THURSDAY, Caller, caller, draft
from tests.city import City, small_city
from zhixing.base import clock
from zhixing.kernel.matters.models import Event, Matter


@pytest.fixture(autouse=True)
def _thursday() -> Iterator[None]:
    """It is ten in the morning; nobody has asked anything in this minute."""
    cache.clear()
    with clock.at(clock.moment_on(THURSDAY, 10)):
        yield
    cache.clear()


@pytest.fixture
def city(db: None) -> City:
    return small_city()


@pytest.fixture
def officer(city: City) -> Caller:
    """Registers, issues and checks."""
    return caller(city, "officer")


@pytest.fixture
def clerk(city: City) -> Caller:
    """Signs for the lead unit."""
    return caller(city, "housing_clerk")


@pytest.fixture
def stranger(city: City) -> Caller:
    """May see items, but of another unit."""
    return caller(city, "stranger")


@pytest.fixture
def item(city: City, officer: Caller) -> int:
    """A registered item."""
    return int(officer.post("/supervision/items", draft(city)).json()["id"])


@pytest.fixture
def issued(item: int, officer: Caller) -> int:
    """An item that waits for its units' signatures."""
    done: Any = officer.post(f"/supervision/items/{item}/issue")
    assert done.status_code == 200, done.content.decode()
    return item


@pytest.fixture
def unchanged(item: int) -> Iterator[None]:
    """After the test the record of matters and the item are what they were before it (signing in is no deed)."""

    def now() -> tuple[int, int, int]:
        deeds = Event.objects.filter(matter__isnull=False)
        return deeds.count(), Matter.objects.count(), Matter.objects.get(pk=item).revision

    before = now()
    yield
    assert now() == before
