"""A city with three units, a few readers, an open kind of matter and a confidential one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from zhixing.base.words import w
from zhixing.kernel.access import powers
from zhixing.kernel.access.actors import Actor, actor_of
from zhixing.kernel.access.models import Account, Grant
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Event, Matter, Participation
from zhixing.kernel.notices.tests.receiving import Receiver
from zhixing.kernel.organisation.models import Appointment, Person, Post, Unit

OPENED = date(2020, 1, 1)
TUESDAY = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)  # ten in the morning in the city


@dataclass
class City:
    units: dict[str, Unit] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def unit(self, key: str, name: str, parent: Unit | None = None, **more: Any) -> Unit:
        unit = Unit.objects.create(
            code=key,
            name=name,
            short_name=name,
            level="city",
            kind="department",
            parent=parent,
            path="0",
            opened_on=OPENED,
            **more,
        )
        unit.path = f"{parent.path}.{unit.pk}" if parent else str(unit.pk)
        unit.save(update_fields=["path"])
        self.units[key] = unit
        return unit

    def person(self, key: str, serves: str, *grants: tuple[str, str, str]) -> Person:
        person = Person.objects.create(name=key, staff_number=key, email=f"{key}@city.example")
        post = Post.objects.create(unit=self.units[serves], name="职员", rank="staff")
        Appointment.objects.create(person=person, post=post, from_on=OPENED)
        account = Account.objects.create(username=key, person=person)
        for role, unit, reach in grants:
            Grant.objects.create(
                account=account, role=role, unit=self.units[unit], reach=reach, from_on=OPENED
            )
        self.persons[key], self.accounts[key] = person, account
        return person

    def actor(self, key: str) -> Actor:
        return actor_of(self.accounts[key], on=date(2026, 3, 3))

    def matter(self, title: str = "修建滨河路", *, kind: str = "open.thing", **standing: str) -> Matter:
        """A matter with units standing to it: matter(lead="housing", supporting="finance")."""
        matter = Matter.objects.create(
            kind=kind,
            title=title,
            number=f"云督〔2026〕{Matter.objects.count() + 1}号",
            jurisdiction=self.units["gov"],
            state="open",
            opened_on=date(2026, 3, 2),
            audience=sorted(self.units[u].pk for u in standing.values()),
        )
        for stands, unit in standing.items():
            Participation.objects.create(
                matter=matter, standing=stands, unit=self.units[unit], from_at=TUESDAY
            )
        return matter

    def event(
        self, matter: Matter | None, by: str = "officer", kind: str = "test.done", **facts: Any
    ) -> Event:
        account = self.accounts[by]
        return Event.objects.create(
            matter=matter,
            kind=kind,
            actor=account,
            actor_name=by,
            happened_at=TUESDAY,
            recorded_at=TUESDAY,
            facts=facts,
        )


@pytest.fixture
def city(db, monkeypatch) -> City:
    monkeypatch.setattr(kinds, "_KINDS", {})
    monkeypatch.setattr(powers, "_ROLES", {})
    for code, confidential in (("open.thing", False), ("secret.thing", True)):
        kinds.register(
            code,
            Matter,
            words=w("t", "事"),
            plural=w("t", "事"),
            view=f"{code}.view",
            segment="x",
            confidential=confidential,
        )
    powers.role("clerk", w("clerk", "联络员"), ["notices.unit_inbox", "notices.subscribe", "open.thing.view"])
    powers.role("privy", w("privy", "知密"), ["notices.unit_inbox", "open.thing.view", "secret.thing.view"])
    powers.role("handler", w("handler", "承办人"), ["open.thing.view"])
    made = City()
    gov = made.unit("gov", "云川市人民政府", is_jurisdiction=True)
    for key, name in (("office", "督查室"), ("housing", "住建局"), ("finance", "财政局")):
        made.unit(key, name, gov)
    made.person("officer", "office", ("clerk", "gov", "below"))
    made.person("clerk", "housing", ("clerk", "housing", "unit"))
    made.person("privy", "housing", ("privy", "housing", "unit"))
    made.person("handler", "housing", ("handler", "housing", "unit"))
    made.person("treasurer", "finance", ("clerk", "finance", "unit"))
    return made


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    settings.DEBUG = True  # this machine may be spoken to
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()
