"""What time does, with many workers at once, and what it never does."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection, connections
from tests.city import small_city

from zhixing.base import clock
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.obligations.models import Card, Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.rulebook.service import ruleset
from zhixing.modules.supervision.actions.doing import explain_delay
from zhixing.modules.supervision.tests.conftest import THURSDAY, Story

LATE = date(2026, 7, 1)  # the first day after the limit of 30 June


def at_nine(day: date):
    return clock.moment_on(day, 9)


@pytest.fixture
def city(db):
    return small_city()


def test_a_yellow_card_makes_the_explanation_owed_and_the_explanation_meets_it(city):
    story = Story(city).under_way()

    with clock.at(at_nine(LATE)):
        tick()
    owed = Obligation.objects.get(rule="supervision.explain")
    assert (owed.unit.code, owed.due_on, owed.state) == ("housing", date(2026, 7, 6), "open")

    story.do(explain_delay, "housing_clerk", date(2026, 7, 2), cause="objective", analysis="连续暴雨停工")
    owed.refresh_from_db()
    assert (owed.state, owed.is_late) == ("met", False)


def test_a_second_tick_finds_nothing(city):
    Story(city).under_way()
    with clock.at(at_nine(LATE)):
        assert tick().cards > 0
        before = Event.objects.count()

        again = tick()

    assert (again.cards, again.escalated, again.settled) == (0, 0, 0)
    assert Event.objects.count() == before


@pytest.mark.timeout(60)
def test_a_tick_for_a_later_day_than_the_clocks_ends_and_lets_that_days_periods_begin(city):
    story = Story(city).under_way()

    with clock.at(at_nine(THURSDAY)):
        tick(at_nine(date(2026, 5, 6)))

    periods = Obligation.objects.filter(matter_id=story.item_id, rule="supervision.feedback")
    assert sorted(periods.values_list("period", flat=True)) == ["2026-04", "2026-05"]


def test_after_a_stop_of_the_worker_nobody_is_warned_of_what_is_late_already(city):
    Story(city).under_way()

    with clock.at(at_nine(date(2026, 7, 15))):
        tick()

    colours = list(
        Card.objects.filter(obligation__rule="supervision.finish").values_list("colour", flat=True)
    )
    assert colours == ["red"]


def test_no_card_is_drawn_on_a_rest_day(city):
    Story(city).issued(on=date(2026, 3, 5))  # Thursday; sign by Monday the 9th

    for day in range(5, 22):
        with clock.at(at_nine(date(2026, 3, day))):
            tick()

    drawn = {card.drawn_on.isoformat() for card in Card.objects.all()}
    assert drawn == {"2026-03-10", "2026-03-11"}  # housing's on Tuesday, finance's on Wednesday


def test_an_unanswered_card_goes_one_level_up_and_only_once(city):
    Story(city).issued()
    with clock.at(at_nine(date(2026, 3, 10))):
        tick()
    card = Card.objects.get(obligation__rule="supervision.sign")
    assert card.answer_due_on == date(2026, 3, 12)

    for day in (12, 13, 16, 20):
        with clock.at(at_nine(date(2026, 3, day))):
            tick()

    told = Event.objects.filter(kind="obligations.card_escalated", facts__card=card.pk)
    assert [(e.facts["superior"], clock.day_of(e.happened_at)) for e in told] == [
        ("云川市人民政府", date(2026, 3, 13))
    ]


def test_an_unanswered_card_goes_first_to_the_supervisor_that_the_rule_names_then_up(city, monkeypatch):
    item = Story(city).under_way().item  # to be finished by 30 June
    rules = ruleset(item.rulebook_id)
    named = rules.timed["supervision.finish"].model_copy(update={"supervisor": "supervisor"})
    monkeypatch.setitem(rules.timed, "supervision.finish", named)

    for day in range(1, 32):
        with clock.at(at_nine(date(2026, 7, day))):
            tick()

    finish = list(Card.objects.filter(obligation__rule="supervision.finish").values_list("pk", flat=True))
    told = Event.objects.filter(kind="obligations.card_escalated", facts__card__in=finish)
    assert [e.facts["superior"] for e in told.order_by("id")] == ["云川市政府督查室", "云川市人民政府"]


def test_time_touches_no_matter_when_it_draws_cards(city):
    story = Story(city).under_way()
    before = Matter.objects.filter(pk=story.item_id).values().get()

    with clock.at(at_nine(date(2026, 3, 11))):
        tick()

    assert Card.objects.count() == 2  # yellow for the supporting unit's signature, blue for the plan
    assert Matter.objects.filter(pk=story.item_id).values().get() == before


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_draw_each_card_once():
    city = small_city()
    for _ in range(12):
        Story(city).issued()
    done: list[int] = []

    def work() -> None:
        try:
            with clock.at(at_nine(date(2026, 3, 11))):
                done.append(tick().cards)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    assert (
        sum(done) == Card.objects.count() == 24
    )  # each item: the lead's and the supporting unit's signature
    assert Event.objects.filter(kind="obligations.card_drawn").count() == 24
    assert audit() == []


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_change_what_happened():
    Story(small_city()).issued()
    row = Event.objects.order_by("id").first()

    for statement in (
        "update matters_event set actor_name = 'nobody' where id = %s",
        "delete from matters_event where id = %s",
    ):
        with pytest.raises(Exception, match="append-only"), connection.cursor() as cursor:
            cursor.execute(statement, [row.pk])
    with pytest.raises(Exception, match="append-only"), connection.cursor() as cursor:
        cursor.execute("truncate matters_event cascade")

    row.refresh_from_db()
    assert row.actor_name == "何清"
