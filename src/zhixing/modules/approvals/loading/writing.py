"""From the staged events into the store, set-based, within one transaction under the source's lock.

Every event is told from the others of its case by its identity. One that stands there as it is changes nothing; one that says
something else now takes the place of the old row, which stays with `replaced_in`. An end before its beginning is kept with a
negative `replaced_in`: it comes back when the beginning is corrected.

Events of cases that are new need no look into the store. Each of the others is looked up by index, case by case, whatever the
statistics say: right after a large delivery they are unknown, and a plan made on guesses was a thousand times slower.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhixing.base import clock
from zhixing.modules.approvals.loading.staging import COLUMNS
from zhixing.modules.approvals.mapping import Mapping

_TEMPORARY = "approvals_cases", "approvals_of_known", "approvals_fresh"
_KNOWN = """
create temporary table approvals_cases on commit drop as
select n.case_number, n.first, c.id as case_id, c.id is not null as is_known
from (select case_number, min(row) as first from ({names}) r group by case_number) n
left join lateral (
    select id from approvals_outsidecase where source_id = %(source)s and number = n.case_number limit 1
) c on true
"""
_NEW = """
with made as (
    insert into approvals_outsidecase (source_id, number, unit_name, item_name, facts, last_kind, events, path)
    select %(source)s, case_number, '', '', '{}', '', 0, '' from approvals_cases where not is_known order by first
    returning id, number
)
update approvals_cases c set case_id = m.id from made m where m.number = c.case_number
"""
_FRESH = """
create temporary table approvals_fresh on commit drop as
select null::bigint as case_id, null::bigint as old_id, s.* from approvals_staged s with no data
"""
_OF_KNOWN = """
create temporary table approvals_of_known on commit drop as
select c.case_id, s.* from approvals_staged s join approvals_cases c using (case_number) where c.is_known
"""
_THERE = """
left join lateral (
    select * from approvals_happened where case_id = s.case_id and identity = s.identity and replaced_in is null limit 1
) h on true
left join lateral (
    select * from approvals_happened
    where s.kind = any(%(ends)s) and case_id = s.case_id and identity = s.identity and replaced_in < 0 limit 1
) a on true
"""
_NAMED = "select case_number, row from approvals_staged"
_ALSO = " union all select number, row from approvals_staged_cases"  # records that are whole cases, also without any date
_SAID = "kind, {0}.second, {0}.us, {0}.timed, {0}.unit_name, {0}.person_name, {0}.facts"
_CHANGED = f"""
insert into approvals_fresh
select s.case_id, coalesce(h.id, a.id), {", ".join(f's."{name}"' for name in COLUMNS)}
from approvals_of_known s {_THERE}
where coalesce(h.id, a.id) is null
   or (s.{_SAID.format("s")}) is distinct from (h.{_SAID.format("h")})
  and (s.{_SAID.format("s")}) is distinct from (a.{_SAID.format("a")})
"""
_TOUCHED = """
insert into approvals_touched (case_id, since, stamp)
select case_id, %(now)s::timestamptz, 0
from (select case_id from approvals_cases where not is_known union select case_id from approvals_fresh) t order by case_id
on conflict (case_id) do update
set stamp = approvals_touched.stamp + 1, since = least(approvals_touched.since, excluded.since)
"""
_REPLACED = """
update approvals_happened h set replaced_in = %(batch)s
from approvals_fresh f where f.old_id is not null and h.case_id = f.case_id and h.id = f.old_id
"""
_ADDED = f"""
insert into approvals_happened
    (case_id, kind, identity, day, second, us, timed, unit_name, person_name, facts, batch_id, row, replaced_in)
select case_id, kind, identity, day, second, us, timed, unit_name, person_name, facts, %(batch)s, row,
       case when aside then -%(batch)s end
from (
    select c.case_id, s.*, s.backwards as aside
    from approvals_staged s join approvals_cases c using (case_number) where not c.is_known
    union all
    select f.case_id, {", ".join(f'f."{name}"' for name in COLUMNS)}, false from approvals_fresh f
) n order by row, place
"""
_NAMES = """
insert into approvals_unitname (source_id, name, unit_id)
select %(source)s::bigint, n.unit_name, same.id
from (select distinct unit_name from approvals_staged where unit_name <> '') n
left join lateral (
    select min(u.id) as id from organisation_unit u
    join matters_matter m on m.id = %(source)s join organisation_unit j on j.id = m.jurisdiction_id
    where u.name = n.unit_name and u.dissolved_on is null and u.path <@ j.path
    having count(*) = 1
) same on true
on conflict do nothing
"""  # a unit of the jurisdiction that is called just so is meant; any other name waits for a person
_BACKWARDS = """
with told as (
    select h.* from (select distinct case_id from approvals_fresh) f
    cross join lateral (
        select case_id, id, kind, us, day, timed, replaced_in from approvals_happened
        where case_id = f.case_id and (replaced_in is null or replaced_in < 0) offset 0
    ) h
), begun as (
    select case_id, min(us) as us, min(day) as day, bool_and(timed) as timed
    from told where replaced_in is null and kind = any(%(starts)s) group by case_id
), ended as (
    select t.*, coalesce(case when t.timed and b.timed then t.us < b.us else t.day < b.day end, false) as backwards
    from told t left join begun b using (case_id) where t.kind = any(%(ends)s)
)
update approvals_happened h set replaced_in = case when e.backwards then -%(batch)s end
from ended e
where h.case_id = e.case_id and h.id = e.id and (e.replaced_in is null) = e.backwards
"""
_EARLIER = """
insert into approvals_quarantined (batch_id, what, place, case_number, reason, content)
select %(batch)s, 'earlier', h.row, f.case_number, 'end_before_start',
       jsonb_build_object('delivery', b.number, 'event', h.kind, 'day', date '2000-01-01' + h.day, 'facts', h.facts)::text
