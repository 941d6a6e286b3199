"""What is believed and what is not: every trouble by name, and nothing lost."""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhixing.modules.approvals.tests.logs import NOW, STEPS, TEN_DAYS, found, pack, rows, run, written

KNOWN = {"受理": "received", "办结": "decided"}
LOG = STEPS | {"events": KNOWN, "starts": ["received"], "ends": ["decided"]}


def told(tmp_path, records, mapping=None, header=("case", "step", "at")):
    log = written(tmp_path / "log.csv", records, header)
    return run(log, tmp_path / "out", LOG | (mapping or {}), pack(TEN_DAYS))


GOOD = [["A", "受理", "2026-03-05 09:00:00"], ["A", "办结", "2026-03-09 10:00:00"]]


def test_a_clean_log_has_nothing_to_tell(tmp_path):
    assert found(told(tmp_path, GOOD)) == {}


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (["", "受理", "2026-03-05 09:00:00"], "no_case"),
        (["B", " ", "2026-03-05 09:00:00"], "no_activity"),
        (["B", "受理", ""], "no_moment"),
        (["B", "受理", "2026-02-30 09:00:00"], "bad_moment"),
        (["B", "受理", "1948-01-26 22:59:00"], "too_early"),
        (["B", "受理", "2026-11-24 09:00:00"], "in_future"),
        (["B", "踢皮球", "2026-03-05 09:00:00"], "unknown_activity"),
    ],
)
def test_a_record_that_cannot_be_believed_isquarantined_with_its_reason(tmp_path, record, code):
    answer = told(tmp_path, [*GOOD, record, *([c, *r[1:]] for c in "CDEFG" for r in GOOD)])

    assert {c: n for c, n in found(answer).items() if c != "without_end"} == {code: 1}
    assert (answer.summary["counts"]["believed"], answer.summary["counts"]["quarantined"]) == (12, 1)
    [(place, reason, content)] = rows(tmp_path / "out" / "quarantine.parquet", "place, reason, content")
    assert (place, reason) == (3, code)
    assert [value or "" for value in json.loads(content).values()] == record


def test_today_in_the_east_is_no_future(tmp_path):
    assert "in_future" not in found(told(tmp_path, [*GOOD, ["B", "受理", "2026-11-22 20:00:00"]]))


def test_a_record_sent_twice_is_believed_once(tmp_path):
    log = [[*GOOD[0], "窗口"], [*GOOD[0], "窗口"], [*GOOD[0], "网上"], [*GOOD[1], "窗口"]]

    answer = told(tmp_path, log, header=("case", "step", "at", "channel"))

    assert found(answer)["duplicate"] == 1
    assert answer.summary["events"] == {"received": 2, "decided": 1}


def test_equal_records_of_a_log_that_says_nothing_else_are_believed_and_told(tmp_path):
    answer = told(tmp_path, [GOOD[0], GOOD[0], GOOD[1]])

    assert found(answer) == {"equal_records": 1, "same_instant": 2}
    assert answer.summary["events"] == {"received": 2, "decided": 1}


def test_of_one_event_sent_again_with_another_time_the_last_holds(tmp_path):
    log = [[*GOOD[0], "e1"], [*GOOD[1], "e2"], ["A", "办结", "2026-03-30 10:00:00", "e2"]]

    answer = told(tmp_path, log, {"event_id": "id"}, header=("case", "step", "at", "id"))

    assert found(answer)["sent_again"] == 1
    assert answer.summary["rules"]["a.ten"]["late"] == 1


def test_an_end_before_its_start_is_not_believed_and_the_case_stays_open(tmp_path):
    answer = told(tmp_path, [GOOD[0], ["A", "办结", "2026-03-01 10:00:00"]])

    assert found(answer) == {"end_before_start": 1, "without_end": 1, "much_left_out": 1}
    assert answer.summary["rules"]["a.ten"]["open_running"] == 1


def test_steps_out_of_order_are_told_and_believed(tmp_path):
    answer = told(
        tmp_path,
        [["A", "办结", "2026-03-05 08:00:00"], GOOD[0], GOOD[1]],
        {"order": ["received", "decided"], "starts": []},
    )

    assert found(answer) == {"out_of_order": 1}
    assert answer.summary["counts"]["believed"] == 3


