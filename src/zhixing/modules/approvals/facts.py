"""Facts of a log's events as the columns that rules read, made by DuckDB; and the same facts in Python, for the fold.

Whatever unit a rule's holder names is the unit of the mapping, whatever person its resource.
"""

from __future__ import annotations

from typing import Any

from zhixing.kernel.obligations.batch.facts import Column
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.modules.approvals.mapping import FactColumn, Mapping
from zhixing.modules.approvals.moments import moment, text_of
from zhixing.modules.approvals.sources import Source

_NULL = {
    "string": "null::varchar", "int64": "null::bigint", "float64": "null::double", "boolean": "null::boolean",
    "array<int64>": "null::bigint[]",
}  # fmt: skip
_YES = "('true', '1', 'yes', 'y', 't', '是')"
_NO = "('false', '0', 'no', 'n', 'f', '否')"
_TAG = {"text": "text", "whole": "whole", "real": "real", "flag": "flag", "day": "text", "moment": "text"}


def make_facts(source: Source, mapping: Mapping, connection: Any) -> None:
    """The table `facts`: of each believed record, as the mapping says, `fact_<name>`; of a moment also `us_<name>`."""
    columns = ["r.row as row"]
    for name, fact in mapping.facts.items():
        said = text_of("w." + source.columns[fact.column])
        if fact.of == "case":
            said = f"""first_value({said} ignore nulls) over (
                partition by r.case_name order by r.row rows between unbounded preceding and unbounded following)"""
        columns.append(f"{said} as said_{name}")
    inner = (
        f"select {', '.join(columns)} from records r join raw w on w.rowid = r.row - 1 where r.reason is null"
    )
    read = [text for name, fact in mapping.facts.items() for text in _read(name, fact, mapping)]
    connection.execute(
        f"create or replace table facts as select row{''.join(', ' + r for r in read)} from ({inner})"
    )


def _read(name: str, fact: FactColumn, mapping: Mapping) -> list[str]:
    said = f"said_{name}"
    number = f"try_cast({said} as double)"
    if fact.read_as in ("day", "moment"):
        when = moment(said, mapping.zone, mapping.moment_format)
        us = f"case when {when.timed} then {when.us} end"
        return [f"strftime({when.local}, '%Y-%m-%d') as fact_{name}", f"{us} as us_{name}"]
    made = {
        "text": said,
        "whole": f"case when {number} = floor({number}) and abs({number}) <= 9007199254740992 then {number}::bigint end",
        "real": f"case when isfinite({number}) then {number} end",
        "flag": f"case when lower({said}) in {_YES} then true when lower({said}) in {_NO} then false end",
    }[fact.read_as]
    return [f"{made} as fact_{name}"]


def facts_json(mapping: Mapping) -> str:
    """The facts of a record as JSON, those that it has. A moment's microseconds stand beside its day, under `<name>.us`."""
    parts = []
    for name, fact in mapping.facts.items():
        parts.append(_member(name, f"f.fact_{name}"))
        if fact.read_as in ("day", "moment"):
            parts.append(_member(f"{name}.us", f"f.us_{name}"))
    return f"'{{' || concat_ws(',', {', '.join(parts)}) || '}}'" if parts else "'{}'"


def _member(name: str, value: str) -> str:
    return f"case when {value} is not null then '\"{name}\":' || to_json({value})::varchar end"


def column(wanted: Column, mapping: Mapping, rules: RuleSet) -> str:
    """The expression over `story` (s) and `facts` (f) that fills a column of the engine's events."""
    held = _holder(wanted, rules)
    if held:
        return held
    fact = mapping.facts.get(wanted.fact)
    if fact is None:
        return _NULL[wanted.type]
    name, tag = f"f.fact_{wanted.fact}", _TAG[fact.read_as]
    if wanted.form == "tag":
        return f"case when {name} is not null then '{tag}' end"
    if wanted.form == tag or (wanted.form == "word" and tag == "text"):
        return name
    if wanted.form == "day" and fact.read_as in ("day", "moment"):
        return f"date_diff('day', date '2000-01-01', {name}::date)"
    if wanted.form == "listed":
        return "false"
    return _NULL[wanted.type]


def _holder(wanted: Column, rules: RuleSet) -> str | None:
    units = {r.holder.unit for r in rules.timed.values()} | {"unit_id"}
    persons = {r.holder.person for r in rules.timed.values()} | {"person_id"}
    if wanted.form not in ("holder", "holders", "same"):
        return None
    if wanted.form == "holders":
        return "[s.unit_id]"
    if wanted.fact in units:
        return "s.unit_id"
    return "s.person_id" if wanted.fact in persons else None


def told(row: dict[str, Any], rules: RuleSet) -> dict[str, Any]:
    """The facts of one event for the fold: those of the mapping, and who holds."""
    facts = {name.removeprefix("fact_"): value for name, value in row.items() if value is not None}
    for rule in rules.timed.values():
        holder = rule.holder
        if holder.units:
            facts.setdefault(holder.units, [row["unit_id"]])
        elif holder.unit:
            facts.setdefault(holder.unit, row["unit_id"])
        elif holder.person:
            facts.setdefault(holder.person, row["person_id"])
    return facts
