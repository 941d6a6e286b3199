"""Lines of a ledger are ticked, all at once, and urged: with the script, and on a telephone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journeys.conftest import NARROW
from zhixing.base import clock
from zhixing.kernel.matters.models import Event
from zhixing.modules.supervision.tests.conftest import Story

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_all_lines_of_the_page_are_urged_in_one_go(city, visit, accessible):
    today = clock.today()
    later = (today + timedelta(days=90)).isoformat()
    for n in (1, 2, 3):
        Story(city).issued(title=f"事项{n}", on=today - timedelta(days=1), limit_on=later)
    page = visit("officer", viewport=NARROW)
    page.goto("/supervision/items")
    page.click("text=全选本页")
    assert page.locator("[data-picked]").inner_text() == "已选 3 项："
    page.locator("input[name=pick]").first.uncheck()
    assert page.locator("[data-picked]").inner_text() == "已选 2 项："

    page.click("#picked button[value=urge]")
    page.wait_for_selector("h1:has-text('已选 2 项')")
    accessible(page)
    page.fill("textarea[name=text]", "请于本周内反馈进展")
    page.click("form.zx-form button[type=submit]")
    page.wait_for_selector("h1:has-text('已办理 2 项')")

    accessible(page)
    assert Event.objects.filter(kind="supervision.urged").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.wrong == []