def test_days_without_a_time_keep_the_order_of_the_file_and_follow_what_has_a_time(tmp_path):
    answer = told(tmp_path, [["A", "受理", "2026-03-05 16:00:00"], ["A", "办结", "2026-03-05"]])

    assert found(answer) == {"date_without_time": 1}
    assert answer.summary["rules"]["a.ten"]["in_time"] == 1


def test_moments_with_and_without_an_offset_are_told(tmp_path):
    answer = told(tmp_path, [["A", "受理", "2026-03-05T09:00:00+01:00"], GOOD[1]])

    assert found(answer) == {"mixed_zones": 1}


@pytest.mark.parametrize(
    ("at", "why"),
    [("2026-03-29 02:30:00", "the clock skipped it"), ("2025-10-26 02:30:00", "the clock showed it twice")],
)
def test_the_hour_in_which_the_clock_is_changed_is_told(tmp_path, at, why):
    log = [["A", "受理", at], ["A", "办结", "2026-06-09 10:00:00"]]

    assert found(told(tmp_path, log, {"zone": "Europe/Amsterdam"})) == {"clock_changed": 1}, why
    assert found(told(tmp_path, log)) == {}


def test_a_mapping_that_loses_half_of_the_log_is_said_aloud(tmp_path):
    answer = told(tmp_path, GOOD, {"events": {"受理": "received"}})

    assert found(answer)["much_left_out"] == 1


def test_a_column_of_numbers_taken_for_activities_is_told(tmp_path):
    log = [["A", f"step {n}", "2026-03-05 09:00:00"] for n in range(1_001)]

    assert found(told(tmp_path, log, {"events": {}}))["many_activities"] == 1001


def test_a_step_that_only_began_is_another_event_than_the_step(tmp_path):
    log = [[*GOOD[0], "start"], [*GOOD[0][:2], "2026-03-06 09:00:00", "complete"], [*GOOD[1], ""]]

    answer = told(tmp_path, log, {"lifecycle": {"column": "turn"}}, header=("case", "step", "at", "turn"))

    assert answer.summary["events"] == {"decided": 1, "received": 1, "received.start": 1}


CELLS = st.sampled_from(
    ["", " ", "A", "B", "受理", "办结", "踢皮球", "2026-03-05", "2026-03-05 09:00:00", "2026-03-05T09:00:00Z", "1948-01-01",
     "2099-01-01", "2026-02-30", 'a "quoted", cell', "two\nlines", "=1+1", "é", "0"]
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    log=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=12),
    ragged=st.lists(st.sampled_from(["x", "1,2,3,4", "a,b"]), max_size=3),
)
def test_whatever_comes_in_is_either_believed_orquarantined_and_stands_whole_somewhere(log, ragged):
    import duckdb

    from zhixing.modules.approvals.believing import believe
    from zhixing.modules.approvals.mapping import Mapping
    from zhixing.modules.approvals.reporting import quarantined
    from zhixing.modules.approvals.sources import opened

    with tempfile.TemporaryDirectory() as place, duckdb.connect() as connection:
        path = Path(place) / "log.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["case", "step", "at"], *log])
            file.writelines(f"{line}\r\n" for line in ragged)
        source = opened(path, Path(place), connection)
        counts = believe(source, Mapping.model_validate(LOG), connection, NOW)
        kept = connection.execute(quarantined(source)).fetchall()
        believed = connection.execute("select row from records where reason is null").fetchall()

    assert counts.records == len(log)
    assert counts.unread == len(ragged)
    assert counts.believed + counts.quarantined == counts.records
    assert sorted([row for (row,) in believed] + [k[1] for k in kept if k[0] == "record"]) == list(
        range(1, len(log) + 1)
    )
    assert sorted(k[4].strip() for k in kept if k[0] == "line") == sorted(ragged)
    for _, place_, _, _, content in (k for k in kept if k[0] == "record"):
        assert [v or "" for v in json.loads(content).values()] == log[place_ - 1]
