"""The weekly on-site meeting as a sort of meeting: what follows for the project when it was held and minuted (S4.1-06)."""

from __future__ import annotations

from zhixing.base.words import w
from zhixing.kernel.meetings import service
from zhixing.kernel.meetings.models import Meeting
from zhixing.kernel.meetings.sorts import Sort, Written, register
from zhixing.kernel.rulebook.periods import period_of
from zhixing.modules.projects.events.meetings import MinutesIssued, SiteMeetingHeld
from zhixing.modules.projects.models import Project

SORT = "projects.site_meeting"


def _project_of(meeting: Meeting) -> Project:
    """The project it is about, locked."""
    assert meeting.origin_id is not None  # only `call_site_meeting` convenes this sort
    project = service.lock([meeting.origin_id])[meeting.origin_id]
    assert isinstance(project, Project)
    return project


def held(meeting: Meeting) -> Written:
    """Whoever chaired it has met the week's duty, in the week in which it was held."""
    project = _project_of(meeting)
    assert meeting.held_on is not None  # the action that calls this has just set it
    project.met_on = max(meeting.held_on, project.met_on or meeting.held_on)
    told = SiteMeetingHeld(
        person_id=meeting.chair_id,
        leader=meeting.chair.name,
        unit_id=project.lead_unit_id or 0,
        period=period_of("week", meeting.held_on).key,
        held_on=meeting.held_on,
        meeting_id=meeting.pk,
    )
    return [(project, told)]


def minuted(meeting: Meeting) -> Written:
    """Its minutes are printed and issued."""
    project = _project_of(meeting)
    assert meeting.held_on is not None  # only a meeting that was held has minutes
    told = MinutesIssued(
        person_id=meeting.chair_id,
        unit_id=project.lead_unit_id or 0,
        held_on=meeting.held_on,
        meeting_id=meeting.pk,
    )
    return [(project, told)]


register(Sort(SORT, w("On-site meeting", "现场办公会"), held=held, minuted=minuted))
