"""How an actor may stand to a decision, and where references may be chosen from."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor, Keys
from zhixing.kernel.actions.register import By
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Kind, Person, Rank, Unit
from zhixing.modules.decisions.choices import State
from zhixing.modules.decisions.models import (
    Deviation,
    Link,
    MajorDecision,
    Observer,
    Participant,
    PublicComment,
    Seat,
)


def _prepares(matter: Matter, actor: Actor, keys: Keys) -> bool:
    return matter.lead_unit_id in keys.ids


def _reviews(decision: MajorDecision, actor: Actor, keys: Keys) -> bool:
    return decision.legal_unit_id in keys.ids


def _executes(decision: MajorDecision, actor: Actor, keys: Keys) -> bool:
    return not decision.executing_ids.isdisjoint(keys.ids)


def _tracks(decision: MajorDecision, actor: Actor, keys: Keys) -> bool:
    return bool(decision.tracker_id and -decision.tracker_id in keys.ids)


PREPARING = By(w("the preparing unit", "决策承办单位"), _prepares)
REVIEWING = By(w("the unit asked for the legality review", "负责合法性审查的单位"), _reviews)
EXECUTING = By(w("an executing unit", "决策执行单位"), _executes)
TRACKING = By(w("the person named to track it", "确定的跟踪人员"), _tracks)


def units(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Units that exist today and can be given work: not the sections inside them."""
    return Unit.objects.existing(clock.today()).exclude(kind=Kind.SECTION)


def governments(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Organs that decide."""
    return Unit.objects.existing(clock.today()).filter(kind__in=[Kind.GOVERNMENT, Kind.DEPARTMENT, Kind.TOWN])


def serving(item: Any, actor: Actor) -> QuerySet[Person]:
    """Everyone who serves today."""
    today = clock.today()
    return Person.objects.filter(
        Q(appointments__until_on=None) | Q(appointments__until_on__gte=today),
        appointments__from_on__lte=today,
    ).distinct()


def heads_of(unit: Unit) -> QuerySet[Person]:
    """The head of a unit today: who may suspend in urgency (Order 713, Art. 37)."""
    today = clock.today()
    return Person.objects.filter(
        Q(appointments__until_on=None) | Q(appointments__until_on__gte=today),
        appointments__from_on__lte=today,
        appointments__post__unit=unit,
        appointments__post__rank=Rank.HEAD,
    ).distinct()


def seats_waiting(decision: MajorDecision, actor: Actor) -> QuerySet[Seat]:
    """Experts drawn who have neither been recused nor given their opinion."""
    return decision.seats.filter(recused_on=None, opinion_on=None).select_related("expert")


def seats_untreated(decision: MajorDecision, actor: Actor) -> QuerySet[Seat]:
    """Experts whose opinion has not been treated."""
    return decision.seats.filter(opinion_on__isnull=False, treatment="").select_related("expert")


def comments_untreated(decision: MajorDecision, actor: Actor) -> QuerySet[PublicComment]:
    """Comments that nobody has treated."""
    return decision.comments.filter(treatment="")


def links_of(decision: MajorDecision, actor: Actor) -> QuerySet[Link]:
    """The links of responsibility of the decision."""
    return decision.links.all()


def deviations_open(decision: MajorDecision, actor: Actor) -> QuerySet[Deviation]:
    """Deviations that are neither corrected nor found to be none."""
    return decision.deviations.filter(ended_on=None)


def executors(decision: MajorDecision, actor: Actor) -> QuerySet[Unit]:
    """The units that carry the decision out."""
    return Unit.objects.filter(pk__in=decision.executing_ids if decision else [])


def deciders(decision: MajorDecision, actor: Actor) -> QuerySet[Person]:
    """Whoever answers for the decision: those who serve or served; liability has no limit of time."""
    return Person.objects.all()


def those_signed_up(hearing: Any, actor: Actor) -> QuerySet[Participant]:
    """Everyone who signed up for the hearing or was invited."""
    return Participant.objects.filter(hearing=hearing)


def speakers(hearing: Any, actor: Actor) -> QuerySet[Participant]:
    """Participants chosen whose view is not on record."""
    return Participant.objects.filter(hearing=hearing, is_chosen=True, view="")


def views_untreated(hearing: Any, actor: Actor) -> QuerySet[Participant]:
    """Participants whose view has not been treated."""
    return Participant.objects.filter(hearing=hearing, treatment="").exclude(view="")


def decisions_being_prepared(item: Any, actor: Actor) -> QuerySet[MajorDecision]:
    """Decisions in preparation that the actor may find."""
    return MajorDecision.objects.visible_to(actor).filter(state__in=[State.PREPARING, State.TABLED])


def observers_untold(decision: MajorDecision, actor: Actor) -> QuerySet[Observer]:
    """Observers invited who have not been told what will be discussed."""
    return decision.observers.filter(told_on=None)


def observers_absent(decision: MajorDecision, actor: Actor) -> QuerySet[Observer]:
    """Observers told beforehand who are not yet on record as present: who was not told cannot have prepared."""
    return decision.observers.filter(told_on__isnull=False, attended_on=None)
