"""Who answers for a project: two linked leaders in each unit (S4.1-08), the work group (S4.1-09), the linked leader."""

from __future__ import annotations

from typing import Annotated

from django.db.models import QuerySet

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.organisation.models import Person, Rank, Unit
from zhixing.modules.projects.actions.founding import OPEN_STATES
from zhixing.modules.projects.actions.ledger import touch
from zhixing.modules.projects.choices import Level, State
from zhixing.modules.projects.events.founding import (
    GroupFormed,
    LeaderLinked,
    LeaderUnlinked,
    UnitLeadersLinked,
)
from zhixing.modules.projects.models import Project, UnitLink
from zhixing.modules.projects.powers import KEEP, STEER
from zhixing.modules.projects.refusals import LinkedAlready, NotItsLeader
from zhixing.modules.projects.relations import (
    KEY_OFFICE,
    LEAD,
    TAKING_PART,
    government_leaders,
    leaders,
    leads,
    own_units_taking_part,
    serving,
)


def people_stand(project: Project) -> None:
    """Write the persons' participations from links and group: the lead unit's top leader carries overall responsibility."""
    links = list(project.unit_links.current().select_related("top_leader", "leader_in_charge"))
    overall = [link.top_leader for link in links if link.unit_id == project.lead_unit_id]
    named = [link.top_leader for link in links] + [link.leader_in_charge for link in links]
    named += [project.group_head, project.group_deputy, *project.group_members.all()]
    handlers = {person.pk: person for person in named if person is not None}
    participations.stand(
        project, {Standing.OVERALL: ([], overall), Standing.HANDLER: ([], list(handlers.values()))}
    )


@action(
    Project,
    "link_unit_leaders",
    power=KEEP,
    by=TAKING_PART,
    moves=dict.fromkeys(OPEN_STATES, ""),
    words=w("Link a unit's leaders", "落实单位挂钩领导"),
    help=w(
        "Name for your unit its top leader and its leader in charge; both are needed before the start.",
        "明确本单位主要领导和分管领导挂钩；两名领导均落实后方可启动。",
    ),
)
def link_unit_leaders(
    project: Project,
    *,
    unit: Annotated[Unit, among(own_units_taking_part), Label(w("Unit", "单位"))],
    top_leader: Annotated[Person, among(leaders)],
    leader_in_charge: Annotated[Person, among(leaders)],
) -> UnitLeadersLinked:
    """Link the two leaders of a unit that takes part (TH-05); an earlier pair ends, and stays on record."""
    for person, rank, as_what in (
        (top_leader, Rank.HEAD, w("the top leader", "主要负责人")),
        (leader_in_charge, Rank.IN_CHARGE, w("a leader in charge", "分管负责人")),
    ):
        must_lead(person, unit, rank, as_what)
    project.unit_links.current().filter(unit=unit).update(until_on=clock.today())
    UnitLink.objects.create(
        project=project,
        unit=unit,
        top_leader=top_leader,
        leader_in_charge=leader_in_charge,
        from_on=clock.today(),
    )
    people_stand(project)
    return UnitLeadersLinked(
        **touch(project),
        unit=unit.name,
        top_leader_id=top_leader.pk,
        top_leader=top_leader.name,
        leader_in_charge_id=leader_in_charge.pk,
        leader_in_charge=leader_in_charge.name,
    )


def must_lead(person: Person, unit: Unit, rank: str, as_what: Words) -> None:
    """Refuse (NotItsLeader) unless the person holds a post of this rank in the unit today."""
    if not leads(person, unit, rank):
        raise NotItsLeader(person=person.name, unit=unit.name, as_what=as_what)


def of_lead_unit(project: Project, actor: Actor) -> QuerySet[Person]:
    """Leaders of the lead unit, in office today."""
    return leaders(project, actor).filter(appointments__post__unit_id=project.lead_unit_id or 0)


@action(
    Project,
    "form_group",
    power=KEEP,
    by=LEAD,
    moves=dict.fromkeys(OPEN_STATES, ""),
    words=w("Form the work group", "成立工作组"),
    help=w(
        "Head is the lead unit's top leader, deputy its leader in charge, who carries organisation and push of all work.",
        "牵头单位主要领导任组长，分管领导任副组长，具体负责组织推进。",
    ),
)
def form_group(
    project: Project,
    *,
    group_head: Annotated[Person, among(of_lead_unit)],
    group_deputy: Annotated[Person, among(of_lead_unit)],
    group_members: Annotated[list[Person], among(serving)],
) -> GroupFormed:
    """Form the lead unit's work group, or form it anew (S4.1-09, G-39)."""
    project.group_head, project.group_deputy = group_head, group_deputy
    project.group_members.set(group_members)
    people_stand(project)
    return GroupFormed(
        **touch(project),
        head_id=group_head.pk,
        head=group_head.name,
        deputy_id=group_deputy.pk,
        deputy=group_deputy.name,
        member_ids=[person.pk for person in group_members],
        members=[person.name for person in group_members],
    )


@action(
    Project,
    "link_leader",
    power=STEER,
    by=KEY_OFFICE,
    moves={State.UNDER_WAY: "", State.SUSPENDED: ""},
    words=w("Link another leader", "调整挂钩领导"),
    help=w(
        "The link of the present leader ends today; the weekly on-site meeting passes to the new one.",
        "原挂钩领导自今日起解除，每周现场办公会由新挂钩领导召开。",
    ),
)
def link_leader(
    project: Project,
    *,
    linked_leader: Annotated[Person, among(government_leaders)],
    reason: Annotated[str, Label(w("Reason", "理由"))],
) -> list[tuple[Project, DomainEvent]]:
    """Pass the project to another linked leader: the old duty ends, a new one begins with the next whole week."""
    before = project.linked_leader
    assert before is not None  # a project under way has one (project_started_with_a_leader)
    if before.pk == linked_leader.pk:
        raise LinkedAlready(leader=before.name, title=project.title)
    project.linked_leader = linked_leader
    participations.assign(project, Standing.CARRYING, persons=[linked_leader])
    ended = LeaderUnlinked(
        person_id=before.pk, leader=before.name, unit_id=project.lead_unit_id or 0, reason=reason
    )
    return [(project, ended), (project, linked(project, linked_leader))]


def linked(project: Project, leader: Person) -> LeaderLinked:
    """The event that begins the leader's weekly meetings."""
    return LeaderLinked(
        person_id=leader.pk,
        leader=leader.name,
        unit_id=project.lead_unit_id or 0,
        level=Level(project.level),
    )
