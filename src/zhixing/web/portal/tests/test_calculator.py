"""The public calculator, by its addresses."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client

from zhixing.base import clock
from zhixing.kernel.calendars.models import LocalDayEntry

pytestmark = pytest.mark.django_db
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture(autouse=True)
def _today():
    with clock.at(clock.moment_on(date(2026, 11, 20))):
        yield


def asked(query: str, **more) -> dict:
    answer = Client().get(f"/calculator.json?{query}", **more)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


TEN_STATUTES = [  # each counted by hand on the notices of 2026, with the article that the page must name
    ("approvals.accept_or_correct", "2026-02-12", "2026-02-26", "行政许可法", "第三十二条"),
    ("approvals.decide", "2026-09-18", "2026-10-22", "行政许可法", "第四十二条"),
    ("disclosure.third_party_opinion", "2026-03-25", "2026-04-16", "政府信息公开条例", "第三十二条"),
    ("petitions.pass_on", "2026-02-06", "2026-02-24", "信访工作条例", "第二十二条"),
    ("reconsideration.reply_ordinary", "2026-02-10", "2026-03-02", "行政复议法", "第四十八条"),
    ("enforcement.decide_penalty", "2026-07-03", "2026-10-08", "行政处罚法", "第六十条"),
    ("inspections.decide_review", "2026-01-16", "2026-02-24", "政府督查工作条例", "第十七条"),
    ("personnel.change_after_sanction", "2026-01-31", "2026-02-28", "公职人员政务处分法", "第五十四条"),
    ("reconsideration.redo", "2026-03-23", "2026-05-22", "行政复议法实施条例", "第四十九条"),
    ("supervision.sign", "2026-11-20", "2026-11-24", "市政府关于提高执行力的意见", "三(三)"),
]


@pytest.mark.parametrize(("rule", "start", "due_on", "document", "article"), TEN_STATUTES)
def test_ten_limits_of_the_law_are_counted_and_cite_their_article(rule, start, due_on, document, article):
    assert asked(f"start={start}&rule={rule}")["due_on"] == due_on

    page = Client().get(f"/calculator?start={start}&rule={rule}").content.decode()
    assert document in page
    assert article in page


@pytest.mark.parametrize(
    ("query", "due_on"),
    [
        pytest.param(
            "start=2026-09-28&amount=5&unit=working_days",
            "2026-10-10",
            id="over National Day of 2026, with a make-up Saturday",
        ),
        pytest.param(
            "start=2026-02-12&rule=supervision.plan",
            "2026-02-26",
            id="a rule's own term over Spring Festival",
        ),
        pytest.param(
            "start=2026-03-06&rule=supervision.sign_at_once", "2026-03-07", id="a rule that never rolls"
        ),
        pytest.param(
            "start=2026-01-31&amount=1&unit=months", "2026-02-28", id="a month that has no such day"
        ),
        pytest.param(
            "start=2026-10-08&amount=3&unit=working_days&direction=before",
            "2026-09-28",
            id="counted back over the holiday",
        ),
        pytest.param(
            "start=2026-03-02&amount=3&unit=working_days&start_counts=true",
            "2026-03-04",
            id="the first day counts",
        ),
        pytest.param(
            "start=2026-03-02&amount=3&unit=working_days&pause_from=2026-03-03&pause_until=2026-03-09",
            "2026-03-11",
            id="a pause of four working days",
        ),
    ],
)
def test_the_last_day(query, due_on):
    assert asked(query)["due_on"] == due_on


def test_each_day_is_told_with_its_reason():
    days = asked("start=2026-09-30&amount=1&unit=working_days")["days"]

    assert [(d["on"][5:], d["number"], d["kind"]) for d in days][:2] == [
        ("09-30", None, "working"),
        ("10-01", None, "holiday"),
    ]
    assert days[-1] == {
        "on": "2026-10-08",
        "counted": True,
        "number": 1,
        "kind": "working",
        "published": True,
        "why": {"zh": "星期四，工作日", "en": "Thursday, a working day"},
    }


def test_a_year_that_is_not_published_is_provisional_and_says_so():
    answer = asked("start=2026-12-28&amount=10&unit=working_days")

    assert answer["provisional"] is True
    assert "2027年节假日安排尚未公布" in answer["notes"][-1]["zh"]
    page = Client().get("/calculator?start=2026-12-28&amount=10&unit=working_days").content.decode()
    assert "2027年节假日安排尚未公布" in page


def test_a_pause_without_end_leaves_no_last_day():
    answer = asked("start=2026-03-02&amount=3&unit=working_days&pause_from=2026-03-03&pause_until=")

    assert (answer["due_on"], answer["suspended"]) == (None, True)


def test_the_page_shows_the_day_the_article_and_what_is_skipped_without_a_script():
    page = Client().get("/calculator?rule=supervision.sign&start=2026-09-30").content.decode()

    assert "2026年10月9日 周五" in page
    assert "国庆节放假" in page
    assert "市政府关于提高执行力的意见 三(三)" in page
    assert "黄牌" in page
    assert "<script>" not in page


def test_days_next_to_each_other_with_one_reason_stand_on_one_line():
    page = Client().get("/calculator?start=2026-09-30&amount=2&unit=working_days", **ENGLISH).content.decode()

    assert page.count("National Day holiday</td>") == 1
    assert "1–2" in page


def test_the_page_is_there_in_english():
    page = Client().get("/calculator?rule=supervision.sign&start=2026-03-05", **ENGLISH).content.decode()

    assert "Mon 9 Mar 2026" in page
    assert "Calculator of limits" in page


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("start=2026-02-30&amount=5", "start"),
        ("start=1990-01-01&amount=5", "start"),
        ("start=2026-03-01&amount=", "amount"),
        ("start=2026-03-01&amount=-5", "amount"),
        ("start=2026-03-01&amount=99999999999999999999", "amount"),
        ("start=2026-03-01&amount=751", "amount"),
        ("start=2026-03-01&amount=５", "amount"),
        ("start=2026-03-01&amount=5&unit=fortnights", "unit"),
        ("start=2026-03-01&amount=5&pause_from=2026-03-05&pause_until=2026-03-04", "pauses"),
        ("start=2026-03-01&amount=5&pause_from=&pause_until=2026-03-04", "pauses"),
        ("start=2026-03-01&amount=5&place=77", "place"),
    ],
)
def test_what_cannot_be_counted_is_told_field_by_field(query, field):
    answer = Client().get(f"/calculator.json?{query}")

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert list(json.loads(answer.content)["fields"]) == [field]
    assert Client().get(f"/calculator?{query}").status_code == 422


def test_an_unknown_rule_is_refused():
    answer = Client().get("/calculator.json?start=2026-03-05&rule=no.such")

    assert (answer.status_code, json.loads(answer.content)["code"]) == (404, "rulebook.unknown_rule")


def test_a_day_before_the_rule_was_in_force_is_refused():
    answer = Client().get("/calculator.json?start=2008-03-05&rule=supervision.sign")

    assert (answer.status_code, json.loads(answer.content)["code"]) == (409, "rulebook.not_in_force")


def test_a_term_that_leaves_the_calendar_is_refused_with_the_way_out():
    answer = Client().get("/calculator?start=2050-12-30&amount=5&unit=working_days")

    assert answer.status_code == 422
    assert "2050-12-31" in answer.content.decode()


def test_the_governments_own_days_are_counted(django_user_model):
    from tests.city import small_city

    city = small_city(packs=())
    LocalDayEntry.objects.create(
        jurisdiction=city.gov, on=date(2026, 3, 3), rests=True, reason="州庆", entered_at=clock.now()
    )

    answer = asked("start=2026-03-02&amount=1&unit=working_days")

    assert answer["due_on"] == "2026-03-04"
    assert answer["calendar"] == "云川市人民政府"


def test_without_a_question_the_page_asks():
    answer = Client().get("/calculator")

    assert answer.status_code == 200
    assert 'value="2026-11-20"' in answer.content.decode()
