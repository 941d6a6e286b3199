"""Two people at once, and the same request twice: one deed, and everybody is told the truth."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.api.callers import caller, draft
from tests.city import small_city
from zhixing.kernel.matters.models import Event, Matter

KEY = "5f0c1d3a-8a0e-4f3b-9d0c-2b1f6f1f7a11"


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """The answers of all calls, begun at the same moment, each on a connection of its own."""
    answers: list[Any] = [None] * len(calls)
    start = threading.Barrier(len(calls))

    def one(place: int, call: Callable[[], Any]) -> None:
        start.wait(20)
        try:
            answers[place] = call()
        finally:
            connection.close()

    threads = [
        threading.Thread(target=contextvars.copy_context().run, args=(one, place, call))
        for place, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_a_revision_that_is_still_so_lets_the_deed_pass(officer, item):
    revision = officer.get(f"/supervision/items/{item}")["ETag"]

    done = officer.post(f"/supervision/items/{item}/issue", If_Match=revision)

    assert done.status_code == 200
    assert (revision, done["ETag"]) == ('"1"', '"2"')


def test_a_revision_that_is_past_is_refused_and_says_who_was_quicker(city, officer, item):
    chief = caller(city, "chief")
    assert chief.post(f"/supervision/items/{item}/issue").status_code == 200
    before = Event.objects.count()

    late = officer.post(f"/supervision/items/{item}/withdraw", {"reason": "重复"}, If_Match='"1"')

    assert late.status_code == 412
    assert late.json()["code"] == "matters.changed_meanwhile"
    assert "罗文" in late.json()["detail"]
    assert Event.objects.count() == before


def test_the_same_key_again_gives_the_same_answer_and_does_nothing(officer, item):
    first = officer.post(f"/supervision/items/{item}/issue", {"note": "请抓紧"}, Idempotency_Key=KEY)
    before = Event.objects.count()

    again = officer.post(f"/supervision/items/{item}/issue", {"note": "请抓紧"}, Idempotency_Key=KEY)

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert Event.objects.count() == before


def test_a_replay_is_the_same_even_after_the_matter_moved_on(city, officer, clerk, item):
    first = officer.post(f"/supervision/items/{item}/issue", Idempotency_Key=KEY)
    clerk.post(f"/supervision/items/{item}/sign", {"handler": city.persons["handler"].pk})

    again = officer.post(f"/supervision/items/{item}/issue", Idempotency_Key=KEY)

    assert (again.status_code, again.json()) == (200, first.json())
    assert (first["ETag"], again["ETag"]) == ('"2"', '"3"')


def test_an_opening_sent_twice_opens_one_matter(city, officer):
    sent = [officer.post("/supervision/items", draft(city), Idempotency_Key=KEY) for _ in range(2)]

    assert [s.status_code for s in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    assert sent[0]["Location"] == sent[1]["Location"]
    assert Matter.objects.count() == 1


def test_a_key_that_stands_for_another_request_is_refused(officer, item):
    officer.post(f"/supervision/items/{item}/issue", {"note": "请抓紧"}, Idempotency_Key=KEY)
    before = Event.objects.count()

    other = officer.post(f"/supervision/items/{item}/issue", {"note": "不急"}, Idempotency_Key=KEY)
    another = officer.post(f"/supervision/items/{item}/withdraw", {"reason": "重复"}, Idempotency_Key=KEY)

    for response in (other, another):
        assert response.status_code == 422
        assert response.json()["code"] == "actions.key_used_otherwise"
    assert Event.objects.count() == before


def test_a_key_belongs_to_the_account_that_sent_it(city, officer, item):
    officer.post(f"/supervision/items/{item}/issue", Idempotency_Key=KEY)

    chief = caller(city, "chief").post(f"/supervision/items/{item}/issue", Idempotency_Key=KEY)

    assert (chief.status_code, chief.json()["code"]) == (409, "matters.wrong_state")


def test_a_refused_request_does_not_use_its_key_up(city, officer, item):
    refused = officer.post(f"/supervision/items/{item}/withdraw", {"reason": "甲" * 201}, Idempotency_Key=KEY)
    done = officer.post(f"/supervision/items/{item}/withdraw", {"reason": "重复立项"}, Idempotency_Key=KEY)

    assert (refused.status_code, done.status_code) == (422, 200)
    assert "Idempotency-Replayed" not in done


@pytest.mark.django_db(transaction=True)
def test_of_two_with_the_same_revision_one_wins_and_the_other_is_told():
    city = small_city()
    officer, chief = caller(city, "officer"), caller(city, "chief")
    item = officer.post("/supervision/items", draft(city)).json()["id"]
    path = f"/supervision/items/{item}/withdraw"

    answers = at_once(
        lambda: officer.post(path, {"reason": "重复立项"}, If_Match='"1"'),
        lambda: chief.post(path, {"reason": "重复立项"}, If_Match='"1"'),
    )

    assert sorted(a.status_code for a in answers) == [200, 412]
    assert Event.objects.filter(matter_id=item).count() == 2
    assert Matter.objects.get(pk=item).revision == 2


@pytest.mark.django_db(transaction=True)
def test_one_key_from_eight_threads_makes_one_event():
    city = small_city()
    officer = caller(city, "officer")
    item = officer.post("/supervision/items", draft(city)).json()["id"]
    same = [caller(city, "officer") for _ in range(8)]
    path = f"/supervision/items/{item}/issue"

    answers = at_once(*[lambda c=c: c.post(path, {"note": "请抓紧"}, Idempotency_Key=KEY) for c in same])

    assert [a.status_code for a in answers] == [200] * 8, [a.content.decode() for a in answers]
    assert len({a.content for a in answers}) == 1
    assert sum("Idempotency-Replayed" not in a for a in answers) == 1
    assert Event.objects.filter(matter_id=item, kind="supervision.issued").count() == 1
    assert Matter.objects.get(pk=item).number == "云政督〔2026〕1号"


@pytest.mark.django_db(transaction=True)
def test_one_key_from_eight_threads_opens_one_matter():
    city = small_city()
    same = [caller(city, "officer") for _ in range(8)]
    body = draft(city)

    answers = at_once(*[lambda c=c: c.post("/supervision/items", body, Idempotency_Key=KEY) for c in same])

    assert [a.status_code for a in answers] == [201] * 8, [a.content.decode() for a in answers]
    assert len({a.content for a in answers}) == 1
    assert Matter.objects.count() == 1
