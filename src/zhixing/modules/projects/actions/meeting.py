"""Calling the weekly on-site meeting, and handing what a project needs on to supervised handling."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions import handing
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.meetings import service
from zhixing.kernel.organisation.models import Person
from zhixing.modules.projects.actions.keeping import LEDGER_STATES
from zhixing.modules.projects.choices import State
from zhixing.modules.projects.events.meetings import SiteMeetingCalled
from zhixing.modules.projects.models import Project
from zhixing.modules.projects.powers import KEEP, STEER
from zhixing.modules.projects.relations import KEY_OFFICE, LEAD, serving
from zhixing.modules.projects.site_meetings import SORT


@action(
    Project,
    "call_site_meeting",
    power=KEEP,
    by=LEAD,
    moves={State.UNDER_WAY: ""},
    words=w("Call an on-site meeting", "召集现场办公会"),
    help=w(
        "Chaired by the linked leader; the linked leaders of the units are asked. Open problems stand on the agenda.",
        "由挂钩领导主持，各单位挂钩领导参加；未解决的问题自动列入议程。",
    ),
)
def call_site_meeting(
    project: Project,
    *,
    meeting_at: datetime,
    site: str,
    also_asked: Annotated[list[Person], among(serving), Label(w("Also asked", "其他参会人员"))] = [],  # noqa: B006  # read, never changed
    agenda: Annotated[
        list[str], Label(hint=w("Beside progress and open problems.", "除推进情况和未解决问题以外的议题。"))
    ] = [],  # noqa: B006  # read, never changed
) -> list[tuple[Any, DomainEvent]]:
    """Call the week's meeting on the site (DL-21, S4.1-06); its record and minutes are kept with the meeting."""
    leader = project.linked_leader
    assert leader is not None and project.lead_unit is not None  # a project under way has both
    links = project.unit_links.current().select_related("leader_in_charge")
    members = {link.leader_in_charge_id: link.leader_in_charge for link in links if link.leader_in_charge}
    members.pop(leader.pk, None)
    topics = ["项目推进情况", *(f"协调问题：{problem.title}" for problem in project.problems.open())]
    day = clock.day_of(meeting_at)
    meeting, written = service.convene(
        sort=SORT,
        title=f"{project.title}现场办公会（{day.month}月{day.day}日）"[:300],
        organiser=project.lead_unit,
        chair=leader,
        planned_at=meeting_at,
        place=site,
        members=list(members.values()),
        attending=[person for person in also_asked if person.pk not in {leader.pk, *members}],
        about=project.matter_ptr,
        titles=[*topics, *(item for item in agenda if item)],
    )
    called = SiteMeetingCalled(
        person_id=leader.pk, leader=leader.name, planned_on=day, site=site, meeting_id=meeting.pk
    )
    return [(project, called), *written]


hand_on = handing.declare(
    Project, power=STEER, by=KEY_OFFICE, moves=dict.fromkeys([*LEDGER_STATES, State.COMPLETED], "")
)
