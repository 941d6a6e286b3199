"""Field checks: an unannounced one stays unknown to the units until something was found."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.refusals import NoPower
from zhixing.kernel.matters.models import Event
from zhixing.kernel.matters.refusals import WrongState
from zhixing.kernel.notices.models import Notice
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.rulebook.refusals import GateShut
from zhixing.modules.supervision.actions.checks import (
    answer_check,
    cancel_check,
    close_check,
    feed_back,
    link_items,
    plan_check,
    record_findings,
)
from zhixing.modules.supervision.choices import CheckState
from zhixing.modules.supervision.models import FieldCheck, SupervisedItem
from zhixing.modules.supervision.refusals import LimitPassed, LinkedElsewhere, NotYet
from zhixing.modules.supervision.tests.conftest import Story

THURSDAY, FRIDAY, MONDAY = date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 9)


@pytest.fixture
def planned(city, do):
    def made(**more):
        given = {
            "supervising_unit": city.office.pk,
            "is_unannounced": True,
            "title": "窗口服务暗访",
            "place": "市政务服务大厅",
            "planned_on": "2026-03-06",
            "checked_units": [city.housing.pk],
            "persons": [city.persons["officer"].pk],
        }
        return do(plan_check, None, "officer", THURSDAY, **(given | more))

    return made


@pytest.fixture
def found(planned, do):
    def made(**more):
        check = planned(**more)
        proof = do.file("officer")
        return do(
            record_findings,
            check,
            "officer",
            FRIDAY,
            held_on="2026-03-06",
            findings="窗口无人值守",
            evidence=[proof],
        )

    return made


def sees(city, who, check) -> bool:
    return FieldCheck.objects.visible_to(city.actor(who)).filter(pk=check.pk).exists()


def test_an_unannounced_check_is_not_there_for_the_unit_until_something_was_found(city, planned, do):
    check = planned()

    assert check.number == "云政督查〔2026〕1号"
    assert not sees(city, "housing_clerk", check) and not sees(city, "housing_head", check)
    assert sees(city, "officer", check)
    assert not Notice.objects.filter(unit=city.housing).exists()

    do(
        record_findings,
        check,
        "officer",
        FRIDAY,
        held_on="2026-03-06",
        findings="属实",
        evidence=[do.file("officer")],
    )
    assert sees(city, "housing_clerk", check)


def test_an_open_check_is_announced(city, planned):
    check = planned(is_unannounced=False)

    assert sees(city, "housing_clerk", check)
    assert Notice.objects.get(unit=city.housing).zh == "定于 2026-03-06 在市政务服务大厅开展明查。"


def test_findings_need_evidence(planned, do):
    check = planned()

    with pytest.raises(GateShut) as refusal:
        do(record_findings, check, "officer", FRIDAY, held_on="2026-03-06", findings="窗口无人值守")

    assert "请附检查照片或材料" in str(refusal.value)
    assert FieldCheck.objects.get().state == CheckState.PLANNED


def test_a_check_of_tomorrow_cannot_have_been_made(planned, do):
    check, proof = planned(), do.file("officer")

    with pytest.raises(NotYet):
        do(record_findings, check, "officer", THURSDAY, held_on="2026-03-06", findings="x", evidence=[proof])
    assert not Event.objects.filter(kind="supervision.findings_recorded").exists()


def test_a_check_cannot_be_planned_for_yesterday(planned):
    with pytest.raises(LimitPassed):
        planned(planned_on="2026-03-04")
    assert not FieldCheck.objects.exists()


def test_findings_are_linked_to_items_which_keep_one_origin(city, found, do):
    first, second = Story(city).issued(on=THURSDAY), Story(city).issued(on=THURSDAY, title="另一项")
    check = found()

    do(link_items, check, "officer", FRIDAY, items=[first.item_id])

    assert first.item.origin_id == check.pk
    assert list(Event.objects.filter(matter_id=first.item_id).values_list("kind", flat=True))[-1] == (
        "supervision.linked_to_check"
    )
    again = found(title="第二次暗访")
    with pytest.raises(LinkedElsewhere):
        do(link_items, again, "officer", FRIDAY, items=[second.item_id, first.item_id])
    assert SupervisedItem.objects.get(pk=second.item_id).origin_id is None


def test_the_way_to_closing_with_an_answer_owed_by_the_day_given(city, found, do):
    check = found()
    check = do(feed_back, check, "officer", FRIDAY, text="请即整改", reply_on="2026-03-12")
    owed = Obligation.objects.get(matter_id=check.pk, rule="supervision.check_answer")
    assert (owed.unit_id, owed.due_on) == (city.housing.pk, date(2026, 3, 12))

    do(answer_check, check, "housing_clerk", MONDAY, text="已安排专人值守")
    check = do(close_check, check, "officer", MONDAY, conclusion="整改到位")

    assert check.state == CheckState.CLOSED and check.closed_on == MONDAY and check.due_on is None
    owed.refresh_from_db()
    assert owed.state == "met" and not owed.is_late


@pytest.mark.parametrize("who", ["housing_clerk", "finance_clerk", "arbiter"])
def test_only_the_office_plans_checks(city, planned, do, who):
    with pytest.raises(NoPower):
        do(
            plan_check, None, who, THURSDAY, supervising_unit=city.office.pk, is_unannounced=False, title="x",
            place="x", planned_on="2026-03-06", checked_units=[city.housing.pk],
        )  # fmt: skip
    assert not FieldCheck.objects.exists()


def test_a_unit_that_was_not_checked_cannot_answer(city, found, do):
    check = do(feed_back, found(), "officer", FRIDAY, text="请整改", reply_on="2026-03-12")

    with pytest.raises(NotFound):
        do(answer_check, check, "transport_clerk", FRIDAY, text="与我无关")


def test_the_order_of_steps_is_kept(city, planned, found, do):
    with pytest.raises(WrongState):
        do(feed_back, planned(), "officer", FRIDAY, text="x", reply_on="2026-03-12")
    check = found(title="另一次")
    for spec, given in ((close_check, {"conclusion": "x"}), (cancel_check, {"reason": "x"})):
        with pytest.raises(WrongState):
            do(spec, check, "officer", FRIDAY, **given)


def test_a_planned_check_can_be_cancelled_and_stays_on_record(city, planned, do):
    check = do(cancel_check, planned(), "officer", FRIDAY, reason="天气原因")

    assert check.state == CheckState.CANCELLED and check.closed_on == FRIDAY
    assert not sees(city, "housing_clerk", check)


def test_a_finding_with_a_back_dated_moment_keeps_both_times(city, planned, do):
    check, proof = planned(), do.file("officer")
    with clock.at(clock.moment_on(MONDAY)):
        done = perform(
            record_findings, check.pk, actor=city.actor("officer"), happened_at=clock.moment_on(FRIDAY, 15),
            held_on="2026-03-06", findings="窗口无人值守", evidence=[proof],
        )  # fmt: skip

    assert clock.day_of(done.event.happened_at) == FRIDAY
    assert clock.day_of(done.event.recorded_at) == MONDAY
