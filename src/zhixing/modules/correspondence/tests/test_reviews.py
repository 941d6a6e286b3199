"""Joint reviews: the agenda is what waits, the decision reaches the document, the fifteen days are met."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.kernel.access.models import Grant, Reach
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.matters.models import Event
from zhixing.kernel.meetings.models import AgendaItem, Meeting, Seat
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.correspondence.models import StandingDuty
from zhixing.modules.correspondence.refusals import NothingWaits, ReviewWaits, WrongDuty

MONDAY = date(2026, 3, 2)
MEETING_ON = date(2026, 3, 17)


@pytest.fixture
def duty(desk):
    """The joint review of land, in force since Monday; the secretary keeps its meetings."""
    city = desk.city
    Grant.objects.create(
        account=city.accounts["secretary"], role="meetings.office", unit=city.gov_office, reach=Reach.UNIT,
        from_on=date(2020, 1, 1),
    )  # fmt: skip
    return desk("begin_duty", StandingDuty, "secretary", MONDAY, duty="land_review", unit=city.gov_office.pk)


def waiting(desk, number: str, title: str, on: date, review: str = "land"):
    document = desk.registered(on, document_number=number, title=title)
    given = {"handler": desk.city.persons["handler"].pk, "within_authority": True}
    document = desk("accept", document, "housing_clerk", on, 11, **given)
    document = desk("check_papers", document, "housing_clerk", on, 12, is_complete=True)
    return desk("ask_review", document, "housing_clerk", on, 13, review=review, reason="涉及用地")


def convened(desk, duty, on=date(2026, 3, 12), **more):
    persons = desk.city.persons
    given = {
        "planned_at": clock.moment_on(MEETING_ON, 9).isoformat(),
        "chair": persons["vice"].pk,
        "members": [persons["housing_head"].pk, persons["transport_clerk"].pk],
    }
    return desk("convene_review", duty, "secretary", on, **(given | more))


def held(desk, meeting_id: int, name: str, on: date = MEETING_ON, **given):
    from zhixing.kernel.actions.register import actions_of

    with clock.at(clock.moment_on(on, 15)):
        return perform(actions_of(Meeting)[name], meeting_id, actor=desk.city.actor("secretary", on), **given)


def test_without_anything_that_waits_no_review_is_convened(desk, duty):
    waiting(desk, "云财建〔2026〕30号", "关于规划条件的函", date(2026, 3, 5), review="planning")
    before = Event.objects.count()

    with pytest.raises(NothingWaits):
        convened(desk, duty)
    assert (Event.objects.count(), Meeting.objects.count()) == (before, 0)


def test_the_weekly_report_is_not_written_in_a_review_nor_a_review_convened_for_the_report(desk, duty):
    city = desk.city
    report = desk(
        "begin_duty", StandingDuty, "secretary", MONDAY, duty="tracking_report", unit=city.gov_office.pk
    )
    with pytest.raises(WrongDuty):
        convened(desk, report)
    with pytest.raises(WrongDuty):
        desk(
            "report_week",
            duty,
            "secretary",
            MONDAY,
            day_of_week="2026-03-02",
            leaders=[city.persons["vice"].pk],
        )


def test_from_what_waits_to_the_decision_on_each_document(desk, duty):
    later = waiting(desk, "云财建〔2026〕31号", "关于甲地块供地的函", date(2026, 3, 6))
    first = waiting(desk, "云财建〔2026〕32号", "关于乙地块征收的函", date(2026, 3, 5))
    waiting(desk, "云财建〔2026〕33号", "关于规划条件的函", date(2026, 3, 5), review="planning")
    convened(desk, duty)
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.origin_id) == ("2026年3月17日土地联审会议", duty.pk)
    assert [item.matter_id for item in meeting.items] == [first.pk, later.pk]

    held(
        desk,
        meeting.pk,
        "hold",
        held_on=str(MEETING_ON),
        present=list(Seat.objects.values_list("pk", flat=True)),
    )
    with clock.at(clock.moment_on(MEETING_ON, 16)):
        tick(clock.now())
    met = Obligation.objects.get(matter_id=duty.pk, period="P1")
    assert (met.rule, met.due_on, met.state, met.is_late) == (
        "correspondence.land_review",
        MEETING_ON,
        "met",
        False,
    )

    items = {item.matter_id: item.pk for item in AgendaItem.objects.all()}
    held(
        desk,
        meeting.pk,
        "settle_item",
        agenda_item=items[first.pk],
        outcome="adopted",
        decision="同意征收方案",
    )
    held(
        desk,
        meeting.pk,
        "settle_item",
        agenda_item=items[later.pk],
        outcome="deferred",
        decision="补充权属资料后再议",
    )
    held(desk, meeting.pk, "record_minutes")

    first.refresh_from_db()
    assert first.reviewed_on == MEETING_ON
    decided = Event.objects.get(matter_id=first.pk, kind="correspondence.review_decided")
    assert decided.facts["decision"] == "通过。同意征收方案"
    done = desk("finish", first, "housing_clerk", date(2026, 3, 18), result="按联审决定办理")
    assert done.state == "finished"
    with pytest.raises(ReviewWaits):
        desk("finish", later, "housing_clerk", date(2026, 3, 18), result="x")
    convened(desk, duty, date(2026, 3, 18), planned_at=clock.moment_on(date(2026, 3, 30), 9).isoformat())
    again = Meeting.objects.order_by("id").last()
    assert [item.matter_id for item in again.items] == [later.pk]  # what was put off waits for the next one
