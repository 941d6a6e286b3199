"""A major decision in the browser: classed, its steps read off the rules, published with a reason, commented on by telephone."""

from __future__ import annotations

import zipfile
from typing import Any

import pytest

from tests.city import City, small_city
from tests.journeys.conftest import NARROW
from tests.journeys.test_main_job import act, send
from zhixing.modules.decisions.models import MajorDecision, PublicComment
from zhixing.modules.decisions.tests.conftest import deciding

pytestmark = [pytest.mark.journey, pytest.mark.slow(20), pytest.mark.timeout(300)]


@pytest.fixture
def city(transactional_db: None) -> City:
    return deciding(small_city(packs=()))


def begun(page: Any, city: City) -> None:
    """The government's office begins the decision and says of what class it is."""
    page.goto("/decisions/decisions/new/begin")
    page.fill("main form [name=title]", "中心城区公共停车收费办法")
    page.fill("main form [name=problem]", "停车供需矛盾突出，拟实行差别化收费。")
    page.select_option("main form [name=deciding_unit]", str(city.gov.pk))
    page.select_option("main form [name=lead_unit]", str(city.housing.pk))
    page.locator("main form.zx-form button[type=submit]").click()
    page.wait_for_selector(".zx-note-success")
    act(page, "认定类别")
    page.select_option("#panel [name=matter_class]", "policy_measure")
    page.select_option("#panel [name=matter_kind]", "other")
    page.check("#panel [name=sphere][value=social]")
    page.check("#panel [name=forum][value=executive]")
    page.check("#panel input[name=vital_interests]")
    send(page)


def test_a_decision_from_its_class_to_the_first_comment(city, visit, accessible, tmp_path):
    officer = visit("officer")
    begun(officer, city)
    address = officer.url
    accessible(officer)

    clerk = visit("housing_clerk")
    clerk.goto(address)
    matrix = clerk.locator("section:has(h2:text-is('应当履行的程序'))")
    assert "待履行" in matrix.locator("tr:has-text('听证会')").inner_text()
    assert "重大决策必须坚持调查研究" in (clerk.locator(".zx-deeds").text_content() or "")

    paper = tmp_path / "草案.txt"
    paper.write_text("停车收费办法（草案）", "utf-8")
    act(clerk, "提交草案")
    clerk.set_input_files("#panel input[type=file]", str(paper))
    clerk.fill("#panel [name=note]", "征求意见稿")
    send(clerk)

    act(clerk, "公开征求意见")
    clerk.fill("#panel [name=comment_text]", "居民区夜间停车包月价格不上调。")
    clerk.fill("#panel [name=days_open]", "10")
    clerk.locator("#panel form button[type=submit]").click()
    clerk.wait_for_selector("#panel .zx-errors >> text=第十五条")
    clerk.wrong.clear()  # the browser reports the refusal's own status
    clerk.fill("#panel [name=shortening_reason]", "应急改造期间停车矛盾突出")
    send(clerk)

    citizen = visit("", viewport=NARROW)
    citizen.goto("/decisions/public")
    citizen.click("text=中心城区公共停车收费办法")
    assert "应急改造期间" in citizen.locator("main").inner_text()
    accessible(citizen)
    citizen.fill("[name=opinion]", "医院周边应延长免费时间")
    citizen.click("button:has-text('提交意见')")
    citizen.wait_for_selector(".zx-note-success")
    assert PublicComment.objects.get().receipt in citizen.locator(".zx-note-success").inner_text()

    clerk.goto(address)
    assert "医院周边应延长免费时间" in clerk.locator("main").inner_text()
    with clerk.expect_download() as saved:
        clerk.click("text=下载决策档案")
    assert "record.txt" in zipfile.ZipFile(saved.value.path()).namelist()
    officer.goto("/decisions/classes/of-matter")
    accessible(officer)
    assert MajorDecision.objects.get().comment_shortened_because == "应急改造期间停车矛盾突出"
    assert officer.wrong == [] and clerk.wrong == [] and citizen.wrong == []
