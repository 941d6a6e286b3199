"""The actor: who acts, for whom, with which powers over which units, on one day.

Built once per request or job from grants in force, stand-ins and administrators' seats; passed on explicitly, never
held in a global. A power's keys are what the lists filter by and what `perform` judges on the locked row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from zhixing.base import clock
from zhixing.kernel.access.held import Holding, held_by
from zhixing.kernel.access.models import Account, CustomRole, Office, Reach
from zhixing.kernel.access.powers import role_powers
from zhixing.kernel.organisation.chart import units_below


@dataclass(frozen=True, slots=True)
class Held:
    """One role held over one unit: its powers, the unit's place in the tree, and how far it reaches."""

    powers: frozenset[str]
    unit_id: int
    path: str
    reach: str
    person_id: int | None
    behalf_of: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """What a power opens: whole jurisdictions, units (positive ids) and persons (negative ids)."""

    roots: frozenset[int]
    ids: frozenset[int]

    def open(self, jurisdiction_id: int, audience: Iterable[int], *, confidential: bool = False) -> bool:
        """May someone with these keys find a matter of this jurisdiction and audience?"""
        if not confidential and jurisdiction_id in self.roots:
            return True
        return not self.ids.isdisjoint(audience)

    def __bool__(self) -> bool:
        return bool(self.roots or self.ids)


NO_KEYS = Keys(frozenset(), frozenset())


@dataclass(frozen=True)
class Actor:
    """Who acts. `name` is what the record will say; `unit_ids` are the units the person belongs to (not all he reaches)."""

    account_id: int
    name: str
    person_id: int | None
    unit_ids: frozenset[int]
    held: tuple[Held, ...]
    seats: frozenset[str] = frozenset()
    is_service: bool = False
    on: date = field(default_factory=clock.today)
    _keys: dict[str, Keys] = field(default_factory=dict, compare=False, repr=False)
    _below: dict[tuple[str, ...], list[tuple[int, bool]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def has(self, power: str) -> bool:
        """Is the power held anywhere at all? The door's question; the row's question is `keys`."""
        return any(power in held.powers for held in self.held)

    def keys(self, power: str) -> Keys:
        """What this power opens to the actor. Costs at most one query, once for powers held over the same units."""
        if power not in self._keys:
            self._keys[power] = self._expand([h for h in self.held if power in h.powers])
        return self._keys[power]

    def own_keys(self, power: str) -> Keys:
        """What this power opens by the actor's own grants, without those of whom he stands in for."""
        return self._expand([h for h in self.held if power in h.powers and not h.behalf_of])

    def absent(self, power: str) -> str:
        """The name of an absent person whose role gives this power; "" when nobody's does."""
        return next((h.behalf_of for h in self.held if power in h.powers and h.behalf_of), "")

    def _expand(self, held: list[Held]) -> Keys:
        if not held:
            return NO_KEYS
        persons = {-h.person_id for h in held if h.person_id}
        units = {h.unit_id for h in held if h.reach in (Reach.UNIT, Reach.BELOW)}
        below = self._units_below(tuple(sorted({h.path for h in held if h.reach == Reach.BELOW})))
        roots = frozenset(unit_id for unit_id, is_root in below if is_root)
        return Keys(roots, frozenset({*units, *persons, *(unit_id for unit_id, _ in below)}))

    def _units_below(self, paths: tuple[str, ...]) -> list[tuple[int, bool]]:
        """The units at or under these places, each with whether it is a jurisdiction."""
        if not paths:
            return []
        if paths not in self._below:
            self._below[paths] = units_below(paths)
        return self._below[paths]


def actor_of(account: Account, *, on: date | None = None) -> Actor:
    """The actor behind an account on a day (today by default): own grants, and those of whom it stands in for.

    A stand-in takes over the absent person's roles, never a seat: an administrator is not stood in for.
    """
    day = on or clock.today()
    found = held_by(account.pk, day)
    codes = {g.role for g in found.grants}
    powers = {code: role_powers(code) for code in codes}
    if unknown := [code for code, held in powers.items() if held is None]:
        powers |= {r.code: frozenset(r.powers) for r in CustomRole.objects.filter(code__in=unknown)}
    held = tuple(
        Held(
            powers=powers[g.role] or frozenset(),
            unit_id=g.unit_id,
            path=g.path,
            reach=g.reach,
            person_id=g.person_id,
            behalf_of=g.behalf_of,
        )
        for g in found.grants
    )
    held += tuple(_seat(office, account) for office in found.seats)
    return Actor(
        account_id=account.pk,
        name=found.name or account.username,
        person_id=account.person_id,
        unit_ids=_own_units(found, held),
        held=held,
        seats=frozenset(found.seats),
        is_service=account.is_service,
        on=day,
    )


def _own_units(found: Holding, held: tuple[Held, ...]) -> frozenset[int]:
    """The units a person belongs to: where he serves that day, and those whose role he holds for that unit alone.

    A role that reaches below (an inspection officer's over the whole city) makes nobody a member of what it reaches.
    """
    granted = {h.unit_id for h in held if not h.behalf_of and h.unit_id and h.reach == Reach.UNIT}
    return frozenset({*granted, *found.unit_ids})


SEAT_POWERS: dict[str, set[str]] = {office: set() for office in Office.values}


def seat_powers(office: str, *codes: str) -> None:
    """Declare powers that belong to an administrator's seat and to no role."""
    SEAT_POWERS[office].update(codes)


def _seat(office: str, account: Account) -> Held:
    return Held(frozenset(SEAT_POWERS[office]), 0, "", Reach.OWN, account.person_id)


def service(name: str) -> Actor:
    """The product's own hand, for jobs: a named service account without roles. What it does is told as "by time"."""
    account, _ = Account.objects.get_or_create(username=f"service.{name}", defaults={"is_service": True})
    return Actor(account.pk, name, None, frozenset(), (), frozenset(), is_service=True)
