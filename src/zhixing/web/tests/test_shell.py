from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.shortcuts import render
from django.test import Client, RequestFactory

from zhixing.base.words import speaking
from zhixing.kernel.organisation.models import Unit
from zhixing.web import middleware, navigation, shell
from zhixing.web.tests.test_doors import Account, Actor


def unit(pk: int, path: str, name: str, *, is_jurisdiction: bool = False, name_en: str = "") -> Unit:
    return Unit.objects.create(
        id=pk,
        code=f"u{pk}",
        name=name,
        short_name=name,
        name_en=name_en,
        level="city",
        kind="government",
        path=path,
        opened_on=date(2000, 1, 1),
        is_jurisdiction=is_jurisdiction,
    )


@pytest.fixture
def governments(db: None) -> None:
    unit(1, "1", "云川市人民政府", is_jurisdiction=True, name_en="Yunchuan City People's Government")
    unit(2, "1.2", "临江区人民政府", is_jurisdiction=True)
    unit(3, "1.2.3", "临江区教育局")


def actor_at(path: str) -> SimpleNamespace:
    return SimpleNamespace(held=(SimpleNamespace(path=path, behalf_of=""),))


@pytest.mark.usefixtures("governments")
def test_the_head_names_the_nearest_government_above_the_person() -> None:
    with speaking("zh"):
        assert shell.jurisdiction_name(actor_at("1.2.3")) == "临江区人民政府"
        assert shell.jurisdiction_name(actor_at("1")) == "云川市人民政府"


@pytest.mark.usefixtures("governments")
def test_for_the_public_it_names_the_topmost_government_in_the_readers_language() -> None:
    with speaking("zh"):
        assert shell.jurisdiction_name(None) == "云川市人民政府"
    with speaking("en"):
        assert shell.jurisdiction_name(None) == "Yunchuan City People's Government"


@pytest.mark.django_db
def test_before_there_is_any_unit_the_head_says_what_this_is() -> None:
    with speaking("zh"):
        assert str(shell.jurisdiction_name(None)) == "政府执行力平台"


def test_a_stand_in_is_told_for_whom_once_each() -> None:
    held = [SimpleNamespace(behalf_of=name) for name in ("", "陈立", "陈立", "安宁")]

    assert shell.stands_in_for(SimpleNamespace(held=held)) == ["安宁", "陈立"]
    assert shell.stands_in_for(None) == []


@pytest.mark.usefixtures("empty_navigation")
def test_the_frame_of_a_signed_in_person_has_bell_search_places_and_name(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhixing.base.words import w

    monkeypatch.setattr("django.contrib.auth.middleware.get_user", lambda request: Account())
    monkeypatch.setattr(middleware, "actor_behind", lambda request: Actor("tests.look"))
    navigation.add("ledger", w("Ledger", "台账"), "tests-power", "list", power="tests.look", letter="s")
    navigation.set_inbox("tests-own", unread=lambda actor: 120)
    navigation.set_search("tests-own")

    page = visitor.get("/refuse/").content.decode()

    assert "消息：120 条未读" in page
    assert ">99+<" in page
    assert 'role="search" action="/own/"' in page
    assert 'href="/power/" data-letter="s"' in page
    assert "周敏" in page


@pytest.mark.django_db
@pytest.mark.usefixtures("empty_navigation")
def test_what_a_page_calls_places_and_keys_does_not_take_the_frames_own() -> None:
    from zhixing.base.words import w

    navigation.add("ledger", w("Ledger", "台账"), "tests-power", "list", power="tests.look", letter="s")
    request = RequestFactory().get("/refuse/")
    request.user, request.actor = Account(), Actor("tests.look")  # type: ignore[attr-defined]  # as the middlewares do

    page = render(request, "shell/base.html", {"places": ["三号泵站"], "keys": ["三号泵站"]}).content.decode()

    assert page.count('href="/power/" data-letter="s"') == 2  # at the side, and in the narrow menu
    assert "<kbd>g</kbd> <kbd>s</kbd>" in page
    assert "三号泵站" not in page


def test_after_a_form_the_way_back_is_the_page_the_form_was_on() -> None:
    posted = RequestFactory().post("/sign/", headers={"referer": "http://testserver/item/3/?tab=1"})
    foreign = RequestFactory().post("/sign/", headers={"referer": "http://evil.example/item/3/"})

    assert shell.where(posted) == "/item/3/?tab=1"
    assert shell.where(foreign) == "/"
