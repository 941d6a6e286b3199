"""Events of the weekly on-site meeting on the project it is about (DL-21, S4.1-06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.events import DomainEvent


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMeetingCalled(DomainEvent):
    kind = "projects.site_meeting_called"
    words = w("On-site meeting called", "召集现场办公会")
    sentence = w(
        "{actor} called an on-site meeting for {planned_on} at {site}, chaired by {leader}.",
        "{actor}召集现场办公会：{planned_on}，{site}，由{leader}主持。",
    )

    person_id: int
    leader: str
    planned_on: date
    site: str
    meeting_id: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMeetingHeld(DomainEvent):
    """What answers the week's duty of the linked leader; the week is the one in which it was held."""

    kind = "projects.site_meeting_held"
    words = w("On-site meeting held", "召开现场办公会")
    sentence = w(
        "{leader} held an on-site meeting on {held_on} ({period}).",
        "{leader}于{held_on}召开现场办公会（{period}）。",
    )

    person_id: int
    leader: str
    unit_id: int
    period: str
    held_on: date
    meeting_id: int


@events.kind
@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesIssued(DomainEvent):
    kind = "projects.minutes_issued"
    words = w("Minutes issued", "印发会议纪要")
    sentence = w(
        "{actor} issued the minutes of the on-site meeting of {held_on}.",
        "{actor}印发{held_on}现场办公会纪要。",
    )

    person_id: int
    unit_id: int
    held_on: date
    meeting_id: int
