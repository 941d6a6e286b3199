"""Whatever does not succeed has one shape (RFC 9457), is told in the reader's language, and has changed nothing."""

from __future__ import annotations

import json

import pytest
from django.db import OperationalError
from django.test import Client

from tests.api.callers import ITEMS, PROBLEM, ROOT, caller, draft, problem
from zhixing.base import clock
from zhixing.kernel.matters.models import Event


def test_without_token_or_session_nothing_is_told(item, unchanged):
    response = Client().get(f"{ITEMS}/{item}")

    told = problem(response, 401, "api.sign_in_needed")
    assert response["WWW-Authenticate"] == 'Bearer realm="zhixing"'
    assert told["title"] == "未登录"


@pytest.mark.parametrize(
    "secret",
    ["", "zx_wrong", "not-ours", "zx_" + "a" * 500, "zx_é", " "],
    ids=["none", "unknown", "foreign", "long", "not ASCII", "blank"],
)
def test_a_token_that_opens_nothing_is_refused_even_beside_a_session(city, item, unchanged, secret):
    client = Client()
    client.force_login(city.accounts["officer"])

    response = client.get(f"{ITEMS}/{item}", headers={"Authorization": f"Bearer {secret}"})

    problem(response, 401, "api.token_not_valid")


def test_what_may_not_be_seen_does_not_exist(stranger, item, unchanged):
    for response in (
        stranger.get(f"/supervision/items/{item}"),
        stranger.get(f"/matters/{item}"),
        stranger.get(f"/matters/{item}/events"),
        stranger.get(f"/matters/{item}/obligations"),
        stranger.get(f"/matters/{item}/explain"),
        stranger.get(f"/supervision/items/{item}/actions"),
        stranger.get(f"/supervision/items/{item}/actions/sign/choices/handler"),
        stranger.post(f"/supervision/items/{item}/issue"),
        stranger.post(f"/supervision/items/{item}/sign", {"handler": 1}),
    ):
        seen = problem(response, 404, "not_found")
        nothing = problem(stranger.get(f"/supervision/items/{item + 999}"), 404, "not_found")
        same = ("title", "detail", "remedy")
        assert [seen[k] for k in same] == [nothing[k] for k in same]


def test_what_may_be_seen_but_not_done_says_whom_to_ask(clerk, issued):
    before = Event.objects.count()
    told = problem(clerk.post(f"/supervision/items/{issued}/issue"), 403, "actions.no_power")

    assert Event.objects.count() == before
    assert told["detail"] == "“交办”需要“立项与交办”权限，您在此处没有该权限。"
    assert told["remedy"] == "权限由安全管理员授予。"


def test_a_draft_of_the_office_is_not_there_for_a_unit_that_it_names(clerk, item, unchanged):
    problem(clerk.post(f"/supervision/items/{item}/issue"), 404, "not_found")


def test_a_list_of_what_one_could_never_find_is_refused_rather_than_empty(city, item, unchanged):
    city.accounts["handler"].grants.update(revoked_on=clock.today())
    without = caller(city, "handler")

    problem(without.get("/supervision/items"), 403, "power_missing")
    assert without.get("/matters").json() == {"items": [], "next": None}


def test_a_deed_out_of_its_state_is_a_conflict(officer, issued):
    before = Event.objects.count()

    told = problem(officer.post(f"/supervision/items/{issued}/issue"), 409, "matters.wrong_state")

    assert told["detail"] == "云政督〔2026〕1号当前为“待签收”，不能办理“交办”。"
    assert Event.objects.count() == before


def test_a_shut_gate_names_its_article(city, officer):
    made = officer.post("/supervision/items", draft(city, carrying_leader=None)).json()["id"]
    before = Event.objects.count()

    told = problem(officer.post(f"/supervision/items/{made}/issue"), 409, "rulebook.gate_shut")

    assert "第一条" in told["basis"]
    assert Event.objects.count() == before


def test_each_wrong_field_has_its_sentence_in_the_readers_language(city, officer, item, unchanged):
    wrong = {
        "title": "甲" * 201,
        "source": "rumour",
        "limit_on": "2026-02-30",
        "lead_unit": True,
        "colour": 1,
    }

    told = problem(officer.post("/supervision/items", wrong), 422, "invalid")

    assert told["fields"] == {
        "title": "最多 200 个字符。",
        "source": "请从给定选项中选择。",
        "supervising_unit": "此项必填。",
        "lead_unit": "请填写整数。",
        "limit_on": "请填写真实存在的日期，如 2026-05-09。",
        "colour": "没有该字段。",
    }
    english = caller(city, "officer", language="en")
    said = problem(english.post("/supervision/items", wrong), 422, "invalid")
    assert said["fields"]["title"] == "At most 200 characters."
    assert said["title"] == "Please correct what was entered"


def test_a_reference_that_may_not_be_chosen_names_field_and_number(city, officer, item, unchanged):
    section = city.section.pk

    told = problem(
        officer.post("/supervision/items", draft(city, lead_unit=section)), 422, "actions.not_choosable"
    )

    assert told["detail"] == f"主办单位：编号 {section} 不在可选范围内。"


