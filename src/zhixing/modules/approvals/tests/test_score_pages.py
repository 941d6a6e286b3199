"""The pages of figures: every number opens to as many cases as it says; the public sees what was decided to be public."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhixing.base import clock
from zhixing.kernel.measures.register import Scope
from zhixing.modules.approvals.models import Duty
from zhixing.modules.approvals.scores.actions import correct_scores, decide_publication, object_to_score
from zhixing.modules.approvals.scores.measures import OBJECTED, PUBLISHED
from zhixing.modules.approvals.scores.portal import harmless
from zhixing.modules.approvals.scoring.freezing import fingerprint
from zhixing.modules.approvals.tests.story_scores import APRIL, ScoreStory, score_city

pytestmark = pytest.mark.django_db
QUARTER = "first=2026-01-01&last=2026-03-31"


@pytest.fixture
def story() -> ScoreStory:
    """Housing: 18 of 20 in time, with a duty that runs late and one due today. Finance: 30 of 30."""
    made = ScoreStory(score_city())
    made.in_time(18)
    made.late(2)
    made.in_time(30, made.city.finance, "建筑业企业资质")
    return made


def get(story, who, address, language="zh", on=APRIL, status=200):
    client = Client(headers={"accept-language": language})
    client.cookies["django_language"] = language
    if who:
        client.force_login(story.city.accounts[who])
    with clock.at(clock.moment_on(on, 12)):
        answer = client.get(address)
    assert answer.status_code == status, address
    return answer


def page(story, who, address, language="zh", on=APRIL) -> str:
    return get(story, who, address, language, on).content.decode()


def lines(shown: str) -> int:
    """How many lines the list has."""
    return len(re.findall(r"YC-\d{5}", shown))


def test_live_figures_stand_with_their_intervals_and_each_opens_to_as_many_cases(story):
    shown = page(story, "watcher", f"/approvals/performance/?{QUARTER}")

    for words in (
        "96.0%",
        "90.0%（69.9%–97.2%）",
        "与平均无显著差异",
        "zx-whiskers",
        "90% / 20",
        "95% 置信区间",
    ):
        assert words in shown, words
    for which, n in (("", 20), ("late", 2), ("in_time", 18), ("yellow", 2), ("red", 0), ("removed", 0)):
        unit = story.city.housing.pk
        assert (
            lines(
                page(story, "watcher", f"/approvals/performance/cases/?{QUARTER}&unit={unit}&which={which}")
            )
            == n
        )
    assert lines(page(story, "watcher", f"/approvals/performance/cases/?{QUARTER}&item=建筑业企业资质")) == 30
    english = page(story, "watcher", f"/approvals/performance/?{QUARTER}", "en")
    assert "no clear difference" in english and "各单位" not in english


def test_a_department_sees_its_own_cases_and_figures_alone(story):
    shown = page(story, "housing_clerk", f"/approvals/performance/?{QUARTER}")

    assert "90.0%" in shown and "市财政局" not in shown
    assert lines(page(story, "housing_clerk", f"/approvals/performance/cases/?{QUARTER}")) == 20
    assert "见分晓" in page(story, "stranger", f"/approvals/performance/?{QUARTER}")


def test_the_board_counts_what_runs_now_and_its_part_refreshes_itself(story):
    running = {"state": "open", "ended_on": None, "used": None}
    story.duty(story.case(), due_on=APRIL, **running)
    story.duty(story.case(), due_on=date(2026, 4, 1), **running)
    story.duty(story.case(ended_on=date(2026, 3, 1)), due_on=None, state="suspended", ended_on=None)

    shown = page(story, "watcher", "/approvals/board/")

    figures = [figure[1] for figure in re.findall(r"<(a|div)[^>]*><strong>([\d,]+)</strong>", shown)]
    assert figures == [
        "52",
        "1",
        "1",
        "0",
    ]  # fifty counted and two running cases have no end; one due, one late, no card
    for state in ("due", "late"):
        [url] = set(re.findall(rf'href="(/approvals/cases/[^"]*state={state})"', shown.split("zx-halves")[0]))
        assert lines(page(story, "watcher", html.unescape(url))) == 1
    assert 'hx-trigger="every 30s"' in shown and "<noscript><meta" in shown
    still = page(story, "watcher", "/approvals/board/?still=1")
    assert "hx-trigger" not in still.split('id="board"')[1] and "<noscript><meta" not in still
    assert "Live board of approvals" in page(story, "watcher", "/approvals/screen/", "en")
    client = Client()
    client.force_login(story.city.accounts["watcher"])
    with clock.at(clock.moment_on(APRIL, 12)):
        part = client.get("/approvals/board/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="board"')


def test_the_process_is_drawn_from_its_events_and_empty_it_says_so(story):
    assert "没有办件事件" in page(story, "stranger", "/approvals/process/")
    for number in range(3):
        case = story.case(path="p3")
        story.happened(
            case,
            ("approvals.received", f"2026-02-02T0{number}:00:00", "住建窗口"),
            ("approvals.accepted", f"2026-02-03T0{number}:00:00", "住建窗口"),
            ("审图", f"2026-02-06T0{number}:00:00", "住建窗口"),
        )

    shown = page(story, "watcher", f"/approvals/process/?{QUARTER}")

    assert "zx-process" in shown and "收到申请 → 受理 → 审图" in shown
    assert "3 次 · 24.0 小时" in shown and "3 次 · 3.0 天" in shown
    assert " style=" not in shown.split("zx-process")[1].split("</svg>")[0]


def test_a_frozen_figure_opens_to_the_cases_it_counted_also_after_they_are_judged_anew(story):
    table = story.frozen()
    Duty.objects.update(late=False, due_on=None, ended_on=date(2025, 1, 1))
    city, at = story.city, f"/approvals/scores/{table.pk}"

    shown = page(story, "watcher", at)

    for words in ("审批效能评分", "90.0%（69.9%–97.2%）", "秦岚", "首次核定", "指标口径与方法"):
        assert words in shown, words
    assert lines(page(story, "watcher", f"{at}/cases/?unit={city.housing.pk}&which=late")) == 2
    assert lines(page(story, "housing_clerk", f"{at}/cases/?unit={city.housing.pk}")) == 20
    get(story, "housing_clerk", f"{at}/cases/?unit={city.finance.pk}", status=404)
    get(story, "stranger", at, status=404)
    kept = json.loads(page(story, "housing_clerk", f"{at}/versions/1.json"))
    assert fingerprint(kept) == table.sha256


def test_the_public_sees_a_table_from_the_day_decided_with_corrections_csv_and_json(story):
    table = story.frozen()
    story.removed(Duty.objects.filter(late=True)[0])
    story.do(correct_scores, "watcher", of=table, reason="申诉成立，摘牌一张")
    story.do(decide_publication, "mayor", of=table, publish_on="2026-05-08", grounds="季度公布")
    at, day = f"/approvals/public/scores/{table.pk}", date(2026, 5, 8)

    eve = day - timedelta(days=1)
    assert "尚未公布" in page(story, "", "/approvals/public/scores/", on=eve)
    for address in (f"{at}/", f"{at}.csv", f"{at}.json"):
        get(story, "", address, on=eve, status=404)

    assert "审批效能评分" in page(story, "", "/approvals/public/scores/", on=day)
    shown = page(story, "", f"{at}/", on=day)
    for words in ("周明远", "98.0%", "申诉成立，摘牌一张", "20 件按时 18 件", "20 件按时 19 件", "威尔逊"):
        assert words in shown, words
    assert "YC-0" not in shown and "/approvals/performance/cases" not in shown
    told = json.loads(page(story, "", f"{at}.json", on=day))
    assert [version["content"]["all"]["in_time"] for version in told["versions"]] == [48, 49]
    assert all(fingerprint(version["content"]) == version["sha256"] for version in told["versions"])
    rows = list(csv.DictReader(io.StringIO(get(story, "", f"{at}.csv", on=day).content.decode("utf-8-sig"))))
    assert [(r["level"], r["name"], r["cases"], r["in_time"]) for r in rows][:3] == [
        ("all", "", "50", "49"),
        ("unit", "市财政局", "30", "30"),
        ("unit", "市住房和城乡建设局", "20", "19"),
    ]


def test_a_name_is_no_formula_in_a_spreadsheet():
    assert [harmless(name) for name in ("=1+1", "@sum", "市财政局")] == ["'=1+1", "'@sum", "市财政局"]


def test_measures_open_to_the_tables_they_count(story):
    table = story.frozen()
    scope = Scope(actor=story.city.actor("watcher", APRIL), today=APRIL)
    assert (OBJECTED.count(scope), PUBLISHED.share(scope)) == (0, 0.0)

    story.do(object_to_score, "housing_clerk", of=table, unit=story.city.housing.pk, grounds="x")
    assert [matter.pk for matter in OBJECTED.rows(scope)] == [table.pk]


def test_no_page_asks_the_database_once_for_each_unit_or_case(story):
    pages = (
        f"/approvals/performance/?{QUARTER}",
        "/approvals/board/",
        f"/approvals/performance/cases/?{QUARTER}",
    )

    def asked() -> list[int]:
        numbers = []
        client = Client()
        client.force_login(story.city.accounts["watcher"])
        with clock.at(clock.moment_on(APRIL, 12)):
            for address in pages:
                client.get(address)
                with CaptureQueriesContext(connection) as seen:
                    client.get(address)
                numbers.append(len(seen))
        return numbers

    running = {"state": "open", "ended_on": None, "used": None, "due_on": APRIL}
    story.duty(story.case(), **running)
    before = asked()
    for unit in (story.city.transport, story.city.town, story.city.office):
        story.in_time(2, unit, f"事项{unit.pk}")
        story.duty(story.case(unit), **running)
    assert asked() == before and max(before) <= 24, before
