"""A worker killed with -9 in the middle of its work: what it had not committed never was, and the next one carries on."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from multiprocessing.synchronize import Event as Flag
from typing import Any

import pytest
from django.db import connection

from tests.city import City, small_city
from tests.faults import worker
from tests.faults.standing import all_stands
from zhixing.base import clock
from zhixing.kernel.actions import perform as performing
from zhixing.kernel.ledger import sealing
from zhixing.kernel.ledger.models import Head, Leaf
from zhixing.kernel.ledger.whole import verify_all
from zhixing.kernel.matters.models import Event, EventWaiting
from zhixing.kernel.obligations import tick as ticking
from zhixing.kernel.obligations.models import Card
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.supervision.actions.opening import issue
from zhixing.modules.supervision.tests.conftest import Story

pytestmark = pytest.mark.django_db(transaction=True)
WEDNESDAY = clock.moment_on(
    date(2026, 3, 11), 9
)  # both signatures of an item issued on Thursday the 5th are late


@pytest.fixture
def city() -> City:
    return small_city()


def killed_when(reached: Callable[..., None], *args: Any) -> None:
    worker.killed_when(reached, *args)
    _its_locks_are_gone()


def _its_locks_are_gone() -> None:
    """Wait until the server has noticed and rolled back."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                " and backend_type = 'client backend'"
            )
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the killed worker's session is still there")


def pausing(inner: Callable[..., Any], flag: Flag, after: int) -> Callable[..., Any]:
    """The function, which on its `after`-th call does its work and then hangs for good, uncommitted."""
    calls = 0

    def paused(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        gave = inner(*args, **kwargs)
        if calls == after:
            flag.set()
            time.sleep(600)
        return gave

    return paused


def until_the_third_batch(flag: Flag) -> None:
    ticking.BATCH = 3
    ticking.append = pausing(
        ticking.append, flag, after=3
    )  # cards and events are written, nothing is committed
    with clock.at(WEDNESDAY):
        tick(WEDNESDAY)


def test_a_tick_killed_in_its_third_batch_leaves_two_and_the_next_tick_does_the_rest(city, monkeypatch):
    for _ in range(6):
        Story(city).issued()
    monkeypatch.setattr(ticking, "BATCH", 3)

    killed_when(until_the_third_batch)
    assert Card.objects.count() == 6  # two batches of three, whole
    assert Event.objects.filter(kind="obligations.card_drawn").count() == 6

    with clock.at(WEDNESDAY):
        assert tick(WEDNESDAY).cards == 6
        assert tick(WEDNESDAY).cards == 0

    pairs = list(Card.objects.values_list("obligation_id", "colour"))
    assert len(pairs) == len(set(pairs)) == 12  # six items, each with two signatures owed
    all_stands()


def between_batches(flag: Flag) -> None:
    sealing.BATCH = 3
    whole = sealing._batch

    def batch() -> int:
        if Leaf.objects.count() >= 6:
            flag.set()
            time.sleep(600)
        return whole()

    sealing._batch = batch
    sealing.seal()


def test_a_sealer_killed_between_two_batches_leaves_a_record_that_goes_on(city, monkeypatch):
    for _ in range(4):
        Story(city).issued()
    events = Event.objects.count()
    monkeypatch.setattr(sealing, "BATCH", 3)

    killed_when(between_batches)
    assert (Leaf.objects.count(), Head.objects.count()) == (
        6,
        0,
    )  # sealed, but no head was signed over it yet
    assert verify_all() == []

    assert sealing.seal() == events - 6
    assert list(Leaf.objects.order_by("position").values_list("position", flat=True)) == list(range(events))
    assert Head.objects.get().size == events
    all_stands()


def within_a_batch(flag: Flag) -> None:
    sealing._copy = pausing(sealing._copy, flag, after=1)  # leaves are written, nodes are not
    sealing.seal()


def test_a_sealer_killed_within_a_batch_takes_nothing_out_of_the_queue(city, monkeypatch):
    Story(city).issued()
    waiting = EventWaiting.objects.count()

    killed_when(within_a_batch)
    assert (Leaf.objects.count(), EventWaiting.objects.count()) == (0, waiting)

    assert sealing.seal() == waiting > 0
    all_stands()


def until_written(flag: Flag, story: Story) -> None:
    performing._write = pausing(performing._write, flag, after=1)
    story.do(issue, "officer", date(2026, 3, 6))


def test_an_action_killed_before_its_commit_never_happened(city):
    story = Story(city).registered()
    before = story.item.revision

    killed_when(until_written, story)

    item = story.item
    assert (item.state, item.number, item.revision, item.due_on) == ("draft", None, before, None)
    assert not Event.objects.filter(kind="supervision.issued").exists()
    story.do(issue, "officer", date(2026, 3, 6))
    assert story.item.number == "云政督〔2026〕1号", "the number that was taken and not kept is taken again"
    all_stands(story.item)
