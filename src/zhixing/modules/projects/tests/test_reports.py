"""The projects of an executive meeting: proposed with computed reasons, approved, noticed a week before, reported in order."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.kernel.actions.refusals import NotChoosable, NotYours
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters.models import Event
from zhixing.kernel.matters.refusals import WrongState
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.rulebook.refusals import GateShut
from zhixing.modules.projects.actions.hearing import (
    conclude_reports,
    hand_on,
    record_addition,
    record_report,
    set_executive_agenda,
    take_off,
)
from zhixing.modules.projects.actions.problems import raise_problem
from zhixing.modules.projects.actions.reports import (
    approve_report_list,
    cancel_reports,
    change_report_list,
    move_meeting,
    notify_reporters,
    propose_report_list,
    return_report_list,
)
from zhixing.modules.projects.choices import ReportState
from zhixing.modules.projects.models import Project, ReportLine, ReportList
from zhixing.modules.projects.queries import candidates, notice_day
from zhixing.modules.projects.refusals import (
    LeaderFirst,
    MeetingAhead,
    MeetingSetAlready,
    NotOnList,
    ReportedAlready,
    TooLateForNotice,
    Unreported,
)
from zhixing.modules.projects.tests.test_starting import refused
from zhixing.modules.supervision.models import SupervisedItem

ON, NOTICE, MEETING = date(2026, 3, 12), date(2026, 3, 19), date(2026, 3, 26)


@pytest.fixture
def three(story) -> list[Project]:
    """Three projects under way: a large one, a small one, a small one with a problem."""
    found = [story.under_way().project]
    for title in ("体育公园", "老年活动中心"):
        found.append(story.under_way(title=title, total_yuan="30000000.00").project)
    story.do(raise_problem, "housing_clerk", ON, problem="用地未批", raised_by=story.city.housing.pk)
    return found


def proposed(story, projects, *, approver="mayor", meeting_on=MEETING, on=ON) -> ReportList:
    city = story.city
    done = story.do(
        propose_report_list, "secretary", on, government_office=city.gov_office.pk, meeting_on=meeting_on.isoformat(),
        approver=city.persons[approver].pk, projects=[p.pk for p in projects],
    )  # fmt: skip
    return done.item


@pytest.fixture
def propose(story):
    def make(projects, **more) -> ReportList:
        return proposed(story, projects, **more)

    return make


def test_the_reasons_are_computed_from_the_record_and_kept_as_they_were(story, three, propose):
    report_list = propose(three)

    said = {line.project.title: (line.grounds, line.said) for line in report_list.lines.all()}
    assert said == {
        "南环路改造工程": (["large"], [["investment of 128 million yuan", "总投资 1.28 亿元"]]),
        "体育公园": ([], []),
        "老年活动中心": (["problem"], [["one problem waits", "待协调问题 1 个"]]),
    }
    assert report_list.number == "云政办汇〔2026〕1号"


def test_the_gravest_stands_first_red_card_then_slippage_then_unheard_then_large(story, three):
    large, park, centre = three
    with clock.at(clock.moment_on(date(2026, 3, 9), 8)):
        tick()
    order = [c.project.title for c in candidates(three, date(2026, 3, 20))]
    assert order == ["南环路改造工程", "老年活动中心", "体育公园"]

    park.milestones.update(forecast_on=date(2027, 5, 1))
    Project.objects.filter(pk=park.pk).update(heard_on=date(2026, 3, 1))
    found = {
        c.project.title: [g.value for g in c.grounds]
        for c in candidates(Project.objects.all(), date(2026, 6, 5))
    }

    assert found["体育公园"] == ["slipped", "unheard"]
    assert found["老年活动中心"] == ["unheard", "problem"]
    assert [c.project.title for c in candidates(Project.objects.all(), date(2026, 6, 5))][0] == "体育公园"


def test_two_projects_need_a_reason_and_three_do_not(story, three, propose):
    two = propose(three[:2])
    assert "一般为三至四个" in refused(story, approve_report_list, "mayor", GateShut, of=two, on=ON)
    assert ReportList.objects.get(pk=two.pk).state == ReportState.PROPOSED
    story.do(approve_report_list, "mayor", ON, of=two, reason="本月仅两个项目需汇报")

    story.do(approve_report_list, "mayor", ON, of=propose(three, meeting_on=date(2026, 4, 2)))

    assert set(ReportList.objects.values_list("state", flat=True)) == {ReportState.APPROVED}


def test_chief_or_executive_deputy_approve_and_another_deputy_does_not(story, city, three, propose):
    report_list = propose(three, approver="deputy")
    assert "区长或常务副区长审定" in refused(
        story, approve_report_list, "deputy", GateShut, of=report_list, on=ON
    )
    refused(story, approve_report_list, "mayor", NotYours, of=report_list, on=ON)
    story.do(
        change_report_list, "secretary", ON, of=report_list, approver=city.persons["vice"].pk,
        projects=[p.pk for p in three], reason="改报常务副市长",
    )  # fmt: skip

    story.do(approve_report_list, "vice", ON, of=report_list)

    told = Event.objects.get(kind="projects.report_list_approved").facts
    assert (told["meeting_on"], told["notice_due_on"]) == ("2026-03-26", "2026-03-19")


def test_a_returned_list_waits_for_a_better_one(story, three, propose):
    report_list = propose(three)
    story.do(return_report_list, "mayor", ON, of=report_list, reason="请增加民生项目")

    assert ReportList.objects.get(pk=report_list.pk).state == ReportState.PROPOSED


@pytest.mark.parametrize(
    ("meeting_on", "notice_on"),
    [
        pytest.param(date(2026, 3, 26), date(2026, 3, 19), id="a Thursday: the Thursday before"),
        pytest.param(
            date(2026, 2, 27),
            date(2026, 2, 14),
            id="a week before is Spring Festival: the Saturday that is worked",
        ),
        pytest.param(
            date(2026, 3, 15),
            date(2026, 3, 6),
            id="a Sunday: the Sunday before is no working day, so the Friday",
        ),
    ],
)
def test_the_notice_is_due_a_week_before_and_never_on_a_rest_day(city, meeting_on, notice_on):
    assert notice_day(meeting_on, calendar_for(city.gov.pk)) == notice_on


@pytest.mark.parametrize(
    ("given_on", "late"),
    [
        pytest.param(date(2026, 3, 18), False, id="the day before"),
        pytest.param(NOTICE, False, id="on the last day"),
        pytest.param(date(2026, 3, 20), True, id="the day after"),
    ],
)
def test_notice_reaches_leaders_and_units_in_time_until_a_week_before(
    story, city, three, propose, given_on, late
):
    report_list = propose(three)
    story.do(approve_report_list, "mayor", ON, of=report_list)
    owed = Obligation.objects.get(rule="projects.notify_reporters")
    assert (owed.unit, owed.due_on) == (city.gov_office, NOTICE)

    story.do(notify_reporters, "secretary", given_on, of=report_list)

    owed.refresh_from_db()
    assert (owed.state, owed.is_late) == ("met", late)
    told = Event.objects.get(kind="projects.report_notified").facts
    assert set(told["units"]) == {"市住房和城乡建设局", "市财政局"} and told["leaders"] == ["沈若兰"]
    assert city.housing.pk in ReportList.objects.get(pk=report_list.pk).audience


def test_a_moved_meeting_moves_the_notice(story, three, propose):
    report_list = propose(three)
    story.do(approve_report_list, "mayor", ON, of=report_list)
    story.do(notify_reporters, "secretary", ON, 11, of=report_list)
    story.do(move_meeting, "secretary", ON, 12, of=report_list, meeting_on="2026-04-02", reason="市长出差")

    moved = ReportList.objects.get(pk=report_list.pk)
    assert (moved.state, moved.meeting_on, moved.notice_due_on) == (
        ReportState.APPROVED,
        date(2026, 4, 2),
        date(2026, 3, 26),
    )
    assert Obligation.objects.running().get(rule="projects.notify_reporters").due_on == date(2026, 3, 26)


def test_a_cancelled_meeting_asks_for_no_notice_and_frees_its_day(story, three, propose):
    report_list = propose(three)
    story.do(approve_report_list, "mayor", ON, of=report_list)
    with pytest.raises(MeetingSetAlready):
        propose(three)
    story.do(cancel_reports, "secretary", ON, of=report_list, reason="会议取消")

    assert not Obligation.objects.running().filter(rule="projects.notify_reporters").exists()
    assert propose(three).pk != report_list.pk


def test_a_meeting_too_near_and_a_project_not_under_way_are_refused(story, city, three, propose):
    with pytest.raises(TooLateForNotice):
        propose(three, meeting_on=date(2026, 3, 18))
    draft = story.registered(title="前期项目").project
    with pytest.raises(NotChoosable):
        propose([draft])
    assert not ReportList.objects.exists()


def test_the_agenda_needs_a_report_on_projects(story, three, propose):
    report_list = propose(three[:1])
    refused(story, set_executive_agenda, "secretary", WrongState, of=report_list, on=ON)
    story.do(approve_report_list, "mayor", ON, of=report_list, reason="仅一项")
    line = report_list.lines.get()
    story.do(take_off, "secretary", ON, of=report_list, report_line=line.pk, reason="暂缓")
    assert "未列重点工作和重点项目汇报" in refused(
        story, set_executive_agenda, "secretary", GateShut, of=report_list, on=ON
    )

    second = propose(three, meeting_on=date(2026, 4, 2))
    story.do(approve_report_list, "mayor", ON, of=second)
    story.do(set_executive_agenda, "secretary", ON, of=second, agenda=["研究财政预算调整"])

    agenda = ReportList.objects.get(pk=second.pk).agenda
    assert agenda == [
        "研究财政预算调整",
        "听取重点工作和重点项目汇报：南环路改造工程、体育公园、老年活动中心",
    ]


def test_the_leader_reports_first_the_units_add_and_the_project_was_heard(story, city, three, propose):
    report_list = propose(three)
    story.do(approve_report_list, "mayor", ON, of=report_list)
    story.do(notify_reporters, "secretary", ON, of=report_list)
    lines: dict[str, ReportLine] = {line.project.title: line for line in report_list.lines.all()}
    given = {"of": report_list, "report_line": lines["南环路改造工程"].pk}
    report = {**given, "reporter": city.persons["vice"].pk, "text": "征地完成八成"}
    addition = {**given, "adding_unit": city.finance.pk, "text": "资金已到位"}
    refused(story, record_report, "secretary", MeetingAhead, on=date(2026, 3, 25), **report)
    refused(story, record_addition, "secretary", LeaderFirst, on=MEETING, **addition)

    story.do(record_report, "secretary", MEETING, **report)
    story.do(record_addition, "secretary", MEETING, **addition)

    refused(story, record_report, "secretary", ReportedAlready, on=MEETING, **report)
    refused(
        story,
        record_addition,
        "secretary",
        NotOnList,
        on=MEETING,
        **(addition | {"adding_unit": city.transport.pk}),
    )
    assert Project.objects.get(title="南环路改造工程").heard_on == MEETING
    assert "尚有 2 个项目未汇报" in refused(
        story, conclude_reports, "secretary", Unreported, on=MEETING, of=report_list
    )
    for title in ("体育公园", "老年活动中心"):
        story.do(
            take_off, "secretary", MEETING, of=report_list, report_line=lines[title].pk, reason="时间不足"
        )
    story.do(conclude_reports, "secretary", MEETING, of=report_list, decision="加快推进")

    handed = {"lead_unit": city.finance.pk, "supervising_unit": city.office.pk, "limit_on": "2026-04-30"}
    story.do(hand_on, "secretary", MEETING, of=report_list, title="落实征地资金", **handed)

    assert ReportList.objects.get(pk=report_list.pk).state == ReportState.CONCLUDED
    assert SupervisedItem.objects.get().origin_id == report_list.pk
    kinds = Event.objects.filter(matter__kind="projects.project").values_list("kind", flat=True)
    assert list(kinds).count("projects.heard") == 1
