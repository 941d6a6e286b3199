"""Quarterly reports: called for, reported by each unit, copied to the organ, checked line by line, closed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.kernel.actions.refusals import NoPower, NotChoosable, NotYours
from zhixing.kernel.matters.models import Event
from zhixing.kernel.notices.models import Notice
from zhixing.kernel.obligations.models import Card, Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.rulebook.refusals import GateShut
from zhixing.kernel.rulebook.service import switch_on
from zhixing.modules.supervision.actions.quarterlies import (
    call_reports,
    cancel_call,
    check_report,
    close_quarter,
    submit_report,
)
from zhixing.modules.supervision.choices import QuarterlyState
from zhixing.modules.supervision.models import QuarterlyLine, QuarterlyReport
from zhixing.modules.supervision.refusals import (
    CheckedBeforeReported,
    LimitPassed,
    QuarterCalled,
    ReportCheckedAlready,
    ReportEmpty,
)

CALLED = date(2026, 4, 1)
DUE = date(2026, 4, 15)


@pytest.fixture
def called(city, do):
    switch_on(city.gov, ["supervised-handling", "quarterly-report"], reason="tests")

    def made(who="officer", **more):
        given = {
            "supervising_unit": city.office.pk,
            "year": 2026,
            "quarter": "Q1",
            "units": [city.housing.pk, city.finance.pk],
            "organ": city.organ.pk,
            "reports_due_on": "2026-04-15",
            "check_due_on": "2026-04-30",
        }
        return do(call_reports, None, who, CALLED, **(given | more))

    return made


def test_a_call_makes_each_unit_owe_a_report_and_the_office_the_check(city, called):
    quarterly = called()

    assert quarterly.number == "云政督季〔2026〕1号" and quarterly.title == "2026年第一季度季报"
    owed = {(o.rule, o.unit.code, o.due_on) for o in Obligation.objects.filter(matter_id=quarterly.pk)}
    assert owed == {
        ("supervision.quarterly_report", "housing", DUE),
        ("supervision.quarterly_report", "finance", DUE),
        ("supervision.quarterly_check", "office", date(2026, 4, 30)),
    }
    assert quarterly.due_on == DUE


def test_a_report_goes_to_the_office_and_by_itself_to_the_organ(city, called, do):
    quarterly = called()
    do(
        submit_report, quarterly, "housing_clerk", date(2026, 4, 9), key_work=["改造小区12个", "新开工3个"],
        investment=["客运枢纽完成投资40%"], decision=["本季度无"], reform=["上线事项10项"],
    )  # fmt: skip

    lines = QuarterlyLine.objects.values_list("subject", "text")
    assert sorted(lines) == [
        ("decision", "本季度无"),
        ("investment", "客运枢纽完成投资40%"),
        ("key_work", "改造小区12个"),
        ("key_work", "新开工3个"),
        ("reform", "上线事项10项"),
    ]
    assert QuarterlyReport.objects.visible_to(city.actor("arbiter")).filter(pk=quarterly.pk).exists()
    assert Notice.objects.get(kind="supervision.report_submitted").unit_id == city.organ.pk


@pytest.mark.parametrize(
    ("on", "late"), [(date(2026, 4, 14), False), (DUE, False), (date(2026, 4, 16), True)]
)
def test_the_day_before_of_and_after(city, called, do, on, late):
    quarterly = called()
    for day in range(1, on.day + 1):
        tick(clock.moment_on(date(2026, 4, day), 9))

    do(submit_report, quarterly, "housing_clerk", on, key_work=["改造小区12个"])

    owed = Obligation.objects.get(matter_id=quarterly.pk, unit=city.housing)
    assert (owed.state, owed.is_late) == ("met", late)
    yellow = Card.objects.filter(matter_id=quarterly.pk, colour="yellow", unit=city.housing)
    assert yellow.exists() is late


def test_a_second_report_replaces_the_first_until_a_line_was_checked(city, called, do):
    quarterly = called()
    do(submit_report, quarterly, "housing_clerk", CALLED, key_work=["改造小区12个"])
    do(submit_report, quarterly, "housing_clerk", CALLED, key_work=["改造小区13个"])
    assert [line.text for line in quarterly.lines.current()] == ["改造小区13个"]
    assert quarterly.lines.count() == 2

    do(check_report, quarterly, "officer", CALLED, line=quarterly.lines.current().get().pk, verdict="true")
    with pytest.raises(ReportCheckedAlready):
        do(submit_report, quarterly, "housing_clerk", CALLED, key_work=["改造小区14个"])
    assert [line.text for line in quarterly.lines.current()] == ["改造小区13个"]


def test_an_empty_report_is_refused(called, do):
    with pytest.raises(ReportEmpty):
        do(submit_report, called(), "housing_clerk", CALLED)
    assert not QuarterlyLine.objects.exists()


def test_what_is_not_true_is_found_on_evidence(city, called, do):
    quarterly = called()
    do(submit_report, quarterly, "housing_clerk", CALLED, key_work=["改造小区12个"])
    line = quarterly.lines.get()

    with pytest.raises(GateShut):
        do(check_report, quarterly, "officer", CALLED, line=line.pk, verdict="false", note="实为8个")
    line.refresh_from_db()
    assert line.verdict == ""
    proof = do.file("officer")
    do(
        check_report,
        quarterly,
        "officer",
        CALLED,
        line=line.pk,
        verdict="false",
        note="实为8个",
        evidence=[proof],
    )

    line.refresh_from_db()
    assert (line.verdict, line.note, line.checked_on) == ("false", "实为8个", CALLED)
    told = Event.objects.get(kind="supervision.report_checked").facts
    assert (told["unit_id"], told["subject"], told["verdict"]) == (city.housing.pk, "key_work", "false")
    with pytest.raises(NotChoosable):
        do(check_report, quarterly, "officer", CALLED, line=line.pk, verdict="true")


def test_the_quarter_closes_when_every_unit_has_reported_and_every_line_is_checked(called, do):
    quarterly = called()
    do(submit_report, quarterly, "housing_clerk", CALLED, key_work=["改造小区12个"])
    do(check_report, quarterly, "officer", CALLED, line=quarterly.lines.get().pk, verdict="true")
    with pytest.raises(GateShut) as refusal:
        do(close_quarter, quarterly, "officer", CALLED)
    assert "尚有应报单位未报送" in str(refusal.value)
    do(submit_report, quarterly, "finance_clerk", date(2026, 4, 17), reform=["本季度无"])
    with pytest.raises(GateShut) as refusal:
        do(close_quarter, quarterly, "officer", date(2026, 4, 17))
    assert "尚有上报内容未核查" in str(refusal.value)
    last = quarterly.lines.get(verdict="").pk
    proof = do.file("officer")
    do(check_report, quarterly, "officer", date(2026, 4, 20), line=last, verdict="partly", evidence=[proof])

    quarterly = do(close_quarter, quarterly, "officer", date(2026, 4, 20))

    told = Event.objects.get(kind="supervision.quarter_closed").facts
    assert (told["called"], told["reported"]) == (2, 2)
    assert (told["true_count"], told["partly_count"], told["false_count"]) == (1, 1, 0)
    assert quarterly.state == QuarterlyState.CLOSED and quarterly.due_on is None
    assert not Obligation.objects.running().exists()


def test_one_call_a_quarter_and_a_cancelled_one_does_not_count(called, do):
    quarterly = called()
    with pytest.raises(QuarterCalled):
        called()
    do(cancel_call, quarterly, "officer", CALLED, reason="单位有误")
    assert not Obligation.objects.running().exists()

    assert called().pk != quarterly.pk


def test_days_that_cannot_be_are_refused(called):
    with pytest.raises(CheckedBeforeReported):
        called(check_due_on="2026-04-14")
    with pytest.raises(LimitPassed):
        called(reports_due_on="2026-03-31")
    assert not QuarterlyReport.objects.exists()


def test_who_may_what(city, called, do):
    with pytest.raises(NoPower):
        called(who="housing_clerk")
    quarterly = called()
    with pytest.raises(NotFound):
        do(submit_report, quarterly, "transport_clerk", CALLED, key_work=["x"])
    with pytest.raises((NoPower, NotYours)):
        do(submit_report, quarterly, "arbiter", CALLED, key_work=["x"])
    assert not QuarterlyLine.objects.exists()


def test_a_unit_reads_its_own_report_the_office_and_the_organ_read_all(city, called, do):
    quarterly = called()
    do(submit_report, quarterly, "housing_clerk", CALLED, key_work=["住建内容"])
    do(submit_report, quarterly, "finance_clerk", CALLED, key_work=["财政内容"])

    def page(who):
        client = Client()
        client.force_login(city.accounts[who])
        with clock.at(clock.moment_on(CALLED, 12)):
            return client.get(f"/supervision/quarterlies/{quarterly.pk}").content.decode()

    assert "住建内容" in page("housing_clerk") and "财政内容" not in page("housing_clerk")
    for who in ("officer", "arbiter"):
        assert "住建内容" in page(who) and "财政内容" in page(who)
