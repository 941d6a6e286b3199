"""Questions to the chart: who stands where, on any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from zhixing.kernel.organisation.models import Appointment, Person, Rank, Unit, UnitSpell
from zhixing.kernel.organisation.refusals import PersonLeft, UnitGone


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit as it stood on the day asked for."""

    unit_id: int
    name: str
    short_name: str
    parent_id: int | None


# Both are asked on nearly every page, where making such a statement anew costs more than answering it.
_BELOW = "select id, is_jurisdiction from organisation_unit where path <@ any(%s::ltree[])"
_GOVERNMENT = """
select name, name_en from organisation_unit where is_jurisdiction and (id = any(%(ids)s) or %(ids)s = '{}')
order by case when %(ids)s = '{}' then nlevel(path) else -nlevel(path) end, path limit 1
"""


def units_below(paths: Iterable[str]) -> list[tuple[int, bool]]:
    """The units at or under these places in the tree, each with whether it is a jurisdiction."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [list(paths)])
        found: list[tuple[int, bool]] = cursor.fetchall()
    return found


def government_over(path: str) -> tuple[str, str] | None:
    """The name, in both languages, of the nearest government at or above a place ("" asks for the topmost one).

    None before the chart has any government there.
    """
    with connection.cursor() as cursor:
        cursor.execute(_GOVERNMENT, {"ids": [int(label) for label in path.split(".") if label]})
        found: tuple[str, str] | None = cursor.fetchone()
    return found


def chart_on(day: date) -> list[Placed]:
    """Every unit that existed on `day`, under the name and parent it had then, parents before children."""
    spells = (
        UnitSpell.objects.filter(from_on__lte=day)
        .filter(Q(until_on=None) | Q(until_on__gte=day))
        .filter(Q(unit__dissolved_on=None) | Q(unit__dissolved_on__gt=day))
        .order_by("unit__order", "unit_id")
    )
    placed = [Placed(s.unit_id, s.name, s.short_name, s.parent_id) for s in spells]
    return _parents_first(placed)


def _parents_first(placed: list[Placed]) -> list[Placed]:
    children: dict[int | None, list[Placed]] = {}
    known = {p.unit_id for p in placed}
    for p in placed:
        children.setdefault(p.parent_id if p.parent_id in known else None, []).append(p)
    ordered: list[Placed] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        p = waiting.pop()
        ordered.append(p)
        waiting.extend(reversed(children.get(p.unit_id, [])))
    return ordered


def ids_below(paths: Iterable[str]) -> set[int]:
    """Ids of the units at these paths and of all below them."""
    wanted = Q()
    for path in paths:
        wanted |= Q(path__below=path)
    return set(Unit.objects.filter(wanted).values_list("id", flat=True)) if wanted else set()


def head_of(unit_id: int, on: date) -> Person | None:
    """The top leader of the unit on that day, or None while the post stands empty."""
    held = (
        Appointment.objects.filter(post__unit_id=unit_id, post__rank=Rank.HEAD, from_on__lte=on)
        .filter(Q(until_on=None) | Q(until_on__gte=on))
        .select_related("person")
        .order_by("post__order", "-from_on")
        .first()
    )
    return held.person if held else None


def must_exist(unit: Unit, on: date) -> None:
    """Refuse (UnitGone) unless the unit exists on that day."""
    if not unit.exists_on(on):
        heir = unit.successor
        raise UnitGone(
            unit=unit.name, day=unit.dissolved_on or unit.opened_on, successor=heir.name if heir else "—"
        )


def must_serve(person: Person, on: date) -> None:
    """Refuse (PersonLeft) unless the person holds some post on that day."""
    serving = Appointment.objects.filter(person=person, from_on__lte=on).filter(
        Q(until_on=None) | Q(until_on__gte=on)
    )
    if not serving.exists():
        raise PersonLeft(person=person.name, day=on)
