"""Who reads an addressee's inbox as his own: the accounts that mail goes to."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from zhixing.kernel.access.models import Account, CustomRole, Grant, Reach
from zhixing.kernel.access.powers import roles
from zhixing.kernel.notices.inbox import UNIT_INBOX
from zhixing.kernel.organisation.models import Appointment, Unit


def readers_of(addressee: int, on: date) -> list[Account]:
    """The active accounts to which mail for this addressee goes, by user name.

    A person's own. For a unit: who holds the power over the unit itself, and who holds it from above and
    serves in the unit. Where there is nobody so near, whoever holds it from the nearest unit above: no role
    inbox is without a reader as long as anybody above has one.
    """
    if addressee < 0:
        return list(Account.objects.filter(person_id=-addressee, is_active=True).select_related("person"))
    unit = Unit.objects.get(pk=addressee)
    line = unit.ancestor_ids()
    grants = (
        Grant.objects.in_force(on)
        .filter(
            role__in=_reading_roles(), unit_id__in=line, account__is_active=True, account__is_service=False
        )
        .filter(Q(unit_id=unit.pk, reach__in=[Reach.UNIT, Reach.BELOW]) | Q(reach=Reach.BELOW))
        .select_related("account__person")
    )
    found = [(grant.unit_id, grant.account) for grant in grants]
    serving = _serving_in(unit.pk, on)
    near = {a.pk: a for where, a in found if where == unit.pk or a.person_id in serving}
    if not near and found:
        nearest = max((where for where, _ in found), key=line.index)
        near = {a.pk: a for where, a in found if where == nearest}
    return sorted(near.values(), key=lambda a: a.username)


def _reading_roles() -> list[str]:
    declared = [code for code, role in roles().items() if UNIT_INBOX in role.powers]
    return [
        *declared,
        *CustomRole.objects.filter(powers__contains=[UNIT_INBOX]).values_list("code", flat=True),
    ]


def _serving_in(unit_id: int, on: date) -> set[int]:
    held = Appointment.objects.filter(post__unit_id=unit_id, from_on__lte=on)
    held = held.filter(Q(until_on=None) | Q(until_on__gte=on))
    return set(held.values_list("person_id", flat=True))
