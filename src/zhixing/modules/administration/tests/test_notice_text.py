"""The sentences of a year's notice become days; what is not understood is refused."""

from __future__ import annotations

import json
from datetime import date

import pytest

from zhixing.kernel.calendars.published import national_days
from zhixing.modules.administration.notice_text import NoticeNotUnderstood, days_in

NOTICE_2026 = """
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""


def test_the_notice_of_2026_is_read_as_it_was_published():
    read = {(d.on, d.rests, d.occasion) for d in days_in(NOTICE_2026, 2026)}

    assert read == {(d.on, d.rests, d.occasion.zh) for d in national_days().values() if d.notice.year == 2026}
    assert (date(2026, 2, 23), True, "春节") in read


def test_one_day_a_line_is_read_too():
    read = days_in("2027-01-01..2027-01-02 休 元旦\n2027-01-09 班 元旦", 2027)

    assert [(d.on.isoformat(), d.rests, d.occasion) for d in read] == [
        ("2027-01-01", True, "元旦"),
        ("2027-01-02", True, "元旦"),
        ("2027-01-09", False, "元旦"),
    ]


def test_new_year_may_reach_into_the_december_before():
    read = days_in("2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。", 2019)

    assert [(d.on.isoformat(), d.rests) for d in read] == [
        ("2018-12-29", False),
        ("2018-12-30", True),
        ("2018-12-31", True),
        ("2019-01-01", True),
    ]


@pytest.mark.realdata
def test_sentences_of_every_notice_since_2009_are_read_day_by_day(realdata):
    cases = json.loads((realdata / "holidays/holiday-cn/description_parsing_cases.json").read_text("utf-8"))
    since = [case for case in cases if case["year"] >= 2009]

    assert len(since) == 38
    for case in since:
        read = {(d.on.isoformat(), d.rests) for d in days_in(case["description"], case["year"])}
        assert read == {(e["date"], e["isOffDay"]) for e in case["expected"]}, case["description"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "未写明日期"),
        ("关于放假的通知", "未写明日期"),
        ("一、元旦：1月1日至3日。", "未写明放假或上班"),
        ("一、元旦：2月30日放假。", "日期不存在"),
        ("一、元旦：3日放假。", "日期不存在"),
        ("一、元旦：1月3日至1日放假。", "颠倒"),
        ("2027-01-01..2027-12-31 休 元旦", "过长"),
        ("2026-05-01 休 劳动节", "不属于该年度"),
        ("2027-01-01 休 元旦\n2027-01-01 班 元旦", "前后规定不一致"),
        ("4月4日—6日放假，共3天。其中，4月4日（清明节）为法定节假日。", "未写明放假或上班"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(text, why):
    with pytest.raises(NoticeNotUnderstood) as refusal:
        days_in(text, 2027)

    assert why in str(refusal.value)
