"""What people and programs send by mistake or on purpose, through the page's door: a clear refusal, and nothing has changed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.city import City, small_city
from tests.faults.standing import all_stands
from zhixing.base import clock
from zhixing.kernel.matters.models import Event, Matter, Participation
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.organisation.models import Appointment
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.tests.conftest import Story

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 3, 6)
NEW = "/supervision/items/new/register"


@pytest.fixture
def city() -> City:
    return small_city()


def signed_in(city: City, who: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(city.accounts[who])
    return client


def post(city: City, who: str, address: str, given: dict[str, Any], on: date = FRIDAY) -> Any:
    client = signed_in(city, who)
    with clock.at(clock.moment_on(on, 10)):
        return client.post(address, given)


def form(city: City, **more: Any) -> dict[str, Any]:
    given = {
        "title": "修缮防汛堤坝", "source": "meeting", "supervising_unit": city.office.pk, "lead_unit": city.housing.pk,
        "supporting_units": [city.finance.pk], "carrying_leader": city.persons["vice"].pk,
        "overall_leader": city.persons["housing_head"].pk, "limit_on": "2026-06-30",
    }  # fmt: skip
    return given | more


def state_of_the_world() -> tuple[object, ...]:
    """What an action could have changed. Signing in is recorded too, but belongs to no matter."""
    counted = [
        Matter.objects.count(),
        Event.objects.filter(matter__isnull=False).count(),
        Participation.objects.count(),
        Obligation.objects.count(),
    ]
    return *counted, list(
        Matter.objects.order_by("id").values_list("state", "revision", "due_on", "audience")
    )


def refused(city: City, given: dict[str, Any], status: int, *said: str) -> None:
    before = state_of_the_world()

    answer = post(city, "officer", NEW, given)

    page = answer.content.decode()
    assert answer.status_code == status, page[:400]
    for words in said:
        assert words in page
    assert state_of_the_world() == before
    all_stands()


def test_the_form_as_it_should_be_passes(city):
    assert post(city, "officer", NEW, form(city)).status_code == 302
    assert SupervisedItem.objects.count() == 1


def test_an_unknown_unit_cannot_be_chosen(city):
    refused(city, form(city, lead_unit=987_654), 422, "987654", "不在可选范围内")


def test_a_dissolved_unit_cannot_be_given_work(city):
    city.housing.dissolved_on = date(2026, 3, 1)
    city.housing.save()

    refused(city, form(city), 422, "不在可选范围内")


def test_a_merged_unit_cannot_be_issued_an_item_and_its_successor_is_named(city):
    story = Story(city).registered()
    city.housing.dissolved_on, city.housing.successor = FRIDAY, city.transport
    city.housing.save()
    before = state_of_the_world()

    answer = post(city, "officer", f"/supervision/items/{story.item_id}/issue", {})

    assert answer.status_code == 409
    assert "市交通运输局" in answer.content.decode()
    assert state_of_the_world() == before
    all_stands(story.item)


def test_a_person_who_left_cannot_carry_an_item(city):
    Appointment.objects.filter(person=city.persons["vice"]).update(until_on=date(2026, 3, 5))

    refused(city, form(city), 422, "包干领导", "不在可选范围内")


def test_a_person_who_left_cannot_be_named_as_handler(city):
    story = Story(city).issued()
    Appointment.objects.filter(person=city.persons["handler"]).update(until_on=date(2026, 3, 5))
    before = state_of_the_world()

    answer = post(
        city,
        "housing_clerk",
        f"/supervision/items/{story.item_id}/sign",
        {"handler": city.persons["handler"].pk},
    )

    assert answer.status_code == 422
    assert state_of_the_world() == before
    all_stands(story.item)


def test_the_lead_unit_cannot_support_itself(city):
    refused(
        city,
        form(city, supporting_units=[city.housing.pk]),
        409,
        "市住房和城乡建设局同时被列为主办和协办单位",
    )


@pytest.mark.parametrize("days", [-1, 0])
def test_a_limit_may_be_today_but_not_yesterday(city, days):
    limit = form(city, limit_on=(FRIDAY + timedelta(days=days)).isoformat())

    if days < 0:
        refused(city, limit, 422, "2026-03-05")
    else:
        assert post(city, "officer", NEW, limit).status_code == 302


def test_a_limit_in_a_year_that_is_not_published_yet_is_taken_as_it_was_said(city):
    assert post(city, "officer", NEW, form(city, limit_on="2027-02-26")).status_code == 302

    assert SupervisedItem.objects.get().limit_on == date(2027, 2, 26)


def test_what_is_counted_into_such_a_year_is_provisional_and_the_page_says_so(city):
    story = Story(city).issued(on=date(2026, 12, 30), limit_on="2027-02-26")

    sign = Obligation.objects.get(matter_id=story.item_id, rule="supervision.sign")
    finish = Obligation.objects.get(matter_id=story.item_id, rule="supervision.finish")
    assert sign.due_on is not None and sign.due_on.year == 2027
    assert (sign.provisional, finish.provisional) == (True, False)  # counted, and said by a person
    client = signed_in(city, "officer")
    with clock.at(clock.moment_on(date(2026, 12, 30), 11)):
        page = client.get(f"/limits/{sign.pk}").content.decode()
    assert "暂定" in page or "尚未公布" in page
    all_stands(story.item)


@pytest.mark.parametrize(
    "limit", ["2026-02-30", "0001-01-01", "9999-12-31", "yesterday", "20260630", "2026-06-30T00:00"]
)
def test_a_day_that_is_no_day_or_beyond_reason_is_refused(city, limit):
    answer = post(city, "officer", NEW, form(city, limit_on=limit))

    assert answer.status_code in (409, 422), limit
    assert SupervisedItem.objects.count() == 0


@pytest.mark.parametrize("text", ["堤坝\x00加固", "堤坝\x1b[31m加固", "堤坝\u202e加固"])
def test_control_and_turning_characters_are_refused(city, text):
    refused(city, form(city, title=text), 422)


def test_half_a_character_never_reaches_the_record(city):
    """A lone surrogate cannot be sent as UTF-8; who sends its bytes gets the replacement character, never a crash."""
    body = b"title=%ED%A0%80&source=meeting&limit_on=2026-06-30&"
    body += f"supervising_unit={city.office.pk}&lead_unit={city.housing.pk}".encode()
    client = signed_in(city, "officer")
    with clock.at(clock.moment_on(FRIDAY, 10)):
        answer = client.post(NEW, body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code in (302, 422)
    for title in SupervisedItem.objects.values_list("title", flat=True):
        assert title.encode("utf-8")
    all_stands()


def test_a_text_longer_than_the_field_is_refused_with_the_limit(city):
    refused(city, form(city, content="堤" * 10_001), 422, "10000")


def test_fifty_megabytes_of_text_are_refused_before_they_are_read(city):
    answer = post(city, "officer", NEW, form(city, content="x" * 50 * 2**20))

    assert answer.status_code in (400, 413)
    assert SupervisedItem.objects.count() == 0


def test_ten_thousand_choices_are_refused(city):
    answer = post(city, "officer", NEW, form(city, supporting_units=list(range(1, 10_002))))

    assert answer.status_code in (400, 409, 413, 422)
    assert SupervisedItem.objects.count() == 0


BEYOND = "99999999999999999999"  # more than a bigint holds


@pytest.mark.parametrize(
    "address", [f"/supervision/items/{BEYOND}", "/supervision/items/9223372036854775808/sign"]
)
def test_a_number_beyond_the_database_is_simply_not_there(city, address):
    assert signed_in(city, "officer").get(address).status_code == 404


STRANGE = [
    f"after=2026-03-05_{BEYOND}",
    f"lead_unit={BEYOND}",
    "carrying_leader=9999999999999999",
    "q=%00",
    "q=%ED%A0%80",
    "q=" + "x" * 5000,
    "after=0000-00-00_1",
    "order=newest&after=9999-99-99_5",
    "tab=%27%3B--",
    "lead_unit=%D9%A3",  # the Arabic digit three is a digit too
]


@pytest.mark.parametrize("query", STRANGE)
def test_whatever_stands_in_the_ledgers_address_the_ledger_answers(city, query):
    Story(city).issued()

    assert signed_in(city, "officer").get(f"/supervision/items?{query}").status_code in (200, 404, 422)


STRANGE_PLACES = [
    "search?q=%00",
    "search?q=%ED%A0%80",
    f"board?unit={BEYOND}",
    "board?first=0000-00-00",
    f"duties/owed?from={BEYOND}",
    f"figures/matters.open?from={BEYOND}",
    f"inbox?before={BEYOND}",
]


@pytest.mark.parametrize("address", STRANGE_PLACES)
def test_whatever_stands_in_the_workdesks_addresses_the_workdesk_answers(city, address):
    assert signed_in(city, "officer").get(f"/workdesk/{address}").status_code in (200, 404, 422)
