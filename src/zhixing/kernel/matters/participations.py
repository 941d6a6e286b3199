"""The only place that changes who stands how to a matter, and with it who may find it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from zhixing.base import clock
from zhixing.kernel.matters.models import AUDIENCE_LIMIT, Matter, Participation, Standing
from zhixing.kernel.matters.refusals import SameUnitTwice, TooManyParticipants
from zhixing.kernel.organisation.models import Person, Unit


def assign(matter: Matter, standing: str, units: Iterable[Unit] = (), persons: Iterable[Person] = ()) -> None:
    """Let exactly these units and persons stand so; others of this standing end now, those that stay keep their signs."""
    wanted_units = {u.pk: u for u in units}
    wanted_persons = {p.pk: p for p in persons}
    now = clock.now()
    for old in matter.participations.standing(standing):
        if old.unit_id in wanted_units:
            wanted_units.pop(old.unit_id)
        elif old.person_id in wanted_persons:
            wanted_persons.pop(old.person_id)
        else:
            _end(old, now)
    place = 0
    for unit in wanted_units.values():
        Participation.objects.create(
            matter_id=matter.pk, standing=standing, unit=unit, from_at=now, place=place
        )
        place += 1
    for person in wanted_persons.values():
        Participation.objects.create(
            matter_id=matter.pk, standing=standing, person=person, from_at=now, place=place
        )
        place += 1
    refresh(matter)


Standings = Mapping[str, tuple[Sequence[Unit], Sequence[Person]]]


def begin(new: Sequence[tuple[Matter, Standings]]) -> None:
    """Let these stand so from the beginning of matters that nobody takes part in yet: one INSERT for all of them.

    For what opens many at once (an import); the same is checked and derived as by `assign`.
    """
    now = clock.now()
    rows: list[Participation] = []
    for matter, standings in new:
        mine = [
            Participation(matter_id=matter.pk, standing=standing, unit=unit, from_at=now, place=place)
            for standing, (units, _) in standings.items()
            for place, unit in enumerate(units)
        ]
        mine += [
            Participation(matter_id=matter.pk, standing=standing, person=person, from_at=now, place=place)
            for standing, (units, persons) in standings.items()
            for place, person in enumerate(persons, start=len(units))
        ]
        _derive(matter, [(p.standing, p.unit_id, p.person_id) for p in mine])
        rows += mine
    Participation.objects.bulk_create(rows, batch_size=2_000)


def add(matter: Matter, standing: str, units: Iterable[Unit] = (), persons: Iterable[Person] = ()) -> None:
    """Let these stand so beside those who already do."""
    present = list(matter.participations.standing(standing).select_related("unit", "person"))
    assign(
        matter,
        standing,
        [*(p.unit for p in present if p.unit), *units],
        [*(p.person for p in present if p.person), *persons],
    )


def done(matter: Matter, standing: str, *, unit: Unit | None = None, person: Person | None = None) -> bool:
    """Note that this participant has done what its standing asks (signed for, read, agreed). False if it had already."""
    row = matter.participations.standing(standing).filter(unit=unit, person=person, done_at=None).first()
    if row is None:
        return False
    row.done_at = clock.now()
    row.save(update_fields=["done_at"])
    return True


def refresh(matter: Matter) -> None:
    """Write `audience` from the participations in force, and check what must hold between them."""
    _derive(matter, list(matter.participations.standing().values_list("standing", "unit_id", "person_id")))


def _derive(matter: Matter, rows: Sequence[tuple[str, int | None, int | None]]) -> None:
    lead = next((unit for standing, unit, _ in rows if standing == Standing.LEAD), None)
    if lead and any(s == Standing.SUPPORTING and unit == lead for s, unit, _ in rows):
        raise SameUnitTwice(unit=Unit.objects.get(pk=lead).name)
    ids = {unit for _, unit, _ in rows if unit} | {-person for _, _, person in rows if person}
    if len(ids) > AUDIENCE_LIMIT:
        raise TooManyParticipants(n=len(ids), limit=AUDIENCE_LIMIT)
    matter.audience = sorted(ids)
    matter.lead_unit_id = lead


def audience_of(rows: Iterable[tuple[int | None, int | None]]) -> list[int]:
    """The audience that these (unit id, person id) pairs make: the audit compares it with what is stored."""
    return sorted({unit for unit, _ in rows if unit} | {-person for _, person in rows if person})


def _end(row: Participation, now: datetime) -> None:
    row.until_at = now
    row.save(update_fields=["until_at"])
