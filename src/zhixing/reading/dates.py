"""Expressions of time in official Chinese, and the day each of them ends on.

底前, 年底, 上半年 and the like mean the last day of their period; 9月15日前 means that day, inclusive. A
month or day without a year lies in the document's year. What has no day on the calendar (收到后5个工作日内)
is found, and left without one."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from zhixing.base.words import Words, w
from zhixing.reading.dues import ONGOING, Due, Every, Issue
from zhixing.reading.numerals import COUNT, value
from zhixing.reading.patterns import any_of

#: Years of the five-year plans that documents name: 十四五 = 2021–2025.
PLAN_ENDS = {"十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}

_YEAR = r"(?:(?P<year>\d{4}|[〇零一二三四五六七八九]{4}) ?年|(?P<near>今年|明年|当年|本年度?|次年|翌年))"
_NUM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_CLOCK = (
    r"(?: {0,2}(?P<half>上午|下午|晚上?|中午)? {0,2}(?P<hour>\d{1,2})"
    r"(?:(?P<half_past>[点时]半)|[:时点](?P<minute>\d{2})?分?))?"
)
_LEADS = rf"(?P<to>[到至])?(?:{_YEAR} {{0,2}})?"
_DAY = re.compile(
    rf"{_LEADS}(?P<month>{_NUM}) ?月 ?(?P<day>{_NUM}) ?[日号]{_CLOCK}(?P<before>之前|以前|前|止)?"
)
_MONTH = re.compile(
    rf"{_LEADS}(?<![\d—\-~至个])(?P<month>{_NUM}) ?月份? ?"
    r"(?P<part>月?底|末|上旬|中旬|下旬|初|中(?=[前,旬]))?(?P<before>之前|以前|前)?"
)
_PERIOD = re.compile(
    rf"(?P<to>[到至])?(?:{_YEAR}|(?<![\d一二三四五六七八九十几多每半])(?=年[底末内]|全年|[上下]半年|第?[一二三四1-4]季度))"
    r"(?P<part>年?[底末](?!\w*下)|年?内|全年|上半年末?|下半年末?|第?[一二三四1-4]季度[末底]?)?(?P<before>之前|以前|前)?"
)
_FROM_YEAR = re.compile(rf"(?:从|自)?{_YEAR}(?:开始|起)")
_PLAN = re.compile(r"[“\"]?(?P<plan>十[三四五六]五)[”\"]?(?:规划)?(?P<part>期?末|期间|时期末?|规划期[内末]?)")
_SPAN = re.compile(
    r"(?P<from>(?:自|从)?(?:本[^,。;\d]{1,8})?(?:印发|发布|下发|收到|接到)[^,。;\d]{0,8})?"
    rf"(?P<count>{COUNT}) ?(?P<unit>年|个月|个?季度|周|个?工作日|日|天|个?小时)"
    r"(?:之内|以内|内|时间|左右时间)"
)
_RECURRING = re.compile(
    r"(?:每个?|逐|按)(?P<every>年度?|半年|季度?|月份?|周|星期|日|天)(?:[底末]|(?:第?[一二三四]季度)?末)?"
    rf"(?:(?<=年)(?:{_NUM}月(?:底|末|{_NUM}日)?)(?:之前|以前|前)?|(?<=月){_NUM}[日号](?:之前|以前|前)?|(?<=周)[一二三四五](?:之前|前)?|前)?"
)
_ONGOING = re.compile(
    r"持续[\u4e00-\u9fff]{2}|长期(?:坚持|推进|开展|任务|实施)?|常态化?(?:推进|开展|化|实施)?|常年|贯穿全年"
)
_FEAST = re.compile(
    r"(?:(?:元旦|春节|清明节?|五一|“五一”|端午节?|国庆节?|中秋节?|两节|汛期|主汛期|入冬|供暖季|采暖季|开学|高考|换届)(?:到来)?)(?:之前|以前|前)"
)
_EVERY = {
    "年": Every.YEAR,
    "半": Every.HALF_YEAR,
    "季": Every.QUARTER,
    "月": Every.MONTH,
    "周": Every.WEEK,
    "星": Every.WEEK,
    "日": Every.DAY,
    "天": Every.DAY,
}
_AFTER_TIME = re.compile(
    any_of(
        """力争 争取 确保 务必 须 需 要 全面 全部 基本 任务 目标 的?工作 整体 取得 阶段性 明显 显著 初步
        并 见到 进展 成效 落实 推进 实施 组织 启动 完成 达标 办结 建成 到位 报送 上报 反馈 印发 出台 见效 完工
        竣工 开工 投用 投入使用 于 在 坚持 长期 左右 [。、] \\s"""
    )
    + "*"
)
_CLAUSE_START = "。,;:!?\n()“”、"


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """Words about time: text[start:end]. `due` is None where they give no day; `firm` where 前, 底 or 到
    limits."""

    start: int
    end: int
    due: Due | None
    firm: bool = True
    doubts: tuple[Words, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Reader:
    """How years are read: the document's own time, and years whose digits the source garbled."""

    issue: Issue = Issue()
    repaired: Mapping[str, int] = field(default_factory=dict)

    def year(self, found: re.Match[str]) -> tuple[int | None, tuple[Words, ...]]:
        """The year that the words name, or the document's year where they name none."""
        written, near = found["year"], found["near"]
        if written in self.repaired:
            read = self.repaired[written]
            said = w(
                "the source writes the year {written}; read as {read}",
                "原文年份“{written}年”有误，按{read}年识别",
            )
            return read, (said.put(written=written, read=read),)
        if written:
            number = value(written)
            if number is None or not 1949 <= number <= 2100:
                return None, (w("a year that cannot be", "年份不合常理，未识别"),)
            return number, ()
        if self.issue.year is None:
            return None, (w("the document's year is not known", "文件年份不明，日期未能确定"),)
        return self.issue.year + (near in ("明年", "次年", "翌年")), ()


