"""The generic pages, on supervised items."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client

from zhixing.base import clock
from zhixing.kernel.ledger.proof import verify_bundle
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.supervision.choices import State


def signed_in(city, who) -> Client:
    client = Client()
    client.force_login(city.accounts[who])
    return client


@pytest.fixture
def today():
    with clock.at(clock.moment_on(date(2026, 3, 6))):
        yield date(2026, 3, 6)


def test_the_ledger_lists_what_the_reader_may_find(story, city, today):
    story.issued()

    assert "老旧小区" in signed_in(city, "officer").get("/supervision/items").content.decode()
    assert "老旧小区" not in signed_in(city, "stranger").get("/supervision/items").content.decode()


def test_the_item_page_offers_what_may_be_done_and_says_why_not(story, city, today):
    story.issued()

    page = signed_in(city, "housing_clerk").get(f"/supervision/items/{story.item_id}").content.decode()

    assert f"/supervision/items/{story.item_id}/sign" in page
    assert "报送办结" in page


def test_a_card_that_only_reminds_waits_for_no_answer(story, city):
    story.under_way(on=date(2026, 3, 5))
    with clock.at(clock.moment_on(date(2026, 6, 26))):
        tick()  # the limit is the 30th
    with clock.at(clock.moment_on(date(2026, 7, 3))):
        tick()
        page = signed_in(city, "housing_clerk").get(f"/supervision/items/{story.item_id}").content.decode()

    cards = page.split("预警牌</h2>")[1].split("</section>")[0].split("<article")[1:]
    blue, other = [c for c in cards if "蓝牌" in c], [c for c in cards if "蓝牌" not in c]
    assert blue and all("仅作提醒，无需回应" in c and "待回应" not in c for c in blue)
    assert other and all("待回应" in c and "前回应" in c for c in other)


def test_what_you_may_not_see_is_not_there(story, city, today):
    story.issued()

    answer = signed_in(city, "stranger").get(f"/supervision/items/{story.item_id}")

    assert answer.status_code == 404


def test_signing_by_the_form(story, city, today):
    story.issued()
    client = signed_in(city, "housing_clerk")
    address = f"/supervision/items/{story.item_id}/sign"
    form = client.get(address).content.decode()
    assert 'name="handler"' in form

    wrong = client.post(address, {"note": "x"})
    assert wrong.status_code == 422
    assert "此项必填" in wrong.content.decode()
    assert story.item.state == State.ISSUED

    right = client.post(address, {"handler": str(city.persons["handler"].pk), "once": "k1"}, follow=True)
    assert right.status_code == 200
    assert story.item.state == State.UNDER_WAY


def test_registering_by_the_form(city, today):
    client = signed_in(city, "officer")
    page = client.get("/supervision/items/new/register").content.decode()
    assert 'name="lead_unit"' in page
    given = {
        "title": "整治背街小巷",
        "source": "meeting",
        "supervising_unit": city.office.pk,
        "lead_unit": city.housing.pk,
        "limit_on": "2026-08-31",
        "rhythm": "month",
        "urgency": "plain",
    }

    answer = client.post("/supervision/items/new/register", given, follow=True)

    assert "整治背街小巷" in answer.content.decode()
    assert answer.redirect_chain


def test_how_a_date_was_reached(story, city, today):
    story.issued()
    owed = Obligation.objects.get(rule="supervision.sign")

    page = signed_in(city, "housing_clerk").get(f"/limits/{owed.pk}").content.decode()

    assert "2026年3月9日" in page
    assert "第二百零一条" in page


@pytest.mark.django_db(transaction=True)
def test_the_proof_of_an_item_verifies_offline(city, today):
    from zhixing.modules.supervision.tests.conftest import Story

    story = Story(city).issued()

    bundle = json.loads(signed_in(city, "officer").get(f"/proofs/{story.item_id}.json").content)

    assert verify_bundle(bundle).holds
    assert len(bundle["events"]) == 2
