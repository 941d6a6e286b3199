"""What every bad day must leave standing: a record that verifies, and derived columns that say what they derive from."""

from __future__ import annotations

import contextvars
import json
import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

from zhixing.kernel.ledger.proof import verify_bundle
from zhixing.kernel.ledger.sealing import seal
from zhixing.kernel.ledger.serving import proof_of
from zhixing.kernel.ledger.whole import verify_all
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.obligations.models import Card


def all_stands(*matters: Matter) -> None:
    """The whole record verifies, so does the proof of each matter named, no column differs, no card stands twice."""
    seal()
    assert verify_all() == []
    assert audit() == []
    for matter in matters:
        proof = json.loads(json.dumps(proof_of(matter)))
        verdict = verify_bundle(proof)
        assert verdict.holds, verdict.findings
        assert verdict.event_count == matter.events.count()
    for card in Card.objects.all():
        assert Event.objects.filter(kind="obligations.card_drawn", facts__card=card.pk).count() == 1


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call gave (an exception as such), all begun at the same moment, each on a connection of its own."""
    gave: list[Any] = [None] * len(calls)
    start = threading.Barrier(len(calls))

    def one(place: int) -> None:
        try:
            connection.ensure_connection()
            start.wait(30)
            gave[place] = calls[place]()
        except BaseException as error:  # noqa: BLE001  # whatever it is, the test judges it
            gave[place] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=contextvars.copy_context().run, args=(one, place))
        for place in range(len(calls))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "still waiting for a lock"
    return gave
