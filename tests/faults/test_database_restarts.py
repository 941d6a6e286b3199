"""The database is restarted while people work: 503 meanwhile, then on; what was confirmed is there, once and whole."""

from __future__ import annotations

import contextvars
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import close_old_connections, connections
from django.test import Client

from tests.city import City, small_city
from tests.faults.own_server import own_server
from tests.faults.standing import all_stands
from zhixing.base import clock
from zhixing.kernel.matters.models import Event
from zhixing.launch.postgres import Server
from zhixing.launch.postgres.postmaster import Postmaster
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.tests.conftest import Story

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PEOPLE, EACH = 4, 8
FRIDAY = clock.moment_on(date(2026, 3, 6), 10)
PATIENCE_SECONDS = 60


@pytest.fixture
def city() -> City:
    city = small_city()
    for _ in range(PEOPLE * EACH):
        Story(city).issued()
    return city


@pytest.fixture
def server(city: City, tmp_path) -> Iterator[Server]:
    with own_server(tmp_path / "pg") as own:
        yield own


def struck_down(server: Server) -> None:
    """End the server at once, as an immediate shutdown or a power cut does, and start it again."""
    running = Postmaster.of(server.cluster)
    assert running is not None
    running.signal(signal.SIGQUIT)
    until = time.monotonic() + 20
    while Postmaster.of(server.cluster) is not None and time.monotonic() < until:
        time.sleep(0.05)
        if server._process is not None:
            server._process.poll()
    time.sleep(0.5)  # long enough for everybody to meet the closed door
    assert server.revive()


def test_a_restart_under_load_loses_nothing_that_was_confirmed(city, server):
    clerk = Client()
    clerk.force_login(city.accounts["housing_clerk"])
    handler = city.persons["handler"].pk
    ids = list(SupervisedItem.objects.order_by("id").values_list("id", flat=True))
    answers: Counter[int] = Counter()
    confirmed: list[int] = []
    some = threading.Event()

    def work(mine: list[int]) -> None:
        client = Client(raise_request_exception=False)
        client.cookies = clerk.cookies
        until = time.monotonic() + PATIENCE_SECONDS
        for item_id in mine:
            form = {"handler": handler, "once": f"form-of-{item_id}"}
            while time.monotonic() < until:
                close_old_connections()  # as a web server does before each request; the test client does not
                status = client.post(f"/supervision/items/{item_id}/sign", form).status_code
                answers[status] += 1
                if status == 302:
                    confirmed.append(item_id)
                    if len(confirmed) > PEOPLE:
                        some.set()
                    break
                time.sleep(0.2)  # sent again as it was, with the same `once`
        connections.close_all()

    with clock.at(FRIDAY):
        threads = [
            threading.Thread(target=contextvars.copy_context().run, args=(work, ids[n::PEOPLE]))
            for n in range(PEOPLE)
        ]
        for thread in threads:
            thread.start()
        assert some.wait(30)
        struck_down(server)
        for thread in threads:
            thread.join(PATIENCE_SECONDS + 10)
    connections.close_all()  # ours was broken off too

    assert answers.keys() <= {302, 503}, answers
    assert answers[503] > 0, "nobody met the restart"
    assert sorted(confirmed) == ids, "after the restart the product did not carry on"
    signed = Counter(Event.objects.filter(kind="supervision.signed").values_list("matter_id", flat=True))
    assert signed == Counter(ids), "a confirmed signature is missing, or one stands twice"
    assert set(SupervisedItem.objects.values_list("state", flat=True)) == {"under_way"}
    assert set(SupervisedItem.objects.values_list("revision", flat=True)) == {3}
    all_stands(SupervisedItem.objects.first())
