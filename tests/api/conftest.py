"""The small city on Thursday, 5 March 2026, and an item as far along as a test wants it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

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


@pytest.fixture
def same_connection(items: list[int]) -> Iterator[None]:
    """Let the application keep the test's connection between requests, as Django's own client does.

    After `items`: that client lets go of it again after each of its requests.
    """
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.fixture
def items(city: City, officer: Any, clerk: Any) -> list[int]:
    """Three items in three states, so that actions find something to be done to."""
    made = [int(officer.post("/supervision/items", draft(city)).json()["id"]) for _ in range(3)]
    for item in made[1:]:
        officer.post(f"/supervision/items/{item}/issue")
    clerk.post(f"/supervision/items/{made[2]}/sign", {"handler": city.persons["handler"].pk})
    return made
