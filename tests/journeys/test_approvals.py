"""A real permit log in the browser: mapped, delivered, judged; cards answered and removed; the score changes, is published."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from tests.city import City
from tests.journeys.conftest import NARROW
from zhixing.base import clock
from zhixing.kernel.access.models import Grant, Reach
from zhixing.modules.approvals.judging_store.running import judge_all
from zhixing.modules.approvals.loading import load
from zhixing.modules.approvals.models import Alert, Batch, Source, UnitName
from zhixing.modules.approvals.tests.conftest import approvals_city

pytestmark = [pytest.mark.journey, pytest.mark.realdata, pytest.mark.slow(45), pytest.mark.timeout(600)]
JANUARY = "first=2012-01-01&last=2012-01-31"


@pytest.fixture
def city(transactional_db: None) -> City:
    """The city of approval monitoring, with somebody of another office, who is no party to a card."""
    city = approvals_city()
    given = {
        "role": "approvals.supervision",
        "unit": city.gov,
        "reach": Reach.BELOW,
        "from_on": clock.today() - timedelta(days=9),
    }
    Grant.objects.create(account=city.accounts["officer"], **given)
    return city


@pytest.fixture
def permits(realdata: Any) -> str:
    path = realdata / "eventlogs" / "coselog_receipt.csv"
    if not path.exists():
        pytest.skip("no coselog_receipt.csv among the real data")
    return str(path)


def act(page: Any, label: str) -> None:
    """Open an action's form on a matter's page; it comes into the page itself."""
    page.locator(".zx-deeds a.btn", has_text=re.compile(f"^{label}$")).click()
    page.wait_for_selector("#panel form")


def send(page: Any, form: str = "#panel form") -> None:
    """Send the open form and wait for the page that tells what happened."""
    with page.expect_navigation():
        page.locator(f"{form} button[type=submit]").click()
    page.wait_for_selector(".zx-note-success")


def press(page: Any, label: str) -> None:
    """Press a button of a plain form and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=label, exact=True).click()


def test_from_a_permit_log_to_a_published_score(city, visit, accessible, permits):
    watcher = visit("watcher")
    source = connected(watcher, city, permits, accessible)
    told_what_was_found(watcher, source)
    watched(watcher, city, source)
    before = figure(watcher, city, "逾期")

    removed = answered_and_removed(visit, city)

    assert figure(watcher, city, "逾期") == before - 1
    case_against_its_limit(watcher, removed, accessible)
    number = published(watcher, visit)
    opened_by_the_public(visit, number, accessible)
    assert watcher.wrong == []


def connected(watcher: Any, city: City, permits: str, accessible: Any) -> Source:
    """Registered, mapped on the log itself, adopted as tried, and the log delivered with it."""
    watcher.goto("/approvals/sources")
    watcher.locator("a.btn", has_text="登记接入系统").click()
    watcher.fill("input[name=title]", "规划许可审批系统")
    watcher.fill("input[name=source_code]", "permits")
    watcher.select_option("select[name=running_unit]", label="市政务服务管理局")
    watcher.select_option("select[name=supervising_unit]", label="市监察委员会")
    send(watcher, "main form.zx-form")
    watcher.locator(".zx-deeds a.btn", has_text="配置数据映射").click()
    watcher.wait_for_selector("#sample-file")
    watcher.set_input_files("#sample-file", permits)
    press(watcher, "读取样本")
    said = "共 8577 条记录：采信 8577 条，隔离 0 条；办件 1434 件，事件 11338 个。"
    assert said in watcher.locator("main").inner_text()
    watcher.fill("input[name=zone]", "Europe/Amsterdam")
    watcher.fill("[name='limit.0.zh']", "按计划日期办结")
    press(watcher, "试读")
    assert "按计划日期办结\t1,434\t362\t362\t0" in watcher.locator(
        "table", has_text="限时责任"
    ).inner_text().replace("1434", "1,434")
    accessible(watcher)
    press(watcher, "采用该映射")
    source = Source.objects.get()
    assert (source.state, source.mapping_version) == ("active", 1)
    assert watcher.locator("#deliveries", has_text="等待读取").count() == 1
    load(Batch.objects.get().pk)
    judge_all()
    watcher.wait_for_selector("#deliveries >> text=已装载")  # the part asks again by itself
    return source


def told_what_was_found(watcher: Any, source: Source) -> None:
    """The quality report says what is not believed and what to do; two of the log's cases end before they begin."""
    watcher.goto(f"/approvals/sources/{source.pk}/deliveries/1/")
    report = watcher.locator("main").inner_text()
    assert "办结早于开始" in report and "请在原系统核对并更正其中一个日期" in report
    watcher.locator("a.btn", has_text="隔离记录").click()
    watcher.wait_for_selector("h1:has-text('隔离记录')")
    assert watcher.locator("tbody tr").count() == 2


