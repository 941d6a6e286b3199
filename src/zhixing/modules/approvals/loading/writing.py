"""From the staged events into the store, set-based, within one transaction under the source's lock.

Every event is told from the others of its case by its identity. One that stands there as it is changes nothing; one that says
something else now takes the place of the old row, which stays with `replaced_in`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhixing.base import clock
from zhixing.modules.approvals.mapping import Mapping

_CASES = """
insert into approvals_outsidecase (source_id, number, unit_name, item_name, facts, last_kind, events, path)
select %(source)s, n.case_number, '', '', '{}', '', 0, ''
from (select case_number, min(row) as first from approvals_staged group by case_number) n
where not exists (select from approvals_outsidecase c where c.source_id = %(source)s and c.number = n.case_number)
order by n.first
on conflict do nothing
"""
_SAID = "kind, {0}.second, {0}.us, {0}.timed, {0}.unit_name, {0}.person_name, {0}.facts"
_FRESH = f"""
create temporary table approvals_fresh on commit drop as
select c.id as case_id, coalesce(h.id, a.id) as old_id, s.*
from approvals_staged s
join approvals_outsidecase c on c.source_id = %(source)s and c.number = s.case_number
left join approvals_happened h on h.case_id = c.id and h.identity = s.identity and h.replaced_in is null
left join approvals_happened a
  on s.kind = any(%(ends)s) and a.case_id = c.id and a.identity = s.identity and a.replaced_in < 0
where coalesce(h.id, a.id) is null
   or (s.{_SAID.format("s")}) is distinct from (h.{_SAID.format("h")})
  and (s.{_SAID.format("s")}) is distinct from (a.{_SAID.format("a")})
"""
_TOUCHED = """
insert into approvals_touched (case_id, since, stamp)
select distinct case_id, %(now)s::timestamptz, 0 from approvals_fresh order by case_id
on conflict (case_id) do update
set stamp = approvals_touched.stamp + 1, since = least(approvals_touched.since, excluded.since)
"""
_REPLACED = """
update approvals_happened h set replaced_in = %(batch)s
from approvals_fresh f where f.old_id is not null and h.case_id = f.case_id and h.id = f.old_id
"""
_ADDED = """
insert into approvals_happened
    (case_id, kind, identity, day, second, us, timed, unit_name, person_name, facts, batch_id, row)
select case_id, kind, identity, day, second, us, timed, unit_name, person_name, facts, %(batch)s, row
from approvals_fresh order by row, place
"""
_NAMES = """
insert into approvals_unitname (source_id, name, unit_id)
select %(source)s::bigint, n.unit_name, same.id
from (select distinct unit_name from approvals_fresh where unit_name <> '') n
left join lateral (
    select min(u.id) as id from organisation_unit u
    join matters_matter m on m.id = %(source)s join organisation_unit j on j.id = m.jurisdiction_id
    where u.name = n.unit_name and u.dissolved_on is null and u.path <@ j.path
    having count(*) = 1
) same on true
on conflict do nothing
"""  # a unit of the jurisdiction that is called just so is meant; any other name waits for a person
_BACKWARDS = """
with begun as (
    select h.case_id, min(h.us) as us, min(h.day) as day, bool_and(h.timed) as timed
    from approvals_happened h
    where h.case_id in (select case_id from approvals_fresh) and h.replaced_in is null and h.kind = any(%(starts)s)
    group by h.case_id
), ended as (
    select h.case_id, h.id, coalesce(case when h.timed and b.timed then h.us < b.us else h.day < b.day end, false) as backwards
    from approvals_happened h left join begun b using (case_id)
    where h.case_id in (select case_id from approvals_fresh) and h.kind = any(%(ends)s)
      and (h.replaced_in is null or h.replaced_in < 0)
)
update approvals_happened h set replaced_in = case when e.backwards then -%(batch)s end
from ended e
where h.case_id = e.case_id and h.id = e.id and (h.replaced_in is null) = e.backwards
"""
_EARLIER = """
insert into approvals_quarantined (batch_id, what, place, case_number, reason, content)
select %(batch)s, 'earlier', h.row, c.number, 'end_before_start',
       jsonb_build_object('delivery', b.number, 'event', h.kind, 'day', date '2000-01-01' + h.day, 'facts', h.facts)::text
from approvals_happened h join approvals_outsidecase c on c.id = h.case_id join approvals_batch b on b.id = h.batch_id
where h.case_id in (select case_id from approvals_fresh) and h.replaced_in = -%(batch)s and h.batch_id <> %(batch)s
"""
_ASIDE = """
select s.row, s.place, s.case_number from approvals_staged s
join approvals_outsidecase c on c.source_id = %(source)s and c.number = s.case_number
join approvals_happened h on h.case_id = c.id and h.identity = s.identity and h.replaced_in < 0
where s.kind = any(%(ends)s)
"""
_FACTS = """
update approvals_outsidecase c set facts = s.facts || c.facts
from pg_temp.approvals_staged_cases s where c.source_id = %(source)s and c.number = s.case_number
"""


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

    The cases are touched before their events change: whoever judges one of them now is waited for, and judges it again.
    """
    given = {
        "source": source_id, "batch": batch_id, "now": clock.now(), "starts": mapping.starts, "ends": mapping.ends,
    }  # fmt: skip
    cursor.execute(_CASES, given)
    cursor.execute("drop table if exists pg_temp.approvals_fresh")
    cursor.execute(_FRESH, given)
    cursor.execute("create index on pg_temp.approvals_fresh (case_id)")
    cursor.execute("analyze pg_temp.approvals_fresh")
    cursor.execute(_TOUCHED, given)
    cases = cursor.rowcount
    cursor.execute(_REPLACED, given)
    corrected = cursor.rowcount
    cursor.execute(_ADDED, given)
    cursor.execute(_NAMES, given)
    aside: list[tuple[int, int, str]] = []
    if mapping.starts and mapping.ends:
        cursor.execute(_BACKWARDS, given)
        cursor.execute(_EARLIER, given)
        cursor.execute(_ASIDE, given)
        aside = cursor.fetchall()
    cursor.execute("select count(*) from (select from approvals_fresh group by row) r")
    (news,) = cursor.fetchone()
    return Written(cases, corrected, news, aside)


def write_case_facts(source_id: int, cursor: Any) -> None:
    """Of records that are whole cases: what they say of the case, where it was not known before (`approvals_staged_cases`)."""
    cursor.execute(_FACTS, {"source": source_id})
