"""The pages of key projects, in both languages, with their pictures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from zhixing.base import clock
from zhixing.modules.projects.actions.reports import approve_report_list, propose_report_list
from zhixing.modules.projects.actions.tables import begin_table_duty
from zhixing.modules.projects.models import Milestone
from zhixing.modules.projects.pictures import curve, gantt, slip_words
from zhixing.modules.projects.queries import CurvePoint

ON = date(2026, 3, 12)


def page(city, who, address, language="zh", on=ON) -> str:
    client = Client(headers={"accept-language": language})
    client.cookies["django_language"] = language
    client.force_login(city.accounts[who])
    with clock.at(clock.moment_on(on, 12)):
        answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.fixture
def told(story):
    """A project under way with everything that its page can show."""
    return story.with_a_ledger(ON)


def test_the_project_s_page_shows_plan_against_forecast_money_people_problems_and_photographs(told):
    shown = page(told.city, "housing_clerk", f"/projects/projects/{told.project_id}")

    for words in (
        "滞后 30 天",
        "首次计划",
        "1,234.56",
        "专项债券",
        "郭建平",
        "补偿资金缺口",
        "待协调",
        "完成桩基30根",
        "桩基施工.png",
    ):
        assert words in shown, words
    assert "zx-gantt" in shown and "zx-curve" in shown and '<img src="/files/' in shown
    assert " style=" not in shown.split("zx-gantt")[1].split("</svg>")[0]
    assert f"/projects/projects/{told.project_id}/file_ledger" in shown


def test_the_same_page_in_english_has_no_chinese_headings(told):
    shown = page(told.city, "housing_clerk", f"/projects/projects/{told.project_id}", "en")

    for words in (
        "30 days behind",
        "First plan",
        "special bonds",
        "waits",
        "Ledger: progress and photographs",
    ):
        assert words in shown, words
    assert "首次计划" not in shown and "节点进度" not in shown


def test_the_ledger_tells_slippage_and_money_and_its_tabs_find_what_is_behind(told, city):
    shown = page(city, "steerer", "/projects/projects")
    assert "滞后 30 天" in shown and "12,800.00" in shown and "沈若兰" in shown

    assert "南环路" in page(city, "steerer", "/projects/projects?tab=behind")
    assert "南环路" in page(city, "steerer", "/projects/projects?tab=problems")
    assert "南环路" in page(city, "steerer", "/projects/projects?tab=unfiled")
    assert "南环路" not in page(city, "steerer", "/projects/projects?tab=unmet").split("<tbody")[-1]
    assert "南环路" in page(city, "steerer", "/projects/projects?tab=unmet", on=ON + timedelta(days=7))
    assert "南环路" not in page(city, "steerer", "/projects/projects?level=town").split("<tbody")[-1]
    assert "南环路" not in page(city, "stranger", "/projects/projects")


def test_an_empty_project_s_page_says_what_is_missing(story, city):
    story.registered()

    shown = page(city, "housing_clerk", f"/projects/projects/{story.project_id}")

    for words in (
        "尚未设置节点",
        "尚未编制分月计划",
        "尚未落实挂钩领导",
        "尚未登记进展",
        "尚未召集现场办公会",
    ):
        assert words in shown, words
    assert "zx-gantt" not in shown and "zx-curve" not in shown


def test_the_office_sees_whom_to_hear_and_the_list_says_why(told, city):
    shown = page(city, "secretary", "/projects/reports")
    assert "建议汇报理由" in shown and "落后首次计划 30 天" in shown and "总投资 1.28 亿元" in shown
    assert "建议汇报理由" not in page(city, "steerer", "/projects/reports")

    given = {"meeting_on": "2026-03-26", "projects": [told.project_id], "approver": city.persons["mayor"].pk}
    made = told.do(propose_report_list, "secretary", ON, government_office=city.gov_office.pk, **given).item
    told.do(approve_report_list, "mayor", ON, of=made, reason="仅一项")

    assert "列入理由：" in page(city, "mayor", f"/projects/reports/{made.pk}")
    assert "30 days behind its first plan" in page(city, "mayor", f"/projects/reports/{made.pk}", "en")


def test_the_table_shows_the_period_under_way(told, city):
    duty = told.do(
        begin_table_duty,
        "secretary",
        ON,
        government_office=city.gov_office.pk,
        chief=city.persons["mayor"].pk,
    ).item

    shown = page(city, "secretary", f"/projects/tables/{duty.pk}")

    assert "2026-W11现场办公会情况" in shown and "已召开" in shown


def milestone(name, planned, **more) -> Milestone:
    return Milestone(name=name, planned_on=planned, **more)


def test_the_gantt_places_days_on_one_axis_and_tells_each_tone():
    drawn = gantt(
        [
            milestone("征地", date(2026, 3, 31), reached_on=date(2026, 3, 31)),
            milestone("基础", date(2026, 6, 30), reached_on=date(2026, 7, 30)),
            milestone("主体", date(2026, 8, 31)),
            milestone("装修", date(2026, 12, 31), forecast_on=date(2027, 1, 30)),
            milestone("验收", date(2027, 2, 28)),
        ],
        date(2026, 1, 1),
        date(2026, 9, 10),
    )

    assert drawn is not None
    assert [row.tone for row in drawn.rows] == ["met", "bad", "bad", "warn", "active"]
    assert [row.slip.text("zh") for row in drawn.rows] == [
        "与首次计划一致",
        "滞后 30 天",
        "滞后 10 天",
        "滞后 30 天",
        "与首次计划一致",
    ]
    ends = [row.plan.x + row.plan.width for row in drawn.rows]
    assert ends == sorted(ends) and drawn.rows[0].plan.x == 12 and ends[-1] < 760
    assert [tick.said for tick in drawn.months] == [
        "2026-01",
        "2026-03",
        "2026-05",
        "2026-07",
        "2026-09",
        "2026-11",
        "2027-01",
        "2027-03",
    ]
    assert drawn.today_x is not None and ends[2] < drawn.today_x < ends[3]


def test_a_picture_of_nothing_is_no_picture():
    assert gantt([], date(2026, 1, 1), date(2026, 1, 1)) is None
    assert curve([]) is None
    nothing = CurvePoint(date(2026, 1, 1), Decimal(0), Decimal(0), None, None)
    assert curve([nothing, nothing]) is None


def test_the_curve_begins_at_zero_and_its_labels_do_not_meet():
    d = Decimal
    drawn = curve(
        [
            CurvePoint(date(2026, 1, 1), d(100), d(100), d(90), d(100)),
            CurvePoint(date(2026, 2, 1), d(300), d(250), d(200), d(210)),
            CurvePoint(date(2026, 3, 1), d(1000), d(990), None, None),
        ]
    )

    assert drawn is not None
    assert {line.key for line in drawn.lines} == {"first", "planned", "actual", "arrived"}
    assert next(line.points for line in drawn.lines if line.key == "first") == "76,245 358,194 640,16"
    assert next(line.points for line in drawn.lines if line.key == "actual") == "76,247 358,219"
    at = sorted(line.label_y for line in drawn.lines)
    assert all(b - a >= 15 for a, b in zip(at, at[1:], strict=False))
    assert [tick.at for tick in drawn.amounts] == [270, 206, 143, 80, 16]


def test_ahead_and_behind_are_said_in_both_languages():
    early = milestone("x", date(2026, 5, 29), reached_on=date(2026, 5, 28))

    assert slip_words(early, ON).text("en") == "one day ahead"
    assert slip_words(early, ON).text("zh") == "提前 1 天"
