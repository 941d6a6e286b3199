"""Before a meeting: convened, agenda, who is asked, notice, another day, or none."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.meetings import service
from zhixing.kernel.meetings.choices import Role, State
from zhixing.kernel.meetings.events import AgendaChanged, Cancelled, Invited, Notified, Postponed, TakenOff
from zhixing.kernel.meetings.models import AgendaItem, Meeting
from zhixing.kernel.meetings.refusals import MomentPassed, NothingOnAgenda
from zhixing.kernel.meetings.sorts import named, sort_of, sorts
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.meetings.powers import CONVENE
from zhixing.modules.meetings.relations import (
    ORGANISER,
    may_be_tabled,
    on_agenda,
    own_units,
    serving,
)

Written = list[tuple[Any, DomainEvent]]
STAYS = {State.PLANNED: ""}


class _WithWords(StrEnum):
    @property
    def label(self) -> Any:
        return named(self.value).words


FREE = {s.code.replace(".", "_").upper(): s.code for s in sorts() if s.free}
FreeSort: Any = _WithWords("FreeSort", FREE)  # type: ignore[call-arg]  # its members are what the modules offer


class Guest(StrEnum):
    """In which part somebody can be asked; the chair is named when it is convened."""

    MEMBER = Role.MEMBER.value
    ATTENDING = Role.ATTENDING.value
    OBSERVER = Role.OBSERVER.value
    RECORDER = Role.RECORDER.value

    @property
    def label(self) -> Any:
        return Role(self.value).label


@action(
    Meeting,
    "convene",
    power=CONVENE,
    opens=True,
    tone="primary",
    words=w("Convene a meeting", "拟定会议"),
    help=w(
        "Name day, place, chair and members; the agenda is put together next.",
        "填写时间、地点、主持人和组成人员，随后拟定议程。",
    ),
)
def convene(
    *,
    sort: FreeSort,
    title: Annotated[str, Label(w("Name of the meeting", "会议名称"))],
    organiser: Annotated[Unit, among(own_units)],
    chair: Annotated[Person, among(serving)],
    members: Annotated[list[Person], among(serving)] = [],  # noqa: B006  # read, never changed
    attending: Annotated[list[Person], among(serving)] = [],  # noqa: B006  # read, never changed
    planned_at: datetime,
    place: Annotated[str, Label(w("Place", "会议地点"))],
) -> Written:
    """Convene a meeting of one of the free sorts."""
    _, written = service.convene(
        sort=str(sort),
        title=title,
        organiser=organiser,
        chair=chair,
        members=members,
        attending=attending,
        planned_at=planned_at,
        place=place,
    )
    return written


@action(
    Meeting,
    "put_on_agenda",
    power=CONVENE,
    by=ORGANISER,
    moves=STAYS,
    words=w("Put on the agenda", "列入议程"),
    help=w(
        "Choose from what waits for a meeting of this sort, or write a title.",
        "从待上会事项中选择，或填写其他议题。",
    ),
)
def put_on_agenda(
    meeting: Meeting,
    *,
    matters: Annotated[list[Matter], among(may_be_tabled)] = [],  # noqa: B006  # read, never changed
    titles: list[str] = [],  # noqa: B006  # read, never changed
) -> Written:
    """Put matters or free titles on the agenda, behind what is there."""
    titles = [title for title in titles if title]
    if not matters and not titles:
        raise NothingOnAgenda
    told = service.table(meeting, matters, titles)
    return [(meeting, AgendaChanged(added=[m.title for m in matters] + titles)), *told]


@action(
    Meeting,
    "take_off_agenda",
    power=CONVENE,
    by=ORGANISER,
    moves=STAYS,
    words=w("Take off the agenda", "撤下议题"),
    help=w("An item that will not be discussed; why stays on record.", "撤下不再上会的议题，并说明理由。"),
)
def take_off_agenda(
    meeting: Meeting, *, agenda_items: Annotated[list[AgendaItem], among(on_agenda)], reason: str
) -> Written:
    """Take items off; each matter hears of it and may be tabled elsewhere."""
    locked = service.lock(item.matter_id for item in agenda_items if item.matter_id)
    AgendaItem.objects.filter(pk__in=[item.pk for item in agenda_items]).update(taken_off=True)
    told = TakenOff(meeting=meeting.title, meeting_id=meeting.pk, reason=reason)
    changed = AgendaChanged(taken_off=[item.title for item in agenda_items], reason=reason)
    return [(meeting, changed), *((thing, told) for thing in locked.values())]


@action(
    Meeting,
    "invite",
    power=CONVENE,
    by=ORGANISER,
    moves=STAYS,
    words=w("Ask to the meeting", "安排参会"),
    help=w(
        "Persons of the government, or others by name and capacity, one a line.",
        "选择在职人员；外部人员每行一人，写明姓名和身份。",
    ),
)
def invite(
    meeting: Meeting,
    *,
    role: Annotated[Guest, Label(w("Takes part as", "参会身份"))],
    persons: Annotated[list[Person], among(serving)] = [],  # noqa: B006  # read, never changed
    outsiders: Annotated[list[str], Label(hint=w("Name, capacity", "姓名，身份"))] = [],  # noqa: B006  # read, never changed
) -> Invited:
    """Ask persons to the meeting in a part other than the chair's."""
    seats = service.seat(meeting, Role(role.value), persons, [line for line in outsiders if line])
    service.let_them_find(meeting)
    return Invited(names=[s.name for s in seats], person_ids=[p.pk for p in persons], role=Role(role.value))


