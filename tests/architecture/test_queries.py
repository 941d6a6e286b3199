"""Statements per page within the reviewed table, and as many with seven matters as with one (guard 14)."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.city import City, small_city
from zhixing.base import clock
from zhixing.kernel.notices.cards import cards_told
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.supervision.tests.conftest import Story

pytestmark = pytest.mark.django_db
WEDNESDAY = clock.moment_on(date(2026, 3, 11), 10)  # signatures are late: there are cards and notices

# Page, who asks, most statements. Raising a number is a decision: say in the commit what the page now tells for it.
# Session, account and actor (what the account holds, its keys) are 4 of each; unread notices and the house's name 2 more.
BASELINE = [
    ("/supervision/items", "officer", 12),
    ("/supervision/items?q=改造", "officer", 12),
    ("/supervision/items?tab=late&lead_unit={unit}", "officer", 15),
    ("/supervision/items", "housing_clerk", 11),
    ("/supervision/items/{item}", "officer", 22),
    ("/supervision/items/{item}", "housing_clerk", 21),
    ("/limits/{obligation}", "officer", 11),
    ("/workdesk/", "housing_clerk", 15),
    ("/workdesk/", "officer", 15),
    ("/workdesk/duties/owed", "housing_clerk", 10),
    ("/workdesk/inbox", "housing_clerk", 7),
    ("/workdesk/search?q=改造", "officer", 8),
    ("/workdesk/board", "mayor", 16),
    ("/workdesk/figures/matters.late", "mayor", 9),
]


def grown(city: City, many: int) -> Story:
    """So many items under way, each with cards; the last one's story."""
    for _ in range(many):
        story = Story(city).under_way()
    with clock.at(WEDNESDAY):
        tick(tell=cards_told)
    return story


def statements(city: City, who: str, address: str) -> list[str]:
    client = Client()
    with clock.at(WEDNESDAY):
        client.force_login(city.accounts[who])
        client.get(address)  # what is read once in a process is read now
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(address)
    assert answer.status_code == 200, address
    return [q["sql"] for q in seen.captured_queries]


def of_every_page(city: City, story: Story) -> dict[tuple[str, str], list[str]]:
    """The statements of each page of the table, once everything stands as it does now."""
    obligation = Obligation.objects.filter(matter_id=story.item_id, rule="supervision.finish").get()
    places = {"item": story.item_id, "unit": city.housing.pk, "obligation": obligation.pk}
    return {(a, who): statements(city, who, a.format(**places)) for a, who, _ in BASELINE}


def test_no_page_asks_more_than_was_reviewed_nor_more_when_there_is_more():
    city = small_city()
    story = grown(city, 1)
    with_one = of_every_page(city, story)
    grown(city, 6)
    with_seven = of_every_page(city, story)

    grows = {
        page: sorted(set(with_seven[page]) - set(asked))
        for page, asked in with_one.items()
        if len(with_seven[page]) != len(asked)
    }
    assert grows == {}, "these pages ask once for each matter"
    most = {(address, who): n for address, who, n in BASELINE}
    over = {page: (len(asked), most[page]) for page, asked in with_one.items() if len(asked) > most[page]}
    assert over == {}, "reviewed numbers are passed"
    slack = {
        page: (len(asked), most[page]) for page, asked in with_one.items() if len(asked) < most[page] - 3
    }
    assert slack == {}, "a number that no page comes near guards nothing: lower it"
