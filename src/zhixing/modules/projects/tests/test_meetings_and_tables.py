"""The weekly on-site meeting of the linked leader, its minutes, and the table of meetings to the chief."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.kernel.matters.models import Event
from zhixing.kernel.matters.refusals import WrongState
from zhixing.kernel.meetings.refusals import NobodyChaired, Unsettled
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.meetings.actions.holding import hand_on as hand_on_decision
from zhixing.modules.meetings.actions.holding import hold, record_minutes
from zhixing.modules.projects.actions.meeting import call_site_meeting, hand_on
from zhixing.modules.projects.actions.problems import raise_problem
from zhixing.modules.projects.actions.running import suspend
from zhixing.modules.projects.actions.tables import begin_table_duty, end_table_duty, table_meetings
from zhixing.modules.projects.models import TableDuty
from zhixing.modules.projects.refusals import DutyRuns, PeriodOpen
from zhixing.modules.projects.tests.conftest import THURSDAY, Story
from zhixing.modules.projects.tests.test_starting import refused
from zhixing.modules.supervision.models import SupervisedItem

WEDNESDAY, SUNDAY = date(2026, 3, 11), date(2026, 3, 15)  # of the first whole week after the start
NEXT_MONDAY = date(2026, 3, 16)


def weeks(story: Story) -> list[tuple[str, date | None, str, bool]]:
    rows = Obligation.objects.filter(matter_id=story.project_id, rule="projects.site_meeting").order_by(
        "due_on"
    )
    return [(o.period, o.due_on, o.state, o.is_late) for o in rows]


def passed(*days: date) -> None:
    for day in days:
        with clock.at(clock.moment_on(day, 8)):
            tick()


def test_a_meeting_in_the_week_meets_the_leader_s_duty_and_its_minutes_the_next(story, city):
    story.under_way()
    passed(date(2026, 3, 9))
    assert weeks(story) == [("2026-W11", SUNDAY, "open", False)]

    meeting = story.met(WEDNESDAY, minuted_on=NEXT_MONDAY)

    assert weeks(story)[0] == ("2026-W11", SUNDAY, "met", False)
    assert [seat.name for seat in meeting.seated] == ["沈若兰", "高岩", "孙立"]
    assert (meeting.origin_id, meeting.chair) == (story.project_id, city.persons["vice"])
    told = Event.objects.get(kind="projects.site_meeting_held").facts
    assert (told["period"], told["held_on"], told["person_id"]) == (
        "2026-W11",
        "2026-03-11",
        city.persons["vice"].pk,
    )
    minutes = Obligation.objects.get(rule="projects.issue_minutes")
    assert (minutes.due_on, minutes.state, minutes.is_late) == (NEXT_MONDAY, "met", False)
    assert story.project.met_on == WEDNESDAY


def test_a_week_without_a_meeting_is_missed_and_not_made_good_by_the_next_week_s(story):
    story.under_way()
    passed(date(2026, 3, 9), SUNDAY, NEXT_MONDAY)

    story.met(date(2026, 3, 18))
    passed(date(2026, 3, 23))

    assert weeks(story)[:2] == [
        ("2026-W11", SUNDAY, "missed", True),
        ("2026-W12", date(2026, 3, 22), "met", False),
    ]


def test_a_meeting_of_sunday_that_is_recorded_on_monday_counts_for_its_own_week(story):
    story.under_way()
    passed(date(2026, 3, 9))
    meeting = story.called(clock.moment_on(SUNDAY, 15), WEDNESDAY)
    passed(NEXT_MONDAY)

    present = [seat.pk for seat in meeting.seated]
    story.do(hold, "housing_clerk", NEXT_MONDAY, of=meeting, held_on=SUNDAY.isoformat(), present=present)

    assert weeks(story)[0] == ("2026-W11", SUNDAY, "met", False)


def test_a_town_s_project_and_a_suspended_one_owe_no_meeting(story):
    story.under_way(project_level="town")
    passed(date(2026, 3, 9), NEXT_MONDAY)
    assert weeks(story) == []

    story.under_way()
    story.do(suspend, "steerer", date(2026, 3, 6), reason="停工")
    passed(date(2026, 3, 9), NEXT_MONDAY)
    assert [w for w in weeks(story) if w[2] in ("open", "missed")] == []


def test_open_problems_stand_on_the_agenda(story, city):
    story.under_way()
    story.do(raise_problem, "housing_clerk", WEDNESDAY, problem="管线迁改", raised_by=city.housing.pk)

    meeting = story.called(clock.moment_on(WEDNESDAY, 15), WEDNESDAY)

    assert [item.title for item in meeting.items] == ["项目推进情况", "协调问题：管线迁改"]


def test_a_meeting_without_its_leader_and_minutes_without_results_are_refused(story):
    story.under_way()
    meeting = story.called(clock.moment_on(WEDNESDAY, 15), WEDNESDAY)
    others = [seat.pk for seat in meeting.seated if seat.role != "chair"]
    refused(
        story,
        hold,
        "housing_clerk",
        NobodyChaired,
        of=meeting,
        on=WEDNESDAY,
        held_on="2026-03-11",
        present=others,
    )
    refused(story, record_minutes, "housing_clerk", WrongState, of=meeting, on=WEDNESDAY)

    everyone = [seat.pk for seat in meeting.seated]
    story.do(hold, "housing_clerk", WEDNESDAY, 17, of=meeting, held_on="2026-03-11", present=everyone)
    refused(story, record_minutes, "housing_clerk", Unsettled, of=meeting, on=WEDNESDAY)


def test_what_a_meeting_decides_and_what_a_project_needs_become_supervised_items(story, city):
    story.under_way()
    meeting = story.met(WEDNESDAY, minuted_on=WEDNESDAY)
    given = {"lead_unit": city.finance.pk, "supervising_unit": city.office.pk, "limit_on": "2026-04-15"}
    story.do(hand_on_decision, "housing_clerk", WEDNESDAY, 19, of=meeting, title="拨付征地补偿款", **given)
    story.do(hand_on, "steerer", WEDNESDAY, 19, title="完成管线迁改", **given)

    items = {item.title: item for item in SupervisedItem.objects.all()}
    assert (items["拨付征地补偿款"].origin_id, items["拨付征地补偿款"].source) == (meeting.pk, "meeting")
    assert items["完成管线迁改"].origin_id == story.project_id
    assert {item.limit_on for item in items.values()} == {date(2026, 4, 15)}


@pytest.fixture
def duty(story, city) -> TableDuty:
    done = story.do(
        begin_table_duty, "secretary", THURSDAY, government_office=city.gov_office.pk,
        chief=city.persons["mayor"].pk, executive_deputy=city.persons["vice"].pk,
    )  # fmt: skip
    return done.item


def test_the_table_of_a_week_says_who_owed_and_who_held(story, city, duty):
    story.under_way()
    first = story.project_id
    story.under_way(title="体育公园", leader="deputy")
    passed(date(2026, 3, 9))
    story.project_id = first
    story.met(WEDNESDAY, minuted_on=WEDNESDAY)
    passed(NEXT_MONDAY)

    with pytest.raises(PeriodOpen):
        story.do(table_meetings, "secretary", date(2026, 3, 14), of=duty, day_of_period="2026-03-14")
    story.do(table_meetings, "secretary", NEXT_MONDAY, of=duty, day_of_period="2026-03-14", note="请督促")

    told = Event.objects.get(kind="projects.site_meetings_tabled").facts
    assert (told["period"], told["owed"], told["held"], told["minuted"]) == ("2026-W11", 2, 1, 1)
    assert (told["missing"], told["recipients"]) == (["体育公园"], ["周明远", "沈若兰"])
    owed = Obligation.objects.get(rule="projects.table_site_meetings", period="2026-W11")
    assert (owed.unit, owed.due_on, owed.state, owed.is_late) == (city.gov_office, NEXT_MONDAY, "met", False)


def test_one_office_has_the_duty_until_it_ends(story, city, duty):
    given = {"government_office": city.gov_office.pk, "chief": city.persons["mayor"].pk}
    with pytest.raises(DutyRuns):
        story.do(begin_table_duty, "secretary", THURSDAY, **given)
    with pytest.raises(NotFound):
        story.do(end_table_duty, "housing_clerk", THURSDAY, of=duty, reason="x")
    assert TableDuty.objects.filter(ended_on=None).count() == 1

    story.do(end_table_duty, "secretary", THURSDAY, of=duty, reason="职责调整")

    assert not Obligation.objects.running().exists()
    assert story.do(begin_table_duty, "secretary", THURSDAY, **given).item.number == "云政办表〔2026〕2号"


def test_a_meeting_is_called_for_a_project_under_way_only(story):
    story.prepared()
    at = clock.moment_on(WEDNESDAY, 15).isoformat()

    refused(story, call_site_meeting, "housing_clerk", WrongState, meeting_at=at, site="工地")
