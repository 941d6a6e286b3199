"""A delivery's believed events in DuckDB, each with what tells it from all others, and poured into PostgreSQL by COPY."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhixing.modules.approvals.believing import placed_events, sets_copies_aside
from zhixing.modules.approvals.facts import facts_json, make_facts
from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.moments import text_of
from zhixing.modules.approvals.pouring import pour
from zhixing.modules.approvals.sources import Source

AT_ONCE = 250_000  # events of one COPY, so that progress can be told between them
LONGEST_NAME = 200  # characters of a unit's or person's name that are kept
COLUMNS = (
    "case_number", "identity", "kind", "day", "second", "us", "timed", "unit_name", "person_name", "facts", "row",
    "place", "backwards",
)  # fmt: skip
STAGED = """
create temporary table approvals_staged (
    case_number text, identity uuid, kind text, day integer, second bigint, us bigint, timed boolean, unit_name text,
    person_name text, facts jsonb, row bigint, place integer, backwards boolean
)
"""


@dataclass(frozen=True, slots=True)
class Staged:
    """How many believed events there are, and the SHA-256 of them as they went over (CSV, in the order of the delivery)."""

    events: int
    sha256: str


def stage(source: Source, mapping: Mapping, connection: Any) -> int:
    """Make the DuckDB table `staged`; the answer is how many events it has. Each event keeps the facts of its own record."""
    own = {name: fact.model_copy(update={"of": "event"}) for name, fact in mapping.facts.items()}
    make_facts(source, mapping.model_copy(update={"facts": own}), connection)
    connection.execute("set preserve_insertion_order=true")
    nameless = "select 1 from records where reason is null and event_id is null limit 1"
    named = bool(mapping.event_id) and not connection.execute(nameless).fetchall()
    raw = "" if named else "join raw w on w.rowid = p.row - 1"
    connection.execute(f"""
        create or replace table staged as
        select p.case_name as case_number, {_identity(source, mapping, named)} as identity, p.kind, p.second // 86400 as day,
               p.second, p.placed as us, p.timed, left(coalesce(p.unit, ''), {LONGEST_NAME}) as unit_name,
               left(coalesce(p.person, ''), {LONGEST_NAME}) as person_name, {facts_json(mapping)} as facts, p.row, p.place,
               false as backwards
        from ({placed_events(mapping)}) p {raw} left join facts f on f.row = p.row
        order by p.row, p.place
    """)
    if mapping.starts and mapping.ends:
        _mark_backwards(mapping, connection)
    ((events,),) = connection.execute("select count(*) from staged").fetchall()
    return int(events)


def _mark_backwards(mapping: Mapping, connection: Any) -> None:
    """Mark the ends that lie before the beginning of their case, as far as this delivery knows it: by the moment where both have
    one, else by the day."""
    starts, ends = (", ".join(_literal(kind) for kind in kinds) for kinds in (mapping.starts, mapping.ends))
    connection.execute(f"""
        update staged set backwards = true from (
            select case_number, min(us) as us, min(day) as day, bool_and(timed) as timed
            from staged where kind in ({starts}) group by case_number
        ) b
        where staged.kind in ({ends}) and b.case_number = staged.case_number
          and case when staged.timed and b.timed then staged.us < b.us else staged.day < b.day end
    """)


def _identity(source: Source, mapping: Mapping, named: bool) -> str:
    """What the source calls the event; of one without a name all that its record says, and which of its equals it is. `named`:
    all have names.

    A date of the case is its column's, whatever it says: a later delivery replaces it.
    """
    seen: dict[str, int] = {}
    dates = ""
    for place, dated in enumerate(mapping.dates):
        seen[dated.column] = seen.get(dated.column, 0) + 1
        dates += f" when p.place = {place} then md5({_literal(f'date{chr(31)}{dated.column}{chr(31)}{seen[dated.column]}')})"
    said = "''" if named else _everything(source, mapping)
    return f"case{dates} when p.event_id is not null then md5({_literal('id' + chr(31))} || p.event_id) else md5({said}) end"


def _everything(source: Source, mapping: Mapping) -> str:
    said = " || ".join(
        f"coalesce({_literal(chr(31) + name + chr(30))} || {text_of('w.' + inner)}, '')"
        for name, inner in sorted(source.columns.items())
    )
    if sets_copies_aside(source, mapping):
        return said
    nth = f"row_number() over (partition by p.place, {said} order by p.row)"
    return f"{said} || case when {nth} > 1 then {_literal(chr(29))} || {nth} else '' end"


def pour_staged(connection: Any, cursor: Any, folder: Path, told: Callable[[int], None]) -> Staged:
    """Copy `staged` into the session's temporary table `approvals_staged`, piece by piece; `told` hears how many are over."""
    cursor.execute("drop table if exists pg_temp.approvals_staged")
    cursor.execute(STAGED)
    digest = hashlib.sha256()
    ((events,),) = connection.execute("select count(*) from staged").fetchall()
    for first in range(0, events, AT_ONCE):
        query = f"select {', '.join(COLUMNS)} from staged where rowid >= {first} and rowid < {first + AT_ONCE} order by rowid"
        pour(connection, query, cursor, folder, "pg_temp.approvals_staged", digest)
        told(min(first + AT_ONCE, events))
    cursor.execute("analyze pg_temp.approvals_staged (case_number)")
    return Staged(events, digest.hexdigest())


def pour_cases(mapping: Mapping, connection: Any, cursor: Any, folder: Path) -> None:
    """Copy into `approvals_staged_cases` what records that are whole cases say of their case, the first value that is known."""
    whole = mapping.model_copy(update={"facts": {n: f for n, f in mapping.facts.items() if f.of == "case"}})
    firsts = [
        f"arg_min(f.fact_{name}, f.row) filter (f.fact_{name} is not null) as fact_{name}"
        for name in whole.facts
    ]
    firsts += [
        f"arg_min(f.us_{name}, f.row) filter (f.us_{name} is not null) as us_{name}"
        for name, fact in whole.facts.items()
        if fact.read_as in ("day", "moment")
    ]
    cursor.execute("drop table if exists pg_temp.approvals_staged_cases")
    cursor.execute("create temporary table approvals_staged_cases (number text, row bigint, facts jsonb)")
    told = "".join(f", {first}" for first in firsts)
    query = f"""select f.case_name as number, f.row, {facts_json(whole)} as facts from (
        select r.case_name, min(r.row) as row{told} from records r join facts f using (row) where r.reason is null
        group by r.case_name) f"""
    pour(connection, query, cursor, folder, "pg_temp.approvals_staged_cases")
    cursor.execute("analyze pg_temp.approvals_staged_cases")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
