"""A double click, two people at once: one deed, and everybody is told the truth (issue 2, §6)."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.city import City, small_city
from tests.faults.standing import all_stands, at_once
from zhixing.base import clock
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.matters.refusals import ChangedMeanwhile, WrongState
from zhixing.modules.supervision.actions.opening import issue, withdraw
from zhixing.modules.supervision.actions.receiving import sign
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.tests.conftest import Story

pytestmark = pytest.mark.django_db(transaction=True)
FRIDAY = date(2026, 3, 6)


@pytest.fixture
def city() -> City:
    return small_city()


def events(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def test_one_signature_of_eight_counts_and_the_others_are_told_the_state(city):
    story = Story(city).issued()
    handler = city.persons["handler"].pk

    with clock.at(clock.moment_on(FRIDAY, 10)):
        clerk = city.actor("housing_clerk", FRIDAY)
        gave = at_once(*[partial(perform, sign, story.item_id, actor=clerk, handler=handler)] * 8)

    assert [type(g) for g in gave].count(Done) == 1
    refused = [g for g in gave if not isinstance(g, Done)]
    assert all(isinstance(g, WrongState) for g in refused) and len(refused) == 7
    assert "办理中" in str(refused[0])
    assert events("supervision.signed") == 1
    all_stands(story.item)


def test_two_people_decide_at_once_one_wins_and_the_other_is_told_who_was_quicker(city):
    story = Story(city).registered()
    revision = story.item.revision

    with clock.at(clock.moment_on(FRIDAY, 10)):
        officer, chief = city.actor("officer", FRIDAY), city.actor("chief", FRIDAY)
        gave = at_once(
            partial(perform, issue, story.item_id, actor=officer, if_revision=revision),
            partial(perform, withdraw, story.item_id, actor=chief, if_revision=revision, reason="重复立项"),
        )

    (won,) = (g for g in gave if isinstance(g, Done))
    (lost,) = (g for g in gave if not isinstance(g, Done))
    assert isinstance(lost, ChangedMeanwhile)
    assert won.event.actor_name in str(lost)
    assert events("supervision.issued") + events("supervision.withdrawn") == 1
    assert story.item.revision == revision + 1
    all_stands(story.item)


def test_a_double_click_on_the_button_that_opens_makes_one_item(city):
    client = Client()
    client.force_login(city.accounts["officer"])
    given = {
        "title": "修缮防汛堤坝", "source": "meeting", "supervising_unit": city.office.pk, "lead_unit": city.housing.pk,
        "limit_on": "2026-06-30", "once": "the-same-form-sent-twice",
    }  # fmt: skip
    cookies = client.cookies

    def click() -> int:
        own = Client()
        own.cookies = cookies
        return own.post("/supervision/items/new/register", given).status_code

    with clock.at(clock.moment_on(FRIDAY, 10)):
        gave = at_once(click, click)

    assert gave == [302, 302]  # both are led to the item
    assert SupervisedItem.objects.filter(title="修缮防汛堤坝").count() == 1
    assert events("supervision.registered") == 1
    all_stands(SupervisedItem.objects.get())


def test_a_double_click_on_an_action_does_it_once_and_says_so_to_both(city):
    story = Story(city).issued()
    given = {"handler": city.persons["handler"].pk, "once": "the-same-form-sent-twice"}
    client = Client()
    client.force_login(city.accounts["housing_clerk"])
    cookies = client.cookies

    def click() -> int:
        own = Client()
        own.cookies = cookies
        return own.post(f"/supervision/items/{story.item_id}/sign", given).status_code

    with clock.at(clock.moment_on(FRIDAY, 10)):
        gave = at_once(click, click)

    assert gave == [302, 302]
    assert events("supervision.signed") == 1
    all_stands(story.item)


def test_who_waited_for_the_lock_is_judged_by_what_holds_then(city):
    """Removed from the matter while waiting: the action is refused, for it is judged on the locked row."""
    story = Story(city).issued()
    with clock.at(clock.moment_on(FRIDAY, 10)):
        clerk = city.actor("housing_clerk", FRIDAY)

        def hand_over() -> None:
            from zhixing.kernel.matters import participations
            from zhixing.kernel.matters.models import Standing

            with transaction.atomic():
                item = SupervisedItem.objects.select_for_update().get(pk=story.item_id)
                with connection.cursor() as cursor:
                    cursor.execute("select pg_sleep(0.5)")
                participations.assign(item, Standing.LEAD, [city.transport])
                participations.assign(item, Standing.SUPPORTING, ())
                item.save()

        def a_moment_later() -> object:
            with connection.cursor() as cursor:
                cursor.execute("select pg_sleep(0.2)")
            return perform(sign, story.item_id, actor=clerk, handler=city.persons["handler"].pk)

        gave = at_once(hand_over, a_moment_later)

    assert gave[0] is None
    assert getattr(gave[1], "code", gave[1]) == "not_found"
    assert events("supervision.signed") == 0
    assert Matter.objects.get(pk=story.item_id).lead_unit_id == city.transport.pk
