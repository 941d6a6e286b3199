"""A year's notice on holidays, as people paste it: its sentences, or one day a line, become days that rest or are worked.

    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
    2027-01-01..2027-01-03 休 元旦
    2027-01-09 班 元旦

What is not understood is refused with the line that holds it; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.base.refusals import Refusal
from zhixing.base.words import w

LONGEST_HOLIDAY_DAYS = 20


class NoticeNotUnderstood(Refusal):
    """A line of the notice that names no day, or not whether it rests; a day that does not exist or stands twice."""

    code = "administration.notice_not_understood"
    status = 422
    reason = w("“{line}” is not understood: {why}.", "无法识别“{line}”：{why}。")
    remedy = w(
        "Paste the notice's numbered sentences, or write one day a line: 2027-01-01 休 元旦.",
        "请粘贴通知原文的各条，或每行写一日，如：2027-01-01 休 元旦。",
    )


_NO_DAY = w("it names no day", "未写明日期")
_NO_WORD = w("it says neither rest nor work", "未写明放假或上班")
_NOT_REAL = w("there is no such day", "日期不存在")
_TOO_LONG = w("a span from a later to an earlier day, or far too long", "起止日期颠倒或过长")
_OTHER_YEAR = w("the day does not belong to the year", "日期不属于该年度")
_TWICE = w("the day was named before with the other meaning", "同一日期前后规定不一致")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that the notice names."""

    on: date
    rests: bool
    occasion: str


_HEADED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+[、.．]\s*|[（(][一二三四五六七八九十]+[)）]\s*)?(?:(?P<name>[^：:，。\d]{1,14})[：:])?"
)
_LISTED = re.compile(
    r"^\s*(\d{4}-\d{2}-\d{2})(?:\s*(?:\.\.|~|～|至|到)\s*(\d{4}-\d{2}-\d{2}))?\s+(休|班|放假|上班|rest|work)\s*(\S*)\s*$"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_DAY = r"(?:(?P<y{0}>\d{{4}})\s*年)?(?:(?P<m{0}>\d{{1,2}})\s*月)?(?P<d{0}>\d{{1,2}})\s*日"
_SPAN = re.compile(_DAY.format(1) + r"(?:\s*(?:至|到|-|—|－|～|~)\s*" + _DAY.format(2) + r")?")
_PARTS = re.compile(r"[。；;]")
_CLAUSES = re.compile(r"(?<=放假)|(?<=补休)|(?<=调休)|(?<=上班)|，")
_RESTS = re.compile(r"放假|补休|休息|调休")
_WORKS = re.compile(r"上班|照常工作")


def days_in(text: str, year: int) -> list[NamedDay]:
    """The days that this notice for `year` names, in order. Raises NoticeNotUnderstood.

    Days may lie in the December before (New Year); other years are refused.
    """
    found: dict[date, NamedDay] = {}
    occasion = ""
    for line in (part.strip() for part in text.splitlines()):
        if not line:
            continue
        listed = list(_of_list(line))
        if not listed:
            head = _HEADED.match(line)
            occasion = (head and head.group("name")) or occasion
            body = line[head.end() :] if head else line
            listed = list(_of_sentences(body, year, occasion.strip(), line))
        for day in listed:
            _keep(found, day, year, line)
    if not found:
        raise NoticeNotUnderstood(line=text.strip()[:40], why=_NO_DAY)
    return sorted(found.values(), key=lambda d: d.on)


def _keep(found: dict[date, NamedDay], day: NamedDay, year: int, line: str) -> None:
    if day.on.year != year and not (day.on.year == year - 1 and day.on.month == 12):
        raise NoticeNotUnderstood(line=line[:40], why=_OTHER_YEAR)
    if day.on in found and found[day.on].rests is not day.rests:
        raise NoticeNotUnderstood(line=line[:40], why=_TWICE)
    found.setdefault(day.on, day)


def _of_list(line: str) -> Iterator[NamedDay]:
    said = _LISTED.match(line)
    if said is None:
        return
    try:
        first = date.fromisoformat(said[1])
        last = date.fromisoformat(said[2]) if said[2] else first
    except ValueError:
        raise NoticeNotUnderstood(line=line[:40], why=_NOT_REAL) from None
    rests = said[3] in ("休", "放假", "rest")
    for on in _span(first, last, line):
        yield NamedDay(on, rests, said[4] or ("放假" if rests else "上班"))


def _of_sentences(body: str, year: int, occasion: str, line: str) -> Iterator[NamedDay]:
    """Dates wait until a word says whether they rest or are worked: “2月2日、2月3日上班”."""
    waiting: list[tuple[date, date]] = []
    named_any = False
    for sentence in _PARTS.split(_BRACKETS.sub("", body)):
        month = 0
        for clause in _CLAUSES.split(sentence):
            for match in _SPAN.finditer(clause or ""):
                first, last, month = _dates(match, year, month, line)
                waiting.append((first, last))
            rests, works = bool(_RESTS.search(clause or "")), bool(_WORKS.search(clause or ""))
            if waiting and (rests or works):
                for first, last in waiting:
                    yield from (
                        NamedDay(on, not works, occasion or "放假") for on in _span(first, last, line)
                    )
                waiting, named_any = [], True
        if waiting:
            raise NoticeNotUnderstood(line=line[:40], why=_NO_WORD)
    if not named_any and re.search(r"\d\s*日", body):
        raise NoticeNotUnderstood(line=line[:40], why=_NO_WORD)


def _dates(match: re.Match[str], year: int, month: int, line: str) -> tuple[date, date, int]:
    """The span that a match names. What is left out (year, month) is as said before it."""
    first_year = int(match["y1"] or year)
    first_month = int(match["m1"] or month)
    last_year = int(match["y2"] or first_year)
    last_month = int(match["m2"] or first_month)
    try:
        first = date(first_year, first_month, int(match["d1"]))
        last = date(last_year, last_month, int(match["d2"])) if match["d2"] else first
    except ValueError:
        raise NoticeNotUnderstood(line=line[:40], why=_NOT_REAL) from None
    return first, last, last_month


def _span(first: date, last: date, line: str) -> Iterator[date]:
    days = (last - first).days
    if not 0 <= days < LONGEST_HOLIDAY_DAYS:
        raise NoticeNotUnderstood(line=line[:40], why=_TOO_LONG)
    for n in range(days + 1):
        yield first + timedelta(days=n)
