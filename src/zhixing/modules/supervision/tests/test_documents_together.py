"""Two clerks at once: one wins, the other is told, and every item is made once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection
from tests.city import small_city

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.kernel.actions.perform import perform
from zhixing.modules.supervision.actions.documents.accepting import accept_proposals
from zhixing.modules.supervision.documents.refusals import DecidedAlready
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.tests.documents import Paper


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("chosen", ["the same items", "all that wait"])
def test_two_clerks_accept_at_the_same_moment(chosen):
    city = small_city()
    paper = Paper(city).taken_in().ready()
    proposals = [p.pk for p in paper.proposals] if chosen == "the same items" else []
    start, ended = threading.Barrier(2), []

    def accept(who: str) -> None:
        try:
            with clock.at(clock.moment_on(date(2026, 3, 5), 10)):
                actor = city.actor(who, date(2026, 3, 5))
                start.wait(timeout=20)
                perform(accept_proposals, paper.document_id, actor=actor, proposals=proposals)
            ended.append("done")
        except Refusal as refusal:
            ended.append(refusal.code)
        finally:
            connection.close()

    clerks = [threading.Thread(target=accept, args=(who,)) for who in ("officer", "chief")]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join(timeout=60)

    told = DecidedAlready.code if proposals else "supervision.nothing_waits"
    assert sorted(ended) == sorted(["done", told])
    assert SupervisedItem.objects.count() == 3
