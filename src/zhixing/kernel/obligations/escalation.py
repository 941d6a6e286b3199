"""A card that nobody answered goes one level up, once. The next card of the same duty goes one level further.

Where the rule names a supervisor (a part in the matter), the first such card goes to that unit instead.

A role inbox without a named person escalates like any other: the holder is the unit.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from zhixing.base import clock
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters.models import Participation
from zhixing.kernel.obligations.bulk import BATCH, append
from zhixing.kernel.obligations.events import CardEscalated
from zhixing.kernel.obligations.models import Colour
from zhixing.kernel.rulebook.service import ruleset

_UNANSWERED = """
select c.id, c.matter_id, c.colour, c.answer_due_on, coalesce(u.name, p.name, ''), s.id, s.name,
       o.rule, m.rulebook_id,
       exists (select 1 from obligations_card e where e.obligation_id = c.obligation_id and e.escalated_on is not null)
from obligations_card c
left join organisation_unit u on u.id = c.unit_id
left join organisation_person p on p.id = c.person_id
join obligations_obligation o on o.id = c.obligation_id
join matters_matter m on m.id = c.matter_id
join organisation_unit s on s.path = coalesce(
    subpath(u.path, 0, greatest(1, nlevel(u.path) - 1 - (
        select count(*)::int from obligations_card e
        where e.obligation_id = c.obligation_id and e.escalated_on is not null))),
    (select j.path from organisation_unit j where j.id = m.jurisdiction_id))
where c.state = 'drawn' and c.escalated_on is null and c.answer_due_on < %s
order by c.answer_due_on, c.id
limit %s
for no key update of c skip locked
"""

_ESCALATED = """
update obligations_card c set escalated_on = %s, escalated_to_id = n.superior
from unnest(%s::bigint[], %s::bigint[]) as n(id, superior) where c.id = n.id
"""


def escalate(moment: datetime, by_time: Actor, tell: Any = None) -> int:
    """Tell the next level up of every card whose last day for an answer has passed. Each card at most once."""
    told = 0
    while True:
        done = _batch(moment, by_time, tell)
        told += done
        if done < BATCH:
            return told


def _batch(moment: datetime, by_time: Actor, tell: Any) -> int:
    today = clock.day_of(moment)
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(_UNANSWERED, [today, BATCH])
        found = cursor.fetchall()
        if not found:
            return 0
        rows = _to_supervisors(found)
        cursor.execute(_ESCALATED, [today, [r[0] for r in rows], [r[5] for r in rows]])
        told = []
        for card, matter_id, colour, answer_due_on, holder, superior_id, superior in rows:
            event = CardEscalated(
                card=card,
                colour=Colour(colour),
                holder=holder,
                superior=superior,
                superior_id=superior_id,
                answer_due_on=answer_due_on,
            )
            told.append((matter_id, event))
        append(cursor, told, by_time, moment)
        if tell is not None:
            tell([(r[1], r[5], None, "escalated", r[2]) for r in rows])
        return len(rows)


def _to_supervisors(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows up to the superior's name; of a first escalation the superior is who supervises by the rule. One query more."""
    standing_of: dict[int, str] = {}
    for card, _, _, _, _, _, _, code, rulebook_id, was_told in found:
        rule = ruleset(rulebook_id).timed.get(code)
        if rule is not None and rule.supervisor and not was_told:
            standing_of[card] = rule.supervisor
    if not standing_of:
        return [row[:7] for row in found]
    wanted = Participation.objects.standing(*set(standing_of.values())).filter(
        matter_id__in={row[1] for row in found if row[0] in standing_of}, unit__isnull=False
    )
    units = {
        (p.matter_id, p.standing): p.unit for p in wanted.select_related("unit").order_by("-place", "-id")
    }
    rows = []
    for row in found:
        unit = units.get((row[1], standing_of.get(row[0], "")))
        rows.append((*row[:5], unit.pk, unit.name) if unit else row[:7])
    return rows
