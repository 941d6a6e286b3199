"""What time alone decides: a duty whose silence means something ends by itself the day after its last, and is told so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.city import small_city

from zhixing.base import clock
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.explain import explain
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.rulebook.service import switch_on
from zhixing.modules.supervision.actions.receiving import sign
from zhixing.modules.supervision.tests.conftest import THURSDAY, Story

PACK = """pack: try-silence
version: 1
title: {en: t, zh: 题}
source: {en: s, zh: 源}
levels: [city]
in_force_on: 2020-01-01
rules:
  - code: try.object_in_time
    kind: deadline
    title: {en: Object or accept, zh: 逾期未提异议视为接受}
    basis: [{document: 试行办法, article: 第五条}]
    on: [supervision.issued]
    until: [supervision.signed]
    second: reopen
    silence: accepted
    holder: {unit: lead_unit_id}
    values: [{from_on: 2020-01-01, amount: 2, unit: working_days}]
  - code: try.call_back
    kind: deadline
    title: {en: Call back, zh: 四小时内回电}
    basis: [{document: 试行办法, article: 第六条}]
    on: [supervision.issued]
    until: [supervision.signed]
    holder: {unit: lead_unit_id}
    values: [{from_on: 2020-01-01, amount: 4, unit: hours}]
"""
MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)


@pytest.fixture
def city(db, tmp_path):
    made = small_city(packs=())
    (tmp_path / "try-silence.yaml").write_text(PACK, "utf-8")
    switch_on(made.gov, ["try-silence"], reason="试", folder=tmp_path)
    return made


def owed(story: Story, rule: str) -> Obligation:
    return Obligation.objects.get(matter_id=story.item_id, rule=rule)


def ticked(day: date):
    with clock.at(clock.moment_on(day, 9)):
        return tick()


def test_on_the_last_day_nothing_is_decided_and_the_day_after_time_has(city):
    story = Story(city).issued(THURSDAY)

    ticked(MONDAY)
    assert owed(story, "try.object_in_time").state == "open"
    events = Event.objects.count()
    ticked(TUESDAY)

    found = owed(story, "try.object_in_time")
    assert (found.state, found.ended_on, found.ended_by, found.is_late) == ("lapsed", MONDAY, None, False)
    assert Event.objects.count() == events  # time does nobody's deed
    assert audit() == []
    assert ticked(TUESDAY).settled == 0  # once


def test_a_term_in_hours_is_judged_by_the_moment(city):
    story = Story(city).issued(THURSDAY)  # at ten
    due = owed(story, "try.call_back")
    assert (due.due_on, due.due_at) == (THURSDAY, clock.moment_on(THURSDAY, 14))

    story.do(sign, "housing_clerk", THURSDAY, hour=15, handler=city.persons["handler"].pk)

    assert owed(story, "try.call_back").is_late
    assert "2026-03-05 14:00" in explain(owed(story, "try.call_back")).sentence.text("zh")


def test_an_evening_in_london_is_the_next_morning_of_the_authority():
    assert clock.day_of(datetime(2026, 3, 5, 17, 0, tzinfo=UTC)) == date(2026, 3, 6)
