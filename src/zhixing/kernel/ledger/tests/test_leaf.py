"""The bytes that are sealed: written out, so that a change of them cannot pass unnoticed."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.kernel.ledger.leaf import (
    ALGORITHMS,
    LeafNotCanonical,
    UnknownAlgorithm,
    _sm3_of_cryptography,
    hash_named,
    leaf_data,
    leaf_fields,
    leaf_hash,
)

BEIJING = timezone(timedelta(hours=8))
COLUMNS = {
    "id": 9007199254740993,
    "matter": 12,
    "subject": "",
    "kind": "supervision.signed",
    "version": 1,
    "actor": 7,
    "actor_name": "王芳",
    "on_behalf_of": "",
    "happened_at": datetime(2026, 1, 5, 9, 30, tzinfo=BEIJING),
    "recorded_at": datetime(2026, 1, 5, 1, 30, 0, 25, tzinfo=UTC),
    "facts": {"由": "政府办", "handler": "李\n明", "days": 5, "urgent": False, "units": ["财政局", None]},
}
DATA = (
    '{"actor":"7","actor_name":"王芳",'
    '"facts":{"days":5,"handler":"李\\n明","units":["财政局",null],"urgent":false,"由":"政府办"},'
    '"happened_at":"2026-01-05T01:30:00.000000Z","id":"9007199254740993","kind":"supervision.signed",'
    '"matter":"12","on_behalf_of":"","recorded_at":"2026-01-05T01:30:00.000025Z","subject":"","version":1}'
)


def test_the_leaf_of_an_event_is_these_bytes_and_this_hash():
    data = leaf_data(leaf_fields(**COLUMNS))

    assert data.decode() == DATA
    assert leaf_hash(data) == hashlib.sha256(b"\x00" + DATA.encode()).digest()
    assert leaf_hash(data).hex() == "8e7c6a6879126d2a6e06bff3297c4aa2472a7a9e2ae775adbefea12e4cee4f98"


def test_the_zone_of_the_session_that_reads_the_row_does_not_matter():
    elsewhere = COLUMNS | {"happened_at": COLUMNS["happened_at"].astimezone(timezone(timedelta(hours=-5)))}

    assert leaf_data(leaf_fields(**elsewhere)) == leaf_data(leaf_fields(**COLUMNS))


@pytest.mark.parametrize("column", sorted(COLUMNS))
def test_every_column_is_sealed(column):
    other = {
        "id": 1,
        "matter": None,
        "subject": "organisation.unit:3",
        "kind": "supervision.sent_back",
        "version": 2,
        "actor": 8,
        "actor_name": "李明",
        "on_behalf_of": "张伟",
        "happened_at": datetime(2026, 1, 5, 1, 30, 0, 1, tzinfo=UTC),
        "recorded_at": datetime(2026, 1, 5, 1, 30, 0, 26, tzinfo=UTC),
        "facts": {},
    }

    assert leaf_data(leaf_fields(**COLUMNS | {column: other[column]})) != leaf_data(leaf_fields(**COLUMNS))


def nested(depth):
    value = "deep"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "facts",
    [
        {"share": 0.5},
        {"share": float("nan")},
        {"huge": 2**53},
        {"huge": -(2**53)},
        {"when": datetime(2026, 1, 5, tzinfo=UTC)},
        {"fee": Decimal("1.10")},
        {"half": "\ud800"},
        {"list": [1, [2, {"x": 1.0}]]},
        {1: "a number as a name"},
        {"bytes": b"x"},
        {"deep": nested(40)},
    ],
)
def test_a_fact_without_a_lasting_form_is_refused(facts):
    with pytest.raises(LeafNotCanonical):
        leaf_data(leaf_fields(**COLUMNS | {"facts": facts}))


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(LeafNotCanonical, match="time zone"):
        leaf_fields(**COLUMNS | {"happened_at": datetime(2026, 1, 5)})  # noqa: DTZ001  # the point of the test


@given(st.binary(max_size=200))
def test_sm3_is_the_same_from_either_library(data):
    assert _sm3_of_cryptography(data) == ALGORITHMS["sm3"](data)


def test_an_unknown_algorithm_is_refused_with_those_that_are_known():
    with pytest.raises(UnknownAlgorithm) as refusal:
        hash_named("md5")

    assert "md5" in str(refusal.value)
    assert "sha256, sm3" in str(refusal.value)
