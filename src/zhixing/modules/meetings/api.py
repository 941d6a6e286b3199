"""What the API tells of a meeting beside what every matter shares."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from zhixing.base.words import w
from zhixing.kernel.meetings.choices import Outcome, Role, Stance
from zhixing.kernel.meetings.models import Meeting
from zhixing.web.api.register import by_id, register_fields
from zhixing.web.api.shapes.marks import coded
from zhixing.web.api.shapes.organisation import PersonRef, UnitRef


class MeetingSeat(Schema):
    """Someone who was asked."""

    name: str
    capacity: str
    role: Annotated[str, coded(Role)]
    is_present: bool | None = Field(description="Unknown until the meeting was held")


class MeetingView(Schema):
    """What one member said, in the order of speaking."""

    name: str
    stance: Annotated[str, coded(Stance)]
    text: str


class MeetingAgendaItem(Schema):
    """One item of the agenda and what became of it."""

    title: str
    matter_id: int | None
    outcome: Annotated[str, coded(Outcome)]
    decision: str
    reason: str = Field(description="Why it goes against what most members said")
    views: list[MeetingView]


class MeetingsMeetingFields(Schema):
    """A meeting's own fields, by name."""

    sort: str
    organiser: UnitRef | None
    chair: PersonRef | None
    place: str
    planned_at: datetime
    notified_on: date | None
    held_on: date | None
    minuted_on: date | None
    minutes: str
    seats: list[MeetingSeat]
    agenda: list[MeetingAgendaItem]


def fields_of_meeting(meeting: Meeting) -> dict[str, Any]:
    """The fields read off a meeting, with who was asked, what was on the agenda and what was said."""
    plain = ("sort", "place", "planned_at", "notified_on", "held_on", "minuted_on", "minutes")
    return {name: getattr(meeting, name) for name in plain} | {
        "organiser": UnitRef.of(meeting.organiser),
        "chair": PersonRef.of(meeting.chair),
        "seats": [
            {"name": s.name, "capacity": s.capacity, "role": s.role, "is_present": s.is_present}
            for s in meeting.seated
        ],
        "agenda": [
            {
                "title": item.title,
                "matter_id": item.matter_id,
                "outcome": item.outcome,
                "decision": item.decision,
                "reason": item.reason,
                "views": [
                    {"name": view.seat.name, "stance": view.stance, "text": view.text}
                    for view in meeting.views_of.get(item.pk, [])
                ],
            }
            for item in meeting.items
        ],
    }


register_fields(
    "meetings.meeting",
    MeetingsMeetingFields,
    fields_of_meeting,
    related=("organiser", "chair"),
    filters={"organiser": by_id("organiser", w("Organising unit", "组织单位"))},
)
