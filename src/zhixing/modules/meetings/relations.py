"""How an actor may stand to a meeting, and what may be chosen for it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor, Keys
from zhixing.kernel.actions.register import By
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.meetings.choices import COUNTED
from zhixing.kernel.meetings.models import AgendaItem, Meeting, Seat
from zhixing.kernel.meetings.sorts import sort_of
from zhixing.kernel.organisation.models import Kind, Person, Unit


def _organises(meeting: Meeting, actor: Actor, keys: Keys) -> bool:
    return meeting.organiser_id in keys.ids


ORGANISER = By(w("the unit that organises the meeting", "会议组织单位"), _organises)


def own_units(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Units over which the actor may convene meetings."""
    units = Unit.objects.existing(clock.today()).exclude(kind=Kind.SECTION)
    return units.filter(pk__in=[i for i in actor.keys("meetings.convene").ids if i > 0])


def serving(item: Any, actor: Actor) -> QuerySet[Person]:
    """Everyone who serves today."""
    today = clock.today()
    return Person.objects.filter(
        Q(appointments__until_on=None) | Q(appointments__until_on__gte=today),
        appointments__from_on__lte=today,
    ).distinct()


def may_be_tabled(meeting: Meeting | None, actor: Actor) -> QuerySet[Matter]:
    """What the sort of this meeting lets onto its agenda, of what the actor may find."""
    if meeting is None:
        return Matter.objects.none()
    wanted = sort_of(meeting).may_table(meeting, actor)
    found: QuerySet[Matter] = Matter.objects.visible_to(actor).filter(pk__in=wanted.values("pk"))
    return found.exclude(tabled__meeting=meeting, tabled__taken_off=False).order_by("due_on", "id")


def on_agenda(meeting: Meeting | None, actor: Actor) -> QuerySet[AgendaItem]:
    """What stands on its agenda."""
    found = AgendaItem.objects.filter(taken_off=False)
    return found.filter(meeting=meeting) if meeting else found.none()


def unsettled(meeting: Meeting | None, actor: Actor) -> QuerySet[AgendaItem]:
    """What stands on its agenda and has no result yet."""
    return on_agenda(meeting, actor).filter(outcome="")


def seats(meeting: Meeting | None, actor: Actor) -> QuerySet[Seat]:
    """Everyone who was asked."""
    return Seat.objects.filter(meeting=meeting) if meeting else Seat.objects.none()


def speakers(meeting: Meeting | None, actor: Actor) -> QuerySet[Seat]:
    """Chair and members who were there: whose views are recorded."""
    return seats(meeting, actor).filter(role__in=COUNTED, is_present=True)