from (select distinct case_id, case_number from approvals_fresh) f
cross join lateral (select * from approvals_happened where case_id = f.case_id and replaced_in = -%(batch)s offset 0) h
join approvals_batch b on b.id = h.batch_id
where h.batch_id <> %(batch)s
"""
_ASIDE = f"""
select s.row, s.place, s.case_number from approvals_staged s join approvals_cases c using (case_number)
where s.backwards and not c.is_known
union all
select s.row, s.place, s.case_number from approvals_of_known s {_THERE} where s.kind = any(%(ends)s) and a.id is not null
"""
_NEWS = """
select count(*) from (
    select s.row from approvals_staged s join approvals_cases c using (case_number) where not c.is_known
    union select row from approvals_fresh
) r
"""
_FACTS_NEWS = """
insert into approvals_touched (case_id, since, stamp)
select c.id, %(now)s::timestamptz, 0
from approvals_staged_cases s join approvals_cases n on n.case_number = s.number join approvals_outsidecase c on c.id = n.case_id
where c.facts <> s.facts || c.facts order by c.id
on conflict (case_id) do update
set stamp = approvals_touched.stamp + 1, since = least(approvals_touched.since, excluded.since)
"""
_FACTS = """
update approvals_outsidecase c set facts = s.facts || c.facts
from approvals_staged_cases s join approvals_cases n on n.case_number = s.number
where c.id = n.case_id and c.facts <> s.facts || c.facts
"""
_BY_INDEX = (
    "set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_seqscan = off"
)
_AS_USUAL = "set local enable_hashjoin = on; set local enable_mergejoin = on; set local enable_seqscan = on"


@dataclass(frozen=True, slots=True)
class Written:
    """What a delivery changed: cases touched, events that replaced others, records that brought anything new; and the events of
    the delivery (row, place, case) that are set aside because they end their case before it begins."""

    cases: int
    corrected: int
    news: int
    aside: list[tuple[int, int, str]]


def write(source_id: int, batch_id: int, mapping: Mapping, cursor: Any) -> Written:
    """Bring the staged events into the store. The caller holds the source's lock and the transaction.

    Of records that are whole cases `approvals_staged_cases` tells what they say of the case: it is kept where it was not known.
    The cases are touched before their events change: whoever judges one of them now is waited for, and judges it again.
    """
    given = {
        "source": source_id, "batch": batch_id, "now": clock.now(), "starts": mapping.starts, "ends": mapping.ends,
    }  # fmt: skip
    _match(given, whole=not mapping.activity, cursor=cursor)
    cursor.execute(_TOUCHED, given)
    cases = cursor.rowcount
    if not mapping.activity:
        cursor.execute(_FACTS_NEWS, given)
        cursor.execute(_FACTS)
    corrected = _by_index(cursor, _REPLACED, given)
    cursor.execute(_ADDED, given)
    cursor.execute(_NAMES, given)
    aside: list[tuple[int, int, str]] = []
    if mapping.starts and mapping.ends:
        _by_index(cursor, _BACKWARDS, given)
        _by_index(cursor, _EARLIER, given)
        cursor.execute(_BY_INDEX)
        cursor.execute(_ASIDE, given)
        aside = cursor.fetchall()
        cursor.execute(_AS_USUAL)
    cursor.execute(_NEWS)
    (news,) = cursor.fetchone()
    return Written(cases, corrected, news, aside)


def _match(given: dict[str, Any], *, whole: bool, cursor: Any) -> None:
    """Make the cases that are new, and `approvals_fresh`: the events of known cases that do not stand there as they are."""
    cursor.execute("drop table if exists " + ", ".join(f"pg_temp.{name}" for name in _TEMPORARY))
    _by_index(cursor, _KNOWN.replace("{names}", _NAMED + (_ALSO if whole else "")), given)
    cursor.execute(_NEW, given)
    cursor.execute("analyze pg_temp.approvals_cases (case_number)")
    cursor.execute(_FRESH, given)
    cursor.execute(_OF_KNOWN, given)
    if cursor.rowcount:
        _by_index(cursor, _CHANGED, given)
    cursor.execute("analyze pg_temp.approvals_fresh (case_id, row)")


def _by_index(cursor: Any, statement: str, given: dict[str, Any]) -> int:
    """Carry it out by looks into indexes alone; the answer is how many rows it wrote."""
    cursor.execute(_BY_INDEX)
    cursor.execute(statement, given)
    rows = int(cursor.rowcount)
    cursor.execute(_AS_USUAL)
    return rows
