"""Questions behind the pages of the chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.kinds import Kind
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Appointment, Person, Post, Rank, Unit, UnitSpell

FOUND = 50  # results of one search


def called(thing: Unit | Person | Post) -> Words:
    """What a unit, person or post is called; its Chinese name where it has no English one."""
    return w(thing.name_en or thing.name, thing.name)


def holding(appointments: QuerySet[Appointment], on: date) -> QuerySet[Appointment]:
    """The appointments in force on a day."""
    return appointments.filter(from_on__lte=on).filter(Q(until_on=None) | Q(until_on__gte=on))


def heads_on(on: date) -> dict[int, Person]:
    """The top leader of each unit on a day, by the unit's id. One query."""
    rows = holding(Appointment.objects.filter(post__rank=Rank.HEAD), on).select_related("person", "post")
    return {row.post.unit_id: row.person for row in rows.order_by("post__order", "-from_on").reverse()}


def units_named(words: str) -> QuerySet[Unit]:
    """Units whose name, short name, alias, code or any earlier name holds these characters; the living first."""
    words = words.strip()[:60]
    earlier = UnitSpell.objects.filter(Q(name__icontains=words) | Q(short_name__icontains=words))
    wanted = (
        Q(name__icontains=words)
        | Q(short_name__icontains=words)
        | Q(name_en__icontains=words)
        | Q(code__iexact=words)
        | Q(aliases__icontains=words)
        | Q(pk__in=earlier.values("unit_id"))
    )
    return Unit.objects.filter(wanted).order_by("dissolved_on", "path")


def persons_named(words: str) -> QuerySet[Person]:
    """Persons by a part of the name or the whole staff number."""
    words = words.strip()[:60]
    wanted = Q(name__icontains=words) | Q(name_en__icontains=words) | Q(staff_number__iexact=words)
    return Person.objects.filter(wanted).order_by("name", "staff_number")


@dataclass(frozen=True, slots=True)
class OpenLed:
    """How many open matters of one kind a unit leads, with all below it: as many as the ledger's filter shows."""

    kind: Kind
    count: int


def open_led(unit: Unit, actor: Actor) -> list[OpenLed]:
    """Open matters led by the unit or a unit below it that the actor may find, by kind."""
    below = Unit.objects.below(unit).values("pk")
    found = Matter.objects.visible_to(actor).open().filter(lead_unit__in=below)
    rows = found.order_by().values_list("kind").annotate(n=Count("pk")).order_by("kind")
    return [OpenLed(kinds.kind(code), n) for code, n in rows]


def posts_on(unit: Unit, on: date) -> list[tuple[Post, list[Appointment]]]:
    """The unit's posts with those who hold them on a day."""
    held: dict[int, list[Appointment]] = {}
    for row in holding(Appointment.objects.filter(post__unit=unit), on).select_related("person"):
        held.setdefault(row.post_id, []).append(row)
    return [(post, held.get(post.pk, [])) for post in unit.posts.all()]


def appointments_of(unit: Unit) -> Iterable[Appointment]:
    """All appointments to posts of the unit, the newest first."""
    rows = Appointment.objects.filter(post__unit=unit).select_related("person", "post")
    return rows.order_by("-from_on", "-id")
