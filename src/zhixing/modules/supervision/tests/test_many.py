"""One deed on many items of the ledger: offered to those who may, judged one by one, done once."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from zhixing.base import clock
from zhixing.kernel.matters.models import Event
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.tests.conftest import Story

FRIDAY = date(2026, 3, 6)
LIST, MANY = "/supervision/items", "/supervision/items/many"


@pytest.fixture(autouse=True)
def _today():
    with clock.at(clock.moment_on(FRIDAY)):
        yield


@pytest.fixture
def items(city) -> list[int]:
    """Two issued items and a draft."""
    issued = [Story(city).issued(title=f"事项{n}").item_id for n in (1, 2)]
    return [*issued, Story(city).registered(title="草稿").item_id]


def signed_in(city, who) -> Client:
    client = Client()
    client.force_login(city.accounts[who])
    return client


def urged() -> list[tuple[int, str]]:
    found = Event.objects.filter(kind="supervision.urged").order_by("id")
    return [(event.matter_id, event.facts["text"]) for event in found]


def sent(items: list[int], **more: object) -> dict[str, object]:
    revisions = dict(SupervisedItem.objects.filter(pk__in=items).values_list("pk", "revision"))
    seen = {f"revision.{pk}": revision for pk, revision in revisions.items()}
    return {"do": "urge", "pick": items, "once": "one-press", "text": "请抓紧办理", **seen, **more}


def test_the_ledger_offers_it_to_those_who_may_and_to_nobody_else(city, items):
    office = signed_in(city, "officer").get(LIST).content.decode()
    assert 'name="pick" value="' in office
    assert '<button class="btn" name="do" value="urge">催办</button>' in office
    assert 'value="sign"' not in office

    clerk = signed_in(city, "housing_clerk").get(LIST).content.decode()
    assert 'value="sign"' in clerk and 'value="urge"' not in clerk

    leader = signed_in(city, "mayor").get(LIST).content.decode()
    assert 'name="pick"' not in leader


def test_the_form_says_which_can_be_done_and_why_the_others_cannot(city, items):
    answer = signed_in(city, "officer").get(MANY, {"do": "urge", "pick": items})
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "2 项可以办理，1 项不能办理" in page
    assert [f'name="pick" value="{pk}"' in page for pk in items] == [True, True, False]
    assert "草稿" in page and 'name="text"' in page
    assert urged() == []


def test_each_is_done_by_itself_and_what_cannot_be_is_told_with_its_reason(city, items):
    answer = signed_in(city, "officer").post(MANY, sent(items))
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "已办理 2 项" in page and "1 项未办理" in page
    assert urged() == [(items[0], "请抓紧办理"), (items[1], "请抓紧办理")]
    assert SupervisedItem.objects.get(pk=items[2]).state == "draft"


def test_sending_it_again_does_nothing_twice(city, items):
    client = signed_in(city, "officer")
    posted = sent(items[:2])
    client.post(MANY, posted)
    again = client.post(MANY, posted).content.decode()

    assert len(urged()) == 2
    assert again.count("该操作此前已完成。") == 2


def test_what_was_changed_meanwhile_is_refused_and_the_others_are_done(city, items):
    posted = sent(items[:2])
    posted[f"revision.{items[0]}"] = 0

    page = signed_in(city, "officer").post(MANY, posted).content.decode()

    assert "已办理 1 项" in page and "1 项未办理" in page
    assert urged() == [(items[1], "请抓紧办理")]


@pytest.mark.parametrize(
    ("who", "more", "status", "said"),
    [
        pytest.param("officer", {"pick": []}, 409, "尚未勾选任何事项", id="nothing chosen"),
        pytest.param("officer", {"pick": ["x", "9" * 30]}, 409, "尚未勾选任何事项", id="no ids"),
        pytest.param("officer", {"pick": list(range(1, 102))}, 409, "一次最多办理 100 项", id="too many"),
        pytest.param("officer", {"text": ""}, 422, "请更正以下内容", id="a field left empty"),
        pytest.param("officer", {"do": "register"}, 404, "", id="a deed that is not for many"),
        pytest.param("officer", {"do": "no_such_deed"}, 404, "", id="no such deed"),
        pytest.param("stranger", {"do": "urge"}, 403, "", id="somebody without the power"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_changes(city, items, who, more, status, said):
    client = signed_in(city, who)
    before = Event.objects.count()

    answer = client.post(MANY, sent(items[:2], **more))

    assert answer.status_code == status, answer.content.decode()[:500]
    assert said in answer.content.decode()
    assert Event.objects.count() == before


def test_what_one_may_not_see_is_not_among_the_chosen(city, items):
    """The town signs nothing of the housing bureau's: it does not even learn that the items are there."""
    answer = signed_in(city, "stranger").post(
        MANY, {"do": "sign", "pick": items, "once": "x", "handler": "1"}
    )

    assert answer.status_code == 409
    assert "事项1" not in answer.content.decode()
    assert SupervisedItem.objects.filter(state="under_way").count() == 0


def test_a_unit_signs_for_all_that_came_naming_its_handler_once(city, items):
    handler = city.persons["handler"].pk
    posted = sent(items[:2], do="sign", handler=handler)

    page = signed_in(city, "housing_clerk").post(MANY, posted).content.decode()

    assert "已办理 2 项" in page
    assert (
        list(SupervisedItem.objects.filter(pk__in=items[:2]).values_list("state", "handler"))
        == [("under_way", handler)] * 2
    )