@pytest.mark.parametrize(
    ("query", "name", "sentence"),
    [
        ({"limit": "0"}, "limit", "不得小于 1。"),
        ({"limit": "many"}, "limit", "请填写整数。"),
        ({"show": "some"}, "show", "应为以下之一："),
        ({"due_from": "2026-13-01"}, "due_from", "请填写"),
        ({"due_from": "0"}, "due_from", "内容不符合要求"),
        ({"state": "nowhere"}, "state", "应为以下之一：draft"),
        ({"stat": "draft"}, "stat", "没有该参数。"),
        ({"q": "a\x00b"}, "q", "内容不符合要求"),
        ({"lead_unit": "-1"}, "lead_unit", "应大于 0。"),
        ({"lead_unit": "9" * 40}, "lead_unit", "应小于"),
        ({"source": "rumour"}, "source", "应为以下之一："),
    ],
)
def test_a_wrong_query_parameter_is_named(officer, item, unchanged, query, name, sentence):
    told = problem(officer.get("/supervision/items", query), 422, "invalid")

    assert list(told["fields"]) == [name]
    assert told["fields"][name].startswith(sentence)


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/", "", "/supervision/items/x", "/supervision/items/0", f"/supervision/items/{'9' * 30}"]
    + [
        f"/supervision/items/{'9' * 5000}",
        "/matters/%00",
        "/supervision/items/1/fly",
        "/%ff",
        "/files/%0A",
        "/a%0Ab/c",
    ],
)
def test_an_address_that_does_not_exist_is_a_problem_not_a_page(officer, path):
    problem(officer.get(path), 404, "not_found") if "fly" not in path else problem(
        officer.post(path), 404, "not_found"
    )


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace", "head"])
def test_another_method_is_told_which_ones_there_are(officer, item, unchanged, method):
    response = getattr(officer.client, method)(f"{ITEMS}/{item}", headers=officer.headers({}))

    assert response.status_code == 405
    assert response["Allow"] == "GET"
    if method != "head":
        assert "GET" in problem(response, 405, "api.method_not_here")["remedy"]


def test_a_session_must_prove_where_a_change_comes_from(city, item, unchanged):
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.accounts["officer"])
    assert client.get(f"{ITEMS}/{item}").status_code == 200

    response = client.post(f"{ITEMS}/{item}/issue", b"{}", content_type="application/json")

    problem(response, 403, "api.origin_not_proven")


def test_with_the_proof_a_session_acts_as_on_the_page(city, item):
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.accounts["officer"])
    client.get("/account/password/")
    proof = client.cookies["csrftoken"].value

    response = client.post(
        f"{ITEMS}/{item}/issue", b"{}", content_type="application/json", headers={"X-CSRFToken": proof}
    )

    assert response.status_code == 200, response.content.decode()
    assert Event.objects.get(pk=response.json()["event"]["id"]).actor_name == "何清"


def test_a_handed_out_password_opens_nothing_until_it_is_changed(city, item, unchanged):
    account = city.accounts["officer"]
    account.must_change_password = True
    account.save()
    client = Client()
    client.force_login(account)

    problem(client.get(f"{ITEMS}/{item}"), 403, "api.password_must_change")


def test_a_wrong_multipart_body_is_refused(officer, item, unchanged):
    kind = "multipart/form-data; boundary=x"
    broken = officer.post("/files", b"--y\r\n\r\n", Content_Type=kind)
    assert broken.status_code == 400 and broken["Content-Type"] == PROBLEM
    none = officer.post("/files", b"--x--\r\n", Content_Type=kind)
    problem(none, 400, "api.body_not_readable")
    no_boundary = officer.post("/files", b"abc", Content_Type="multipart/form-data")
    problem(no_boundary, 400, "api.request_broken")


def test_a_file_that_is_not_what_it_says_is_refused_in_the_same_shape(officer, item, unchanged):
    problem(officer.bring("核查.pdf", b"MZ\x90\x00\x03 a program"), 422, "files.not_what_it_says")
    problem(officer.bring("空.txt", b""), 422, "files.empty")


def test_a_mistake_of_ours_is_told_by_number_and_nothing_else(officer, item, monkeypatch, unchanged):
    def broken(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("zhixing.web.api.me.language", broken)

    told = problem(officer.get("/whoami"), 500, "api.mistake")

    assert "secret" not in json.dumps(told) and "ZeroDivision" not in json.dumps(told)


def test_a_database_that_is_away_is_told_as_such(officer, item, monkeypatch, unchanged):
    def away(*args: object, **kwargs: object) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr("zhixing.web.api.me.language", away)

    response = officer.get("/whoami")

    problem(response, 503, "api.unavailable")
    assert int(response["Retry-After"]) > 0


def test_no_cache_keeps_what_one_was_told(officer, item):
    response = officer.get(f"/supervision/items/{item}")

    assert response["Cache-Control"] == "private, no-store"
    assert {"Authorization", "Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def test_every_address_below_api_answers_in_the_shape(client):
    for path in ("/api/", "/api/v2/matters", ROOT, "/api/v1/openapi.yaml"):
        problem(client.get(path), 404, "not_found")
