"""Expressions of time, each with the day a person would put into the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.reading.breakdown import WorkItem, breakdown
from zhixing.reading.characters import fold
from zhixing.reading.dues import Issue
from zhixing.reading.issue import issue_of, repaired_years

HEAD = "关于做好某项工作的通知\n# 某市人民政府 | 2026-03-02\n\n一、重点任务\n"


def item_of(words: str, head: str = HEAD) -> WorkItem:
    items = breakdown(f"{head}1.{words}（市民政局负责）\n")
    assert len(items) == 1
    return items[0]


@pytest.mark.parametrize(
    ("words", "due_text", "day"),
    [
        ("2026年6月底前建成平台。", "2026年6月底前", "2026-06-30"),
        ("6月底前建成平台。", "6月底前", "2026-06-30"),
        ("2026 年 6 月底前建成平台。", "2026 年 6 月底前", "2026-06-30"),
        ("2026 年 9 月 15 日前建成平台。", "2026 年 9 月 15 日前", "2026-09-15"),
        ("9月15日前建成平台。", "9月15日前", "2026-09-15"),
        ("于9月15日前建成平台。", "9月15日前", "2026-09-15"),
        ("2027年2月底前建成平台。", "2027年2月底前", "2027-02-28"),
        ("2028年2月底前建成平台。", "2028年2月底前", "2028-02-29"),
        ("到2027年，建成平台。", "到2027年", "2027-12-31"),
        ("到2027年底，建成平台。", "到2027年底", "2027-12-31"),
        ("力争到2030年底前建成平台。", "到2030年底前", "2030-12-31"),
        ("2027年年底前建成平台。", "2027年年底前", "2027-12-31"),
        ("今年年底前建成平台。", "今年年底前", "2026-12-31"),
        ("明年6月底前建成平台。", "明年6月底前", "2027-06-30"),
        ("年底前建成平台。", "年底前", "2026-12-31"),
        ("年内建成平台。", "年内", "2026-12-31"),
        ("上半年完成选址。", "上半年", "2026-06-30"),
        ("2026年下半年完成选址。", "2026年下半年", "2026-12-31"),
        ("一季度末前完成选址。", "一季度末前", "2026-03-31"),
        ("2026年第三季度完成选址。", "2026年第三季度", "2026-09-30"),
        ("4月中旬前完成选址。", "4月中旬前", "2026-04-20"),
        ("4月上旬完成选址。", "4月上旬", "2026-04-10"),
        ("二〇二六年六月三十日前完成选址。", "二〇二六年六月三十日前", "2026-06-30"),
        ("２０２６年６月底前完成选址。", "２０２６年６月底前", "2026-06-30"),
        ("“十五五”末建成平台。", "“十五五”末", "2030-12-31"),
        ("2026年建成平台。", "2026年", "2026-12-31"),
        ("利用3年时间，建成平台。", "3年时间", "2029-03-02"),
        ("两年内建成平台。", "两年内", "2028-03-02"),
        ("自本通知印发之日起30日内建成平台。", "自本通知印发之日起30日内", "2026-04-01"),
    ],
)
def test_a_time_with_an_end_is_due_on_its_last_day(words: str, due_text: str, day: str) -> None:
    item = item_of(words)

    assert item.due_text == due_text
    assert item.due is not None
    assert item.due.as_json() == {"kind": "date", "date": day}


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("于6月20日18：00前报送报告。", "18:00"),
        ("于6月20日18时前报送报告。", "18:00"),
        ("于6月20日下午5时前报送报告。", "17:00"),
        ("于6月20日下午5点30分前报送报告。", "17:30"),
        ("于6月20日17:30前报送报告。", "17:30"),
    ],
)
def test_an_hour_is_kept(words: str, time: str) -> None:
    due = item_of(words).due

    assert due is not None
    assert due.as_json() == {"kind": "date", "date": "2026-06-20", "time": time}


@pytest.mark.parametrize(
    ("words", "every"),
    [
        ("每年开展评选活动。", "year"),
        ("每年6月底前开展评选活动。", "year"),
        ("每半年通报一次进展。", "half-year"),
        ("每季度通报进展。", "quarter"),
        ("每月10日前报送进展。", "month"),
        ("每周调度一次。", "week"),
        ("按月通报进展。", "month"),
    ],
)
def test_work_that_comes_again_has_a_period(words: str, every: str) -> None:
    due = item_of(words).due

    assert due is not None
    assert due.as_json() == {"kind": "recurring", "every": every}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("根据《某行动计划（2021—2025年）》推进平台建设。", id="years of a cited title"),
        pytest.param("对2020年以来的项目开展清理。", id="since"),
        pytest.param("每年给予平台500万元补贴。", id="a rate of payment"),
        pytest.param("按照每人每月200元的标准发放补贴。", id="a rate per head"),
        pytest.param("定期开展评选活动。", id="no period is said"),
        pytest.param("对连续3年内未开展活动的机构予以清理。", id="a condition"),
        pytest.param("依托2024年建成的平台推进工作。", id="a year that is past"),
        pytest.param("自2026年1月1日起施行新标准。", id="coming into force"),
    ],
)
def test_words_that_do_not_date_the_work_give_no_due(words: str) -> None:
    item = item_of(words)

    assert (item.due_text, item.due) == (None, None)


def test_the_latest_day_dates_the_item_and_the_others_are_milestones() -> None:
    item = item_of("6月底前完成选址，2027年底前建成平台，每年评估一次。")

    assert item.due_text == "2027年底前"
    assert [m.due_text for m in item.milestones] == ["6月底前", "每年"]


def test_a_title_that_goes_on_is_ongoing_unless_a_day_is_said() -> None:
    ongoing, dated = (
        item_of("持续推进智慧城市建设。完善平台。"),
        item_of("持续推进智慧城市建设，6月底前建成平台。"),
    )

    assert ongoing.due is not None
    assert (ongoing.due_text, ongoing.due.kind) == ("持续推进", "ongoing")
    assert dated.due is not None
    assert dated.due.on == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("bracket", "due_text", "due"),
    [
        (
            "（责任单位：市财政局，完成时限：2026年6月底前）",
            "2026年6月底前",
            {"kind": "date", "date": "2026-06-30"},
        ),
        ("（责任单位：市财政局；完成时间：6月30日前）", "6月30日前", {"kind": "date", "date": "2026-06-30"}),
        ("（市财政局牵头，2026年底前完成）", "2026年底前", {"kind": "date", "date": "2026-12-31"}),
        ("（市财政局负责，6月底前取得阶段性成效）", "6月底前", {"kind": "date", "date": "2026-06-30"}),
        ("（牵头单位：市财政局；完成时限：长期坚持）", "长期坚持", {"kind": "ongoing"}),
        ("（牵头单位：市财政局；时限要求：每季度）", "每季度", {"kind": "recurring", "every": "quarter"}),
        ("（牵头单位：市财政局；完成时限：持续推进）", "持续推进", {"kind": "ongoing"}),
    ],
)
def test_the_time_in_an_assignment_goes_before_all_others(
    bracket: str, due_text: str, due: dict[str, str]
) -> None:
    items = breakdown(f"{HEAD}1.到2030年建成平台。{bracket}\n")

    assert [(i.due_text, i.due.as_json() if i.due else None) for i in items] == [(due_text, due)]
    assert list(items[0].lead) == ["市财政局"]
    assert [m.due_text for m in items[0].milestones] == ["到2030年"]


def test_a_span_without_a_first_day_is_told_but_not_dated() -> None:
    item = item_of("收到通知后5个工作日内反馈意见。")

    assert item.due_text == "收到通知后5个工作日内"
    assert item.due is None
    assert "起算" in item.doubts[0].zh


def test_a_day_that_does_not_exist_is_told_but_not_dated() -> None:
    item = item_of("2026年2月30日前反馈意见。")

    assert (item.due_text, item.due) == ("2026年2月30日前", None)


def test_a_day_before_the_document_is_doubtful() -> None:
    item = item_of("1月底前反馈意见。")

    assert item.due is not None
    assert item.due.on == date(2026, 1, 31)
    assert "次年" in item.doubts[0].zh


def test_the_year_that_the_caller_gives_goes_before_what_the_text_says() -> None:
    items = breakdown(f"{HEAD}1.6月底前建成平台。（市民政局负责）\n", year=2031)

    assert items[0].due is not None
    assert items[0].due.on == date(2031, 6, 30)


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("通知\n正文\n某市人民政府\n2026年3月2日\n", Issue(date(2026, 3, 2), 2026)),
        ("通知\n正文\n二〇二六年三月二日\n", Issue(date(2026, 3, 2), 2026)),
        ("某政办发〔2025〕7号\n通知\n正文\n", Issue(None, 2025)),
        ("某行动方案（2024—2026年）\n正文\n", Issue(None, 2024, (2024, 2026))),
        ("通知\n正文\n某市人民政府办公室2020年12月10日印发", Issue(date(2020, 12, 10), 2020)),
        ("某市2026年工作要点\n一、任务\n到2030年建成平台。", Issue(None, 2026)),
        ("某方案\n一、目标\n到2030年建成平台。", Issue()),
        ("没有日期", Issue()),
    ],
)
def test_a_document_tells_its_own_time(text: str, issue: Issue) -> None:
    assert issue_of(fold(text)) == issue


def test_garbled_years_are_read_only_where_one_reading_is_the_smallest_change() -> None:
    assert repaired_years("0402年启动，0400年推广，0403年完成", (2021, 2023)) == {
        "0402": 2021,
        "0400": 2022,
        "0403": 2023,
    }
    assert repaired_years("0402年启动", (2021, 2023)) == {}
    assert repaired_years("0402年启动，0403年完成", None) == {}
    assert repaired_years("2021年启动，2023年完成", (2021, 2023)) == {}
