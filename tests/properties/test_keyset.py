"""Turning the pages of a ledger while others register and close: every row that stays is seen exactly once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.city import City, small_city
from tests.properties.histories import undone
from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.web.doors import listing
from zhixing.web.doors.presenting import Presentation

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 1)
# Few days, so that most rows share theirs with others and the id must decide; no day at all stands last.
DUE = st.one_of(st.none(), st.integers(0, 3).map(lambda n: FIRST + timedelta(days=n)))
OPENED = st.integers(0, 3).map(lambda n: FIRST - timedelta(days=n))
ROWS = st.lists(st.tuples(DUE, OPENED), min_size=1, max_size=25)


@pytest.fixture
def city(db) -> City:
    return small_city(packs=())


def made(city: City, rows: list[tuple[date | None, date]]) -> list[int]:
    return [
        m.pk
        for m in Matter.objects.bulk_create(
            Matter(kind="x", title="x", jurisdiction=city.gov, state="open", opened_on=opened, due_on=due)
            for due, opened in rows
        )
    ]


@given(
    rows=ROWS,
    arriving=st.lists(ROWS, max_size=6),
    order=st.sampled_from(["due", "newest"]),
    size=st.integers(1, 7),
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_row_is_seen_exactly_once_whatever_arrives_meanwhile(city, rows, arriving, order, size):
    with undone(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "PAGE", size)
        there = made(city, rows)
        seen: list[int] = []
        query = QueryDict(f"order={order}")
        for _ in range(200):
            page, pages = listing.one_page(
                Matter.objects.all(), Presentation(), [], order, query, w("x", "x")
            )
            assert len(page) <= size
            seen += [row.pk for row in page]
            if not pages.next_url:
                break
            if arriving:
                made(city, arriving.pop())
            query = QueryDict(pages.next_url.removeprefix("?"))
        else:
            raise AssertionError("the pages never end")

        assert len(seen) == len(set(seen)), "a row was shown twice"
        assert set(there) <= set(seen), "a row that was there all the time was passed over"
        by_id = Matter.objects.in_bulk(seen)
        in_order = [_place(by_id[pk], order) for pk in seen]
        assert in_order == sorted(in_order)


def _place(matter: Matter, order: str) -> tuple[object, ...]:
    """Where the row stands, said anew: earliest due first, none last; or newest first."""
    if order == "newest":
        return -matter.opened_on.toordinal(), -matter.pk
    return matter.due_on is None, matter.due_on or FIRST, matter.pk
