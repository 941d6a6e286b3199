"""Each pattern is found where it happened, with its events, and not where it did not."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.city import small_city

from zhixing.base import clock
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.matters.models import Event
from zhixing.kernel.measures.gaming import WATCHES
from zhixing.kernel.measures.register import Scope
from zhixing.kernel.obligations.models import Card
from zhixing.modules.supervision.actions.doing import report_progress
from zhixing.modules.supervision.actions.limits import ask_extension, decide_extension, hold, resume
from zhixing.modules.supervision.actions.opening import issue
from zhixing.modules.supervision.actions.receiving import object_, pass_on, reject_objection, sign
from zhixing.modules.supervision.tests.conftest import THURSDAY, Story

FRIDAY, MONDAY, TUESDAY = date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 10)
TODAY = date(2026, 7, 31)


@pytest.fixture
def city(db):
    return small_city()


def signs(city, code: str, who: str = "officer", first=date(2026, 1, 1), last=TODAY):
    return WATCHES[code].signs(Scope(actor=city.actor(who), today=TODAY, first=first, last=last))


def everything(city) -> dict[str, int]:
    return {code: n for code in WATCHES if (n := len(signs(city, code)))}


def signed(city, on: date, minute: int = 0, issued: date = THURSDAY) -> Story:
    story = Story(city).issued(issued)
    with clock.at(clock.moment_on(on, 14, minute)):
        perform(sign, story.item_id, actor=city.actor("housing_clerk"), handler=city.persons["handler"].pk)
    return story


def told(sign_) -> list[str]:
    return [Event.objects.get(pk=pk).kind for pk in sign_.event_ids]


def test_an_ordinary_course_gives_no_sign(city):
    signed(city, FRIDAY)

    assert everything(city) == {}


def test_a_clock_that_is_stopped_twice_is_a_sign_and_once_is_none(city):
    story = signed(city, FRIDAY)
    for stopped, resumed in ((MONDAY, TUESDAY), (date(2026, 3, 11), date(2026, 3, 12))):
        assert "repeated_pauses" not in everything(city)
        story.do(hold, "officer", stopped, reason="等待上级批复")
        story.do(resume, "officer", resumed, new_limit_on="2026-06-30")

    found = signs(city, "repeated_pauses")

    assert {(s.unit_id, s.count, s.on) for s in found} == {(city.housing.pk, 2, date(2026, 3, 11))}
    assert told(found[0]) == ["supervision.held", "supervision.held"]


def test_an_objection_on_the_last_day_stops_the_clock_and_is_a_sign_one_a_day_before_is_none(city):
    early, late = Story(city).issued(THURSDAY), Story(city).issued(THURSDAY)
    early.do(object_, "housing_clerk", FRIDAY, reason="非本单位职责")
    late.do(object_, "housing_clerk", MONDAY, reason="非本单位职责")

    (found,) = signs(city, "last_day_pauses")

    assert (found.matter_ids, found.on) == ((late.item_id,), MONDAY)
    assert told(found) == ["supervision.issued", "supervision.objected"]


def test_five_duties_met_on_their_last_day_are_a_sign_and_four_are_none(city):
    stories = [signed(city, MONDAY, minute) for minute in range(4)]
    assert "mass_closings" not in everything(city)
    stories.append(signed(city, MONDAY, 5))

    (found,) = signs(city, "mass_closings")

    assert (found.unit_id, found.on, found.count) == (city.housing.pk, MONDAY, 5)
    assert set(found.matter_ids) == {s.item_id for s in stories}
    assert told(found) == ["supervision.signed"] * 5


def test_a_deed_recorded_more_than_three_days_after_it_happened_is_a_sign(city):
    story = signed(city, FRIDAY)
    for happened, recorded in ((MONDAY, date(2026, 3, 12)), (MONDAY, date(2026, 3, 13))):
        with clock.at(clock.moment_on(recorded, 10)):
            perform(
                report_progress, story.item_id, actor=city.actor("housing_clerk"), progress="推进中", progress_percent=10,
                happened_at=clock.moment_on(happened, 10, recorded.day),
            )  # fmt: skip

    (found,) = signs(city, "back_filled")

    assert (found.on, told(found)) == (date(2026, 3, 13), ["supervision.progress_reported"])


def test_signed_within_the_minute_of_its_issue_is_a_sign(city):
    story = Story(city).registered(THURSDAY)
    story.do(issue, "officer", THURSDAY)
    with clock.at(clock.moment_on(THURSDAY, 10, 1)):
        perform(sign, story.item_id, actor=city.actor("housing_clerk"), handler=city.persons["handler"].pk)

    (found,) = signs(city, "same_minute")

    assert told(found) == ["supervision.issued", "supervision.signed"]


def test_an_extension_after_the_limit_is_a_sign_and_one_before_it_is_none(city):
    for granted in (date(2026, 6, 29), date(2026, 7, 2)):
        story = signed(city, FRIDAY)
        story.do(
            ask_extension, "housing_clerk", date(2026, 6, 25), new_limit_on="2026-07-20", reason="连续暴雨"
        )
        story.do(decide_extension, "officer", granted, granted=True, reason="同意")

    (found,) = signs(city, "late_extensions")

    assert (found.matter_ids, found.on, found.count) == ((story.item_id,), date(2026, 7, 2), 2)


def test_an_item_passed_on_twice_is_a_sign_and_once_is_none(city):
    story = Story(city).issued(THURSDAY, supporting_units=[])
    story.do(
        pass_on, "officer", FRIDAY, lead_unit=city.transport.pk, limit_on="2026-06-30", reason="职责调整"
    )
    assert "ping_pong" not in everything(city)
    story.do(pass_on, "officer", MONDAY, lead_unit=city.housing.pk, limit_on="2026-06-30", reason="退回")

    found = signs(city, "ping_pong")

    assert {s.matter_ids for s in found} == {(story.item_id,)}
    assert told(found[0]) == ["supervision.issued", "supervision.passed_on", "supervision.passed_on"]


def test_only_the_period_that_was_asked_for_and_what_the_asker_may_see(city):
    signed(city, MONDAY)
    story = Story(city).issued(THURSDAY)
    story.do(object_, "housing_clerk", MONDAY, reason="非本单位职责")
    story.do(reject_objection, "officer", TUESDAY, reason="职责明确")

    assert len(signs(city, "last_day_pauses", first=MONDAY, last=MONDAY)) == 1
    assert signs(city, "last_day_pauses", first=TUESDAY) == []
    assert signs(city, "last_day_pauses", who="stranger") == []


def test_the_page_opens_a_sign_down_to_its_events_and_draws_no_card(city):
    story = Story(city).issued(THURSDAY)
    story.do(object_, "housing_clerk", MONDAY, reason="非本单位职责")
    client = Client()
    client.force_login(city.accounts["mayor"])
    with clock.at(clock.moment_on(TUESDAY, 9)):
        listed = client.get("/workdesk/watch").content.decode()
        opened = client.get("/workdesk/watch/last_day_pauses").content.decode()
        assert client.get("/workdesk/watch/none").status_code == 404

    assert "截止日当天中止" in listed
    assert "非本单位职责" in opened
    assert Card.objects.count() == 0
