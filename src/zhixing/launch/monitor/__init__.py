"""`zhixing monitor`: judge a case log of an outside system by rule packs (行政审批电子监察), without the house's database.

    zhixing monitor suggest LOG [--json]        propose a mapping from the columns, as YAML
    zhixing monitor run LOG --out FOLDER [--mapping FILE] [--pack FILE …] [--engine duckdb|postgres|spark] [--as-of DATE] [--json]

LOG is a CSV with any column names (plain or gzip), XES, JSONL, or a Parquet file or folder of them. FOLDER gets
obligations.parquet, cards.parquet, quarantine.parquet, quality.json, summary.json and mapping.yaml. Without a mapping the
proposed one is used.

Exit status: 0 judged, 1 judged but a large part of the log is not believed, 2 refused, with the reason and the way out.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.rulebook.loading import load, shipped
from zhixing.kernel.rulebook.schema import Pack
from zhixing.launch import framework
from zhixing.launch.monitor.engines import elsewhere
from zhixing.launch.monitor.refusals import NotAsked
from zhixing.launch.rules.refusals import NoSuchPack
from zhixing.launch.rules.writing import both, write
from zhixing.modules.approvals import mapping
from zhixing.modules.approvals.monitoring import Asked, Told, monitor, proposal


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise NotAsked(usage=self.format_usage().strip())


def main(argv: Sequence[str] | None = None) -> int:
    """Do one of the two. 0 done, 1 a large part of the log is not believed, 2 refused."""
    try:
        asked = _parser().parse_args(argv)
        framework.set_up()
        return {"run": _run, "suggest": _suggest}[asked.question](asked)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog="zhixing monitor",
        description=str(w("Judge a case log by rule packs. Changes nothing but its own folder.",
                          "按规则包监察业务办理日志。只写入指定文件夹，不改动其他数据。")),
    )  # fmt: skip
    asked = parser.add_subparsers(dest="question", required=True, parser_class=_Parser, metavar="QUESTION")
    run = asked.add_parser("run", help=str(w("read, question and judge a log", "读取、核查并监察日志")))
    run.add_argument(
        "log",
        type=Path,
        metavar="LOG",
        help=str(w("the log: a file or a folder of Parquet", "日志文件或 Parquet 文件夹")),
    )
    run.add_argument(
        "--mapping",
        type=Path,
        metavar="FILE",
        help=str(w("what its columns say (YAML or JSON)", "列映射文件（YAML 或 JSON）")),
    )
    run.add_argument(
        "--pack",
        action="append",
        default=[],
        metavar="FILE",
        help=str(w("rules: a file or a shipped pack", "规则包文件或名称，可多次指定")),
    )
    run.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=str(w("the day to judge for (the log's last day)", "判定日（默认为日志最后一日）")),
    )
    run.add_argument(
        "--memory", default="2GB", metavar="SIZE", help=str(w("the most DuckDB may take", "DuckDB 内存上限"))
    )
    run.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FOLDER",
        help=str(w("where the answer goes", "结果文件夹")),
    )
    _name_the_engine(run)
    say = asked.add_parser("suggest", help=str(w("propose a mapping", "提出列映射建议")))
    say.add_argument("log", type=Path, metavar="LOG", help=str(w("the log", "日志")))
    for question in (run, say):
        question.add_argument("--json", action="store_true", help=str(w("answer in JSON", "以 JSON 输出")))
    return parser


def _name_the_engine(run: ArgumentParser) -> None:
    run.add_argument(
        "--engine",
        choices=("duckdb", "postgres", "spark"),
        default="duckdb",
        help=str(w("where to judge", "使用的引擎")),
    )
    run.add_argument(
        "--master", metavar="URL", default=None, help=str(w("the Spark master", "Spark 主节点地址"))
    )
    run.add_argument(
        "--shared",
        type=Path,
        metavar="FOLDER",
        help=str(
            w("a folder that every machine of the Spark cluster sees", "Spark 集群各机器均可访问的文件夹")
        ),
    )


def _suggest(asked: Namespace) -> int:
    found = proposal(asked.log)
    if asked.json:
        plain = found.mapping.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        write({"mapping": plain, "confirm": [both(words) for words in found.confirm]})
        return 0
    sys.stdout.write("".join(f"# {w('Please confirm', '请确认')}: {words}\n" for words in found.confirm))
    sys.stdout.write(found.mapping.written())
    return 0


def _run(asked: Namespace) -> int:
    told = monitor(
        Asked(
            log=asked.log, out=asked.out, now=clock.now(), calendar=national(), packs=[_pack(name) for name in asked.pack],
            mapping=mapping.load(asked.mapping) if asked.mapping else None, as_of=asked.as_of, memory=asked.memory,
            elsewhere=elsewhere(asked.engine, asked.master, asked.shared),
        )
    )  # fmt: skip
    if asked.json:
        write(
            {
                "summary": told.summary,
                "quality": told.quality["counts"],
                "confirm": [both(words) for words in told.confirm],
            }
        )
    else:
        _tell(told)
    return 1 if any(f["code"] == "much_left_out" for f in told.quality["findings"]) else 0


def _pack(name: str) -> Pack:
    if name in shipped():
        return shipped()[name]
    if Path(name).is_file():
        return load(Path(name))
    raise NoSuchPack(name=name, known="、".join(shipped()))


def _tell(told: Told) -> None:
    """One line a finding and a rule, tabs between, the total last."""
    for words in told.confirm:
        _line(w("to confirm", "请确认"), words)
    for found in told.quality["findings"]:
        _line(
            _HELD[found["held"]],
            found["code"],
            found["count"],
            Words(**found["what"]),
            Words(**found["mend"]),
        )
    for code, rule in told.summary["rules"].items():
        said = w(
            "{obligations} judged: {in_time} in time, {late} late, {open_overdue} open and overdue, {open_running} open, "
            "{otherwise_ended} ended otherwise",
            "共 {obligations} 件：按期 {in_time}，逾期办结 {late}，逾期未办 {open_overdue}，在办 {open_running}，"
            "其他 {otherwise_ended}",
        ).put(**rule)
        _line(code, Words(**rule["title"]), said)
        if "late_by_moment" in rule:
            both_ways = w(
                "late by the day {late_by_day}, by the moment {late_by_moment}",
                "按日计逾期 {late_by_day}，按时刻计逾期 {late_by_moment}",
            )
            _line(code, Words(**rule["title"]), both_ways.put(**rule))
    for code, rule in told.summary["checks"].items():
        _line(code, Words(**rule["title"]), w("{breaches} breaches", "发现 {breaches} 处不符").put(**rule))
    counts = told.summary["counts"]
    total = w(
        "{records} records: {believed} believed, {quarantined} quarantined, {unread} lines unread; "
        "{obligations} obligations, {cards} cards as of {as_of}, days counted in {zone}",
        "共 {records} 条记录：采信 {believed} 条，隔离 {quarantined} 条，另有 {unread} 行无法读取；"
        "限时责任 {obligations} 项，预警牌 {cards} 张"
        "（截至 {as_of}，按 {zone} 时区计日）",
    )
    facts = {
        **counts,
        **{k: told.summary[k] for k in ("obligations", "cards", "as_of")},
        "zone": told.summary["days_counted_in"],
    }
    _line(total.put(**facts))


_HELD = {
    "quarantined": w("quarantined", "已隔离"),
    "withheld": w("withheld", "不采信"),
    "believed": w("noted", "提示"),
}


def _line(*said: Any) -> None:
    sys.stdout.write("\t".join(str(part) for part in said) + "\n")
