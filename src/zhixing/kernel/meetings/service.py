"""What a module asks of meetings: convene one, and what meetings made of a matter.

Functions here belong to an action: they change nothing outside its transaction and return the events it writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhixing.base import clock
from zhixing.kernel.matters import kinds, participations
from zhixing.kernel.matters.models import Matter, Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.meetings import sorts
from zhixing.kernel.meetings.choices import COUNTED, DISSENT, Role, State
from zhixing.kernel.meetings.events import Convened, Tabled
from zhixing.kernel.meetings.models import AgendaItem, Meeting, Seat, View, chair_spoke_last
from zhixing.kernel.meetings.refusals import MomentPassed, OnAgendaAlready, SeatTaken
from zhixing.kernel.organisation.models import Appointment, Person, Unit

Written = sorts.Written


def convene(
    *,
    sort: str,
    title: str,
    organiser: Unit,
    chair: Person,
    planned_at: datetime,
    place: str = "",
    members: Iterable[Person] = (),
    attending: Iterable[Person] = (),
    about: Matter | None = None,
    agenda: Sequence[Matter] = (),
    titles: Sequence[str] = (),
) -> tuple[Meeting, Written]:
    """A meeting to come, with its first event, and on each matter of its agenda that it was put there.

    `about` is the matter it belongs to (its origin). The matters of the agenda are locked in the order of their ids.
    Raises MomentPassed, OnAgendaAlready.
    """
    if planned_at <= clock.now():
        raise MomentPassed(moment=said(planned_at))
    meeting = open_matter(
        Meeting,
        jurisdiction=jurisdiction_of(organiser),
        state=State.PLANNED,
        title=title,
        sort=sorts.named(sort).code,
        organiser=organiser,
        chair=chair,
        planned_at=planned_at,
        place=place,
        origin_id=about.pk if about else None,
    )
    seat(meeting, Role.CHAIR, [chair])
    seat(meeting, Role.MEMBER, [p for p in members if p.pk != chair.pk])
    seat(meeting, Role.ATTENDING, attending)
    told = Convened(
        title=title,
        sort=meeting.sort,
        planned_at=planned_at,
        place=place or "—",
        chair=chair.name,
        chair_id=chair.pk,
        organiser_id=organiser.pk,
        matter_ids=sorted(m.pk for m in agenda),
    )
    let_them_find(meeting)
    return meeting, [(meeting, told), *table(meeting, agenda, titles)]


def seat(
    meeting: Meeting, role: Role, persons: Iterable[Person], outsiders: Iterable[str] = ()
) -> list[Seat]:
    """Ask these to the meeting. An outsider is written "name，capacity". Raises SeatTaken for who is on the list."""
    wanted = list(dict.fromkeys(persons))
    for before in Seat.objects.filter(meeting=meeting, person__in=wanted):
        raise SeatTaken(name=before.name, role=Role(before.role).label)
    posts = _posts(wanted)
    new = [
        Seat(meeting=meeting, role=role, person=p, name=p.name, capacity=posts.get(p.pk, "")) for p in wanted
    ]
    for line in outsiders:
        name, _, capacity = line.replace(",", "，").partition("，")
        new.append(Seat(meeting=meeting, role=role, name=name.strip()[:80], capacity=capacity.strip()[:100]))
    meeting.__dict__.pop("seated", None)
    return Seat.objects.bulk_create(new)


def _posts(persons: Sequence[Person]) -> dict[int, str]:
    today = clock.today()
    serving = Appointment.objects.filter(person__in=persons, from_on__lte=today).exclude(until_on__lt=today)
    found: dict[int, str] = {}
    for one in serving.select_related("post__unit").order_by("-from_on"):
        found.setdefault(one.person_id, f"{one.post.unit.short_name}{one.post.name}"[:100])
    return found


def let_them_find(meeting: Meeting) -> None:
    """The organiser leads it; whoever has a seat may find it."""
    persons = [s.person for s in meeting.seated if s.person and s.role != Role.CHAIR]
    participations.stand(
        meeting,
        {
            Standing.LEAD: ([meeting.organiser], []),
            Standing.CARRYING: ([], [meeting.chair]),
            Standing.OBSERVER: ([], persons),
        },
    )


def table(meeting: Meeting, matters: Sequence[Matter], titles: Sequence[str] = ()) -> Written:
    """Put these on the agenda, behind what is there; returns what is told on each matter. Raises OnAgendaAlready."""
    ids = [m.pk for m in matters]
    waiting = AgendaItem.objects.filter(
        matter_id__in=ids,
        taken_off=False,
        outcome="",
        meeting__state=State.PLANNED,
        meeting__sort=meeting.sort,
    )
    for before in waiting.select_related("meeting"):
        raise OnAgendaAlready(title=before.title, meeting=before.meeting.number or before.meeting.title)
    locked = lock(ids)
    last = AgendaItem.objects.filter(meeting=meeting).count()
    new = [AgendaItem(meeting=meeting, matter_id=m.pk, title=m.title) for m in matters]
    new += [AgendaItem(meeting=meeting, title=title) for title in titles]
    for n, item in enumerate(new, last):
        item.place = n
    AgendaItem.objects.bulk_create(new)
    meeting.__dict__.pop("items", None)
    told = Tabled(
        meeting=meeting.title, meeting_id=meeting.pk, sort=meeting.sort, planned_at=meeting.planned_at
    )
    return [(locked[pk], told) for pk in ids]


def lock(ids: Iterable[int]) -> dict[int, Any]:
    """These matters, each as its own kind, locked in the order of their ids: two meetings never wait in a circle."""
    codes = dict(Matter.objects.filter(pk__in=set(ids)).values_list("pk", "kind"))
    found: dict[int, Any] = {}
    for pk in sorted(codes):
        model: Any = kinds.kind(codes[pk]).model
        found[pk] = model.objects.select_for_update(no_key=True, of=("self", "matter_ptr")).get(pk=pk)
    return found


@dataclass(frozen=True, slots=True)
class Deliberation:
    """One discussion of a matter in a meeting that was held."""

    meeting_id: int
    sort: str
    held_on: date
    minuted_on: date | None
    outcome: str
    members: int
    present: int
    observers: int
    dissents: int
    chair_spoke_last: bool
    against_majority: bool


def deliberations(matter: Matter) -> list[Deliberation]:
    """The meetings that discussed this matter and settled it or put it off, the oldest first; three queries."""
    rows = AgendaItem.objects.filter(matter_id=matter.pk, taken_off=False, meeting__held_on__isnull=False)
    rows = rows.exclude(outcome="").select_related("meeting").order_by("meeting__held_on", "pk")
    items = list(rows)
    if not items:
        return []
    seats: dict[int, list[Seat]] = {}
    for row in Seat.objects.filter(meeting__in=[item.meeting_id for item in items]):
        seats.setdefault(row.meeting_id, []).append(row)
    views: dict[int, list[View]] = {}
    for view in View.objects.filter(item__in=items).select_related("seat").order_by("id"):
        views.setdefault(view.item_id, []).append(view)
    return [_told(item, seats.get(item.meeting_id, []), views.get(item.pk, [])) for item in items]


def _told(item: AgendaItem, seats: list[Seat], views: list[View]) -> Deliberation:
    meeting = item.meeting
    assert meeting.held_on is not None  # asked for above
    counted = [s for s in seats if s.role in COUNTED]
    return Deliberation(
        meeting_id=meeting.pk,
        sort=meeting.sort,
        held_on=meeting.held_on,
        minuted_on=meeting.minuted_on,
        outcome=item.outcome,
        members=len(counted),
        present=sum(1 for s in counted if s.is_present),
        observers=sum(1 for s in seats if s.role == Role.OBSERVER and s.is_present),
        dissents=sum(1 for v in views if v.stance in DISSENT),
        chair_spoke_last=chair_spoke_last(views),
        against_majority=item.is_against_majority(views),
    )


def said(moment: datetime) -> str:
    """A moment as a refusal names it: day, hour and minute of the authority's zone."""
    return f"{moment.astimezone(clock.zone()):%Y-%m-%d %H:%M}"
