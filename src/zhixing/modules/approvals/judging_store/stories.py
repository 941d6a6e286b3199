"""Stored cases out of PostgreSQL as the tables that judging reads: `story`, `units`, `persons`, and the facts of each event."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zhixing.kernel.obligations.batch.facts import day_number
from zhixing.modules.approvals.believing import PLACES
from zhixing.modules.approvals.hooks import ItemTerms
from zhixing.modules.approvals.mapping import FactColumn, Mapping

ITEM = "item_id"  # the item that a case was found to be about, as a fact of each of its events
TERMS = ("promised", "statutory")  # and what its guide said on the event's day
FOREVER = 1_000_000  # a day that never comes
_TYPES = {
    "text": "varchar",
    "whole": "bigint",
    "real": "double",
    "flag": "boolean",
    "day": "varchar",
    "moment": "varchar",
}
_FIXED = {
    "case_id": "bigint", "happened": "bigint", "identity": "varchar", "kind": "varchar", "second": "bigint", "us": "bigint",
    "timed": "boolean", "unit": "varchar", "person": "varchar",
}  # fmt: skip


def with_item(mapping: Mapping) -> Mapping:
    """The mapping with the facts that tell of which item a case is, and under which limits."""
    added = {ITEM: FactColumn.model_validate({"column": ITEM, "as": "whole", "of": "case"})}
    added |= {name: FactColumn(column=name) for name in TERMS}
    return mapping.model_copy(update={"facts": {**mapping.facts, **added}})


def gather(case_ids: Sequence[int], mapping: Mapping, cursor: Any, connection: Any, folder: Path) -> None:
    """Make `ids`, `happened`, `units`, `persons`, `story`. Equal moments keep the order in which the events came."""
    said = _said(mapping)
    read = ", ".join(
        ["h.case_id", "h.id", "h.identity", "h.kind", "h.second", "h.us", "h.timed", "nullif(h.unit_name, '')",
         "nullif(h.person_name, '')", *(f"{'c' if of_case else 'h'}.facts ->> '{key}'" for _, key, of_case in said)]
    )  # fmt: skip
    path = folder / "happened.csv"
    _fetched(
        f"""select {read} from approvals_happened h join approvals_outsidecase c on c.id = h.case_id
            where h.case_id = any('{{{",".join(str(i) for i in case_ids)}}}'::bigint[]) and h.replaced_in is null""",
        cursor,
        path,
    )
    types = {**_FIXED, **{column: "varchar" for column, _, _ in said}}
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    connection.execute(f"""
        create or replace table happened as select * from read_csv('{path}', auto_detect=false, header=false, delim=',',
            quote='"', escape='"', columns={{{columns}}}, nullstr='', allow_quoted_nulls=false, max_line_size=16777216)
    """)
    path.unlink()
    connection.execute(
        f"create or replace table ids as select unnest([{','.join(str(i) for i in case_ids)}]::bigint[]) as case_id"
    )
    for table, column in (("units", "unit"), ("persons", "person")):
        connection.execute(f"""
            create or replace table {table} as
            select row_number() over (order by name nulls first) as id, name from (
                select distinct {column} as name from happened union select null)
        """)
    connection.execute(f"create or replace table story as {_STORY}")


def _fetched(query: str, cursor: Any, path: Path) -> None:
    with path.open("wb") as file, cursor.copy(f"copy ({query}) to stdout (format csv)") as copy:
        for piece in copy:
            file.write(piece)


_STORY = f"""
with risen as (
    select *, max(second) over (partition by case_id order by us, happened rows unbounded preceding) as risen from happened
), placed as (
    select *, risen // 86400 as day,
           risen * {PLACES} - 1 + row_number() over (partition by case_id, risen order by us, happened) as ord
    from risen
)
select row_number() over (order by p.case_id, p.ord) as id, p.case_id, p.happened as row, p.identity, p.kind, p.day, p.ord, p.us,
       p.timed, p.unit, p.person, coalesce(u.id, 1) as unit_id, coalesce(w.id, 1) as person_id
from placed p left join units u on u.name = p.unit left join persons w on w.name = p.person
"""


def make_facts(
    mapping: Mapping, items: dict[int, int], connection: Any, terms: Sequence[ItemTerms] = ()
) -> None:
    """The table `facts`, as `approvals.facts.make_facts` makes it of a log.

    `items` tells the item of each case that has one, `terms` what the guides of these items said when.
    """
    connection.execute("create or replace table items (case_id bigint, item_id bigint)")
    if items:
        pairs = ", ".join(f"({case_id}, {item_id})" for case_id, item_id in items.items())
        connection.execute(f"insert into items values {pairs}")
    connection.execute(
        "create or replace table terms (item_id bigint, from_day bigint, until_day bigint, promised varchar, statutory varchar)"
    )
    if terms:
        rows = [(t.item_id, day_number(t.from_on), _last(t), t.promised, t.statutory) for t in terms]
        connection.executemany("insert into terms values (?, ?, ?, ?, ?)", rows)
    made = [f"i.item_id as fact_{ITEM}", *(f"t.{name} as fact_{name}" for name in TERMS)]
    for name, fact in _own(mapping).items():
        made.append(
            f"try_cast({_value(f'said_{name}', fact, mapping)} as {_TYPES[fact.read_as]}) as fact_{name}"
        )
        if fact.read_as in ("day", "moment"):
            made.append(f"try_cast({_value(f'us_{name}', fact, mapping)} as bigint) as us_{name}")
    connection.execute(
        f"create or replace table facts as select h.happened as row, {', '.join(made)}"
        " from happened h left join items i using (case_id)"
        " left join terms t on t.item_id = i.item_id and h.second // 86400 between t.from_day and t.until_day"
    )


def _last(terms: ItemTerms) -> int:
    last = day_number(terms.until_on)
    return FOREVER if last is None else last


def _own(mapping: Mapping) -> dict[str, FactColumn]:
    return {name: fact for name, fact in mapping.facts.items() if name not in (ITEM, *TERMS)}


def _said(mapping: Mapping) -> list[tuple[str, str, bool]]:
    """Column, key in JSON, and whether it stands on the case itself (where records are whole cases)."""
    found = []
    for name, fact in _own(mapping).items():
        of_case = fact.of == "case" and not mapping.activity
        found.append((f"said_{name}", name, of_case))
        if fact.read_as in ("day", "moment"):
            found.append((f"us_{name}", f"{name}.us", of_case))
    return found


def _value(column: str, fact: FactColumn, mapping: Mapping) -> str:
    if fact.of == "event" or not mapping.activity:
        return f"h.{column}"
    return f"""first_value(h.{column} ignore nulls) over (
        partition by h.case_id order by h.happened rows between unbounded preceding and unbounded following)"""
