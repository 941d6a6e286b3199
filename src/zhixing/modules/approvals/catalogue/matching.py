"""Which item of the catalogue a case of an outside system is about: by code, by what somebody said, by its title."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

ITEM_CODE = "item_code"  # the fact of a case that holds the official code

# Codes first. A name that somebody explained goes before a title; a title must be one item's alone, the handling unit's own
# item before others. What has ended is matched too: its last cases are still running.
_FOUND = """
with wanted as (
    select c.id, c.unit_id, c.item_name, nullif(trim(c.facts ->> 'item_code'), '') as code, s.jurisdiction_id
    from approvals_outsidecase c join matters_matter s on s.id = c.source_id
    where c.source_id = %(source)s {chosen}
), items as (
    select m.id, m.number, m.title, m.lead_unit_id, m.jurisdiction_id
    from approvals_serviceitem i join matters_matter m on m.id = i.matter_ptr_id
    where m.state not in ('draft', 'reviewed', 'dropped')
), by_code as (
    select w.id, i.id as item from wanted w join items i on i.number = w.code
), said as (
    select w.id, n.item_id as item from wanted w
    join approvals_itemname n on n.source_id = %(source)s and n.name = w.item_name and n.item_id is not null
), by_title as (
    select w.id, case
        when count(*) filter (where i.lead_unit_id = w.unit_id) = 1 then max(i.id) filter (where i.lead_unit_id = w.unit_id)
        when count(*) = 1 then max(i.id) end as item
    from wanted w join items i on i.title = w.item_name and i.jurisdiction_id = w.jurisdiction_id
    where w.item_name <> '' group by w.id
), found as (
    select w.id, w.item_name, coalesce(c.item, s.item, t.item) as item
    from wanted w left join by_code c using (id) left join said s using (id) left join by_title t using (id)
)
"""
_WRITE = (
    _FOUND
    + """
update approvals_outsidecase c set item_id = f.item from found f
where f.id = c.id and c.item_id is distinct from f.item returning c.id
"""
)
_UNKNOWN = (
    _FOUND
    + """
insert into approvals_itemname (source_id, name)
select distinct %(source)s::bigint, item_name from found where item is null and item_name <> ''
on conflict (source_id, name) do nothing
"""
)


def match_cases(source_id: int, case_ids: Sequence[int] | None = None) -> list[int]:
    """Write the item of these cases (of all cases of the source when none are named); the answer is whose item changed.

    Names that say nothing are kept in `ItemName`, for a person to say. Set-based and repeatable: the same cases again
    change nothing. Called after a case's `unit`, `item_name` and facts are filled and before it is judged.
    """
    if case_ids is not None and not case_ids:
        return []
    chosen = "" if case_ids is None else "and c.id = any(%(cases)s)"
    given = {"source": source_id, "cases": None if case_ids is None else list(case_ids)}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_WRITE.format(chosen=chosen), given)
        changed = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(_UNKNOWN.format(chosen=chosen), given)
    return changed
