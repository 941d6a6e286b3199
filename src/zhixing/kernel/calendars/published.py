"""What the State Council has published: holidays and make-up working days, year by year, 2004 to 2026.

The days come from the `chinesecalendar` package; a test holds them equal, day by day, to the notices
themselves for 2007 to 2026 (7,305 days). A year that is not in here is *not published*: that is a state of
its own, never a year without holidays. The notice of a year may reach back into the December before it (New
Year): such a day belongs to the notice that moved it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

import chinese_calendar

from zhixing.base.words import Words, w

_OCCASIONS: Mapping[str, Words] = {
    "New Year's Day": w("New Year", "元旦"),
    "Spring Festival": w("Spring Festival", "春节"),
    "Tomb-sweeping Day": w("Qingming Festival", "清明节"),
    "Labour Day": w("Labour Day", "劳动节"),
    "Dragon Boat Festival": w("Dragon Boat Festival", "端午节"),
    "National Day": w("National Day", "国庆节"),
    "Mid-autumn Festival": w("Mid-Autumn Festival", "中秋节"),
    "Anti-Fascist 70th Day": w(
        "70th anniversary of victory in the War of Resistance", "抗日战争暨世界反法西斯战争胜利70周年纪念日"
    ),
}

_OLD = "http://www.gov.cn/zhengce/zhengceku/"
_NEW = "https://www.gov.cn/zhengce/zhengceku/"
# Where each year's notice (and a later change of it) can be read. 2004 to 2006: no address at hand.
_PAPERS: Mapping[int, tuple[str, ...]] = {
    2007: (_OLD + "2008-03/28/content_1761.htm",),
    2008: (_OLD + "2008-03/28/content_1645.htm",),
    2009: (_OLD + "2008-12/10/content_1572.htm",),
    2010: (_OLD + "2009-12/08/content_1476.htm",),
    2011: (_OLD + "2010-12/10/content_1423.htm",),
    2012: (_OLD + "2011-12/06/content_1411.htm",),
    2013: (_OLD + "2012-12/10/content_1353.htm",),
    2014: (_OLD + "2014-01/02/content_1194.htm",),
    2015: (_OLD + "2014-12/16/content_9302.htm", _OLD + "2015-05/13/content_9742.htm"),
    2016: (_OLD + "2015-12/10/content_10394.htm",),
    2017: (_OLD + "2016-12/01/content_5141603.htm",),
    2018: (_OLD + "2017-11/30/content_5243579.htm",),
    2019: (_OLD + "2018-12/06/content_5346276.htm", _OLD + "2019-03/22/content_5375877.htm"),
    2020: (_OLD + "2019-11/21/content_5454164.htm", _OLD + "2020-01/27/content_5472352.htm"),
    2021: (_OLD + "2020-11/25/content_5564127.htm",),
    2022: (_OLD + "2021-10/25/content_5644835.htm",),
    2023: (_OLD + "2022-12/08/content_5730844.htm",),
    2024: (_NEW + "202310/content_6911528.htm",),
    2025: (_NEW + "202411/content_6986383.htm",),
    2026: (_NEW + "202511/content_7047091.htm",),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """The paper that arranges the holidays of `year`; `papers` are the addresses where it can be read, or
    none.
    """

    year: int
    title: Words
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArrangedDay:
    """A day that a notice names: a holiday (`rests`) or a make-up working day, for which occasion."""

    on: date
    rests: bool
    occasion: Words
    notice: Notice


def notice_of(year: int) -> Notice:
    """The State Council's notice on the holidays of `year`, whether or not it is out yet."""
    if year < min(_PAPERS):  # the days are known, the wording of the paper's title is not at hand
        return Notice(
            year,
            w("The national holiday arrangement of {year}", "国家公布的{year}年节假日安排").put(year=year),
        )
    title = w(
        "Notice of the General Office of the State Council on the holidays of {year}",
        "国务院办公厅关于{year}年部分节假日安排的通知",
    )
    return Notice(year, title.put(year=year), _PAPERS.get(year, ()))


def occasion_of(name: str) -> Words:
    """The festival that a notice calls `name` in Chinese, in both languages; an unknown name stands for
    itself.
    """
    return next((words for words in _OCCASIONS.values() if words.zh == name), Words(name, name))


@cache
def national_days() -> Mapping[date, ArrangedDay]:
    """Every holiday and make-up working day that is published, by day."""
    arranged = {}
    for table, rests in (
        (chinese_calendar.constants.holidays, True),
        (chinese_calendar.constants.workdays, False),
    ):
        for on, name in table.items():
            reaches_back = name == "New Year's Day" and on.month == 12
            arranged[on] = ArrangedDay(on, rests, _OCCASIONS[name], notice_of(on.year + reaches_back))
    return MappingProxyType(dict(sorted(arranged.items())))


@cache
def published_years() -> frozenset[int]:
    """The years whose holidays are published: from 2004 to the last year that the data names."""
    years = {on.year for on in national_days()}
    return frozenset(range(min(years), max(years) + 1))
