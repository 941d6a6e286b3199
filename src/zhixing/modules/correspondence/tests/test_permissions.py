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
from zhixing.modules.correspondence import powers
from zhixing.modules.correspondence.models import Delivery, IncomingDocument, OutgoingDocument, StandingDuty
from zhixing.modules.correspondence.tests.conftest import FRIDAY

KINDS = (IncomingDocument, OutgoingDocument, Delivery, StandingDuty)
# A relation that no power over units can bring: one must have been named oneself, or hold a card.
NAMED_ONESELF = {"mark_read", "confirm_receipt", "answer_card", "challenge_card"}


class Table:
    """The rows of the permission table: each action of each kind, asked of an actor made for it."""

    def __init__(self, city: City, matters: dict) -> None:
        self.city, self.n = city, 0
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
def table(desk):
    city = desk.city
    given = {"issuing_unit": city.gov_office.pk, "title": "关于印发制度的通知"}
    notice = desk("write_notice", Delivery, "secretary", **given)
    matters = {
        IncomingDocument: desk.under_way(),
        OutgoingDocument: desk.delivered(),
        Delivery: desk(
            "deliver_notice", notice, "secretary", units=[city.housing.pk], receipt_due_on="2026-03-10"
        ),
        StandingDuty: desk(
            "begin_duty", StandingDuty, "secretary", duty="land_review", unit=city.gov_office.pk
        ),
    }
    with clock.at(clock.moment_on(FRIDAY)):
        yield Table(city, matters)


def test_the_table_covers_every_action_of_the_module(table):
    covered = {(spec.code, spec.model) for spec, _ in table.rows}
    declared = {(s.code, s.model) for s in all_actions() if s.model in KINDS}

    assert declared <= covered and len(declared) >= 38
    used = {spec.power for spec, _ in table.rows}
    offered = {p for p in vars(powers).values() if isinstance(p, str) and p.startswith("correspondence.")}
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


def test_a_reader_alone_does_not_handle_what_he_reads(desk):
    document = desk("circulate", desk.registered(), "housing_clerk", persons=[desk.city.persons["vice"].pk])

    for name in ("accept", "pass_on", "withdraw"):
        refusal = may(actions_of(IncomingDocument)[name], document, desk.city.actor("vice", FRIDAY))
        assert refusal is not None and refusal.code == "actions.no_power"
