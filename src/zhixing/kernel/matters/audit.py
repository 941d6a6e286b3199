"""The derived columns of Matter compared with what they derive from: `audience` and `due_on` (guards 17)."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import connection

logger = logging.getLogger(__name__)

_AUDIENCE = """
select m.id, 'audience' from matters_matter m left join lateral (
    select array_agg(distinct who order by who) as ids from (
        select coalesce(p.unit_id, -p.person_id) as who from matters_participation p
        where p.matter_id = m.id and p.until_at is null and p.from_at is not null) one) found on true
where m.audience is distinct from coalesce(found.ids, '{}')
"""

_DUE = """
select m.id, 'due_on' from matters_matter m left join lateral (
    select min(o.due_on) as on from obligations_obligation o
    where o.matter_id = m.id and o.closed_on is null) found on true
where m.due_on is distinct from found.on
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A matter whose derived column is not what it should be."""

    matter_id: int
    column: str


def audit() -> list[Difference]:
    """All differences there are; each is reported to the log. Mending one is a person's decision."""
    with connection.cursor() as cursor:
        cursor.execute(_AUDIENCE)
        found = [Difference(*row) for row in cursor.fetchall()]
        cursor.execute(_DUE)
        found += [Difference(*row) for row in cursor.fetchall()]
    for one in found:
        logger.error("matter %s: %s differs from what it derives from", one.matter_id, one.column)
    return found
