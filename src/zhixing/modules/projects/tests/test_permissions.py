"""Every power of the module, from the register: with it, without it, with it elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from tests.city import City

from zhixing.base import clock
from zhixing.kernel.access.actors import Actor, actor_of
from zhixing.kernel.access.models import Account, CustomRole, Grant, Reach
from zhixing.kernel.actions.permission import may
from zhixing.kernel.actions.register import Spec, actions_of, all_actions
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.projects import powers
from zhixing.modules.projects.actions.reports import propose_report_list
from zhixing.modules.projects.actions.tables import begin_table_duty
from zhixing.modules.projects.models import Project, ReportList, TableDuty

FRIDAY = date(2026, 3, 6)
KINDS = (Project, ReportList, TableDuty)
# A relation that no power over units can bring: one must be the linked leader, the approver, or hold a card.
NAMED_ONESELF = {
    "coordinate_problem",
    "approve_report_list",
    "return_report_list",
    "answer_card",
    "challenge_card",
}


class Table:
    """The rows of the permission table: each action of each kind, asked of an actor made for it."""

    def __init__(self, city: City, matters: dict) -> None:
        self.city, self.n = city, 0
        self.rows: list[tuple[Spec, object]] = [
            (spec, None if spec.opens else matters[kind])
            for kind in KINDS
            for spec in actions_of(kind).values()
        ]

    def actor(self, codes: list[str], unit: Unit, reach: str = Reach.BELOW) -> Actor:
        """Someone with exactly these powers over this unit."""
        self.n += 1
        person = Person.objects.create(name=f"试{self.n}", staff_number=f"T{self.n:04}")
        account = Account.objects.create_user(username=f"t{self.n}", password="Right-Horse-7", person=person)
        role = CustomRole.objects.create(code=f"t.{self.n}", name="试", name_en="t", powers=codes)
        Grant.objects.create(
            account=account, role=role.code, unit=unit, reach=reach, from_on=date(2026, 1, 1)
        )
        return actor_of(account, on=FRIDAY)


@pytest.fixture
def table(city, story):
    persons = city.persons
    project = story.under_way().project
    report_list = story.do(
        propose_report_list, "secretary", FRIDAY, government_office=city.gov_office.pk, meeting_on="2026-03-26",
        approver=persons["mayor"].pk, projects=[project.pk],
    ).item  # fmt: skip
    duty = story.do(
        begin_table_duty, "secretary", FRIDAY, government_office=city.gov_office.pk, chief=persons["mayor"].pk
    ).item
    with clock.at(clock.moment_on(FRIDAY)):
        yield Table(city, {Project: project, ReportList: report_list, TableDuty: duty})


def test_the_table_covers_every_action_and_every_power_of_the_module(table):
    covered = {(spec.code, spec.model) for spec, _ in table.rows}
    assert {(s.code, s.model) for s in all_actions() if s.model in KINDS} <= covered

    used = {spec.power for spec, _ in table.rows}
    offered = {p for p in vars(powers).values() if isinstance(p, str) and p.startswith("projects.")}
    assert offered - used == {powers.VIEW}


def test_without_the_power_nothing_is_allowed(table):
    every = {s.power for s, _ in table.rows} | {powers.VIEW}
    for spec, matter in table.rows:
        refusal = may(spec, matter, table.actor(sorted(every - {spec.power}), table.city.gov))

        assert refusal is not None and refusal.code == "actions.no_power", spec.code


def test_with_the_power_over_the_whole_government_it_is_allowed(table):
    for spec, matter in table.rows:
        refusal = may(spec, matter, table.actor([spec.power, powers.VIEW], table.city.gov))

        if spec.name in NAMED_ONESELF:
            assert refusal is not None and refusal.code == "actions.not_yours", spec.code
        else:
            assert refusal is None, f"{spec.code}: {refusal}"


def test_with_the_power_over_another_unit_it_is_not(table):
    for spec, matter in table.rows:
        if not spec.opens:
            actor = table.actor([spec.power, powers.VIEW], table.city.town, Reach.UNIT)

            assert may(spec, matter, actor) is not None, spec.code
