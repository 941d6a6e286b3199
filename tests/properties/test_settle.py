"""Settling in the database: whatever came to be known first, and whatever time did in between, the story decides."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.city import City, small_city
from tests.properties.histories import FOLDER, HISTORIES, Deed, undone
from zhixing.base import clock
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Event, Matter, Standing
from zhixing.kernel.obligations.models import Card, Obligation
from zhixing.kernel.obligations.settle import settle, story_of
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.rulebook.fold import fold
from zhixing.kernel.rulebook.loading import PACKS
from zhixing.kernel.rulebook.service import ruleset, switch_on
from zhixing.kernel.rulebook.warnings import next_check

pytestmark = pytest.mark.django_db
TODAY = datetime(2027, 1, 20, 2, tzinfo=UTC)
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
NAMES = ("housing", "finance", "transport")


@pytest.fixture
def city(db, tmp_path) -> City:
    city = small_city(packs=())
    shutil.copy(FOLDER / "hard-states.yaml", tmp_path)
    shutil.copy(PACKS / "supervised-handling.yaml", tmp_path)
    switch_on(city.gov, ["hard-states", "supervised-handling"], reason="tests", folder=tmp_path)
    return city


def opened(city: City) -> Matter:
    """A bare matter of the city: no action has touched it."""
    from zhixing.kernel.rulebook.service import latest_id

    return Matter.objects.create(
        kind="supervision.item",
        title="性质测试",
        jurisdiction=city.gov,
        state="issued",
        opened_on=date(2025, 12, 1),
        rulebook_id=latest_id(city.gov.pk),
    )


def recorded(city: City, matter: Matter, deed: Deed) -> Event:
    """The deed as an event of the record; the unit numbers of the history are those of the city's departments."""
    ids = {n: getattr(city, name).pk for n, name in enumerate(NAMES, start=1)}
    facts = dict(deed.facts)
    if "unit_id" in facts:
        facts["unit_id"] = ids[facts["unit_id"]]
    if "unit_ids" in facts:
        facts["unit_ids"] = [ids[n] for n in facts["unit_ids"]]
    return Event.objects.create(
        matter=matter, kind=deed.kind, actor=city.accounts["officer"], actor_name="何清", happened_at=deed.at,
        recorded_at=clock.now(), facts=facts,
    )  # fmt: skip


def stored(matter: Matter) -> dict[str, tuple[object, ...]]:
    rows = Obligation.objects.filter(matter=matter)
    return {
        o.key: (
            o.state,
            o.due_on,
            o.first_due_on,
            o.provisional,
            o.ended_by_id,
            o.ended_on,
            o.closed_on is None,
        )
        for o in rows
    }


def folded(matter: Matter) -> dict[str, tuple[object, ...]]:
    found = fold(
        ruleset(matter.rulebook_id), story_of(matter.pk), calendar_for(matter.jurisdiction_id), clock.today()
    )
    return {
        o.key: (o.state, o.due_on, o.first_due_on, o.provisional, o.ended_by, o.ended_on, o.is_running)
        for o in found.owed
    }


def must_say_the_same(matter: Matter) -> None:
    """What is stored is what the story makes; what it no longer makes is closed and excused."""
    rows, wanted = stored(matter), folded(matter)
    assert {key: rows.get(key) for key in wanted} == wanted
    for key in rows.keys() - wanted.keys():
        assert rows[key][0] != "open" and rows[key][-1] is False, key
    running = [o[1] for o in wanted.values() if o[-1] and o[1]]
    assert matter.due_on == min(running, default=None)


@given(history=HISTORIES, random=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=QUIET)
def test_settled_after_each_event_in_any_order_of_recording_is_as_folded_once(city, history, random: Random):
    random.shuffle(history)  # recorded in this order, whenever it happened
    with undone(), clock.at(TODAY):
        matter = opened(city)
        for deed in history:
            settle(matter, recorded(city, matter, deed))
            matter.save(update_fields=["due_on"])

        must_say_the_same(matter)
        assert settle(matter) is False, "settled once more, something moved"
        calendar, rules = calendar_for(city.gov.pk), ruleset(matter.rulebook_id).timed
        for o in Obligation.objects.filter(matter=matter).running():
            assert o.next_check_at == next_check(rules[o.rule], o.opened_on, o.due_on, calendar), o.key
        assert audit() == []


STEPS = st.lists(
    st.one_of(
        HISTORIES.map(lambda history: ("deed", history[0])),
        st.integers(0, 40).map(lambda days: ("time", days)),
        st.tuples(
            st.just("stand"),
            st.tuples(
                st.sampled_from([Standing.LEAD, Standing.SUPPORTING, Standing.SUPERVISOR]),
                st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
            ),
        ),
    ),
    min_size=4,
    max_size=14,
)


@given(steps=STEPS)
@settings(max_examples=20, deadline=None, suppress_health_check=QUIET)
def test_deeds_time_and_people_in_any_order_leave_nothing_crooked(city, steps):
    """Cards never double, a second tick finds nothing, audience and due day follow what they derive from."""
    now = datetime(2026, 1, 5, 2, tzinfo=UTC)
    with undone():
        matter = opened(city)
        for what, given_ in steps:
            if what == "time":
                now += timedelta(days=given_)
            with clock.at(now):
                if what == "deed":
                    matter.refresh_from_db()
                    deed = replace(
                        given_, at=min(given_.at, now)
                    )  # told later than it happened, never before
                    settle(matter, recorded(city, matter, deed))
                elif what == "stand":
                    matter.refresh_from_db()
                    _stand(city, matter, *given_)
                matter.save(update_fields=["due_on", "audience", "lead_unit"])
                if what == "time":
                    _tick_twice(now)
            matter.refresh_from_db()
        with clock.at(now):
            settle(matter)
            matter.save(update_fields=["due_on"])
            must_say_the_same(matter)
        assert audit() == []
        for card in Card.objects.filter(matter=matter).select_related("obligation"):
            assert card.drawn_on >= card.obligation.opened_on
            told = Event.objects.filter(kind="obligations.card_drawn", facts__card=card.pk)
            assert told.count() == 1, "each card is told once"


def _stand(city: City, matter: Matter, standing: str, names: list[str]) -> None:
    lead = set(matter.participations.standing(Standing.LEAD).values_list("unit__code", flat=True))
    supporting = set(matter.participations.standing(Standing.SUPPORTING).values_list("unit__code", flat=True))
    if standing == Standing.LEAD:
        names = [n for n in names if n not in supporting][:1]
    if standing == Standing.SUPPORTING:
        names = [n for n in names if n not in lead]
    participations.assign(matter, standing, [getattr(city, n) for n in names])


def _tick_twice(now: datetime) -> None:
    tick(now)
    again = tick(now)
    assert (again.cards, again.escalated, again.settled) == (0, 0, 0), "a second tick found something to do"


def test_a_history_that_no_test_undoes_leaves_no_trace(city):
    with undone(), clock.at(TODAY):
        opened(city)

    assert Matter.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from obligations_obligation")
        assert cursor.fetchone()[0] == 0
