"""Every power of the module, from the register: with it, without it, with it elsewhere, and by a stand-in."""

from __future__ import annotations

from datetime import date

import pytest
from tests.city import City

from zhixing.base import clock
from zhixing.kernel.access.actors import Actor, actor_of
from zhixing.kernel.access.models import Account, CustomRole, Grant, Reach, StandIn
from zhixing.kernel.actions.permission import may
from zhixing.kernel.actions.register import Spec, actions_of, all_actions
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision import powers
from zhixing.modules.supervision.actions.checks import plan_check
from zhixing.modules.supervision.actions.circulars.approving import approve_circular, issue_circular
from zhixing.modules.supervision.actions.circulars.writing import draft_circular, submit_circular
from zhixing.modules.supervision.actions.quarterlies import call_reports
from zhixing.modules.supervision.models import Circular, FieldCheck, QuarterlyReport, SupervisedItem
from zhixing.modules.supervision.tests.conftest import Story

FRIDAY = date(2026, 3, 6)
KINDS = (SupervisedItem, FieldCheck, Circular, QuarterlyReport)
# A relation that no power over units can bring: one must have been named oneself, or hold a card.
NAMED_ONESELF = {"mark_read", "answer_card", "challenge_card"}


@pytest.fixture
def matters(city, do):
    """One matter of each kind, with units in every role."""
    story = Story(city).under_way()
    check = do(
        plan_check, None, "officer", FRIDAY, supervising_unit=city.office.pk, is_unannounced=False, title="检查",
        place="大厅", planned_on="2026-03-06", checked_units=[city.housing.pk],
    )  # fmt: skip
    circular = do(
        draft_circular, None, "officer", FRIDAY, supervising_unit=city.office.pk, nature="praise", title="表扬",
        body="表扬", named_units=[city.finance.pk], addressees=[city.housing.pk],
    )  # fmt: skip
    for spec, who in ((submit_circular, "officer"), (approve_circular, "chief"), (issue_circular, "officer")):
        circular = do(spec, circular, who, FRIDAY)
    quarterly = do(
        call_reports, None, "officer", FRIDAY, supervising_unit=city.office.pk, year=2026, quarter="Q1",
        units=[city.housing.pk], organ=city.organ.pk, reports_due_on="2026-04-15", check_due_on="2026-04-30",
    )  # fmt: skip
    return {SupervisedItem: story.item, FieldCheck: check, Circular: circular, QuarterlyReport: quarterly}


class Table:
    """The rows of the permission table: each action of each kind, asked of an actor made for it."""

    def __init__(self, city: City, matters: dict) -> None:
        self.city, self.matters, self.n = city, matters, 0
        self.rows: list[tuple[Spec, object]] = [
            (spec, None if spec.opens else matters[kind])
            for kind in KINDS
            for spec in actions_of(kind).values()
        ]

    def account(self, codes: list[str], unit: Unit, reach: str) -> Account:
        """An account with exactly these powers over this unit."""
        self.n += 1
        person = Person.objects.create(name=f"试{self.n}", staff_number=f"T{self.n:04}")
        account = Account.objects.create_user(username=f"t{self.n}", password="Right-Horse-7", person=person)
        role = CustomRole.objects.create(code=f"t.{self.n}", name="试", name_en="t", powers=codes)
        Grant.objects.create(
            account=account, role=role.code, unit=unit, reach=reach, from_on=date(2026, 1, 1)
        )
        return account

    def actor(self, codes: list[str], unit: Unit, reach: str = Reach.BELOW) -> Actor:
        return actor_of(self.account(codes, unit, reach), on=FRIDAY)


@pytest.fixture
def table(city, matters):
    with clock.at(clock.moment_on(FRIDAY)):
        yield Table(city, matters)


def test_the_table_covers_every_action_of_the_module(table):
    covered = {(spec.code, spec.model) for spec, _ in table.rows}
    declared = {(s.code, s.model) for s in all_actions() if s.model in KINDS}

    assert declared <= covered and len(declared) > 50
    used = {spec.power for spec, _ in table.rows}
    offered = {p for p in vars(powers).values() if isinstance(p, str) and p.startswith("supervision.")}
    assert offered - used <= {powers.VIEW}


def test_without_the_power_nothing_is_allowed(table):
    every = {s.power for s, _ in table.rows} | {powers.VIEW}
    for spec, matter in table.rows:
        actor = table.actor(sorted(every - {spec.power}), table.city.gov)

        refusal = may(spec, matter, actor)

        assert refusal is not None and refusal.code == "actions.no_power", spec.code


def test_with_the_power_over_the_whole_government_it_is_allowed(table):
    for spec, matter in table.rows:
        actor = table.actor([spec.power, powers.VIEW], table.city.gov)

        refusal = may(spec, matter, actor)

        if spec.name in NAMED_ONESELF:
            assert refusal is not None and refusal.code == "actions.not_yours", spec.code
        else:
            assert refusal is None, f"{spec.code}: {refusal}"


def test_with_the_power_over_another_unit_it_is_not(table):
    for spec, matter in table.rows:
        if spec.opens:
            continue
        actor = table.actor([spec.power, powers.VIEW], table.city.town, Reach.UNIT)

        assert may(spec, matter, actor) is not None, spec.code


def test_a_stand_in_may_what_the_absent_one_may_while_standing_in_and_not_a_day_longer(table):
    for spec, matter in table.rows:
        if spec.name in NAMED_ONESELF:
            continue
        absent = table.account([spec.power, powers.VIEW], table.city.gov, Reach.BELOW)
        deputy = table.account([powers.VIEW], table.city.town, Reach.UNIT)
        StandIn.objects.create(
            absent=absent, deputy=deputy, from_on=FRIDAY, until_on=date(2026, 3, 8), reason="出差"
        )

        assert may(spec, matter, actor_of(deputy, on=FRIDAY)) is None, spec.code
        late = may(spec, matter, actor_of(deputy, on=date(2026, 3, 9)))
        assert late is not None and late.code == "actions.no_power", spec.code


def test_a_stand_in_who_wrote_a_circular_does_not_approve_it_in_another_s_name(city, table, do):
    circular = do(
        draft_circular, None, "officer", FRIDAY, supervising_unit=city.office.pk, nature="praise", title="表扬二",
        body="表扬", named_units=[city.finance.pk], addressees=[city.housing.pk],
    )  # fmt: skip
    circular = do(submit_circular, circular, "officer", FRIDAY)
    StandIn.objects.create(
        absent=city.accounts["chief"],
        deputy=city.accounts["officer"],
        from_on=FRIDAY,
        until_on=FRIDAY,
        reason="出差",
    )

    refusal = may(approve_circular, circular, city.actor("officer", FRIDAY))

    assert refusal is not None and refusal.code == "actions.not_yours"