def times(folded: str, start: int, end: int, reader: Reader) -> list[TimeSaid]:
    """The expressions of time in folded[start:end], in order, none inside another. Cited titles 《…》 are
    passed over."""
    masked = folded[:0] if end <= start else _without_titles(folded[start:end])
    said: list[TimeSaid] = []
    for pattern, read in _READERS:
        for found in pattern.finditer(masked):
            if found.end() > found.start() and (one := read(found, masked, reader)):
                said.append(one)
    said.sort(key=lambda one: (one.start, -one.end))
    kept: list[TimeSaid] = []
    for one in said:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return [TimeSaid(o.start + start, o.end + start, o.due, o.firm, o.doubts) for o in kept]


def is_time_clause(folded: str, start: int, end: int) -> bool:
    """Whether folded[start:end] says when, and nothing else (2026年6月底前完成; 长期坚持)."""
    if end - start > 40:
        return False
    any_year = Reader(Issue(year=2000))
    found = times(folded, start, end, any_year)
    rest, at = "", start
    for one in found:
        rest += folded[at : one.start]
        at = one.end
    rest += folded[at:end]
    ongoing = _ONGOING.fullmatch(folded, start, end)
    return bool(ongoing or (found and _AFTER_TIME.fullmatch(rest)))


def ongoing_at(folded: str, start: int, end: int) -> TimeSaid | None:
    """持续…, 长期… at the very beginning of the words: work without end."""
    found = _ONGOING.match(folded, start, end)
    return TimeSaid(found.start(), found.end(), ONGOING, firm=False) if found else None


def _without_titles(text: str) -> str:
    return re.sub(r"《[^《》\n]{0,120}》", lambda m: "\0" * len(m[0]), text)


def _begins_clause(found: re.Match[str], text: str) -> bool:
    at = found.start()
    return (
        at == 0
        or text[at - 1] in _CLAUSE_START + "\0"
        or text[max(0, at - 2) : at] in ("力争", "争取", "确保", "计划")
    )


def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _day(found: re.Match[str], text: str, reader: Reader) -> TimeSaid | None:
    prefix = text[max(0, found.start() - 2) : found.start()]
    limited = (
        found["before"] or found["to"] or found["hour"] or prefix.endswith(("于", "在", "截至", "截止", "至"))
    )
    if not limited or text[found.end() : found.end() + 1] == "起" or prefix.endswith(("自", "从")):
        return None
    year, doubts = reader.year(found)
    month, day = value(found["month"]), value(found["day"])
    try:
        on = date(year, month, day) if year and month and day else None
    except ValueError:
        return TimeSaid(*found.span(), None, doubts=(w("a day that does not exist", "日期不存在"),))
    return TimeSaid(
        *found.span(), Due(on, _clock(found)) if on else None, doubts=(*doubts, *_past(on, found, reader))
    )


def _clock(found: re.Match[str]) -> time | None:
    if not found["hour"]:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or (30 if found["half_past"] else 0))
    if found["half"] and found["half"][0] in "下晚" and hour < 12:
        hour += 12
    if hour == 24 and minute == 0:
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _past(on: date | None, found: re.Match[str], reader: Reader) -> tuple[Words, ...]:
    """A day without a written year that lies before the document itself may belong to the next year."""
    if on and reader.issue.day and on < reader.issue.day and not found["year"]:
        return (w("lies before the document's own date; perhaps next year", "早于成文日期，可能指次年"),)
    return ()


_PART_DAY = {"上旬": 10, "中旬": 20, "初": 10, "中": 15}


def _month(found: re.Match[str], text: str, reader: Reader) -> TimeSaid | None:
    month = value(found["month"])
    if month is None or not 1 <= month <= 12:
        return None
    ahead = text[found.end() : found.end() + 1]
    firm = bool(found["before"] or found["part"] or found["to"])
    if ahead in ("起", "以", "至", "—", "-", "~", "份") or (not firm and not _begins_clause(found, text)):
        return None
    year, doubts = reader.year(found)
    if year is None:
        return TimeSaid(*found.span(), None, doubts=doubts)
    day = _PART_DAY.get(found["part"] or "")
    on = date(year, month, day) if day else _last_of(year, month)
    if found["before"] and not found["part"]:
        doubts = (*doubts, w("before a month: taken as by its last day", "“某月前”按该月最后一日计"))
    return TimeSaid(*found.span(), Due(on), firm, (*doubts, *_past(on, found, reader)))


