"""The columns of a case that follow from its events: when it began and ended, who has it, what it is about, its path."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhixing.modules.approvals.facts import facts_json
from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.models import Source
from zhixing.modules.approvals.pouring import pour

ITEM_NAMES = ("item_name", "item")  # facts that say what is applied for, the better one first
SATISFACTION = "satisfaction"
_KEPT = (*ITEM_NAMES, "item_code")  # facts of single events that describe the whole case
_TABLE = """
create temporary table approvals_described (
    case_id bigint, unit_name text, item_name text, satisfaction smallint, began_on date, ended_on date, last_on date,
    last_kind text, events integer, path text, facts jsonb
) on commit drop
"""
_UPDATE = """
update approvals_outsidecase c
set unit = d.unit, unit_name = d.unit_name, item_name = d.item_name, satisfaction = d.satisfaction, began_on = d.began_on,
    ended_on = d.ended_on, last_on = d.last_on, last_kind = d.last_kind, events = d.events, path = d.path,
    facts = case when %(whole)s then d.facts || c.facts else d.facts end, judged_at = %(now)s
from (
    select d.*, case when d.unit_name = '' then %(lead)s else u.unit_id end as unit
    from approvals_described d left join approvals_unitname u on u.source_id = %(source)s and u.name = d.unit_name
) d where c.id = d.case_id
""".replace("set unit =", "set unit_id =")


def describe(source: Source, mapping: Mapping, now: Any, cursor: Any, connection: Any, folder: Path) -> None:
    """Bring the cases' columns in line with `story` and `facts`, within the caller's transaction.

    A case whose events name no unit is with the unit that runs the system; a name that nobody has explained is no unit.
    """
    cursor.execute("drop table if exists pg_temp.approvals_described")
    cursor.execute(_TABLE)
    pour(connection, _query(mapping), cursor, folder, "pg_temp.approvals_described")
    given = {"now": now, "source": source.pk, "lead": source.lead_unit_id, "whole": not mapping.activity}
    cursor.execute(_UPDATE, given)


def _query(mapping: Mapping) -> str:
    """A row for each case of `ids`, also for one that has no event left. `described_cases` keeps `ended_on` for judging."""
    whole = {n: f for n, f in mapping.facts.items() if f.of == "case" or n in _KEPT}
    kept = mapping.model_copy(update={"facts": whole})
    day = "date '2000-01-01' + {}::integer"
    starts, ends = _listed(mapping.starts), _listed(mapping.ends)
    began = f"coalesce(min(s.day) filter (s.kind in ({starts})), min(s.day))" if starts else "min(s.day)"
    ended = f"min(s.day) filter (s.kind in ({ends}))" if ends else "null::bigint"
    firsts = []
    for name, fact in whole.items():
        firsts.append(_first(f"fact_{name}"))
        if fact.read_as in ("day", "moment"):
            firsts.append(_first(f"us_{name}"))
    item = ", ".join(f"f.fact_{name}" for name in ITEM_NAMES if name in whole)
    rated = f"arg_max(f.fact_{SATISFACTION}, s.ord)" if SATISFACTION in mapping.facts else "null"
    return f"""
        select i.case_id, coalesce(f.unit, '') as unit_name, {f"left(coalesce({item}, ''), 300)" if item else "''"} as item_name,
               case when f.rated between 1 and 5 then f.rated end as satisfaction, {day.format("f.began")} as began_on,
               {day.format("f.ended")} as ended_on, {day.format("f.last")} as last_on, coalesce(f.last_kind, '') as last_kind,
               coalesce(f.events, 0) as events, coalesce(f.path, '') as path, {facts_json(kept)} as facts
        from ids i left join (
            select s.case_id, arg_max(s.unit, s.ord) filter (s.unit is not null) as unit,
                   try_cast({rated} as bigint) as rated, {began} as began, {ended} as ended, max(s.day) as last,
                   arg_max(s.kind, s.ord) as last_kind, count(*) as events,
                   md5(string_agg(s.kind, chr(31) order by s.ord)) as path{"".join(", " + f for f in firsts)}
            from story s left join facts f using (row) group by s.case_id
        ) f using (case_id)
    """


def _first(column: str) -> str:
    return f"arg_min(f.{column}, f.row) filter (f.{column} is not null) as {column}"


def _listed(kinds: list[str]) -> str:
    return ", ".join("'" + kind.replace("'", "''") + "'" for kind in kinds)
