"""How a meeting shows itself: agenda with results and views, who was there, and its place in the navigation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from zhixing.base.words import Words, w
from zhixing.kernel.matters.models import Matter, Standing
from zhixing.kernel.meetings.choices import Outcome, Role, Stance, State
from zhixing.kernel.meetings.kind import VIEW
from zhixing.kernel.meetings.models import AgendaItem, Meeting, Seat
from zhixing.kernel.meetings.sorts import named, sort_of, sorts
from zhixing.web import navigation
from zhixing.web.components import Chip, Fact, Option
from zhixing.web.dates import moment_in_words
from zhixing.web.doors import addresses
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, LedgerTab, Presentation, present

_CHIPS = {
    State.PLANNED: ("calendar-event", "plain"),
    State.HELD: ("writing", "active"),
    State.MINUTED: ("circle-check", "met"),
    State.CANCELLED: ("x", "closed"),
}
_OUTCOMES = {
    Outcome.OPEN: ("clock", "plain"),
    Outcome.ADOPTED: ("circle-check", "met"),
    Outcome.CHANGED: ("circle-check", "met"),
    Outcome.REJECTED: ("circle-x", "bad"),
    Outcome.DEFERRED: ("clock-pause", "warn"),
}
_STANCES = {
    Stance.AGREE: ("thumb-up", "met"),
    Stance.CHANGES: ("edit", "active"),
    Stance.DISAGREE: ("thumb-down", "bad"),
    Stance.ABSTAIN: ("minus", "plain"),
}


def chip(meeting: Meeting) -> Chip:
    """The state as icon, word and tone."""
    state = State(meeting.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def sort_words(meeting: Meeting) -> Words:
    """The sort in words."""
    return named(meeting.sort).words


def facts(meeting: Meeting) -> Sequence[Fact]:
    """What, when, where, under whom; how many came."""
    counted = meeting.counted
    present_count = sum(1 for seat in counted if seat.is_present)
    attendance = w("{present} of {members}", "应到 {members} 人，实到 {present} 人")
    return [
        Fact(w("Sort of meeting", "会议类型"), sort_words(meeting)),
        Fact(w("Day and time", "召开时间"), moment_in_words(meeting.planned_at)),
        Fact(w("Place", "会议地点"), meeting.place or None),
        Fact(w("In the chair", "主持人"), meeting.chair.name),
        Fact(w("Organised by", "组织单位"), meeting.organiser.name),
        Fact(w("Notice sent", "通知发送日期"), meeting.notified_on),
        Fact(w("Held on", "召开日期"), meeting.held_on),
        Fact(
            w("Members present", "组成人员"),
            attendance.put(present=present_count, members=len(counted)) if meeting.held_on else None,
        ),
        Fact(w("Minutes issued", "纪要印发日期"), meeting.minuted_on),
    ]


def lead(meeting: Meeting) -> Words | str:
    """What, when and where, in a line."""
    said = w("{sort}, {when}, {place}", "{sort}，{when}，{place}")
    when = moment_in_words(meeting.planned_at)
    return said.put(sort=sort_words(meeting), when=when, place=meeting.place or "—")


@dataclass(frozen=True, slots=True)
class Said:
    """One member's view as the page shows it."""

    name: str
    chip: Chip
    text: str


@dataclass(frozen=True, slots=True)
class OnAgenda:
    """One item of the agenda as the page shows it; `url` where the reader may see the matter."""

    row: AgendaItem
    url: str
    chip: Chip
    views: list[Said]


@dataclass(frozen=True, slots=True)
class Asked:
    """Those asked in one part, each with whether he came."""

    role: Words
    seats: list[Seat]


def context(meeting: Meeting | None, actor: Any) -> dict[str, Any]:
    """Agenda and seats for the page; four queries however long they are."""
    if meeting is None:
        return {}
    ids = [item.matter_id for item in meeting.items if item.matter_id]
    seen = {m.pk: m for m in Matter.objects.visible_to(actor).filter(pk__in=ids)}
    agenda = []
    for item in meeting.items:
        outcome = Outcome(item.outcome)
        icon, tone = _OUTCOMES[outcome]
        views = [
            Said(v.seat.name, _stance(Stance(v.stance)), v.text) for v in meeting.views_of.get(item.pk, [])
        ]
        matter = seen.get(item.matter_id or 0)
        agenda.append(
            OnAgenda(
                item, addresses.of(matter) if matter else "", Chip(outcome.label, icon=icon, tone=tone), views
            )
        )
    asked = [Asked(role.label, [s for s in meeting.seated if s.role == role]) for role in Role]  # type: ignore[arg-type]  # choices carry Words
    return {
        "agenda": agenda,
        "asked": [a for a in asked if a.seats],
        "states_views": sort_of(meeting).views,
        "was_held": meeting.held_on is not None,
    }


def _stance(stance: Stance) -> Chip:
    icon, tone = _STANCES[stance]
    return Chip(stance.label, icon=icon, tone=tone)


def _sorts(actor: Any) -> list[Option]:
    return [Option(sort.code, sort.words) for sort in sorts()]


def _mine(actor: Any) -> Q:
    return Q(seats__person=actor.person_id) if actor.person_id else Q(pk__in=[])


present(
    "meetings.meeting",
    Presentation(
        icon="users-group",
        chip=chip,
        facts=facts,
        lead=lead,
        related=("chair", "organiser"),
        below="meetings/_meeting_below.html",
        context=context,
        standings={
            Standing.LEAD.value: w("Organised by", "组织单位"),
            Standing.CARRYING.value: w("In the chair", "主持人"),
            Standing.OBSERVER.value: w("Asked to it", "参会人员"),
        },
        columns=[
            LedgerColumn("sort", w("Sort", "类型"), sort_words, reads=("sort",)),
            LedgerColumn("planned_at", w("Planned for", "计划时间"), kind="moment"),
            LedgerColumn("place", w("Place", "地点")),
            LedgerColumn("chair", w("In the chair", "主持人"), reads=("chair__name",)),
            LedgerColumn("held_on", w("Held on", "召开日期"), kind="day"),
            LedgerColumn("minuted_on", w("Minutes", "纪要印发"), kind="day"),
        ],
        filters=[LedgerFilter("sort", w("Sort", "类型"), _sorts, lambda value: Q(sort=value))],
        tabs=[
            LedgerTab("coming", w("To be held", "待召开"), lambda today: Q(state=State.PLANNED)),
            LedgerTab("unwritten", w("Minutes to be written", "待出纪要"), lambda today: Q(state=State.HELD)),
            LedgerTab("mine", w("I am asked to", "我参加的"), lambda today: ~Q(state=State.CANCELLED), _mine),
        ],
    ),
)

navigation.add(
    "meetings",
    w("Meetings", "会议"),
    "door-list",
    "users-group",
    power=VIEW,
    order=50,
    arguments={"module": "meetings", "segment": "meetings"},
)