def _period(found: re.Match[str], text: str, reader: Reader) -> TimeSaid | None:
    part = found["part"] or ""
    firm = bool((part and part != "全年") or found["before"] or found["to"])
    if not firm and (not (found["year"] or part) or not _begins_clause(found, text)):
        return None
    ahead = text[found.end() : found.end() + 1]
    if ahead and ahead in "起以度版来—-~–至第)":
        return None
    year, doubts = reader.year(found)
    if year is None:
        return TimeSaid(*found.span(), None, firm, doubts)
    on = _end_of_part(year, part)
    if not firm and reader.issue.year and year < reader.issue.year:
        return None
    return TimeSaid(*found.span(), Due(on), firm, (*doubts, *_past(on, found, reader)))


def _end_of_part(year: int, part: str) -> date:
    if "上半年" in part:
        return date(year, 6, 30)
    if "季度" in part:
        quarter = next((value(c) for c in part if c in "一二三四1234"), 4) or 4
        return _last_of(year, quarter * 3)
    return date(year, 12, 31)


def _from_year(found: re.Match[str], text: str, reader: Reader) -> TimeSaid | None:
    if re.match(r"施行|执行|实行|生效|正式施行|试行", text[found.end() : found.end() + 4]):
        return None
    _, doubts = reader.year(found)
    return TimeSaid(
        *found.span(),
        ONGOING,
        False,
        (*doubts, w("from then on, no end is said", "自该年起，未写明终止时间")),
    )


def _plan(found: re.Match[str], text: str, reader: Reader) -> TimeSaid | None:
    return TimeSaid(*found.span(), Due(date(PLAN_ENDS[found["plan"]], 12, 31)), firm="末" in found["part"])


def _span(found: re.Match[str], text: str, reader: Reader) -> TimeSaid | None:
    count, unit = value(found["count"]), found["unit"]
    before = text[max(0, found.start() - 2) : found.start()]
    opens = _begins_clause(found, text) or before.endswith(
        ("用", "在", "力争", "争取", "未来", "今后", "通过", "于", "须", "应")
    )
    if not count or (not opens and not found["from"]) or (unit == "日" and not opens and not found["from"]):
        return None
    said, doubts = _span_end(count, unit, bool(found["from"]), reader)
    return TimeSaid(*found.span(), said, True, doubts)


def _span_end(count: int, unit: str, counted: bool, reader: Reader) -> tuple[Due | None, tuple[Words, ...]]:
    """The end of N years or months: of the period in the title where it has that length, else from the day
    of issue."""
    period, issued = reader.issue.period, reader.issue.day
    if unit == "年" and period and period[1] - period[0] + 1 == count:
        return Due(date(period[1], 12, 31)), (
            w("counted as the period in the title", "按标题所示规划期计算"),
        )
    months = {"年": 12, "个月": 1, "季度": 3, "个季度": 3}.get(unit)
    note = (w("counted from the day of issue", "自印发之日起计算"),)
    if issued and months and count * months <= 1200:
        return Due(_months_after(issued, count * months)), note
    if issued and counted and unit in ("日", "天", "周"):
        return Due(issued + timedelta(days=count * (7 if unit == "周" else 1))), note
    return None, (w("a span without a first day", "期限起算日未写明，未换算为日期"),)


def _months_after(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


_STANDARD = re.compile(r"(?:最高|给予|补助|补贴|奖励|资助|发放|不超过|最多)|人|户|家|\d+(?:\.\d+)?万?元")


def _recurring(found: re.Match[str], text: str, reader: Reader) -> TimeSaid | None:
    """每年 and the like; not where it sets a rate of payment (每年给予平台500万元, 每人每月)."""
    if text[max(0, found.start() - 1) : found.start()] in tuple("人户家名月年") or _STANDARD.match(
        text, found.end()
    ):
        return None
    if found[0][0] == "按" and not re.match(
        r"报送|上报|调度|通报|报告|反馈|督查|公布|汇总|开展|更新", text[found.end() : found.end() + 2]
    ):
        return None
    return TimeSaid(*found.span(), Due(every=_EVERY[found["every"][0]]))


def _feast(found: re.Match[str], text: str, reader: Reader) -> TimeSaid | None:
    return TimeSaid(*found.span(), None, doubts=(w("a day the calendar must say", "节令日期需另行确定"),))


_Read = Callable[[re.Match[str], str, Reader], TimeSaid | None]
_READERS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_DAY, _day),
    (_MONTH, _month),
    (_FROM_YEAR, _from_year),
    (_PERIOD, _period),
    (_PLAN, _plan),
    (_SPAN, _span),
    (_RECURRING, _recurring),
    (_FEAST, _feast),
)
