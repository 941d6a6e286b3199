"""The whole record: it holds after every kind of work, and each way of tampering is found."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection
from tests.city import small_city

from zhixing.kernel.ledger import cli
from zhixing.kernel.ledger.models import Head, Leaf
from zhixing.kernel.ledger.sealing import seal
from zhixing.kernel.ledger.whole import verify_all
from zhixing.modules.supervision.tests.conftest import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    """Nine events, sealed in three runs: heads over different numbers of leaves."""
    told = Story(small_city()).registered()
    seal()
    Story(told.city).under_way(on=date(2026, 3, 6))
    seal()
    Story(told.city).issued()
    seal()
    return told


@contextmanager
def without_triggers():
    """What only the database's superuser can do, and must be found out."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        yield cursor
        cursor.execute("set local session_replication_role = origin")


def codes() -> list[str]:
    return [problem.code for problem in verify_all()]


def test_a_sealed_record_holds_and_what_waits_is_no_problem(story):
    Story(story.city).registered()

    assert Head.objects.count() == 3
    assert verify_all() == []


def test_a_changed_fact_is_found(story):
    with without_triggers() as cursor:
        cursor.execute(
            """update matters_event set facts = facts || '{"title": "别的"}' where id = (select min(id) from matters_event)"""
        )

    assert codes() == ["ledger.leaf_differs"]


def test_a_fact_changed_together_with_its_leaf_is_found_by_every_head_that_covers_it(story):
    with without_triggers():
        Leaf.objects.filter(position=0).update(hash=b"\x01" * 32)

    found = codes()

    assert found.count("ledger.leaf_differs") == 1
    assert found.count("ledger.root_differs") == 3
    assert "ledger.node_differs" in found


def test_an_event_that_was_taken_out_is_a_gap(story):
    with without_triggers():
        Leaf.objects.filter(position=2).delete()

    assert codes() == ["ledger.gap"]


def test_a_record_cut_short_is_found(story):
    with without_triggers():
        Leaf.objects.order_by("-position").first().delete()

    assert "ledger.shortened" in codes()


def test_an_event_that_slipped_past_the_queue_is_found(story):
    lost = Story(story.city).registered()
    with connection.cursor() as cursor:
        cursor.execute("delete from matters_event_waiting")

    assert lost.item.events.count() == 1
    assert codes() == ["ledger.lost"]


def test_a_forged_signature_is_found(story):
    with without_triggers():
        Head.objects.filter(size=1).update(signature=b"\x00" * 64)

    assert codes() == ["ledger.bad_signature"]


def test_the_command_says_so_and_its_status_too(story, capsys):
    assert cli.main(["--record", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["holds"], told["problems"]) == (True, [])
    assert told["events"] == told["sealed"] > 0

    with without_triggers() as cursor:
        cursor.execute(
            "update matters_event set actor_name = '别人' where id = (select min(id) from matters_event)"
        )
    assert cli.main(["--record"]) == 1
    assert "记录不成立" in capsys.readouterr().out


def test_without_a_file_and_without_record_the_command_is_incomplete(capsys):
    assert cli.main([]) == 2
