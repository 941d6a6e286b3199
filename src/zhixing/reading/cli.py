"""`zhixing breakdown FILE`: the work items of a document, on the command line. Needs no database and changes
nothing."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from pathlib import Path

from zhixing.base.refusals import Refusal
from zhixing.base.words import counted, w
from zhixing.reading.breakdown import WorkItem, breakdown
from zhixing.reading.dues import Due, Every
from zhixing.reading.extraction import LARGEST_FILE, text_of
from zhixing.reading.refusals import FileTooLarge, FileUnreadable

REFUSED = 2

_EVERY = {
    Every.YEAR: w("every year", "每年"),
    Every.HALF_YEAR: w("every half-year", "每半年"),
    Every.QUARTER: w("every quarter", "每季度"),
    Every.MONTH: w("every month", "每月"),
    Every.WEEK: w("every week", "每周"),
    Every.DAY: w("every day", "每日"),
}


def main(argv: list[str]) -> int:
    """Print the items of the file named in `argv`. 0 on success, 2 where the file is refused (said on
    stderr)."""
    asked = _parser().parse_args(argv)
    try:
        items = breakdown(text_of(asked.file.name, _content(asked.file)).text, year=asked.year)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    if asked.jsonl:
        told = "".join(json.dumps(item.as_json(), ensure_ascii=False) + "\n" for item in items)
    elif asked.json:
        told = json.dumps([item.as_json() for item in items], ensure_ascii=False, indent=2) + "\n"
    else:
        told = _table(items)
    sys.stdout.write(told)
    return 0


def _parser() -> argparse.ArgumentParser:
    about = w(
        "Break an official document (.txt, .md, .docx, .pdf) down into work items. Changes nothing.",
        "将公文（.txt、.md、.docx、.pdf）分解为任务清单。不改动任何数据。",
    )
    parser = argparse.ArgumentParser(prog="zhixing breakdown", description=str(about))
    parser.add_argument("file", type=Path, metavar="FILE", help=str(w("the document", "公文文件")))
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--jsonl", action="store_true", help=str(w("one JSON object a line", "每行输出一个 JSON 对象"))
    )
    form.add_argument("--json", action="store_true", help=str(w("one JSON list", "输出一个 JSON 列表")))
    year = w("the document's year, for dates without one", "公文年份，用于补全未写年份的日期")
    parser.add_argument("--year", type=_year, metavar="YYYY", help=str(year))
    return parser


def _year(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 1949 <= int(written) <= 2100):
        raise argparse.ArgumentTypeError(str(w("a year from 1949 to 2100", "须为1949至2100之间的年份")))
    return int(written)


def _content(path: Path) -> bytes:
    """The file's bytes, not more than is read anyway."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as wrong:
        raise FileUnreadable(name=str(path), said=wrong.strerror or type(wrong).__name__) from wrong
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(name=path.name, most=LARGEST_FILE // 1_000_000)
    return content


def _table(items: list[WorkItem]) -> str:
    """A readable list: a line of columns for each item and, where there is doubt, a second line."""
    if not items:
        return str(w("No work items were found in this document.", "未在该文件中识别出任务。")) + "\n"
    lines = [
        _row(
            "#",
            str(w("number", "序号")),
            str(w("work item", "任务")),
            str(w("due", "时限")),
            str(w("units", "责任单位")),
        )
    ]
    for item in items:
        lines.append(_row(str(item.n), item.number or "", item.title, _due(item), _units(item)))
        if item.doubts:
            doubts = "; ".join(str(doubt) for doubt in item.doubts)
            lines.append(" " * 6 + str(w("look again: {doubts}", "请核对：{doubts}").put(doubts=doubts)))
    total = counted(len(items), "{n} work item", "{n} work items", "共 {n} 项任务")
    return "\n".join([*lines, str(total)]) + "\n"


def _row(n: str, number: str, title: str, due: str, units: str) -> str:
    return " ".join((_padded(n, 4), _padded(number, 8), _padded(title, 44), _padded(due, 18), units)).rstrip()


def _padded(words: str, width: int) -> str:
    """The words filled or cut to `width` columns of a terminal, where a Chinese character takes two."""
    kept, used = "", 0
    for char in words:
        wide = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used + wide > width:
            break
        kept, used = kept + char, used + wide
    return kept + " " * (width - used)


def _due(item: WorkItem) -> str:
    return _due_said(item.due) if item.due else item.due_text or ""


def _due_said(due: Due) -> str:
    if due.on:
        return due.on.isoformat() + (due.at.strftime(" %H:%M") if due.at else "")
    return str(_EVERY[due.every]) if due.every else str(w("ongoing", "持续推进"))


def _units(item: WorkItem) -> str:
    between = str(w(", ", "、"))
    lead = str(w("lead: {units}", "牵头：{units}").put(units=between.join(item.lead))) if item.lead else ""
    support = str(w("support: {units}", "配合：{units}").put(units=between.join(item.co))) if item.co else ""
    return str(w("; ", "；")).join(part for part in (lead, support) if part)
