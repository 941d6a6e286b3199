"""`zhixing calendar`: count working days with the built-in calendar, without a database.

    zhixing calendar working-days FROM COUNT    the last of COUNT working days after FROM (negative: before)
    zhixing calendar count FROM TO              the working days after FROM up to and including TO
    zhixing calendar year YYYY                  what is special in a year

FROM is day zero: it never counts. Answers are JSON on standard output (`--text`: sentences); a refusal is a
sentence on standard error and exit status 2, with nothing on standard output.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NoReturn

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import FIRST_DAY, LAST_DAY, Day, OutsideCalendar, national
from zhixing.kernel.calendars.counting import Term, count_between
from zhixing.kernel.calendars.explaining import DayLine, Explanation, explain, why_of, written
from zhixing.kernel.calendars.published import notice_of


class NotADay(Refusal):
    code = "calendars.not_a_day"
    status = 422
    reason = w("{given} is not a day.", "“{given}”不是有效日期。")
    remedy = w("Write it as YYYY-MM-DD, for instance 2026-10-08.", "请按 YYYY-MM-DD 填写，例如 2026-10-08。")


class NotACount(Refusal):
    code = "calendars.not_a_count"
    status = 422
    reason = w("{given} is not a whole number.", "“{given}”不是整数。")
    remedy = w(
        "Write a whole number of working days, negative for before.", "请填写整数个工作日，向前倒推用负数。"
    )


class NotAsked(Refusal):
    code = "calendars.not_asked"
    status = 422
    reason = w("The command is incomplete or not known.", "命令不完整或无法识别。")
    remedy = w("{usage}", "{usage}")


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise NotAsked(usage=self.format_usage().strip())


def main(argv: Sequence[str] | None = None) -> int:
    """Answer one question on standard output. 0 if it was answered, 2 if it was refused."""
    try:
        asked = _parser().parse_args(argv)
        answer = {"working-days": _working_days, "count": _count, "year": _year}[asked.question](asked)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    if asked.text:
        sys.stdout.write("".join(f"{line}\n" for line in answer.pop("told")))
    else:
        del answer["told"]
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    return 0


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog="zhixing calendar",
        description=str(w("Count working days. Changes nothing.", "工作日计算。不改动任何数据。")),
    )
    asked = parser.add_subparsers(dest="question", required=True, parser_class=_Parser, metavar="QUESTION")
    last = asked.add_parser(
        "working-days",
        help=str(
            w("the last of COUNT working days after FROM", "自 FROM 起（当日不计）COUNT 个工作日的截止日")
        ),
    )
    last.add_argument("start", metavar="FROM", help=str(w("day zero, YYYY-MM-DD", "起算日，YYYY-MM-DD")))
    last.add_argument("count", metavar="COUNT", help=str(w("negative counts back", "负数表示向前倒推")))
    between = asked.add_parser(
        "count", help=str(w("the working days after FROM, TO included", "FROM（不含）至 TO（含）的工作日数"))
    )
    between.add_argument("start", metavar="FROM", help=str(w("not counted", "不计入")))
    between.add_argument("end", metavar="TO", help=str(w("counted", "计入")))
    year = asked.add_parser(
        "year", help=str(w("holidays and make-up days of a year", "某年的放假与调休安排"))
    )
    year.add_argument("year", metavar="YYYY")
    for question in (last, between, year):
        shape = question.add_mutually_exclusive_group()
        shape.add_argument(
            "--json", action="store_true", help=str(w("answer in JSON (default)", "以 JSON 输出（默认）"))
        )
        shape.add_argument("--text", action="store_true", help=str(w("answer in sentences", "以文字输出")))
    return parser


def _working_days(asked: Any) -> dict[str, Any]:
    start, count = _day(asked.start), _whole(asked.count)
    term = Term(abs(count), "working_days", direction="before" if count < 0 else "after")
    told = explain(start, term, national())
    assert told.result.on is not None  # nothing pauses here
    return {
        "from": start.isoformat(),
        "count": count,
        "last_day": told.result.on.isoformat(),
        "provisional": told.result.provisional,
        "from_counts": False,
        "days": [_line(line) for line in told.lines],
        "told": _told(told),
    }


def _count(asked: Any) -> dict[str, Any]:
    start, end = _day(asked.start), _day(asked.end)
    calendar = national()
    count = count_between(start, end, calendar)
    first, last = min(start, end) + timedelta(days=1), max(start, end)
    unsure = calendar.table.unsure_before
    days = (last - first).days + 1
    at = (first - FIRST_DAY).days
    provisional = days > 0 and unsure[at + days] > unsure[at]
    sentence = w(
        "{n} working days after {start} (not counted) up to {end} (counted).",
        "{start}（不计入）至{end}（计入）共{n}个工作日。",
    )
    if end < start:
        sentence = w(
            "{n} working days: {end} (not counted) precedes {start} (counted), so it is nought or negative.",
            "{n}个工作日：{end}（不计入）早于{start}（计入），故为负数或零。",
        )
    return {
        "from": start.isoformat(),
        "to": end.isoformat(),
        "working_days": count,
        "from_counts": end < start,
        "to_counts": end >= start,
        "natural_days": (end - start).days,
        "provisional": provisional,
        "told": [sentence.put(n=count, start=written(start), end=written(end))],
    }


def _year(asked: Any) -> dict[str, Any]:
    if not re.fullmatch(r"[0-9]{4}", asked.year):
        raise NotADay(given=asked.year)
    year = int(asked.year)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise OutsideCalendar(year)
    calendar, first = national(), date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    days = [calendar.kind_of(first + timedelta(days=n)) for n in range(length)]
    special = [day for day in days if day.name is not None]
    published, notice = year in calendar.published_years, notice_of(year)
    working = sum(day.works for day in days)
    state = w("published", "已公布") if published else w("not published, provisional", "尚未公布，暂定")
    head = w(
        "{year}: {working} working days, {rest} rest days ({state})",
        "{year}年：工作日{working}天，休息日{rest}天（{state}）",
    )
    return {
        "year": year,
        "published": published,
        "notice": _both(notice.title) if published else None,
        "papers": list(notice.papers),
        "working_days": working,
        "rest_days": length - working,
        "days": [_special(day) for day in special],
        "told": [head.put(year=year, working=working, rest=length - working, state=state)]
        + [f"{day.on}\t{why_of(day)}" for day in special],
    }


def _day(given: str) -> date:
    """Strictly YYYY-MM-DD. Refuses what is no day, and a day outside the calendar."""
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
            raise ValueError(given)
        day = date.fromisoformat(given)
    except ValueError:
        raise NotADay(given=given) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutsideCalendar(given)
    return day


def _whole(given: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", given):
        raise NotACount(given=given[:40])
    return int(given)


def _line(line: DayLine) -> Mapping[str, Any]:
    return {
        "on": line.on.isoformat(),
        "kind": line.day.kind.value,
        "counted": line.counted,
        "number": line.number,
        "published": line.day.published,
        "why": _both(line.why),
    }


def _special(day: Day) -> Mapping[str, Any]:
    name = None if day.name is None else _both(day.name)
    return {"on": day.on.isoformat(), "kind": day.kind.value, "name": name, "source": _both(day.source)}


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.text("zh"), "en": words.text("en")}


def _told(told: Explanation) -> list[object]:
    lines = [f"{line.on}\t{line.number if line.counted else '-'}\t{line.why}" for line in told.lines]
    return [*lines, told.sentence, *told.notes]


if __name__ == "__main__":
    sys.exit(main())
