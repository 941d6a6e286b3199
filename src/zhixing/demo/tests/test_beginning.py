"""How a building begins, is refused, is broken off and taken up again."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from conftest import EMPTY_ALL_TABLES
from django.db import connection

from zhixing.base import clock
from zhixing.demo import build
from zhixing.demo.events import DemoFinished
from zhixing.demo.history import whole
from zhixing.demo.performing import Performer
from zhixing.demo.refusals import HistoryAhead, NotEmpty, TooFew
from zhixing.kernel.matters.models import Event
from zhixing.kernel.organisation.models import Kind, Level, Unit

UNTIL = date(2026, 3, 16)


@pytest.mark.django_db
def test_nothing_is_made_up_in_a_database_that_holds_a_real_unit():
    Unit.objects.create(
        code="real", name="某市人民政府", short_name="某市政府", level=Level.CITY, kind=Kind.GOVERNMENT, path="1",
        opened_on=date(2020, 1, 1),
    )  # fmt: skip

    with pytest.raises(NotEmpty):
        build.main(["--items", "40"])

    assert Unit.objects.count() == 1
    assert Event.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "refusal"), [(["--until", "2026-03-17"], HistoryAhead), (["--items", "29"], TooFew)]
)
def test_a_history_beyond_today_or_of_too_few_items_is_refused(arguments, refusal):
    with clock.at(clock.moment_on(UNTIL, 12)), pytest.raises(refusal):
        build.main(arguments)

    assert Unit.objects.count() == 0


class BrokenOff(Exception):
    """Somebody pressed Ctrl-C."""


@pytest.mark.slow(25)
@pytest.mark.django_db(transaction=True)
def test_a_building_that_is_broken_off_goes_on_and_becomes_the_same_city(monkeypatch):
    monkeypatch.setattr(whole, "OTHERS", ())  # two buildings: resuming is the same for every module
    build.build(UNTIL, 30)
    once = _digest()
    with connection.cursor() as cursor:
        cursor.execute(EMPTY_ALL_TABLES)

    perform, count = Performer._perform, itertools.count()

    def breaks_off(self: Performer, step: Any) -> None:
        if next(count) == 90:
            raise BrokenOff
        perform(self, step)

    monkeypatch.setattr(Performer, "_perform", breaks_off)
    with pytest.raises(BrokenOff):
        build.build(UNTIL, 30)
    assert not Event.objects.filter(kind=DemoFinished.kind).exists()
    assert build.main(["--json"]) == 0

    assert Event.objects.filter(kind=DemoFinished.kind).count() == 1
    assert _digest() == once


def _digest() -> list[tuple[str, str, str, str]]:
    """Every event but for the ids of rows: what happened, when, by whom."""
    rows = Event.objects.order_by("happened_at", "kind", "matter__title", "id")
    return [(r.kind, r.happened_at.isoformat(), r.actor_name, str(_without_ids(r.facts))) for r in rows]


def _without_ids(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        k: v
        for k, v in facts.items()
        if not k.endswith(("_id", "_ids")) and k not in ("child", "card", "line")
    }
