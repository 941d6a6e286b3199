"""Checks over a whole log: which events of `story` break a rule of kind `check`.

DuckDB says of every event what came before it; each different combination of facts is then judged once by the kernel, so the
meaning is the kernel's own. Breaches join the tables `judged` and `drawn` as duties that were missed on the day of the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from zhixing.kernel.obligations.batch.facts import day_number
from zhixing.kernel.rulebook.checks import broken
from zhixing.kernel.rulebook.conditions import facts_in
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.schema import Before, CheckRule
from zhixing.modules.approvals.believing import PLACES
from zhixing.modules.approvals.mapping import Mapping

PERSON = "case when s.person is not null then s.person_id end"  # an unnamed person or unit is nobody's equal
UNIT = "case when s.unit is not null then s.unit_id end"


def check(mapping: Mapping, rules: RuleSet, connection: Any, as_of: date) -> None:
    """Add the breaches up to the end of `as_of` to `judged` and `drawn`."""
    for rule in rules.checks.values():
        if not rule.on:
            continue
        _checked(rule, mapping, connection, as_of)


def _checked(rule: CheckRule, mapping: Mapping, connection: Any, as_of: date) -> None:
    facts = sorted((facts_in(rule.when) | facts_in(rule.needs)) & mapping.facts.keys())
    before = list(rule.before)
    connection.execute(f"create or replace temp table asked as {_asked(rule, mapping, facts, as_of)}")
    names = [*(f"f_{name}" for name in facts), *(f"b_{n}" for n in range(len(before)))]
    keys = ", ".join(names) or "1"
    breaking = []
    for row in connection.execute(f"select distinct {keys} from asked").fetchall():
        told = dict(zip(facts, row[: len(facts)], strict=False))
        came = dict(zip(before, row[len(facts) : len(facts) + len(before)], strict=False))
        if broken(rule, _known(told), _known(came)):
            breaking.append(row[: len(names)])
    if breaking:
        _add(rule, names, breaking, connection)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _asked(rule: CheckRule, mapping: Mapping, facts: Sequence[str], as_of: date) -> str:
    """Every event the rule is asked of, with its facts (`f_…`) and what came before it (`b_…`)."""
    columns = [f"f.fact_{name} as f_{name}" for name in facts]
    columns += [f"{_before(before, mapping)} as b_{n}" for n, before in enumerate(rule.before.values())]
    kinds = {*rule.on, *(kind for before in rule.before.values() for kind in before.of)}
    chosen = f"s.kind in ({_listed(rule.on)}) and s.day >= {day_number(rule.from_on)}"
    said = ", ".join(["s.case_id", "s.id", "s.kind", "s.day", "s.unit_id", "s.person_id", *columns])
    return f"""
        select * exclude (kind) from (
            select {said}, {chosen} as is_asked from story s left join facts f using (row)
            where s.kind in ({_listed(sorted(kinds))}) and s.day <= {day_number(as_of)}
            window past as (partition by s.case_id order by s.ord rows between unbounded preceding and 1 preceding)
        ) where is_asked
    """


def _before(before: Before, mapping: Mapping) -> str:
    came = f"filter (s.kind in ({_listed(before.of)})) over past"
    if before.say == "count":
        return f"count(*) {came}"
    pick = "first_value" if before.which == "first" else "last_value"

    def other(said: str) -> str:
        """What the first or last of them says, even where that is nothing: packed, so that it is not skipped."""
        packed = f"case when s.kind in ({_listed(before.of)}) then struct_pack(v := {said}) end"
        return f"({pick}({packed} ignore nulls) over past).v"

    if before.say == "days":
        return f"s.day - {other('s.day')}"
    if before.say == "seconds":
        return f"s.ord // {PLACES} - {other(f's.ord // {PLACES}')}"
    if before.say == "fact":
        return other(f"f.fact_{before.fact}") if before.fact in mapping.facts else "null::varchar"
    who = PERSON if before.say == "same_person" else UNIT
    return f"{who} = {other(who)}"


def _add(rule: CheckRule, names: Sequence[str], breaking: list[tuple[Any, ...]], connection: Any) -> None:
    told = [f"b{n}" for n in range(len(names))]
    if names:
        table = pa.table({name: pa.array([row[n] for row in breaking]) for n, name in enumerate(told)})
        connection.register("breaking", table)
        same = " and ".join(
            f"a.{name} is not distinct from b.{b}" for name, b in zip(names, told, strict=True)
        )
        source = f"asked a join breaking b on {same}"
    else:
        source = "asked a"
    debtor = "a.person_id * 2 + 1" if rule.holder.person else "a.unit_id * 2"
    day = "date '2000-01-01' + a.day::integer"
    connection.execute(f"""
        create or replace temp table broken as
        select a.case_id, '{rule.code}' as rule, {debtor} as debtor, '' as period, a.id as trigger_id, {day} as opened_on,
               {day} as first_due_on, {day} as due_on, false as provisional, 'missed' as state, a.id as ended_by,
               {day} as ended_on, true as late, true as late_by_day, null::boolean as late_by_moment, null::bigint as due_us
        from {source}
    """)
    if names:
        connection.unregister("breaking")
    connection.execute("insert into judged by name select * from broken")
    connection.execute(
        f"insert into drawn by name select *, '{rule.colour}' as colour, ended_on as drawn_on from broken"
    )


def _listed(words: Sequence[str]) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)
