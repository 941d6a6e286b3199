"""A catalogue that was brought in is reviewed and published many items at a time, still by two persons."""

from __future__ import annotations

import pytest
from django.test import Client

from zhixing.base import clock
from zhixing.modules.approvals.catalogue.tests.conftest import THURSDAY, Story
from zhixing.modules.approvals.models import ServiceItem

MANY = "/approvals/items/many"


@pytest.fixture(autouse=True)
def _today():
    with clock.at(clock.moment_on(THURSDAY, 11)):
        yield


def page_of(city, who: str, items: list[int], **given: str) -> str:
    client = Client()
    client.force_login(city.accounts[who])
    answer = client.post(MANY, {"pick": items, "once": given["do"] + who, **given})
    assert answer.status_code == 200
    return answer.content.decode()


def states(items: list[int]) -> list[str]:
    return [ServiceItem.objects.get(pk=pk).state for pk in items]


def test_drafts_are_reviewed_by_one_and_published_by_another(city):
    items = [Story(city).written(code=f"51-{n}", title=f"许可{n}").item_id for n in (1, 2, 3)]
    other = Story(city).published(code="51-9", title="已公布的许可").item_id

    reviewed = page_of(city, "officer_one", [*items, other], do="review_item", opinion="要件齐全")
    assert "已办理 3 项" in reviewed and "1 项未办理" in reviewed
    assert states([*items, other]) == ["reviewed", "reviewed", "reviewed", "in_force"]

    same = page_of(city, "officer_one", items, do="publish_item")
    assert "已办理 0 项" in same and "3 项未办理" in same
    assert states(items) == ["reviewed"] * 3

    page = page_of(city, "officer_two", items, do="publish_item", from_on="2026-01-05")
    assert "已办理 3 项" in page
    assert states(items) == ["in_force"] * 3
    assert {str(item.current.from_on) for item in ServiceItem.objects.filter(pk__in=items)} == {"2026-01-05"}
