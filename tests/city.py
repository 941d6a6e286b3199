"""A small city for tests: one government, its inspection office, three departments, a town, and people with posts.

Everything is valid; a test says only what is special. Days are fixed: the city opens on 1 January 2020.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhixing.kernel.access.actors import Actor, actor_of
from zhixing.kernel.access.models import Account, Grant, Reach
from zhixing.kernel.organisation.models import Appointment, Kind, Level, Person, Post, Rank, Unit, UnitSpell
from zhixing.kernel.rulebook.service import switch_on

OPENED = date(2020, 1, 1)


@dataclass
class City:
    """The units and persons by short names; `actor("name")` is the actor of that person's account."""

    units: dict[str, Unit] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Unit:
        try:
            return self.__dict__["units"][name]
        except KeyError:
            raise AttributeError(name) from None

    def actor(self, name: str, on: date | None = None) -> Actor:
        return actor_of(self.accounts[name], on=on)

    def unit(
        self, key: str, name: str, kind: str, parent: Unit | None, level: str = Level.CITY, **more: object
    ) -> Unit:
        unit = Unit.objects.create(
            code=key,
            name=name,
            short_name=name,
            level=level,
            kind=kind,
            parent=parent,
            path="0",
            opened_on=OPENED,
            **more,
        )
        unit.path = f"{parent.path}.{unit.pk}" if parent else str(unit.pk)
        unit.save(update_fields=["path"])
        UnitSpell.objects.create(unit=unit, name=name, short_name=name, parent=parent, from_on=OPENED)
        self.units[key] = unit
        return unit

    def person(
        self, key: str, name: str, unit: Unit, rank: str, *roles: tuple[str, Unit, str], account: bool = True
    ) -> Person:
        person = Person.objects.create(name=name, staff_number=f"S{len(self.persons) + 1:03}")
        post = Post.objects.create(unit=unit, name=Rank(rank).label.zh, rank=rank)
        Appointment.objects.create(person=person, post=post, from_on=OPENED)
        self.persons[key] = person
        if account:
            made = Account.objects.create_user(username=key, password="Right-Horse-7", person=person)
            self.accounts[key] = made
            for role, where, reach in roles:
                Grant.objects.create(account=made, role=role, unit=where, reach=reach, from_on=OPENED)
        return person


def small_city(*, packs: tuple[str, ...] = ("supervised-handling",)) -> City:
    """Yunchuan (云川市, fictional): enough of a government for one item to go all the way."""
    city = City()
    gov = city.unit("gov", "云川市人民政府", Kind.GOVERNMENT, None, is_jurisdiction=True)
    office = city.unit("office", "云川市政府督查室", Kind.INSPECTION, gov, document_code="云政督")
    housing = city.unit("housing", "市住房和城乡建设局", Kind.DEPARTMENT, gov)
    finance = city.unit("finance", "市财政局", Kind.DEPARTMENT, gov)
    transport = city.unit("transport", "市交通运输局", Kind.DEPARTMENT, gov)
    city.unit("organ", "市监察委员会", Kind.SUPERVISION, gov)
    city.unit("section", "市住建局工程科", Kind.SECTION, housing)
    city.unit("town", "青溪镇人民政府", Kind.TOWN, gov, Level.TOWN)
    below, unit, own = Reach.BELOW, Reach.UNIT, Reach.OWN
    city.person("mayor", "周明远", gov, Rank.HEAD, ("supervision.leader", gov, below))
    city.person("vice", "沈若兰", gov, Rank.IN_CHARGE, ("supervision.leader", gov, below))
    city.person("officer", "何清", office, Rank.STAFF, ("supervision.officer", gov, below))
    city.person("chief", "罗文", office, Rank.HEAD, ("supervision.office_head", gov, below))
    city.person("housing_head", "郭建平", housing, Rank.HEAD, ("supervision.unit_head", housing, below))
    city.person("housing_clerk", "林小雨", housing, Rank.STAFF, ("supervision.unit_clerk", housing, unit))
    city.person("handler", "陈刚", city.section, Rank.STAFF, ("supervision.handler", city.section, own))
    city.person("finance_clerk", "吴敏", finance, Rank.STAFF, ("supervision.unit_clerk", finance, unit))
    city.person("transport_clerk", "赵磊", transport, Rank.STAFF, ("supervision.unit_clerk", transport, unit))
    city.person("arbiter", "秦正", city.organ, Rank.STAFF, ("supervision.arbiter", gov, below))
    city.person("stranger", "白云", city.town, Rank.STAFF, ("supervision.unit_clerk", city.town, unit))
    if packs:
        switch_on(gov, list(packs), reason="tests")
    return city
