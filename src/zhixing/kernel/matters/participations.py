"""The only place that changes who stands how to a matter, and with it who may find it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from zhixing.base import clock
from zhixing.kernel.matters.models import AUDIENCE_LIMIT, Matter, Participation, Standing
from zhixing.kernel.matters.refusals import SameUnitTwice, TooManyParticipants
from zhixing.kernel.organisation.models import Person, Unit

Standings = Mapping[str, tuple[Sequence[Unit], Sequence[Person]]]


def assign(matter: Matter, standing: str, units: Iterable[Unit] = (), persons: Iterable[Person] = ()) -> None:
    """Let exactly these units and persons stand so; others of this standing end now, those that stay keep their signs."""
    stand(matter, {standing: ([*units], [*persons])})


def stand(matter: Matter, standings: Standings, *, planned: Collection[str] = ()) -> None:
    """For each standing named, let exactly these units and persons stand so; what is not named stays as it is.

    Of the `planned` standings nobody begins yet: they are named in a draft, and the matter is not theirs to find
    until `let_begin`. One statement reads, one ends, one adds, however many stand.
    """
    now = clock.now()
    rows = list(matter.participations.standing())
    kept = [row for row in rows if row.standing not in standings]
    ended: list[int] = []
    new: list[Participation] = []
    for standing, (units, persons) in standings.items():
        from_at = None if standing in planned else now
        wanted = {("unit", u.pk): u.pk for u in units} | {("person", p.pk): p.pk for p in persons}
        for row in rows:
            if row.standing != standing:
                continue
            who = ("unit", row.unit_id) if row.unit_id else ("person", row.person_id or 0)
            if wanted.pop(who, None) is None:
                ended.append(row.pk)
            else:
                kept.append(row)
        new += [
            Participation(
                matter_id=matter.pk, standing=standing, from_at=from_at, place=place, **{f"{what}_id": pk}
            )
            for place, (what, pk) in enumerate(wanted)
        ]
    _derive(matter, [*kept, *new])
    if ended:
        Participation.objects.filter(pk__in=ended).update(until_at=now)
    Participation.objects.bulk_create(new)


def begin(new: Sequence[tuple[Matter, Standings]], *, planned: Collection[str] = ()) -> None:
    """As `stand`, for matters that nobody takes part in yet: one INSERT for all of them (an import)."""
    now = clock.now()
    rows: list[Participation] = []
    for matter, standings in new:
        mine = []
        for standing, (units, persons) in standings.items():
            who: list[dict[str, Any]] = [*({"unit": u} for u in units), *({"person": p} for p in persons)]
            from_at = None if standing in planned else now
            mine += [
                Participation(matter_id=matter.pk, standing=standing, from_at=from_at, place=place, **one)
                for place, one in enumerate(who)
            ]
        _derive(matter, mine)
        rows += mine
    Participation.objects.bulk_create(rows, batch_size=2_000)


def let_begin(matter: Matter) -> None:
    """What was planned begins: from now on the units and persons named may find the matter."""
    matter.participations.standing().filter(from_at=None).update(from_at=clock.now())
    refresh(matter)


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
    _derive(matter, list(matter.participations.standing()))


def _derive(matter: Matter, rows: Sequence[Participation]) -> None:
    lead = next((row.unit_id for row in rows if row.standing == Standing.LEAD), None)
    if lead and any(row.standing == Standing.SUPPORTING and row.unit_id == lead for row in rows):
        raise SameUnitTwice(unit=Unit.objects.get(pk=lead).name)
    audience = audience_of((row.unit_id, row.person_id) for row in rows if row.from_at is not None)
    named = audience_of((row.unit_id, row.person_id) for row in rows)
    if len(named) > AUDIENCE_LIMIT:
        raise TooManyParticipants(n=len(named), limit=AUDIENCE_LIMIT)
    matter.audience = audience
    matter.lead_unit_id = lead


def audience_of(rows: Iterable[tuple[int | None, int | None]]) -> list[int]:
    """The audience that these (unit id, person id) pairs make: units positive, persons negative, each once."""
    return sorted({unit or -(person or 0) for unit, person in rows})
