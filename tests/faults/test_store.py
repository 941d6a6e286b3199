"""The store of outside cases: a killed loader leaves nothing, and two workers at once double nothing."""

from __future__ import annotations

import time
from datetime import date
from multiprocessing.synchronize import Event as Flag
from typing import Any

import pytest

from tests.city import City, small_city
from tests.faults import worker
from zhixing.base import clock
from zhixing.modules.approvals import arrivals
from zhixing.modules.approvals.judging_store.running import judge_touched
from zhixing.modules.approvals.loading import load, new_batch, storing
from zhixing.modules.approvals.models import Arrival, Batch, Happened, Quarantined, Source, Touched
from zhixing.modules.approvals.tests.stored import FRIDAY, HEADER, NOON, cards, connected, duties, events

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.bulk]
CASES = 40


@pytest.fixture
def city() -> City:
    return small_city(packs=())


def waiting(source: Source, city: City, first: int, cases: int = CASES) -> Batch:
    """A delivery not loaded yet: received on the 2nd, decided on the 12th of March, due on the 10th; one record is bad."""
    lines = "".join(
        f"A{n},received,2026-03-02,,2026-03-10\nA{n},decided,2026-03-12,,2026-03-10\n"
        for n in range(first, first + cases)
    )
    content = f"{HEADER}{lines}A{first},decided,whenever,,\n".encode()
    return new_batch(
        source, way="file", name="log.csv", brought_by=city.accounts["housing_clerk"], content=content
    )


def load_and_hang(flag: Flag, batch_id: int) -> None:
    sealing = storing._seal

    def seal_and_hang(*args: Any) -> None:
        sealing(*args)
        flag.set()
        time.sleep(600)

    storing._seal = seal_and_hang
    load(batch_id)


def test_a_loader_killed_at_the_very_end_leaves_nothing_and_the_next_one_loads_all(city):
    source = connected(city)
    batch = waiting(source, city, 0)

    worker.killed_when(load_and_hang, batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.event_id) == ("loading", None)
    assert [model.objects.count() for model in (Happened, Quarantined, Touched)] == [0, 0, 0]
    assert source.cases.count() == 0
    with clock.at(NOON):
        load(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.believed, batch.quarantined, batch.known) == ("loaded", 80, 1, 0)
    assert source.events.filter(kind="approvals.batch_loaded").count() == 1


def load_and_judge(flag: Flag, batch_ids: list[int], source_id: int) -> None:
    with clock.at(NOON):
        for batch_id in batch_ids:
            load(batch_id)
            arrivals.drain(source_id)
            while judge_touched(30, FRIDAY):
                pass


def test_two_workers_load_and_judge_at_once_without_doubling(city):
    """Both are given the same deliveries, one of which says again what another said, and records wait that came by the API."""
    source = connected(city)
    batches = [waiting(source, city, 0).pk, waiting(source, city, 20).pk, waiting(source, city, 60).pk]
    record = {"case": "A5", "step": "checked", "at": "2026-03-04", "due": "2026-03-10"}
    account = city.accounts["housing_clerk"]
    for content in (record, {**record, "case": "B1", "step": "received"}):
        Arrival.objects.create(
            source=source, content=arrivals._written(content), brought_by_id=account.pk, arrived_at=NOON
        )

    worker.at_once(load_and_judge, (batches, source.pk), (batches[::-1], source.pk))

    assert set(source.batches.values_list("state", flat=True)) == {"loaded"}
    assert source.batches.filter(way="api").count() == 1
    assert sorted(source.batches.filter(way="file").values_list("known", "cases")) == [
        (0, 40),
        (0, 40),
        (40, 20),
    ]
    assert len(events(source)) == 2 * 100 + 2
    assert len(duties(source)) == 101
    assert cards(source)[:2] == [
        ("A0", "a.due", "yellow", date(2026, 3, 11)),
        ("A1", "a.due", "yellow", date(2026, 3, 11)),
    ]
    assert len(cards(source)) == 101
    assert (Touched.objects.count(), Arrival.objects.count()) == (0, 0)
    assert source.events.filter(kind="approvals.batch_loaded").count() == 4
