from __future__ import annotations

import pytest
from django.test import Client

from zhixing.base.words import w
from zhixing.web import navigation

pytestmark = pytest.mark.usefixtures("empty_navigation")


class Somebody:
    def __init__(self, *powers: str) -> None:
        self.powers = powers

    def has(self, power: str) -> bool:
        return power in self.powers


def keys(actor: Somebody | None, path: str = "") -> list[str]:
    return [place.key for group in navigation.groups_for(actor, path) for place in group.places]


def test_only_what_a_person_may_open_is_shown() -> None:
    navigation.add("ledger", w("Ledger", "台账"), "tests-power", "list", power="tests.look")
    navigation.add("own", w("Own", "我的"), "tests-own", "home")

    assert keys(Somebody("tests.look")) == ["ledger", "own"]
    assert keys(Somebody()) == ["own"]
    assert keys(None) == []


def test_places_stand_in_order_under_their_headings() -> None:
    navigation.add("b", w("B", "乙"), "tests-own", "list", order=2)
    navigation.add("a", w("A", "甲"), "tests-power", "list", order=1)
    navigation.add("mine", w("Mine", "我的"), "home", "home", order=9, group="work")

    assert keys(Somebody()) == ["mine", "a", "b"]


def test_a_place_whose_address_is_not_installed_is_left_out() -> None:
    navigation.add("later", w("Later", "以后"), "not-installed", "list")

    assert keys(Somebody()) == []


def test_the_present_place_is_marked_and_the_front_is_not_everywhere() -> None:
    navigation.add("front", w("Front", "首页"), "home", "home")
    navigation.add("own", w("Own", "我的"), "tests-own", "list")

    [group] = navigation.groups_for(Somebody(), "/own/12/")

    assert {place.key: place.current for place in group.places} == {"front": False, "own": True}


def test_a_key_or_a_letter_taken_twice_is_a_mistake() -> None:
    navigation.add("a", w("A", "甲"), "home", "home", letter="a")

    with pytest.raises(ValueError, match="clashes with 'a'"):
        navigation.add("b", w("B", "乙"), "home", "home", letter="a")
    with pytest.raises(ValueError, match="clashes with 'a'"):
        navigation.add("a", w("A", "甲"), "home", "home")
    assert keys(Somebody()) == ["a"]


def test_without_an_inbox_or_an_actor_nothing_is_unread() -> None:
    assert navigation.unread_count(Somebody()) == 0

    navigation.set_inbox("home", unread=lambda actor: 3)

    assert navigation.unread_count(Somebody()) == 3
    assert navigation.unread_count(None) == 0


def test_the_portals_front_offers_what_is_public_to_everyone(visitor: Client) -> None:
    navigation.offer_publicly(
        "limits", w("Limits", "时限公示"), w("Why a date.", "每个日期的由来。"), "tests-own", "scale"
    )
    navigation.offer_publicly(
        "later", w("Later", "以后"), w("Not yet.", "尚未开通。"), "not-installed", "clock"
    )

    page = visitor.get("/").content.decode()

    assert '<a href="/own/">' in page and "每个日期的由来。" in page
    assert "尚未开通" not in page
