"""Registration and basic facts: what is built, where, by whom, for how much."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import FileId, Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.chart import must_exist, must_serve
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.projects.actions.ledger import touch
from zhixing.modules.projects.choices import Category, KeyField, Level, State
from zhixing.modules.projects.events.founding import ProjectAmended, ProjectPublished, ProjectRegistered
from zhixing.modules.projects.models import Project
from zhixing.modules.projects.powers import STEER
from zhixing.modules.projects.refusals import EndsBeforeItBegins, SitesMissing
from zhixing.modules.projects.relations import KEY_OFFICE, government_leaders, offices, units

NAME = Label(w("Name of the project", "项目名称"))
LEAD_UNIT = Label(w("Lead unit", "牵头单位"))
OPEN_STATES = [State.DRAFT, State.UNDER_WAY, State.SUSPENDED]


def basics_must_hold(sites: list[str], planned_from_on: date, planned_until_on: date) -> list[str]:
    """The sites without empty lines; refused without any, or with a period that ends before it begins."""
    if planned_until_on < planned_from_on:
        raise EndsBeforeItBegins(from_on=planned_from_on, until_on=planned_until_on)
    named = [site for site in sites if site]
    if not named:
        raise SitesMissing
    return named


def take_part(project: Project, lead_unit: Unit, involved_units: list[Unit], leader: Person | None) -> None:
    """Write who stands how to the project, after asking whether units exist and the leader serves today."""
    for unit in [lead_unit, *involved_units]:
        must_exist(unit, clock.today())
    if leader is not None:
        must_serve(leader, clock.today())
    project.__dict__.pop("involved_ids", None)
    participations.stand(
        project,
        {
            Standing.LEAD: ([lead_unit], []),
            Standing.SUPPORTING: (involved_units, []),
            Standing.SUPERVISOR: ([project.key_office], []),
            Standing.CARRYING: ([], [leader] if leader else []),
        },
        planned=[Standing.CARRYING] if project.state == State.DRAFT else (),
    )


@action(
    Project,
    "register",
    power=STEER,
    opens=True,
    tone="primary",
    words=w("Register a project", "登记项目"),
    help=w(
        "Write down a key project; its lead unit sets up the ledger, then it is started.",
        "登记重点项目；牵头单位建立台账后启动。",
    ),
)
def register(
    *,
    title: Annotated[str, NAME],
    project_level: Level,
    category: Category,
    key_field: KeyField = KeyField.NONE,
    scope_of_work: Annotated[str, Long(10_000)] = "",
    owner: str = "",
    sites: list[str],
    total_yuan: Decimal,
    planned_from_on: date,
    planned_until_on: date,
    key_office: Annotated[Unit, among(offices)],
    lead_unit: Annotated[Unit, among(units), LEAD_UNIT],
    involved_units: Annotated[list[Unit], among(units)] = [],  # noqa: B006  # read, never changed
    linked_leader: Annotated[Person | None, among(government_leaders)] = None,
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> tuple[Project, ProjectRegistered]:
    """Register a key project with its basic facts (E18, S4.1-10)."""
    project = open_matter(
        Project,
        jurisdiction=jurisdiction_of(key_office),
        state=State.DRAFT,
        title=title,
        level=project_level,
        category=category,
        key_field=key_field,
        content=scope_of_work,
        owner=owner,
        sites=basics_must_hold(sites, planned_from_on, planned_until_on),
        total_yuan=total_yuan,
        planned_from_on=planned_from_on,
        planned_until_on=planned_until_on,
        key_office=key_office,
        linked_leader=linked_leader,
    )
    take_part(project, lead_unit, involved_units, linked_leader)
    return project, ProjectRegistered(
        title=title,
        level=project_level,
        total_yuan=total_yuan,
        lead_unit_id=lead_unit.pk,
        lead_unit=lead_unit.name,
        unit_ids=[unit.pk for unit in involved_units],
    )


@action(
    Project,
    "amend",
    power=STEER,
    by=KEY_OFFICE,
    moves=dict.fromkeys(OPEN_STATES, ""),
    words=w("Amend basic facts", "变更基本情况"),
    help=w("Change basic facts; old and new stay on record.", "变更项目基本情况，变更前后内容均留痕。"),
)
def amend(
    project: Project,
    *,
    title: Annotated[str, NAME],
    category: Category,
    key_field: KeyField = KeyField.NONE,
    owner: str = "",
    sites: list[str],
    total_yuan: Decimal,
    planned_from_on: date,
    planned_until_on: date,
    reason: Annotated[str, Long(1000)],
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> ProjectAmended:
    """Change what the ledger says of the project; the first plans of its milestones stay (S4.1-10)."""
    wanted: dict[str, Any] = {
        "title": title,
        "category": category.value,
        "key_field": key_field.value,
        "owner": owner,
        "sites": basics_must_hold(sites, planned_from_on, planned_until_on),
        "total_yuan": total_yuan,
        "planned_from_on": planned_from_on,
        "planned_until_on": planned_until_on,
    }
    changed = [
        f"{_NAMES[name]} {_told(getattr(project, name))} → {_told(value)}"
        for name, value in wanted.items()
        if getattr(project, name) != value
    ]
    for name, value in wanted.items():
        setattr(project, name, value)
    return ProjectAmended(**touch(project), changed=changed, reason=reason)


_NAMES = {
    "title": "项目名称",
    "category": "项目类别",
    "key_field": "监控重点领域",
    "owner": "建设单位",
    "sites": "建设地点",
    "total_yuan": "总投资（元）",
    "planned_from_on": "计划开工",
    "planned_until_on": "计划完成",
}


def _told(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else str(value or "—")


@action(
    Project,
    "set_publicity",
    power=STEER,
    by=KEY_OFFICE,
    words=w("Set publicity", "设定公开"),
    help=w(
        "Show the project in the public list with name, units, sites, investment and progress.",
        "在公众门户项目清单中公开名称、单位、地点、投资和进度。",
    ),
)
def set_publicity(
    project: Project, *, is_public: Annotated[bool, Label(w("Show on the portal", "在公众门户公开"))]
) -> ProjectPublished:
    """Show the project on the portal, or no longer."""
    project.is_public = is_public
    return ProjectPublished(is_public=is_public)
