"""What an account holds on a day, read in one statement: every page and every call of the API begins with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection


@dataclass(frozen=True, slots=True)
class Granted:
    """A role in force over a unit. `behalf_of` names the absent person whose role it is; "" for one's own."""

    role: str
    unit_id: int
    path: str
    reach: str
    person_id: int | None
    behalf_of: str


@dataclass(frozen=True, slots=True)
class Holding:
    """An account on a day: its person's name ("" without one), and the units in which that person serves."""

    name: str
    grants: tuple[Granted, ...]
    seats: tuple[str, ...]
    unit_ids: frozenset[int]


# `whose` is the account itself and the active accounts that it stands in for: their grants count, but only its own seats
# and posts. In force is what has begun, has not ended before the day (both days inclusive), and was not revoked.
_HELD = """
with whose as (
  select a.id, a.person_id, '' as behalf_of from access_account a where a.id = %(account)s
  union
  select a.id, a.person_id, coalesce(p.name, a.username)
  from access_standin s
  join access_account a on a.id = s.absent_id and a.is_active
  left join organisation_person p on p.id = a.person_id
  where s.deputy_id = %(account)s and s.from_on <= %(day)s and s.until_on >= %(day)s and s.revoked_on is null
)
select 'grant', g.account_id, g.id, g.role, g.unit_id, u.path::text, g.reach, w.person_id, w.behalf_of
from whose w
join access_grant g on g.account_id = w.id
join organisation_unit u on u.id = g.unit_id
where g.from_on <= %(day)s and (g.until_on is null or g.until_on >= %(day)s) and g.revoked_on is null
union all
select 'seat', 0, id, office, null, null, null, null, null from access_seat
where account_id = %(account)s and from_on <= %(day)s and (until_on is null or until_on >= %(day)s)
union all
select 'name', 0, 0, p.name, null, null, null, null, null
from access_account a join organisation_person p on p.id = a.person_id where a.id = %(account)s
union all
select 'serves', 0, t.id, null, o.unit_id, null, null, null, null
from access_account a
join organisation_appointment t on t.person_id = a.person_id
join organisation_post o on o.id = t.post_id
where a.id = %(account)s and t.from_on <= %(day)s and (t.until_on is null or t.until_on >= %(day)s)
order by 2, 3
"""


def held_by(account_id: int, day: date) -> Holding:
    """What the account holds on the day, grants in the order of accounts and then of granting."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"account": account_id, "day": day})
        rows = cursor.fetchall()
    return Holding(
        name=next((row[3] for row in rows if row[0] == "name"), ""),
        grants=tuple(Granted(*row[3:]) for row in rows if row[0] == "grant"),
        seats=tuple(row[3] for row in rows if row[0] == "seat"),
        unit_ids=frozenset(row[4] for row in rows if row[0] == "serves"),
    )
