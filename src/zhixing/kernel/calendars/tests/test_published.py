"""The built-in calendar against the State Council's notices, day by day."""

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from zhixing.base.words import w
from zhixing.kernel.calendars.calendar import Calendar, DayKind, national
from zhixing.kernel.calendars.counting import Counted, Term, last_day
from zhixing.kernel.calendars.published import ArrangedDay, notice_of

REALDATA = Path(os.environ.get("ZHIXING_REALDATA", Path(__file__).parents[6] / "shared" / "data"))
NOTICES = REALDATA / "holidays" / "holiday-cn"
# What the notices of 2007 and 2008 called two of the festivals.
OLD_NAMES = {"“五一”": "劳动节", "“十一”": "国庆节", "“五一”国际劳动节": "劳动节"}

needs_notices = [
    pytest.mark.realdata,
    pytest.mark.skipif(
        not NOTICES.is_dir(), reason=f"the notices are not at {NOTICES}: set ZHIXING_REALDATA"
    ),
]


def notices() -> dict[int, dict]:
    return {year: json.loads((NOTICES / f"{year}.json").read_text("utf-8")) for year in range(2007, 2028)}


class TestAgainstTheNotices:
    pytestmark = needs_notices

    def test_every_day_of_2007_to_2026_works_or_rests_as_the_notices_say(self):
        said = {day["date"]: day["isOffDay"] for notice in notices().values() for day in notice["days"]}
        checked = 0
        day = date(2007, 1, 1)
        while day <= date(2026, 12, 31):
            rests = said.get(day.isoformat(), day.weekday() >= 5)
            assert national().works_on(day) is not rests, day
            assert national().kind_of(day).works is not rests, day
            assert national().is_published(day), day
            checked += 1
            day += timedelta(days=1)
        assert checked == 7305

    def test_every_named_day_has_the_occasion_and_the_notice_that_named_it(self):
        unnamed = set()
        for year, notice in notices().items():
            for said in notice["days"]:
                day = national().kind_of(date.fromisoformat(said["date"]))
                if day.name is None:
                    unnamed.add(said["date"])
                    continue
                assert day.name.text("zh") in OLD_NAMES.get(said["name"], said["name"]), said
                assert f"{year}年" in day.source.text("zh"), said
        # Three weekends within holidays, and the Monday on which the lengthened holiday of 2020 was over.
        assert unnamed == {"2011-06-05", "2012-06-23", "2015-09-05", "2020-02-03"}

    def test_the_addresses_of_the_notices_are_the_known_ones(self):
        for year, notice in notices().items():
            assert list(notice_of(year).papers) == notice["papers"], year

    def test_a_year_is_published_exactly_if_its_notice_is(self):
        assert {year for year, notice in notices().items() if notice["papers"]} == {
            year for year in national().published_years if year >= 2007
        }


@pytest.mark.parametrize(
    ("day", "kind", "name", "published"),
    [
        (date(2026, 3, 2), DayKind.WORKING, None, True),
        (date(2026, 3, 7), DayKind.WEEKEND, None, True),
        (date(2026, 10, 1), DayKind.HOLIDAY, "国庆节", True),
        (date(2026, 9, 20), DayKind.MAKEUP, "国庆节", True),
        (date(2015, 9, 3), DayKind.HOLIDAY, "抗日战争暨世界反法西斯战争胜利70周年纪念日", True),
        (date(2004, 1, 17), DayKind.MAKEUP, "春节", True),
        (date(2027, 10, 1), DayKind.WORKING, None, False),
        (date(2027, 10, 2), DayKind.WEEKEND, None, False),
    ],
)
def test_what_a_day_is(day, kind, name, published):
    found = national().kind_of(day)

    assert (found.kind, found.name and found.name.text("zh"), found.published) == (kind, name, published)


def test_a_december_day_moved_for_new_year_names_the_next_year_s_notice():
    assert (
        national().kind_of(date(2018, 12, 29)).source.text("zh")
        == "国务院办公厅关于2019年部分节假日安排的通知"
    )


def test_when_the_notice_of_2027_is_out_its_days_are_no_longer_provisional():
    notice = notice_of(2027)
    days = [
        ArrangedDay(date(2026, 12, 27), False, w("New Year", "元旦"), notice),
        ArrangedDay(date(2027, 1, 1), True, w("New Year", "元旦"), notice),
    ]

    known = national().with_year(2027, days)

    term = Term(5, "working_days")
    assert last_day(date(2026, 12, 25), term, national()) == Counted(date(2027, 1, 1), provisional=True)
    assert last_day(date(2026, 12, 25), term, known) == Counted(date(2026, 12, 31), provisional=False)
    assert last_day(date(2026, 12, 31), Term(1, "working_days"), known) == Counted(
        date(2027, 1, 4), provisional=False
    )
    assert known.kind_of(date(2026, 10, 10)).kind is DayKind.MAKEUP
    assert 2027 not in national().published_years


def test_a_second_notice_for_a_year_replaces_the_first():
    new_year, notice = w("New Year", "元旦"), notice_of(2027)
    first = national().with_year(
        2027,
        [
            ArrangedDay(date(2026, 12, 27), False, new_year, notice),
            ArrangedDay(date(2027, 1, 1), True, new_year, notice),
        ],
    )

    second = first.with_year(2027, [ArrangedDay(date(2027, 1, 4), True, new_year, notice)])

    assert not second.works_on(date(2026, 12, 27))
    assert second.works_on(date(2027, 1, 1))
    assert not second.works_on(date(2027, 1, 4))


def test_a_new_notice_leaves_the_days_that_the_next_year_s_notice_named():
    calendar = national().with_year(2018, [])

    assert calendar.works_on(date(2018, 10, 1))
    assert calendar.works_on(date(2018, 12, 29))
    assert not calendar.works_on(date(2018, 12, 31))


def test_a_calendar_cannot_be_changed_by_changing_what_it_was_made_of():
    arranged = dict(national().arranged)
    calendar = Calendar(w("copy", "副本"), arranged, national().published_years)

    arranged.clear()

    assert calendar.kind_of(date(2026, 10, 1)).kind is DayKind.HOLIDAY
    assert hash(calendar) == hash(Calendar(w("copy", "副本"), {}, national().published_years))
