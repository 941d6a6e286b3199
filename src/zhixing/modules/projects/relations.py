"""How an actor may stand to a project or a list, and where references may be chosen from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.register import By
from zhixing.kernel.organisation.models import Appointment, Kind, Person, Rank, Unit
from zhixing.modules.projects.choices import State
from zhixing.modules.projects.models import Milestone, Problem, Project, ReportLine, ReportList
from zhixing.modules.projects.powers import KEEP

KEY_OFFICE = By(
    w("the key-project office", "重点项目办公室"),
    lambda project, actor, keys: project.key_office_id in keys.ids,
)
LEAD = By(w("the lead unit", "牵头单位"), lambda project, actor, keys: project.lead_unit_id in keys.ids)
TAKING_PART = By(
    w("a unit that takes part", "牵头单位或相关单位"),
    lambda project, actor, keys: not project.taking_part_ids.isdisjoint(keys.ids),
)
LINKED = By(
    w("the linked leader", "挂钩领导"),
    lambda project, actor, keys: bool(project.linked_leader_id) and -project.linked_leader_id in keys.ids,
)
OFFICE = By(
    w("the government office", "政府办公室"), lambda matter, actor, keys: matter.office_id in keys.ids
)
APPROVER = By(
    w("the leader it was sent to", "送审的领导"),
    lambda report_list, actor, keys: -report_list.approver_id in keys.ids,
)


def government_leaders(item: Any, actor: Actor) -> QuerySet[Person]:
    """Heads and leaders in charge of governments, in office today."""
    return governing(clock.today())


def governing(on: date) -> QuerySet[Person]:
    """Heads and leaders in charge of governments, in office on that day."""
    held = Appointment.objects.filter(Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on)
    held = held.filter(post__rank__in=[Rank.HEAD, Rank.IN_CHARGE], post__unit__is_jurisdiction=True)
    return Person.objects.leading(on).filter(pk__in=held.values("person_id"))


def leaders(item: Any, actor: Actor) -> QuerySet[Person]:
    """Heads and leaders in charge of any unit, in office today."""
    return Person.objects.leading(clock.today())


def serving(item: Any, actor: Actor) -> QuerySet[Person]:
    """Everyone who serves today."""
    return Person.objects.serving(clock.today())


def leads(person: Person, unit: Unit, rank: str) -> bool:
    """Does the person hold a post of this rank in the unit today?"""
    today = clock.today()
    held = person.appointments.filter(Q(until_on=None) | Q(until_on__gte=today), from_on__lte=today)
    return held.filter(post__unit=unit, post__rank=rank).exists()


def units(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Units that exist today and can take part: towns and departments, not the sections inside them."""
    return Unit.objects.existing(clock.today()).exclude(kind=Kind.SECTION)


def offices(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Offices of governments that exist today, and departments that serve as one (a reform commission often does)."""
    return Unit.objects.existing(clock.today()).filter(
        kind__in=[Kind.OFFICE, Kind.INSPECTION, Kind.DEPARTMENT]
    )


def units_taking_part(project: Project, actor: Actor) -> QuerySet[Unit]:
    """The lead unit and those involved."""
    return Unit.objects.filter(pk__in=project.taking_part_ids)


def own_units_taking_part(project: Project, actor: Actor) -> QuerySet[Unit]:
    """Of the units taking part, those for which the actor may speak."""
    return Unit.objects.filter(pk__in=project.taking_part_ids & actor.keys(KEEP).ids)


def open_milestones(project: Project, actor: Actor) -> QuerySet[Milestone]:
    return project.milestones.open()


def open_problems(project: Project, actor: Actor) -> QuerySet[Problem]:
    return project.problems.open()


def reportable(item: Any, actor: Actor) -> QuerySet[Project]:
    """Projects under way or suspended that the actor may find."""
    return Project.objects.visible_to(actor).filter(state__in=[State.UNDER_WAY, State.SUSPENDED])


def lines_on_list(report_list: ReportList, actor: Actor) -> QuerySet[ReportLine]:
    return report_list.lines.on_list().select_related("project")
