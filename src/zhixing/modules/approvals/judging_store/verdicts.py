"""What was judged, from DuckDB into Duty and DutyCard, set-based: what a case's story makes no more is no longer current."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.schema import HOURLY, DeadlineRule, Unit
from zhixing.modules.approvals.ages import NOWHERE, long_days
from zhixing.modules.approvals.models import Source
from zhixing.modules.approvals.models.duties import Ground
from zhixing.modules.approvals.pouring import pour

_TABLES = """
drop table if exists pg_temp.approvals_verdicts, pg_temp.approvals_due_cards;
create temporary table approvals_verdicts (
    case_id bigint, rule text, ground text, key text, unit_name text, holder text, opened_on date, first_due_on date,
    due_on date, provisional boolean, state text, ended_on date, late boolean, term integer, used integer, counted text,
    trigger_id bigint, ended_by bigint, next_on date
) on commit drop;
create temporary table approvals_due_cards (case_id bigint, key text, colour text, drawn_on date) on commit drop
"""
_OWN = (
    "rule", "ground", "holder", "opened_on", "first_due_on", "due_on", "provisional", "state", "ended_on", "late", "term", "used",
    "counted", "trigger_id", "ended_by", "next_on",
)  # fmt: skip
_DUTIES = f"""
insert into approvals_duty (case_id, key, unit_id, {", ".join(_OWN)}, judged_for, is_current)
select v.case_id, v.key, case when v.unit_name = '' then %(lead)s else u.unit_id end, {", ".join("v." + c for c in _OWN)},
       %(as_of)s, true
from approvals_verdicts v left join approvals_unitname u on u.source_id = %(source)s and u.name = v.unit_name
order by v.case_id, v.key
on conflict (case_id, key) do update set unit_id = excluded.unit_id, {", ".join(f"{c} = excluded.{c}" for c in _OWN)},
    judged_for = excluded.judged_for, is_current = true
"""
_GONE = """
update approvals_duty d set is_current = false, next_on = null, judged_for = %(as_of)s
where d.case_id = any(%(ids)s) and d.is_current
  and not exists (select from approvals_verdicts v where v.case_id = d.case_id and v.key = d.key)
"""
_CARDS_GONE = """
delete from approvals_dutycard k using approvals_duty d
where d.id = k.duty_id and d.case_id = any(%(ids)s)
  and not exists (select from approvals_due_cards n where n.case_id = d.case_id and n.key = d.key and n.colour = k.colour)
"""
_CARDS = """
insert into approvals_dutycard (duty_id, colour, drawn_on)
select d.id, n.colour, n.drawn_on from approvals_due_cards n join approvals_duty d on d.case_id = n.case_id and d.key = n.key
on conflict (duty_id, colour) do update set drawn_on = excluded.drawn_on where approvals_dutycard.drawn_on <> excluded.drawn_on
"""


def write(
    source: Source, rules: RuleSet, calendar: Calendar, case_ids: Sequence[int], as_of: date,
    cursor: Any, connection: Any, folder: Path,
) -> None:  # fmt: skip
    """Bring the duties and cards of these cases in line with `judged` and `drawn`, within the caller's transaction."""
    _load_rules(rules, calendar, connection)
    connection.execute(
        f"create or replace table verdicts as {_VERDICTS.format(as_of=as_of, nowhere=NOWHERE)}"
    )
    cursor.execute(_TABLES)
    names = ("case_id", "key", "unit_name", *_OWN)
    pour(connection, f"select {', '.join(names)} from verdicts", cursor, folder, "pg_temp.approvals_verdicts")
    pour(connection, _DUE_CARDS, cursor, folder, "pg_temp.approvals_due_cards")
    cursor.execute("analyze pg_temp.approvals_verdicts; analyze pg_temp.approvals_due_cards")
    given = {"source": source.pk, "lead": source.lead_unit_id, "as_of": as_of, "ids": list(case_ids)}
    for statement in (_DUTIES, _GONE, _CARDS_GONE, _CARDS):
        cursor.execute(statement, given)


def _load_rules(rules: RuleSet, calendar: Calendar, connection: Any) -> None:
    """`told`: of each rule its ground; `terms`: in which days its term is counted, from which day on; `caldays`: the calendar."""
    grounds = {code: Ground.TIME.value for code in rules.timed} | {
        c: r.ground for c, r in rules.checks.items()
    }
    silent = {code: isinstance(r, DeadlineRule) and r.silence != "none" for code, r in rules.timed.items()}
    _table(
        "told",
        {"rule": pa.string(), "ground": pa.string(), "silent": pa.bool_()},
        [(code, str(ground), silent.get(code, False)) for code, ground in grounds.items()],
        connection,
    )
    kinds = {
        "rule": pa.string(), "from_on": pa.date32(), "until_on": pa.date32(), "counted": pa.string(), "pauses": pa.bool_(),
        "plus": pa.int64(),
    }  # fmt: skip
    rows = [row for rule in rules.timed.values() if isinstance(rule, DeadlineRule) for row in _terms(rule)]
    _table("terms", kinds, rows, connection)
    connection.register("caldays_now", long_days(calendar))
    connection.execute("create or replace table caldays as select day, w1 from caldays_now")
    connection.unregister("caldays_now")


