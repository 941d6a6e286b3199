"""Every power of a module, from the register: without it, with it, with it elsewhere, and by a stand-in.

A module says what stands in the table (`PermissionTable`, as its fixture `table`) and inherits the tests of `EveryPower`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.city import City
from zhixing.kernel.access.actors import Actor, actor_of
from zhixing.kernel.access.models import Account, CustomRole, Grant, Reach, StandIn
from zhixing.kernel.access.powers import powers
from zhixing.kernel.actions.permission import may
from zhixing.kernel.actions.register import Spec, actions_of, all_actions
from zhixing.kernel.matters import kinds
from zhixing.kernel.organisation.models import Person, Unit

HOLDERS = frozenset({"answer_card", "challenge_card"})  # one must hold a card oneself


@dataclass
class PermissionTable:
    """One matter of each kind, with units in every role, on the day `on`.

    `named_oneself`: actions that no power over units can bring, for one must have been named (a reader, a tracker).
    """

    city: City
    module: str
    matters: dict[Any, Any]
    on: date
    named_oneself: frozenset[str] = frozenset()
    made: int = field(default=0)

    @property
    def rows(self) -> list[tuple[Spec[Any, Any], Any]]:
        """Each action of each kind, with the matter it is asked of (None where it opens one)."""
        return [
            (spec, None if spec.opens else matter)
            for kind, matter in self.matters.items()
            for spec in actions_of(kind).values()
        ]

    @property
    def view(self) -> str:
        """The power to see the kinds of the table."""
        return kinds.of_model(next(iter(self.matters))).view

    def is_for_the_named(self, spec: Spec[Any, Any]) -> bool:
        return spec.name in HOLDERS | self.named_oneself

    def account(self, codes: list[str], unit: Unit, reach: str = Reach.BELOW) -> Account:
        """An account with exactly these powers over this unit."""
        self.made += 1
        person = Person.objects.create(name=f"试{self.made}", staff_number=f"T{self.made:04}")
        account = Account.objects.create_user(username=f"t{self.made}", password="x", person=person)
        role = CustomRole.objects.create(code=f"t.{self.made}", name="试", name_en="t", powers=codes)
        Grant.objects.create(
            account=account, role=role.code, unit=unit, reach=reach, from_on=date(2020, 1, 1)
        )
        return account

    def actor(self, codes: list[str], unit: Unit, reach: str = Reach.BELOW) -> Actor:
        return actor_of(self.account(codes, unit, reach), on=self.on)


class EveryPower:
    """The tests themselves; a module's class inherits them and gives the fixture `table`."""

    def test_the_table_covers_every_action_and_every_power_of_the_module(
        self, table: PermissionTable
    ) -> None:
        covered = {(spec.code, spec.model) for spec, _ in table.rows}
        declared = {(s.code, s.model) for s in all_actions() if s.module == table.module}

        assert declared and declared <= covered
        offered = {code for code in powers() if code.startswith(f"{table.module}.")}
        assert offered - {spec.power for spec, _ in table.rows} <= {table.view}

    def test_without_the_power_nothing_is_allowed(self, table: PermissionTable) -> None:
        every = {spec.power for spec, _ in table.rows} | {table.view}
        for spec, matter in table.rows:
            refusal = may(spec, matter, table.actor(sorted(every - {spec.power}), table.city.gov))

            assert refusal is not None and refusal.code == "actions.no_power", spec.code

    def test_with_the_power_over_the_whole_government_it_is_allowed(self, table: PermissionTable) -> None:
        for spec, matter in table.rows:
            refusal = may(spec, matter, table.actor([spec.power, table.view], table.city.gov))

            if table.is_for_the_named(spec):
                assert refusal is not None and refusal.code == "actions.not_yours", spec.code
            else:
                assert refusal is None, f"{spec.code}: {refusal}"

    def test_with_the_power_over_another_unit_it_is_not(self, table: PermissionTable) -> None:
        for spec, matter in table.rows:
            if not spec.opens:
                actor = table.actor([spec.power, table.view], table.city.town, Reach.UNIT)
                assert may(spec, matter, actor) is not None, spec.code

    def test_a_stand_in_may_while_standing_in_and_not_a_day_longer(self, table: PermissionTable) -> None:
        last = table.on + timedelta(days=2)
        for spec, matter in table.rows:
            if table.is_for_the_named(spec):
                continue
            absent = table.account([spec.power, table.view], table.city.gov)
            deputy = table.account([table.view], table.city.town, Reach.UNIT)
            StandIn.objects.create(
                absent=absent, deputy=deputy, from_on=table.on, until_on=last, reason="出差"
            )

            assert may(spec, matter, actor_of(deputy, on=table.on)) is None, spec.code
            late = may(spec, matter, actor_of(deputy, on=last + timedelta(days=1)))
            assert late is not None and late.code == "actions.no_power", spec.code
