"""A proposal for columns of any name: what it takes them for, and what it asks a person to confirm."""

from __future__ import annotations

import pytest

from zhixing.modules.approvals.monitoring import proposal
from zhixing.modules.approvals.refusals import NothingToMap
from zhixing.modules.approvals.tests.logs import written


def proposed(tmp_path, header, *records):
    return proposal(written(tmp_path / "log.csv", [list(r) for r in records], header))


GERMAN = [("1", "Antrag", "13.04.2024 10:30"), ("1", "Ende", "14.04.2024 09:00")]


def test_german_columns_with_days_first(tmp_path):
    found = proposed(
        tmp_path,
        ("Case ID", "Activity", "Complete Timestamp"),
        ("1", "Antrag", "13.04.2024 10:30"),
        ("1", "Ende", "14.04.2024 09:00"),
    )

    mapping = found.mapping
    assert (mapping.case, mapping.activity, mapping.moment) == ("Case ID", "Activity", "Complete Timestamp")
    assert mapping.moment_format == "%d.%m.%Y %H:%M"
    assert any("%d.%m.%Y" in str(words) for words in found.confirm)


def test_chinese_columns_with_two_limits(tmp_path):
    found = proposed(
        tmp_path,
        ("办件编号", "办理环节", "办理时间", "办理人", "承办部门", "承诺办结日期", "法定时限日期", "申请日期", "办结日期"),
        ("A", "受理", "2026年3月5日 9:00", "张三", "规划局", "2026-03-20", "2026-04-02", "2026-03-05", "2026-03-19"),
        ("A", "办结", "2026年3月19日 16:00", "李四", "规划局", "2026-03-20", "2026-04-02", "2026-03-05", "2026-03-19"),
    )  # fmt: skip

    mapping = found.mapping
    assert (mapping.case, mapping.activity, mapping.moment) == ("办件编号", "办理环节", "办理时间")
    assert (mapping.unit, mapping.resource) == ("承办部门", "办理人")
    assert {d.column: d.event for d in mapping.dates} == {
        "申请日期": "case.opened",
        "办结日期": "case.closed",
    }
    assert {f.column for f in mapping.facts.values()} == {"承诺办结日期", "法定时限日期"}
    assert mapping.facts[mapping.limits[0].due].column == "承诺办结日期"


def test_one_row_a_case(tmp_path):
    found = proposed(
        tmp_path, ("case_enquiry_id", "open_dt", "target_dt", "closed_dt", "ontime"),
        ("1", "2022-01-05 10:00:00", "2022-01-10 10:00:00", "2022-01-07 10:00:00", "ONTIME"),
        ("2", "2022-01-05 11:00:00", "2022-01-10 10:00:00", "", "OVERDUE"),
    )  # fmt: skip

    assert found.mapping.activity is None
    assert {d.column: d.event for d in found.mapping.dates} == {
        "open_dt": "case.opened",
        "closed_dt": "case.closed",
    }
    assert found.mapping.limits[0].due == "target_dt"


def test_offsets_tell_the_zone(tmp_path):
    records = [("1", "a", "2022-01-05T10:00:00-05:00"), ("1", "b", "2022-07-05T10:00:00-04:00")]

    assert proposed(tmp_path, ("case", "activity", "timestamp"), *records).mapping.zone == "America/New_York"


@pytest.mark.parametrize(
    ("header", "what"),
    [(("colour", "activity", "timestamp"), "办件编号"), (("case", "activity", "colour"), "日期")],
)
def test_a_log_that_cannot_be_understood_is_refused_by_what_is_missing(tmp_path, header, what):
    with pytest.raises(NothingToMap, match=what):
        proposed(tmp_path, header, ("1", "a", "2022-01-05" if "timestamp" in header else "red"))
