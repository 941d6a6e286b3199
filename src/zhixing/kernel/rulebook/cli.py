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

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.calendars.explaining import explain
from zhixing.kernel.rulebook import conditions, coverage
from zhixing.kernel.rulebook.cases import Outcome, run
from zhixing.kernel.rulebook.coverage import Covered
from zhixing.kernel.rulebook.deadlines import term_of
from zhixing.kernel.rulebook.loading import load, shipped
from zhixing.kernel.rulebook.owed import as_day, value_on
from zhixing.kernel.rulebook.refusals import NotInForce, UnknownRule
from zhixing.kernel.rulebook.schema import DeadlineRule, Pack, Value
from zhixing.kernel.rulebook.warnings import warnings_of


class NotAsked(Refusal):
    """The command line does not say what is wanted."""

    code = "rulebook.not_asked"
    status = 422
    reason = w("The command is incomplete or not known.", "命令不完整或无法识别。")
    remedy = w("{usage}", "{usage}")


class NoSuchPack(Refusal):
    """Neither a shipped pack nor a file."""

    code = "rulebook.no_such_pack"
    status = 422
    reason = w("There is no pack and no file “{name}”.", "没有名为“{name}”的规则包或文件。")
    remedy = w("Shipped packs: {known}.", "随产品提供的规则包：{known}。")


class NotCounted(Refusal):
    """Only a deadline has one last day that can be explained from a day alone."""

    code = "rulebook.not_counted"
    status = 422
    reason = w(
        "The rule {rule} has no limit that is counted from a day.", "规则 {rule} 没有自某日起算的时限。"
    )
    remedy = w(
        "`zhixing rules list` says which rules are deadlines.", "可用 zhixing rules list 查看时限类规则。"
    )


class ConditionUnmet(Refusal):
    """The rule begins only where its condition holds, and with these fields it does not."""

    code = "rulebook.condition_unmet"
    status = 422
    reason = w(
        "With these fields the rule {rule} does not begin: {condition}.",
        "按所给字段，规则 {rule} 不起算：{condition}。",
    )
    remedy = w("Give the event's fields with --field name=value.", "请用 --field 名称=值 给出事件字段。")


class FieldMissing(Refusal):
    """The limit stands in a field of the event, and the field was not given or is no day."""

    code = "rulebook.field_missing"
    status = 422
    reason = w(
        "The limit stands in the field {field}, which was not given as a day.",
        "时限由字段 {field} 确定，但未给出有效日期。",
    )
    remedy = w("Add --field {field}=YYYY-MM-DD.", "请加 --field {field}=YYYY-MM-DD。")


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
            "explain": _explain,
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
        _write(rows)
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
        _write({"cases": len(outcomes), "failed": len(failed), "outcomes": [_outcome(o) for o in outcomes]})
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
        _write(
            {"summary": counts, "rows": [_row(c) for c in rows], "articles": [_row(c) for c in by_article]}
        )
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

    return set(events.kinds()), {spec.code for spec in all_actions()}


def _row(covered: Covered) -> dict[str, Any]:
    return {
        "row": covered.row,
        "rules": [
            {
                "code": c.code,
                "pack": c.pack,
                "title": _both(c.title),
                "cases": c.cases,
                "live": c.live,
                "on": c.on,
            }
            for c in covered.rules
        ],
        "why_not": _both(covered.why_not) if covered.why_not else None,
    }


def _schema(asked: Namespace) -> int:
    _write(Pack.model_json_schema())
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
        "name": _both(outcome.name),
        "holds": not outcome.wrong,
        "wrong": outcome.wrong,
    }


def _explain(asked: Namespace) -> int:
    rule = _rule(asked.code)
    begins = as_day(asked.event)
    if begins is None:
        raise NotAsked(usage="--event YYYY-MM-DD")
    fields = dict(_field(said) for said in asked.field)
    if rule.when and not conditions.holds(rule.when, facts=fields):
        raise ConditionUnmet(rule=rule.code, condition=rule.when)
    value = value_on(rule.values, begins)
    if value is None:
        title = w(rule.title.en, rule.title.zh)
        raise NotInForce(rule=title, day=begins.isoformat(), first=rule.values[0].from_on.isoformat())
    answer = _said_day(rule, value, begins, fields) if value.field else _counted(rule, value, begins)
    told = answer.pop("told")
    if asked.json:
        _write(answer)
    else:
        sys.stdout.write("".join(f"{line}\n" for line in told))
    return 0


def _rule(code: str) -> DeadlineRule:
    for pack in shipped().values():
        for rule in pack.rules:
            if rule.code == code:
                if not isinstance(rule, DeadlineRule):
                    raise NotCounted(rule=code)
                return rule
    raise UnknownRule(rule=code)


def _field(said: str) -> tuple[str, Any]:
    name, sign, value = said.partition("=")
    if not sign or not name:
        raise NotAsked(usage="--field NAME=VALUE")
    if value in ("true", "false"):
        return name, value == "true"
    return name, int(value) if value.lstrip("-").isdecimal() else value


def _counted(rule: DeadlineRule, value: Value, begins: date) -> dict[str, Any]:
    calendar = national()
    told = explain(begins, term_of(rule, value), calendar)
    result = told.result
    assert result.on is not None  # nothing pauses here
    lines = [
        {"on": line.on.isoformat(), "counted": line.counted, "number": line.number, "why": _both(line.why)}
        for line in told.lines
    ]
    shown = [f"{line.on.isoformat()}\t{line.number or '-'}\t{line.why}" for line in told.lines]
    return {
        **_head(rule, value, begins),
        "due_on": result.on.isoformat(),
        "provisional": result.provisional,
        "sentence": _both(told.sentence),
        "notes": [_both(note) for note in told.notes],
        "days": lines,
        "warnings": [
            {"colour": due.colour, "on": due.on.isoformat()}
            for due in warnings_of(rule, begins, result.on, calendar)
        ],
        "told": [told.sentence, *told.notes, *shown],
    }


def _said_day(rule: DeadlineRule, value: Value, begins: date, fields: dict[str, Any]) -> dict[str, Any]:
    on = as_day(fields.get(value.field or ""))
    if on is None:
        raise FieldMissing(field=value.field)
    sentence = w(
        "The day {on} stands as the event says it; nothing is counted.",
        "时限 {on} 由事件直接确定，不另计算。",
    )
    sentence = sentence.put(on=on.isoformat())
    return {
        **_head(rule, value, begins),
        "due_on": on.isoformat(),
        "provisional": False,
        "sentence": _both(sentence),
        "notes": [],
        "days": [],
        "warnings": [
            {"colour": due.colour, "on": due.on.isoformat()}
            for due in warnings_of(rule, begins, on, national())
        ],
        "told": [sentence],
    }


def _head(rule: DeadlineRule, value: Value, begins: date) -> dict[str, Any]:
    return {
        "rule": rule.code,
        "title": rule.title.model_dump(),
        "event": begins.isoformat(),
        "basis": [b.model_dump(exclude_none=True) for b in rule.basis],
        "value": value.model_dump(mode="json", exclude_none=True),
    }


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.text("zh"), "en": words.text("en")}


def _write(said: Any) -> None:
    sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")
