"""The small city with its three administrators, and items on their way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.city import OPENED, City, small_city
from zhixing.kernel.access.models import Account, Office, Seat
from zhixing.kernel.organisation.models import Person
from zhixing.modules.supervision.tests.conftest import Story


def seat(city: City, key: str, name: str, office: str) -> None:
    """An administrator: a person with an account and a seat, and nothing else."""
    person = Person.objects.create(name=name, staff_number=f"A-{key}")
    account = Account.objects.create_user(username=key, password="Right-Horse-7", person=person)
    Seat.objects.create(account=account, person=person, office=office, from_on=OPENED)
    city.persons[key], city.accounts[key] = person, account


@pytest.fixture
def city(db: None) -> City:
    city = small_city()
    seat(city, "system", "方正", Office.SYSTEM)
    seat(city, "system2", "许可", Office.SYSTEM)
    seat(city, "security", "安宁", Office.SECURITY)
    seat(city, "security2", "盛安", Office.SECURITY)
    seat(city, "audit", "甄查", Office.AUDIT)
    return city


@pytest.fixture
def story(city: City) -> Story:
    return Story(city)


@pytest.fixture
def signed_in(city: City) -> Callable[[str], Client]:
    def browser(who: str) -> Client:
        client = Client()
        client.force_login(city.accounts[who])
        return client

    return browser
