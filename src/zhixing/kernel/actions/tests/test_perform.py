"""The one way in: what it refuses, that nothing changes then, and that sending twice does once."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import connections
from tests.city import small_city

from zhixing.base import clock
from zhixing.base.refusals import Invalid, NotFound, Refusal
from zhixing.base.secrecy import MarkedSecret
from zhixing.kernel.access.models import StandIn
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.refusals import InTheFuture, KeyUsedOtherwise, NoPower, NotChoosable, NotYours
from zhixing.kernel.matters import events
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Event
from zhixing.kernel.matters.refusals import ChangedMeanwhile, SameUnitTwice, WrongState
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.organisation.models import Appointment
from zhixing.kernel.organisation.refusals import PersonLeft
from zhixing.modules.supervision.actions.doing import report_progress
from zhixing.modules.supervision.actions.opening import issue, register
from zhixing.modules.supervision.actions.receiving import sign
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.tests.conftest import Story

DAY = date(2026, 3, 5)


@pytest.fixture
def city(db):
    return small_city()


@pytest.fixture
def story(city):
    return Story(city).issued()


def state_of_everything() -> tuple:
    items = tuple(
        SupervisedItem.objects.order_by("pk").values_list("pk", "state", "revision", "due_on", "audience")
    )
    return Event.objects.count(), Obligation.objects.count(), str(items)


@pytest.mark.parametrize(
    ("who", "given", "refusal"),
    [
        pytest.param(
            "stranger",
            {"handler": "handler"},
            NotFound,
            id="who may not see it does not learn that it exists",
        ),
        pytest.param(
            "finance_clerk",
            {"handler": "handler"},
            NotYours,
            id="the supporting unit cannot sign for the lead",
        ),
        pytest.param("arbiter", {"handler": "handler"}, NoPower, id="without the power"),
        pytest.param(
            "housing_clerk", {"handler": "stranger"}, NotChoosable, id="a handler from another unit"
        ),
        pytest.param("housing_clerk", {}, Invalid, id="without a handler"),
        pytest.param(
            "housing_clerk", {"handler": "handler", "colour": "red"}, Invalid, id="a field that is none"
        ),
        pytest.param("housing_clerk", {"handler": True}, Invalid, id="true is not person 1"),
        pytest.param(
            "housing_clerk", {"handler": "handler", "note": "a\x00b"}, Invalid, id="a NUL character"
        ),
        pytest.param(
            "housing_clerk", {"handler": "handler", "note": "a\u202eb"}, Invalid, id="a direction override"
        ),
        pytest.param(
            "housing_clerk",
            {"handler": "handler", "note": "机 密★1年 通知"},
            MarkedSecret,
            id="a secrecy mark",
        ),
    ],
)
def test_a_refused_signature_changes_nothing(city, story, who, given, refusal):
    before = state_of_everything()
    given = {k: city.persons[v].pk if v in city.persons else v for k, v in given.items()}

    with pytest.raises(refusal) as said:
        story.do(sign, who, DAY, **given)

    assert state_of_everything() == before
    assert said.value.why() and said.value.way_out()


def test_from_the_wrong_state_nothing_goes(city, story):
    story.do(sign, "housing_clerk", DAY, handler=city.persons["handler"].pk)
    before = state_of_everything()

    with pytest.raises(WrongState) as refusal:
        story.do(sign, "housing_clerk", DAY, handler=city.persons["handler"].pk)

    assert "办理中" in refusal.value.why()
    assert state_of_everything() == before


def test_a_lead_unit_cannot_support_itself(city):
    before = state_of_everything()

    with pytest.raises(SameUnitTwice):
        Story(city).registered(supporting_units=[city.housing.pk])

    assert state_of_everything() == before


def test_a_person_who_left_cannot_carry_anything(city):
    Appointment.objects.filter(person=city.persons["vice"]).update(until_on=DAY - timedelta(days=1))

    with pytest.raises((PersonLeft, NotChoosable)):
        Story(city).registered()

    assert SupervisedItem.objects.count() == 0


def test_the_page_that_was_opened_before_a_change_is_told(city, story):
    revision = story.item.revision
    story.do(sign, "housing_clerk", DAY, handler=city.persons["handler"].pk)
    before = state_of_everything()

    with pytest.raises(ChangedMeanwhile) as refusal:
        story.do(
            report_progress, "housing_clerk", DAY, progress="开工", progress_percent=5, if_revision=revision
        )

    assert "林小雨" in refusal.value.why()
    assert state_of_everything() == before


def test_the_same_key_does_it_once_and_another_request_under_it_is_refused(city, story):
    handler = city.persons["handler"].pk
    first = story.do(sign, "housing_clerk", DAY, handler=handler, key="k")
    before = state_of_everything()

    again = story.do(sign, "housing_clerk", DAY, handler=handler, key="k")
    with pytest.raises(KeyUsedOtherwise):
        story.do(sign, "housing_clerk", DAY, handler=handler, note="x", key="k")

    assert (again.again, again.event.pk) == (True, first.event.pk)
    assert state_of_everything() == before


def test_nothing_happens_in_the_future(city, story):
    with pytest.raises(InTheFuture):
        story.do(
            sign,
            "housing_clerk",
            DAY,
            handler=city.persons["handler"].pk,
            happened_at=clock.moment_on(date(2026, 3, 9)),
        )


def test_a_deed_recorded_late_counts_on_the_day_it_happened(city, story):
    handler = city.persons["handler"].pk

    story.do(
        sign,
        "housing_clerk",
        date(2026, 3, 12),
        handler=handler,
        happened_at=clock.moment_on(date(2026, 3, 9)),
    )

    owed = Obligation.objects.get(rule="supervision.sign")
    assert (owed.state, owed.ended_on, owed.is_late) == ("met", date(2026, 3, 9), False)
    event = Event.objects.get(kind="supervision.signed")
    assert clock.day_of(event.recorded_at) == date(2026, 3, 12)


def test_a_stand_in_acts_and_the_record_names_both(city, story):
    StandIn.objects.create(
        absent=city.accounts["housing_clerk"],
        deputy=city.accounts["stranger"],
        from_on=DAY,
        until_on=DAY,
        reason="出差",
    )

    story.do(sign, "stranger", DAY, handler=city.persons["handler"].pk)

    event = Event.objects.get(kind="supervision.signed")
    assert events.tell(event).text("zh").startswith("白云（代林小雨）代表")
    with pytest.raises(NotFound):
        story.do(report_progress, "stranger", DAY + timedelta(days=1), progress="x", progress_percent=1)


def test_a_stand_in_whose_own_unit_supports_the_item_still_signs_for_the_lead_in_the_absent_ones_name(
    city, story
):
    StandIn.objects.create(
        absent=city.accounts["housing_clerk"],
        deputy=city.accounts["finance_clerk"],
        from_on=DAY,
        until_on=DAY,
        reason="出差",
    )

    story.do(sign, "finance_clerk", DAY, handler=city.persons["handler"].pk)

    assert Event.objects.get(kind="supervision.signed").on_behalf_of == "林小雨"


def race(n: int, deed) -> list[object]:
    """`deed(k)` at the same moment in n threads; what each got, a Refusal or what was done."""
    gate, got = threading.Barrier(n), []

    def run(k: int) -> None:
        try:
            gate.wait(20)
            got.append(deed(k))
        except Refusal as refusal:
            got.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(k,)) for k in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return got


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_sign_at_once_one_has_signed_and_seven_are_told():
    city = small_city()
    story = Story(city).issued()
    actor, handler = city.actor("housing_clerk", DAY), city.persons["handler"].pk

    def deed(k: int) -> object:
        with clock.at(clock.moment_on(DAY)):
            return perform(sign, story.item_id, actor=actor, handler=handler)

    got = race(8, deed)

    assert sorted(type(g).__name__ for g in got) == ["Done", *["WrongState"] * 7]
    assert Event.objects.filter(kind="supervision.signed").count() == 1
    assert audit() == []


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_and_no_double_when_many_issue_at_once():
    city = small_city()
    stories = [Story(city).registered() for _ in range(8)]
    actor = city.actor("officer", DAY)

    def deed(k: int) -> object:
        with clock.at(clock.moment_on(DAY)):
            return perform(issue, stories[k].item_id, actor=actor)

    race(8, deed)

    numbers = sorted(SupervisedItem.objects.values_list("number", flat=True))
    assert numbers == sorted(f"云政督〔2026〕{n}号" for n in range(1, 9))


@pytest.mark.django_db(transaction=True)
def test_a_double_click_in_four_threads_is_one_signature_and_nobody_is_refused():
    city = small_city()
    story = Story(city).issued()
    actor, handler = city.actor("housing_clerk", DAY), city.persons["handler"].pk

    def deed(k: int) -> object:
        with clock.at(clock.moment_on(DAY)):
            return perform(sign, story.item_id, actor=actor, handler=handler, key="once").event.pk

    got = race(4, deed)

    assert len(got) == 4 and len(set(got)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_key_from_eight_at_once_opens_one_item():
    city = small_city()
    actor = city.actor("officer", DAY)
    given = {
        "title": "整治背街小巷",
        "source": "meeting",
        "supervising_unit": city.office.pk,
        "lead_unit": city.housing.pk,
        "limit_on": "2026-06-30",
    }

    def deed(k: int) -> object:
        with clock.at(clock.moment_on(DAY)):
            return perform(register, actor=actor, key="same", given=given).item.pk

    got = race(8, deed)

    assert len(set(got)) == 1
    assert SupervisedItem.objects.count() == 1
