"""`zhixing rules`: rule packs as they are shipped, without a database.

    zhixing rules list [--json]                     every rule of every pack
    zhixing rules test [--pack NAME|FILE] [--json]  run the worked cases; status 1 if one fails
    zhixing rules explain CODE --event DATE [--field name=value …] [--json]
                                                    when it is due if it begins on that day, each day and why
    zhixing rules coverage [--json]                 each row of the requirements: its rules, cases, whether they run
    zhixing rules schema                            the grammar of a pack as JSON Schema

Exit status: 0 answered, 1 a worked case fails, 2 refused, with the reason and the way out on standard error.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.rulebook import coverage
from zhixing.kernel.rulebook.cases import Outcome, run
from zhixing.kernel.rulebook.coverage import Covered
from zhixing.kernel.rulebook.loading import load, shipped
from zhixing.kernel.rulebook.schema import Pack
from zhixing.launch.rules import explaining
from zhixing.launch.rules.refusals import NoSuchPack, NotAsked
from zhixing.launch.rules.writing import both, write


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise NotAsked(usage=self.format_usage().strip())


def main(argv: Sequence[str] | None = None) -> int:
    """Answer one question on standard output. 0 answered, 1 a case fails, 2 refused."""
    try:
        asked = _parser().parse_args(argv)
        answers = {
            "list": _list,
            "test": _test,
            "explain": explaining.answer,
            "coverage": _coverage,
            "schema": _schema,
        }
        return answers[asked.question](asked)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2


def _parser() -> ArgumentParser:
    told = w("Rule packs and their worked cases. Changes nothing.", "规则包与示例。不改动任何数据。")
    parser = _Parser(prog="zhixing rules", description=str(told))
    asked = parser.add_subparsers(dest="question", required=True, parser_class=_Parser, metavar="QUESTION")
    listed = asked.add_parser("list", help=str(w("every rule of every shipped pack", "列出全部规则")))
    test = asked.add_parser("test", help=str(w("run the worked cases", "运行示例")))
    test.add_argument("--pack", metavar="NAME", help=str(w("a shipped pack, or a file", "规则包名称或文件")))
    one = asked.add_parser(
        "explain", help=str(w("when a rule is due, each day and why", "说明某规则的截止日及逐日计算"))
    )
    one.add_argument("code", metavar="CODE", help=str(w("the rule's code", "规则代码")))
    one.add_argument(
        "--event", required=True, metavar="DATE", help=str(w("the day on which it begins", "起算日"))
    )
    one.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=str(w("a field of the event", "事件字段")),
    )
    covered = asked.add_parser(
        "coverage", help=str(w("what carries each row of the requirements", "查看每项要求由哪些规则落实"))
    )
    asked.add_parser(
        "schema", help=str(w("the grammar of a pack as JSON Schema", "规则包语法（JSON Schema）"))
    )
    for question in (listed, test, one, covered):
        question.add_argument("--json", action="store_true", help=str(w("answer in JSON", "以 JSON 输出")))
    return parser


def _list(asked: Namespace) -> int:
    rows: list[dict[str, Any]] = [
        {"code": rule.code, "pack": pack.pack, "kind": rule.kind, "title": rule.title.model_dump(),
         "basis": [f"{b.document} {b.article}" for b in rule.basis], "verified": rule.verified, "cases": len(rule.cases)}
        for pack in shipped().values()
        for rule in pack.rules
    ]  # fmt: skip
    if asked.json:
        write(rows)
        return 0
    for row in rows:
        title = Words(**row["title"])
        sys.stdout.write(f"{row['code']}\t{row['kind']}\t{title}\t{'；'.join(row['basis'])}\n")
    sys.stdout.write(
        f"{w('{n} rules in {m} packs', '{m} 个规则包，{n} 条规则').put(n=len(rows), m=len(shipped()))}\n"
    )
    return 0


def _test(asked: Namespace) -> int:
    outcomes = [outcome for pack in _packs(asked.pack) for outcome in run(pack)]
    failed = [outcome for outcome in outcomes if outcome.wrong]
    if asked.json:
        write({"cases": len(outcomes), "failed": len(failed), "outcomes": [_outcome(o) for o in outcomes]})
        return 1 if failed else 0
    for outcome in failed:
        sys.stdout.write(f"{outcome.pack}\t{outcome.rule}\t{outcome.name}\t{outcome.wrong}\n")
    for pack, mine in groupby(outcomes, key=lambda o: o.pack):
        held = [not o.wrong for o in mine]
        sys.stdout.write(f"{pack}\t{sum(held)}/{len(held)}\n")
    said = w("{n} worked cases, {m} of them fail", "示例 {n} 个，不符 {m} 个").put(
        n=len(outcomes), m=len(failed)
    )
    sys.stdout.write(f"{said}\n")
    return 1 if failed else 0


def _coverage(asked: Namespace) -> int:
    """Status 1 while a row of the requirements has neither a rule nor a stated reason."""
    offered, actions = _offered()
    rows = coverage.rows(shipped().values(), offered, actions)
    by_article = coverage.articles(shipped().values(), offered, actions)
    counts = coverage.summary(rows)
    if asked.json:
        write({"summary": counts, "rows": [_row(c) for c in rows], "articles": [_row(c) for c in by_article]})
        return 1 if counts["missing"] else 0
    for one in [*rows, *by_article]:
        said = ", ".join(f"{c.code} ({c.cases}{'' if c.live else ', …'})" for c in one.rules)
        sys.stdout.write(f"{one.row}\t{said or one.why_not or '—'}\n")
    told = w(
        "{rows} rows: {live} with a rule that runs today, {foreseen} with one whose events are still to come (…), "
        "{outside} that no software can carry, {missing} with neither",
        "共 {rows} 项：{live} 项有现行规则，{foreseen} 项规则待业务上线（…），{outside} 项非软件可承担，{missing} 项尚无规则",
    )
    sys.stdout.write(f"{told.put(**counts)}\n")
    return 1 if counts["missing"] else 0


def _offered() -> tuple[set[str], set[str]]:
    """The events and actions of all modules: the registers are filled by setting Django up; no database is asked."""
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from zhixing.kernel.actions.register import all_actions
    from zhixing.kernel.matters import events

    return set(events.facts_by_kind()), {spec.code for spec in all_actions()}


def _row(covered: Covered) -> dict[str, Any]:
    return {
        "row": covered.row,
        "rules": [
            {
                "code": c.code,
                "pack": c.pack,
                "title": both(c.title),
                "cases": c.cases,
                "live": c.live,
                "on": c.on,
            }
            for c in covered.rules
        ],
        "why_not": both(covered.why_not) if covered.why_not else None,
    }


def _schema(asked: Namespace) -> int:
    write(Pack.model_json_schema())
    return 0


def _packs(name: str | None) -> list[Pack]:
    if name is None:
        return list(shipped().values())
    if name in shipped():
        return [shipped()[name]]
    if Path(name).is_file():
        return [load(Path(name))]
    raise NoSuchPack(name=name, known="、".join(shipped()))


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "pack": outcome.pack,
        "rule": outcome.rule,
        "name": both(outcome.name),
        "holds": not outcome.wrong,
        "wrong": outcome.wrong,
    }
