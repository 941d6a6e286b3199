"""What the tests of the web share: doors that refuse, and pages that need no database to be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from zhixing.web import navigation, shell

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture(autouse=True)
def _doors(settings: Any) -> None:
    settings.ROOT_URLCONF = "zhixing.web.tests.doors"
    settings.DEBUG = False


@pytest.fixture
def without_database(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions in the cookie and a fixed name of the government: the page is drawn without a query."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    monkeypatch.setattr(shell, "jurisdiction_name", lambda actor: "云川市人民政府")


@pytest.fixture
def visitor(without_database: None) -> Client:
    """A browser of somebody who is not signed in; a mistake of ours shows its page instead of raising."""
    return Client(raise_request_exception=False)


@pytest.fixture
def empty_navigation(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is offered yet; what the test adds is forgotten afterwards."""
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(navigation, "_offers", {})
    monkeypatch.setattr(navigation, "_inbox", {})
    monkeypatch.setattr(navigation, "_search", {})
    yield
