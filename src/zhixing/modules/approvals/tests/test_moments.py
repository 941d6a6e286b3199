"""Dates as people write them."""

from __future__ import annotations

from datetime import datetime

import duckdb
import pytest

from zhixing.modules.approvals.moments import moment


def read(said, zone="Asia/Shanghai", written_as=None):
    """What the clock showed, the instant as text in UTC, and whether there is a time of day."""
    m = moment("said", zone, written_as)
    with duckdb.connect() as connection:
        connection.execute("set TimeZone='UTC'")
        return connection.execute(
            f"select {m.local}, strftime(make_timestamp({m.us}), '%Y-%m-%d %H:%M:%S'), {m.timed} from (select ? as said)",
            [said],
        ).fetchall()[0]


@pytest.mark.parametrize(
    ("said", "shown", "instant"),
    [
        ("2026-03-05T09:00:00+08:00", "2026-03-05 09:00:00", "2026-03-05 01:00:00"),
        ("2026-03-05T09:00:00+0800", "2026-03-05 09:00:00", "2026-03-05 01:00:00"),
        ("2026-03-04T23:30:00Z", "2026-03-05 07:30:00", "2026-03-04 23:30:00"),
        ("2026-03-04 23:30:00.250 UTC", "2026-03-05 07:30:00.250", "2026-03-04 23:30:00"),
        ("2026-03-05 09:00", "2026-03-05 09:00:00", "2026-03-05 01:00:00"),
        ("2026年3月5日 9:00", "2026-03-05 09:00:00", "2026-03-05 01:00:00"),
        ("2026/3/5 09:00:01", "2026-03-05 09:00:01", "2026-03-05 01:00:01"),
    ],
)
def test_a_moment_is_read_as_written_or_in_the_zone_of_the_mapping(said, shown, instant):
    assert read(said) == (datetime.fromisoformat(shown), instant, True)


@pytest.mark.parametrize("said", ["2026-03-05", "2026/3/5", "2026年3月5日", "2026.3.5", "20260305"])
def test_a_day_has_no_time(said):
    assert read(said) == (datetime.fromisoformat("2026-03-05"), "2026-03-04 16:00:00", False)


@pytest.mark.parametrize(
    "said",
    [
        "2026-02-30",
        "2026-13-01 10:00",
        "03/04/2018",
        "yesterday",
        "infinity",
        "epoch",
        "12",
        "2026",
        "5 March 2026",
        "2026-03-05x",
    ],
)
def test_what_is_no_date_or_could_be_two_is_not_guessed(said):
    assert read(said)[0] is None


def test_day_before_month_is_read_only_where_the_mapping_says_so():
    assert read("03/04/2018 10:30", written_as="%d/%m/%Y %H:%M")[0] == datetime.fromisoformat(
        "2018-04-03 10:30"
    )
    assert read("04/13/2018", written_as="%d/%m/%Y")[0] is None


def test_summer_time_is_that_of_the_zone_on_that_day():
    assert read("2026-07-01 12:00", "Europe/Amsterdam")[1] == "2026-07-01 10:00:00"
    assert read("2026-01-01 12:00", "Europe/Amsterdam")[1] == "2026-01-01 11:00:00"
