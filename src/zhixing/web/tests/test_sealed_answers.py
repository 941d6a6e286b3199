from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.test import Client

from zhixing.web import styleguide
from zhixing.web.tests.conftest import ENGLISH

PAGES = ["/", "/account/login/", "/refuse/", "/nowhere/", "/fail/", "/styleguide/"]


@pytest.fixture
def pages(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """All pages as the public gets them, and the style guide, which only looks at DEBUG."""
    monkeypatch.setattr("zhixing.web.views.settings", SimpleNamespace(DEBUG=True))
    return visitor


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/refuse/", "/fail/", "/health"])
def test_every_answer_carries_the_content_security_policy(
    visitor: Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhixing.web.views.connection", _NoDatabase())

    policy = visitor.get(path)["Content-Security-Policy"]

    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


class _NoDatabase:
    def cursor(self) -> None:
        from django.db import OperationalError

        raise OperationalError("away")


def test_the_health_page_says_when_the_database_is_away(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhixing.web.views.connection", _NoDatabase())

    answer = visitor.get("/health")

    assert answer.status_code == 503
    assert answer.json() == {"status": "database away"}


def test_the_policy_is_on_the_refusal_of_a_form_too(without_database: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/post/")

    assert answer.status_code == 403
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_needs_what_the_policy_forbids(pages: Client, path: str) -> None:
    page = pages.get(path).content.decode()

    assert "</html>" in page
    assert not re.search(r"<script(?![^>]*\b(src=|type=\"application/json\"))", page), "inline script"
    assert not re.search(r"\sstyle=", page), "inline style"
    assert not re.search(r"<style\b", page), "style element"
    assert not re.search(r"\son[a-z]+=", page), "inline handler"
    assert not re.search(r"(src|href)=\"(https?:)?//", page), "something from elsewhere"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_id_stands_twice_on_a_page(pages: Client, path: str, language: str) -> None:
    page = pages.get(path, **(ENGLISH if language == "en" else {})).content.decode()

    ids = re.findall(r"\sid=\"([^\"]+)\"", page)
    assert sorted(ids) == sorted(set(ids))


def test_the_style_guide_is_closed_to_visitors_outside_of_development(visitor: Client) -> None:
    assert visitor.get("/styleguide/").status_code == 404


def test_the_style_guide_shows_every_component(pages: Client) -> None:
    page = pages.get("/styleguide/").content.decode()

    for mark in ("zx-owed", "zx-strip", "zx-story", "zx-facts", "zx-tree", "zx-heat", "zx-tabs", "zx-errors"):
        assert f'class="{mark}' in page, mark
    assert page.count('class="zx-field') >= len(styleguide.FIELDS)
