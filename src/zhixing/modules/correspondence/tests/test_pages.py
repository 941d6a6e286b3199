"""The generic pages, on documents: what each shows to whom, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from zhixing.base import clock
from zhixing.kernel.letters.models import Letter
from zhixing.modules.correspondence.models import Delivery, IncomingDocument, StandingDuty
from zhixing.modules.correspondence.pages import duties
from zhixing.modules.correspondence.papers import weekly
from zhixing.modules.correspondence.tests.conftest import FRIDAY, THURSDAY


@pytest.fixture
def see(city):
    """The page at an address as somebody sees it on Friday."""

    def look(who: str, path: str, status: int = 200, language: str = "zh-hans") -> str:
        client = Client(headers={"accept-language": language})
        client.cookies["django_language"] = language
        client.force_login(city.accounts[who])
        with clock.at(clock.moment_on(FRIDAY)):
            answer = client.get(path)
        assert answer.status_code == status
        return answer.content.decode()

    return look


@pytest.mark.parametrize("segment", ["incoming", "outgoing", "notices", "duties"])
@pytest.mark.parametrize("who", ["housing_clerk", "secretary", "mayor", "handler"])
def test_an_empty_ledger_opens_for_everyone_with_the_power(see, segment, who):
    assert "<table" not in see(who, f"/correspondence/{segment}")


def test_the_ledger_and_its_tabs_list_what_waits_for_my_unit(see, desk):
    desk.registered()
    assert "云财建〔2026〕18号" in see("housing_clerk", "/correspondence/incoming")
    assert "云财建〔2026〕18号" in see("housing_clerk", "/correspondence/incoming?tab=to_accept")
    assert "云财建〔2026〕18号" not in see("housing_clerk", "/correspondence/incoming?tab=to_check")
    assert "云财建〔2026〕18号" not in see(
        "finance_clerk", "/correspondence/incoming?tab=to_accept"
    )  # its sender
    assert "云财建〔2026〕18号" not in see("stranger", "/correspondence/incoming")


def test_a_document_is_found_by_number_and_by_its_text(see, desk):
    desk.registered()

    for words in ("云财建〔2026〕18号", "保障性住房维修资金"):
        assert "关于申请核定保障房维修资金的函" in see("housing_clerk", f"/correspondence/incoming?q={words}")
    assert "关于申请核定" not in see("housing_clerk", "/correspondence/incoming?q=公交线路")


def test_the_page_of_a_document_shows_its_elements_its_way_and_who_has_read(see, desk):
    document = desk.under_way(within_authority=False, authority_reason="须报市政府审批")
    desk("circulate", document, "housing_clerk", persons=[desk.city.persons["vice"].pk])
    page = see("housing_clerk", f"/correspondence/incoming/{document.pk}")

    for said in (
        "办理进程",
        "权限外",
        "须报市政府审批",
        "资料检查告知书",
        "传阅情况",
        "沈若兰",
        "报批",
        "现将2026年保障性住房",
    ):
        assert said in page
    english = see("housing_clerk", f"/correspondence/incoming/{document.pk}", language="en")
    assert "Its way" in english and "beyond own authority" in english


def test_what_is_not_yours_is_not_there(see, desk):
    document = desk.registered()

    see("stranger", f"/correspondence/incoming/{document.pk}", status=404)


def test_a_document_of_our_own_shows_consultation_and_follow_up(see, desk):
    document = desk.delivered()
    desk("follow_up", document, "vice", FRIDAY, 9, progress="已进入审核")
    page = see("housing_clerk", f"/correspondence/outgoing/{document.pk}")

    for said in ("先商后文", "资金来源须写明", "跟踪情况", "已进入审核", "沈若兰", "妥否，请批示。"):
        assert said in page
    assert "关于老旧小区改造专项资金的请示" in see("vice", "/correspondence/outgoing?tab=i_follow")
    assert "关于老旧小区改造专项资金的请示" not in see("mayor", "/correspondence/outgoing?tab=i_follow")


def test_receipts_are_counted_on_the_page_and_in_the_ledger(see, desk):
    city = desk.city
    given = {"issuing_unit": city.gov_office.pk, "title": "关于印发值班制度的通知"}
    notice = desk("write_notice", Delivery, "secretary", **given)
    units = [city.housing.pk, city.finance.pk]
    desk("deliver_notice", notice, "secretary", units=units, receipt_due_on="2026-03-10")
    desk("confirm_receipt", notice, "housing_clerk", FRIDAY, 9)

    assert "1 / 2" in see("secretary", f"/correspondence/notices/{notice.pk}")
    assert "1 / 2" in see("secretary", "/correspondence/notices")
    assert "值班制度" in see("finance_clerk", "/correspondence/notices?tab=unreceived")
    assert "值班制度" not in see("housing_clerk", "/correspondence/notices?tab=unreceived")


def test_the_duty_pages_show_the_week_and_what_waits_as_they_stand(see, desk):
    unit = desk.city.gov_office.pk
    report = desk("begin_duty", StandingDuty, "secretary", THURSDAY, duty="tracking_report", unit=unit)
    review = desk("begin_duty", StandingDuty, "secretary", THURSDAY, duty="land_review", unit=unit)
    assert "目前没有在办的上行、平行文件" in see("secretary", f"/correspondence/duties/{report.pk}")
    assert "目前没有待审议事项" in see("secretary", f"/correspondence/duties/{review.pk}")

    desk.delivered()
    asked = desk("ask_review", desk.under_way(), "housing_clerk", review="land", reason="涉及用地")

    week = see("secretary", f"/correspondence/duties/{report.pk}")
    assert "在办 1 件，新送达 1 件，办结 0 件，本周无跟踪记录 0 件" in week
    assert asked.number in see("secretary", f"/correspondence/duties/{review.pk}")


def test_registering_by_the_form_and_the_second_time_it_says_where_the_first_is(see, city):
    client = Client()
    client.force_login(city.accounts["housing_clerk"])
    given = {
        "receiving_unit": city.housing.pk, "sender": "市财政局", "document_number": "云财建〔2026〕18号",
        "title": "关于资金的函", "document_kind": "letter", "secrecy": "none", "urgency": "plain", "copies": "1",
        "dated_on": "2026-03-03", "received_on": "2026-03-04",
    }  # fmt: skip
    with clock.at(clock.moment_on(FRIDAY)):
        assert (
            'name="document_number"' in client.get("/correspondence/incoming/new/register").content.decode()
        )
        first = client.post("/correspondence/incoming/new/register", given, follow=True)
        second = client.post("/correspondence/incoming/new/register", given)
        secret = client.post(
            "/correspondence/incoming/new/register", given | {"document_number": "x", "secrecy": "top"}
        )

    assert "关于资金的函" in first.content.decode()
    assert second.status_code == 409 and "市住房和城乡建设局收〔2026〕1号" in second.content.decode()
    assert secret.status_code == 422 and "涉密" in secret.content.decode()
    assert IncomingDocument.objects.count() == 1


def test_the_api_tells_a_document_by_its_own_fields(see, desk, city):
    document = desk.accepted()
    client = Client()
    client.force_login(city.accounts["housing_clerk"])
    with clock.at(clock.moment_on(date(2026, 3, 6))):
        told = client.get(f"/api/v1/correspondence/incoming/{document.pk}").json()

    assert (told["document_number"], told["within_authority"], told["review"]) == (
        "云财建〔2026〕18号",
        True,
        None,
    )
    assert told["handler"]["name"] == "陈刚"


def test_the_week_s_page_and_paper_stay_short_and_say_what_they_leave_out(see, desk, monkeypatch):
    unit = desk.city.gov_office.pk
    report = desk(
        "begin_duty", StandingDuty, "secretary", date(2026, 2, 27), duty="tracking_report", unit=unit
    )
    for title in ("甲", "乙", "丙"):
        desk.delivered(title=f"关于{title}的请示")
    monkeypatch.setattr(duties, "MOST_LINES", 2)
    monkeypatch.setattr(weekly, "MOST_LINES", 1)

    page = see("secretary", f"/correspondence/duties/{report.pk}")
    assert "在办 3 件" in page and "关于乙的请示" in page and "关于丙的请示" not in page
    assert '<a href="/correspondence/outgoing?tab=followed">另有 1 件</a>' in page

    leaders = [desk.city.persons["mayor"].pk]
    desk("report_week", report, "secretary", FRIDAY, day_of_week="2026-03-06", leaders=leaders)
    said = [
        getattr(block, "text", "")
        for block in Letter.objects.get(kind="correspondence.weekly_report").value().body
    ]
    assert "其余2件已在系统台账中列明，此处从略。" in said
