"""A key project in the browser: progress with a photograph, a forecast behind the first plan, filing, and the mayor's list."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from tests.city import City
from tests.journeys.conftest import NARROW
from zhixing.base import clock
from zhixing.modules.projects.tests.conftest import PNG, Story, project_city

pytestmark = [pytest.mark.journey, pytest.mark.slow(20), pytest.mark.timeout(600)]

SHOWN_WIDE = "async picture => { await picture.decode(); return picture.naturalWidth; }"  # once it has come


@pytest.fixture
def city(transactional_db: None) -> City:
    return project_city()


def act(page: Any, label: str) -> None:
    """Open an action's form on the project's page; it comes into the page itself."""
    page.locator(".zx-deeds a.btn", has_text=re.compile(f"^{label}$")).click()
    page.wait_for_selector("#panel form")


def send(page: Any) -> None:
    """Send the open form and wait for the page that tells what happened."""
    with page.expect_navigation():
        page.locator("#panel form button[type=submit]").click()
    page.wait_for_selector(".zx-note-success")


def workday(back: int) -> date:
    """A day some days ago, none of them a Saturday or Sunday."""
    day = clock.today() - timedelta(days=back)
    return day - timedelta(days=max(0, day.weekday() - 4))


def test_from_progress_on_the_site_to_the_list_of_the_mayor(city, visit, accessible, tmp_path):
    story = Story(city).under_way(on=workday(4))
    address = f"/projects/projects/{story.project_id}"
    clerk = visit("housing_clerk")
    clerk.goto(address)
    accessible(clerk)

    act(clerk, "登记进展")
    clerk.fill("#panel textarea[name=progress]", "完成桩基30根，南侧基坑开挖")
    clerk.fill("#panel input[name=progress_percent]", "12")
    photo = tmp_path / "桩基施工.png"
    photo.write_bytes(PNG)
    clerk.set_input_files("#panel input[type=file][name=photographs]", str(photo))
    send(clerk)
    assert clerk.locator(".zx-photos img").evaluate(SHOWN_WIDE) == 1

    planned = story.project.milestones.get(name="主体完工").planned_on
    act(clerk, "调整预计日期")
    clerk.select_option("#panel select[name=milestone]", label="主体完工")
    clerk.fill("#panel input[name=forecast_on]", (planned + timedelta(days=30)).isoformat())
    clerk.fill("#panel textarea[name=reason]", "管线迁改滞后")
    send(clerk)
    assert "滞后 30 天" in clerk.locator(".zx-gantt").text_content()

    act(clerk, "台账报备")
    send(clerk)
    assert clerk.locator("a[href^='/papers/']", has_text="重点项目台账").count() == 1
    assert clerk.locator(".zx-deeds a.btn", has_text="台账报备").count() == 0

    mayor = approved_by_the_mayor(visit, story)
    english_on_a_telephone(visit, address, accessible)
    assert clerk.wrong == mayor.wrong == []


def approved_by_the_mayor(visit: Any, story: Story) -> Any:
    """The office proposes one project; the mayor is asked for the reason, gives it, and the list is approved."""
    secretary = visit("secretary")
    secretary.goto("/projects/reports")
    assert "总投资 1.28 亿元" in secretary.locator("section.zx-panel", has_text="建议汇报项目").inner_text()
    secretary.goto("/projects/reports/new/propose_report_list")
    secretary.fill("input[name=meeting_on]", (clock.today() + timedelta(days=21)).isoformat())
    secretary.select_option("select[name=government_office]", label="市政府办公室")
    secretary.select_option("select[name=approver]", label="周明远（云川市人民政府 主要负责人）")
    secretary.locator(f"[name=projects][value='{story.project_id}']").check()
    with secretary.expect_navigation():
        secretary.locator("main form.zx-form button[type=submit]").click()
    address = secretary.url

    mayor = visit("mayor")
    mayor.goto(address)
    act(mayor, "审定名单")
    mayor.locator("#panel form button[type=submit]").click()
    mayor.wait_for_selector("text=汇报项目一般为三至四个")
    mayor.fill("#panel textarea[name=reason]", "本月仅一个项目需调度")
    send(mayor)
    assert "已审定" in mayor.locator("h1").inner_text()
    assert secretary.wrong == []
    mayor.wrong = [
        said for said in mayor.wrong if "409" not in said
    ]  # the refusal itself is told by the browser too
    return mayor


def english_on_a_telephone(visit: Any, address: str, accessible: Any) -> None:
    page = visit("housing_head", viewport=NARROW, language="en")
    page.goto(address)
    assert "30 days behind" in page.locator(".zx-gantt").text_content()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    accessible(page)
    assert page.wrong == []