@action(
    Meeting,
    "notify",
    power=CONVENE,
    by=ORGANISER,
    moves=STAYS,
    tone="primary",
    words=w("Send the notice", "发送通知"),
    help=w("Everyone asked is told day, place and agenda.", "将时间、地点和议程通知全体参会人员。"),
)
def notify(meeting: Meeting) -> Notified:
    """Send the notice with the agenda; refuses an empty one."""
    if not meeting.items:
        raise NothingOnAgenda
    meeting.notified_on = clock.today()
    ids = [seat.person_id for seat in meeting.seated if seat.person_id]
    return Notified(planned_at=meeting.planned_at, n=len(meeting.seated), person_ids=ids)


@action(
    Meeting,
    "postpone",
    power=CONVENE,
    by=ORGANISER,
    moves=STAYS,
    words=w("Put off", "改期"),
    help=w("Another day and time; everyone is told again.", "改定时间并重新通知。"),
)
def postpone(meeting: Meeting, *, planned_at: datetime, reason: str) -> Postponed:
    """Move the meeting to a moment to come."""
    if planned_at <= clock.now():
        raise MomentPassed(moment=service.said(planned_at))
    before, meeting.planned_at = meeting.planned_at, planned_at
    return Postponed(old_at=before, new_at=planned_at, reason=reason)


@action(
    Meeting,
    "cancel_meeting",
    power=CONVENE,
    by=ORGANISER,
    moves={State.PLANNED: State.CANCELLED},
    tone="grave",
    words=w("Cancel the meeting", "取消会议"),
    help=w("What was on its agenda waits for another meeting.", "议程事项转入待上会。"),
)
def cancel_meeting(meeting: Meeting, *, reason: str) -> Written:
    """Cancel a meeting that was not held; its matters hear of it and wait again."""
    meeting.closed_on = clock.today()
    ids = [item.matter_id for item in meeting.items if item.matter_id]
    locked = service.lock(ids)
    AgendaItem.objects.filter(meeting=meeting, matter_id__in=ids).update(taken_off=True)
    told = TakenOff(meeting=meeting.title, meeting_id=meeting.pk, reason=reason)
    written: Written = [(meeting, Cancelled(reason=reason, sort=meeting.sort))]
    return [*written, *((thing, told) for thing in locked.values()), *sort_of(meeting).cancelled(meeting)]
