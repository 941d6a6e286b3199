from __future__ import annotations

import pytest
from django.test import Client

from zhixing.base.words import w
from zhixing.kernel.access import powers
from zhixing.web import middleware
from zhixing.web.tests import doors


class Actor:
    """An actor that holds exactly these powers."""

    name = "周敏"
    held = ()
    seats: frozenset[str] = frozenset()

    def __init__(self, *held: str) -> None:
        self.powers = held

    def has(self, power: str) -> bool:
        return power in self.powers


class Account:
    is_authenticated = True
    is_active = True
    username = "zhoumin"

    def __init__(self, *, must_change_password: bool = False) -> None:
        self.must_change_password = must_change_password


@pytest.fixture(autouse=True)
def _power(monkeypatch: pytest.MonkeyPatch) -> None:
    words = w("Look at tests", "查看测试")
    monkeypatch.setattr(powers, "_POWERS", {"tests.look": powers.Power("tests.look", words)})


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> object:
    """Sign in as an account with these powers, without a database."""

    def as_account(*held: str, must_change_password: bool = False) -> None:
        account = Account(must_change_password=must_change_password)
        monkeypatch.setattr("django.contrib.auth.middleware.get_user", lambda request: account)
        monkeypatch.setattr(middleware, "actor_behind", lambda request: Actor(*held))

    return as_account


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_comes_back(visitor: Client) -> None:
    answer = visitor.get("/power/?a=1")

    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=%2Fpower%2F%3Fa%3D1"


def test_a_part_asked_for_after_the_session_ended_moves_the_whole_page(visitor: Client) -> None:
    answer = visitor.get("/power/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://testserver/item/3/")

    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/account/login/?next=%2Fitem%2F3%2F"


def test_with_the_power_the_page_opens(visitor: Client, signed_in: object) -> None:
    signed_in("tests.look")  # type: ignore[operator]

    assert visitor.get("/power/").content.decode() == "seen by 周敏"


def test_without_the_power_the_refusal_names_it_in_words(visitor: Client, signed_in: object) -> None:
    signed_in("tests.other")  # type: ignore[operator]

    answer = visitor.get("/power/")

    assert answer.status_code == 403
    assert "打开此页需要“查看测试”权限，您未被授予。" in answer.content.decode()
    assert "tests.look" not in answer.content.decode()


def test_a_page_for_everyone_signed_in_needs_no_power(visitor: Client, signed_in: object) -> None:
    assert visitor.get("/own/").status_code == 302

    signed_in()  # type: ignore[operator]

    assert visitor.get("/own/").content.decode() == "own"


def test_a_handed_out_password_must_be_changed_before_anything_else(
    visitor: Client, signed_in: object
) -> None:
    signed_in("tests.look", must_change_password=True)  # type: ignore[operator]

    assert visitor.get("/power/")["Location"] == "/account/password/"


def test_the_power_at_the_door_can_be_read_by_guards() -> None:
    assert doors.needs_power.page_power == "tests.look"  # type: ignore[attr-defined]
    assert doors.refuse.page_power is None  # type: ignore[attr-defined]