def watched(watcher: Any, city: City, source: Source) -> None:
    """Somebody says who the log's groups are, and from which day on cards are drawn."""
    watcher.goto(f"/approvals/sources/{source.pk}/name_units")
    for name in ("Group 1", "Group 2"):
        watcher.locator(f"[name=unit_names][value='{UnitName.objects.get(name=name).pk}']").check()
    watcher.select_option("select[name=unit]", label="市住房和城乡建设局")
    send(watcher, "main form.zx-form")
    act(watcher, "启动监察")
    watcher.fill("#panel input[name=from_on]", "2012-01-01")
    send(watcher)
    judge_all()
    assert Alert.objects.filter(lead_unit=city.housing, duty__state="met").count() >= 2


def figure(page: Any, city: City, column: str) -> int:
    """What the scores of January say of the housing bureau in this column."""
    page.goto(f"/approvals/performance/?{JANUARY}")
    row = page.locator("section", has_text="各单位评分").locator("tbody tr", has_text="市住房和城乡建设局")
    return int(row.locator(f"td[data-label='{column}']").inner_text().replace(",", ""))


def answered_and_removed(visit: Any, city: City) -> Alert:
    """The bureau answers one card and challenges another; somebody who is no party removes it."""
    first, second = Alert.objects.filter(lead_unit=city.housing, duty__state="met").order_by("pk")[:2]
    clerk = visit("housing_clerk")
    clerk.goto(f"/approvals/alerts/{first.pk}")
    act(clerk, "回应预警牌")
    clerk.select_option("#panel select[name=card]", index=1)
    clerk.fill("#panel textarea[name=answer]", "材料复核超过计划时间，已办结。")
    send(clerk)
    clerk.goto(f"/approvals/alerts/{second.pk}")
    act(clerk, "申诉预警牌")
    clerk.select_option("#panel select[name=card]", index=1)
    clerk.fill("#panel textarea[name=grounds]", "申请人要求暂缓办理，有书面记录。")
    send(clerk)
    decider = visit("officer")
    decider.goto(f"/approvals/alerts/{second.pk}")
    act(decider, "裁定预警牌")
    decider.select_option("#panel select[name=card]", index=1)
    decider.check("#panel input[name=is_removed]")
    decider.check("#panel input[name=is_objective]")
    decider.fill("#panel textarea[name=reason]", "属申请人原因，予以摘牌。")
    send(decider)
    assert "属申请人原因，予以摘牌。" in decider.locator("main").inner_text()
    assert clerk.wrong == decider.wrong == []
    return second


def case_against_its_limit(watcher: Any, alert: Alert, accessible: Any) -> None:
    """The case of the alert as a picture against its limit, and how the limit was reached."""
    watcher.goto(f"/approvals/cases/?q={alert.case.number}")
    watcher.locator("a.zx-rowlink", has_text=alert.case.number).first.click()
    watcher.wait_for_selector("svg.ap-timeline")
    accessible(watcher)
    watcher.locator(".zx-owed-duty a").first.click()
    watcher.wait_for_selector(".zx-explained")
    assert "由办件记录载明，不另计算（含当日）" in watcher.locator("main").inner_text()


def published(watcher: Any, visit: Any) -> str:
    """Frozen by the organ, published by the mayor's decision."""
    judge_all()
    watcher.goto("/approvals/scores/new/freeze_scores")
    watcher.select_option("select[name=office]", label="市监察委员会")
    watcher.fill("input[name=first_on]", "2012-01-01")
    watcher.fill("input[name=last_on]", "2012-01-31")
    send(watcher, "main form.zx-form")
    mayor = visit("mayor")
    mayor.goto(watcher.url)
    act(mayor, "决定公布")
    mayor.fill("#panel input[name=publish_on]", clock.today().isoformat())
    mayor.fill("#panel textarea[name=grounds]", "按季公开审批绩效。")
    send(mayor)
    assert mayor.wrong == []
    return mayor.url.rstrip("/").rpartition("/")[2]


def opened_by_the_public(visit: Any, number: str, accessible: Any) -> None:
    """Anybody reads the table, on a telephone, in English, and takes the figures away."""
    anyone = visit("", viewport=NARROW, language="en")
    anyone.goto("/approvals/public/scores/")
    anyone.locator(f"a[href*='/approvals/public/scores/{number}']").first.click()
    anyone.wait_for_selector("text=Departments")
    assert "市住房和城乡建设局" in anyone.locator("main").inner_text()
    assert anyone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    accessible(anyone)
    taken = anyone.request.get(f"/approvals/public/scores/{number}.json")
    assert taken.ok and taken.json()["published_on"] == clock.today().isoformat()
    assert anyone.wrong == []