def _terms(rule: DeadlineRule) -> list[tuple[Any, ...]]:
    """In which days each value of the rule is counted. A term in hours, or before a day, is no number of days."""
    if rule.direction == "before":
        return []
    ends = [value.from_on for value in rule.values[1:]] + [date.max]
    return [
        (rule.code, value.from_on, until, "working_days" if value.amount and value.unit == Unit.WORKING_DAYS else "natural_days",
         bool(rule.pauses), int(rule.start_counts))
        for value, until in zip(rule.values, ends, strict=True) if not (value.amount and value.unit in HOURLY)
    ]  # fmt: skip


def _table(name: str, kinds: dict[str, Any], rows: list[tuple[Any, ...]], connection: Any) -> None:
    columns = list(zip(*rows, strict=True)) or [()] * len(kinds)
    made = pa.table({n: pa.array(c, k) for (n, k), c in zip(kinds.items(), columns, strict=True)})
    connection.register("coming", made)
    connection.execute(f"create or replace table {name} as select * from coming")
    connection.unregister("coming")


# The days of a limit and those used. Where the clock can stand, the stood days move the last day: what was left then is counted
# back from it. Otherwise the days run from the opening, extensions included.
_VERDICTS = """
with numbered as (
    select j.*, o.ground, o.silent, t.row as trigger_row, e.row as ended_row, coalesce(t.unit, '') as unit_name,
           coalesce(case when j.debtor % 2 = 0 then u.name else p.name end, '') as holder,
           j.rule || '|' || t.identity || '|' || j.period as plain_key, m.counted, m.pauses, m.plus,
           coalesce(j.ended_on, date '{as_of}') as until_on
    from judged j join told o using (rule) join story t on t.id = j.trigger_id
    left join story e on e.id = j.ended_by
    left join units u on j.debtor % 2 = 0 and u.id = j.debtor // 2
    left join persons p on j.debtor % 2 = 1 and p.id = j.debtor // 2
    left join terms m on m.rule = j.rule and m.from_on <= j.opened_on and j.opened_on < m.until_on
), keyed as (
    select *, plain_key || case when nth > 1 then '|' || nth else '' end as key
    from (select *, row_number() over (partition by case_id, plain_key order by debtor, opened_on) as nth from numbered)
), placed as (
    select k.*, k.opened_on - date '2000-01-01' as opened_day, k.first_due_on - date '2000-01-01' as first_day,
           k.due_on - date '2000-01-01' as due_day, k.until_on - date '2000-01-01' as until_day from keyed k
), counted_days as (
    select p.* replace (case when p.counted = 'working_days' and not (coalesce(a.w1, {nowhere}) > {nowhere}
               and coalesce(b.w1, {nowhere}) > {nowhere} and coalesce(c.w1, {nowhere}) > {nowhere}) then null
               else p.counted end as counted),
           case when p.counted = 'working_days' then a.w1 else p.opened_day end as o_at,
           case when p.counted = 'working_days' then b.w1 else p.first_day end as f_at,
           case when p.counted = 'working_days' then c.w1 else p.until_day end as u_at,
           case when p.counted = 'working_days' then d.w1 else p.due_day end as d_at
    from placed p left join caldays a on a.day = p.opened_day left join caldays b on b.day = p.first_day
    left join caldays c on c.day = p.until_day left join caldays d on d.day = p.due_day
), measured as (
    select *, case when pauses or d_at is null then f_at - o_at else d_at - o_at end + plus as term,
           case when d_at is null then null when pauses then f_at - o_at - (d_at - u_at) else u_at - o_at end + plus as used
    from counted_days
), coming as (
    select rule, opened_on, due_on, min(on_day) as on_day from warnings
    where colour is not null and on_day > date '{as_of}' group by all
)
select m.case_id, m.rule, m.ground, m.key, m.unit_name, m.holder, m.opened_on, m.first_due_on, m.due_on, m.provisional, m.state,
       m.ended_on, m.late, case when m.counted is not null then m.term end as term,
       case when m.counted is not null then greatest(m.used, 0) end as used, coalesce(m.counted, '') as counted,
       m.trigger_row as trigger_id, m.ended_row as ended_by, m.trigger_id as begun, m.debtor, m.period,
       case when m.state = 'open' then least(w.on_day, case when m.silent then m.due_on + 1 end) end as next_on
from measured m left join coming w on w.rule = m.rule and w.opened_on = m.opened_on and w.due_on = m.due_on
"""
_DUE_CARDS = """
select v.case_id, v.key, d.colour, min(d.drawn_on) as drawn_on
from drawn d join verdicts v on v.case_id = d.case_id and v.rule = d.rule and v.begun = d.trigger_id and v.debtor = d.debtor
 and v.period = d.period
group by all
"""
