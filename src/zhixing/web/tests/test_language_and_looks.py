from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from zhixing.web.tests.conftest import ENGLISH


def test_chinese_is_the_default_language(visitor: Client) -> None:
    page = visitor.get("/").content.decode()

    assert '<html lang="zh-Hans"' in page
    assert "政府执行力平台" in page


def test_a_browser_that_asks_for_english_gets_english(visitor: Client) -> None:
    assert "Government execution and accountability" in visitor.get("/", **ENGLISH).content.decode()


def test_the_switch_changes_the_language_and_stays_on_the_page(visitor: Client) -> None:
    answer = visitor.post("/language/", {"language": "en", "next": "/account/login/?next=/own/"})

    assert answer["Location"] == "/account/login/?next=/own/"
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert "Sign in" in visitor.get("/account/login/").content.decode()


def test_the_page_offers_the_switch_with_its_own_address(visitor: Client) -> None:
    page = visitor.get("/account/login/?next=/own/").content.decode()

    assert '<input type="hidden" name="next" value="/account/login/?next=/own/">' in page
    assert 'name="language" value="en"' in page


def test_a_language_that_does_not_exist_changes_nothing(visitor: Client) -> None:
    answer = visitor.post("/language/", {"language": "tlh", "next": "/"})

    assert answer.status_code == 302
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_switch_does_not_lead_out_of_the_house(visitor: Client, wanted: str) -> None:
    assert visitor.post("/language/", {"language": "en", "next": wanted})["Location"] == "/"


def test_the_switch_needs_a_form_of_ours(without_database: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})

    assert answer.status_code == 403
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_the_dark_theme_is_drawn_by_the_server(visitor: Client) -> None:
    visitor.post("/looks/", {"theme": "dark", "next": "/"})

    page = visitor.get("/").content.decode()

    assert 'data-theme="dark" data-bs-theme="dark"' in page


def test_an_unknown_theme_is_not_kept(visitor: Client) -> None:
    visitor.post("/looks/", {"theme": '"><script>', "next": "/"})

    assert "zx_theme" not in visitor.cookies
    assert 'data-theme="auto" data-bs-theme="light"' in visitor.get("/").content.decode()


def test_a_forged_cookie_is_drawn_as_the_default(visitor: Client) -> None:
    visitor.cookies["zx_theme"] = '"><script>'

    assert 'data-theme="auto"' in visitor.get("/").content.decode()


def test_a_quiet_choice_is_kept_without_leaving_the_page(visitor: Client) -> None:
    answer = visitor.post("/looks/", {"nav": "narrow", "quiet": "1"})

    assert answer.status_code == 204
    assert 'data-nav="narrow"' in visitor.get("/").content.decode()
