from __future__ import annotations

import logging

import pytest
from django.test import Client

from zhixing.web.tests.conftest import ENGLISH

HTMX = {"HTTP_HX_REQUEST": "true"}


def test_a_refusal_is_a_page_with_reason_way_out_and_basis(visitor: Client) -> None:
    answer = visitor.get("/refuse/")

    assert answer.status_code == 409
    for said in (
        "事项 督〔2026〕17号 已销号。",
        "请联系督查机构重新启动。",
        "《督查督办工作规定》第二十一条",
    ):
        assert said in answer.content.decode()


def test_the_same_refusal_in_english(visitor: Client) -> None:
    page = visitor.get("/refuse/?number=17", **ENGLISH).content.decode()

    assert "Item 17 was closed already." in page
    assert "Ask the inspection office to reopen it." in page
    assert "Provisions on supervised handling, art. 21" in page
    assert '<html lang="en"' in page


def test_what_a_refusal_repeats_is_escaped(visitor: Client) -> None:
    page = visitor.get("/refuse/?number=<script>").content.decode()

    assert "事项 &lt;script&gt; 已销号" in page
    assert "事项 <script>" not in page


def test_a_part_that_is_refused_goes_to_the_refusal_region_and_leaves_the_form_alone(visitor: Client) -> None:
    answer = visitor.get("/refuse/", **HTMX)

    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#refusal"
    assert "<html" not in answer.content.decode()
    assert "已销号" in answer.content.decode()


def test_fields_that_cannot_be_accepted_are_named_and_linked(visitor: Client) -> None:
    answer = visitor.get("/invalid/")

    assert answer.status_code == 422
    assert '<a href="#field-due_on">时限早于今天。</a>' in answer.content.decode()


def test_an_address_that_does_not_exist_is_told_like_one_that_may_not_be_seen(visitor: Client) -> None:
    answer = visitor.get("/nowhere/")

    assert answer.status_code == 404
    assert "此处没有您可以查看的内容。" in answer.content.decode()


def test_a_mistake_of_ours_shows_a_reference_and_no_detail(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="zhixing.web"):
        answer = visitor.get("/fail/")

    reference = answer["X-Request-ID"]
    assert answer.status_code == 500
    assert reference in answer.content.decode()
    assert "a secret detail" not in answer.content.decode()
    assert any(reference in line and "/fail/" in line for line in caplog.messages)


def test_a_database_that_is_away_is_told_as_such_with_the_time_to_come_back(visitor: Client) -> None:
    answer = visitor.get("/away/")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "20"
    assert "数据库暂时没有响应，未做任何改动。" in answer.content.decode()
    assert "server closed" not in answer.content.decode()


def test_a_form_without_proof_of_origin_is_refused_in_words(without_database: None) -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/post/")

    assert answer.status_code == 403
    assert "表单已过期" in answer.content.decode()
    assert "posted" not in answer.content.decode()


def test_a_request_under_a_foreign_host_name_is_answered_without_trusting_it(visitor: Client) -> None:
    answer = visitor.get("/", HTTP_HOST="evil.example")

    assert answer.status_code == 400
    assert "请求无法识别" in answer.content.decode()
    assert "evil.example" not in answer.content.decode()
