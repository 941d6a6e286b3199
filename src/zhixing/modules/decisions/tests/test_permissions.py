"""Every power of the module, from the register: with it, without it, with it elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.kernel.access.actors import Actor, actor_of
from zhixing.kernel.access.models import Account, CustomRole, Grant, Reach
from zhixing.kernel.actions.permission import may
from zhixing.kernel.actions.register import Spec, actions_of, all_actions
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.decisions import powers
from zhixing.modules.decisions.models import Expert, Hearing, MajorDecision
from zhixing.modules.decisions.tests.conftest import Story

KINDS = (MajorDecision, Hearing, Expert)
NAMED_ONESELF = {"track", "answer_card", "challenge_card"}  # one must have been named oneself, or hold a card


class Table:
    """Each action of each kind, asked of an actor made for it."""

    def __init__(self, story: Story) -> None:
        self.city, self.n, self.on = story.city, 0, story.day
        decision = story.decision
        matters = {MajorDecision: decision, Hearing: Hearing.objects.get(), Expert: Expert.objects.first()}
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
        return actor_of(self.account(codes, unit, reach), on=self.on)


@pytest.fixture
def table(story):
    story.executing()
    with clock.at(clock.moment_on(story.day)):
        yield Table(story)


def test_the_table_covers_every_action_of_the_module(table):
    covered = {(spec.code, spec.model) for spec, _ in table.rows}
    declared = {(s.code, s.model) for s in all_actions() if s.model in KINDS}

    assert declared <= covered and len(declared) > 60
    used = {spec.power for spec, _ in table.rows}
    offered = {p for p in vars(powers).values() if isinstance(p, str) and p.startswith("decisions.")}
    assert offered - used <= {powers.VIEW}


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


def test_no_role_of_government_may_speak_for_the_public():
    from zhixing.kernel.access.powers import roles

    assert [r.code for r in roles().values() if powers.SPEAK in r.powers] == []
