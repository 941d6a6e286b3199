"""Writing the city down: units with their history, persons with posts, accounts, roles, seats, stand-ins, rules.

None of this is a matter, so it is written in bulk; what happens to matters goes through actions alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from zhixing.base import clock
from zhixing.demo.accounts import PASSWORD
from zhixing.demo.city.people import ABSENCES
from zhixing.demo.city.plans import FOUNDED, UnitPlan
from zhixing.demo.city.roster import Roster
from zhixing.demo.events import SUBJECT, DemoBegun
from zhixing.kernel.access.actors import service
from zhixing.kernel.access.models import Account, Grant, Seat, StandIn
from zhixing.kernel.matters import events
from zhixing.kernel.organisation.models import Appointment, Person, Post, Rank, Unit, UnitSpell
from zhixing.kernel.rulebook.service import switch_on

PACKS = [
    "supervised-handling",
    "quarterly-report",
    "city-execution",
    "city-opinion-2009",
    "target-efficiency",
    "district-measures",
    "major-decisions",
    "city-decision",
    "power-and-risk",
    "administrative-licensing",
    "business-environment",
    "electronic-monitoring",
]
RANK_ORDER = {Rank.HEAD: 0, Rank.IN_CHARGE: 1, Rank.SECTION_HEAD: 2, Rank.STAFF: 3}


@dataclass(slots=True)
class Founded:
    """What the plans became, by code and name of account."""

    units: dict[str, Unit] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)


def found(roster: Roster, items: int) -> Founded:
    """Write the whole city in one transaction, with the event that says it is made up."""
    begin = roster.until - timedelta(days=400)
    city = Founded()
    with clock.at(clock.moment_on(begin, 9)), transaction.atomic():
        event = DemoBegun(until=roster.until, items=items)
        events.record(event, actor=service("demo"), subject=SUBJECT)
        _units(roster, city)
        _persons(roster, city)
        _accounts(roster, city)
        for plan in roster.units:
            if plan.is_jurisdiction:
                switch_on(city.units[plan.code], PACKS, reason="演示城市启用规则包")
    return city


def found_again(roster: Roster) -> Founded:
    """The city as an earlier run wrote it."""
    accounts = {a.username: a for a in Account.objects.select_related("person").exclude(person=None)}
    units = {u.code: u for u in Unit.objects.all()}
    return Founded(units, {name: a.person_id or 0 for name, a in accounts.items()}, accounts)


def _units(roster: Roster, city: Founded) -> None:
    for order, plan in enumerate(roster.units):
        unit = _unit(plan, city, order)
        unit.save(force_insert=True)
        unit.path = f"{unit.parent.path}.{unit.pk}" if unit.parent else str(unit.pk)
        city.units[plan.code] = unit
    for plan in roster.units:
        if plan.successor:
            city.units[plan.code].successor = city.units[plan.successor]
    Unit.objects.bulk_update(city.units.values(), ["path", "successor"])
    spells = [
        UnitSpell(
            unit=city.units[plan.code],
            name=spell.name,
            short_name=spell.short_name,
            parent=city.units[plan.parent] if plan.parent else None,
            from_on=spell.from_on,
            until_on=spell.until_on,
        )
        for plan in roster.units
        for spell in plan.spells()
    ]
    UnitSpell.objects.bulk_create(spells)


def _unit(plan: UnitPlan, city: Founded, order: int) -> Unit:
    return Unit(
        code=plan.code,
        name=plan.name,
        short_name=plan.short_name,
        aliases=list(plan.aliases),
        level=plan.level,
        kind=plan.kind,
        parent=city.units[plan.parent] if plan.parent else None,
        path="0",
        order=order,
        opened_on=plan.opened_on,
        dissolved_on=plan.dissolved_on,
        is_jurisdiction=plan.is_jurisdiction,
        document_code=plan.document_code,
    )


def _persons(roster: Roster, city: Founded) -> None:
    rows = [
        Person(
            name=p.name,
            staff_number=p.staff_number,
            email=f"{p.username}@yunchuan.example",
            left_on=p.left_on,
        )
        for p in roster.people
    ]
    Person.objects.bulk_create(rows)
    city.persons = {plan.username: row.pk for plan, row in zip(roster.people, rows, strict=True)}
    posts: dict[tuple[str, str], list[tuple[Post, list[tuple[object, object]]]]] = {}
    appointments = []
    made: list[Post] = []
    for plan in roster.people:
        for held in plan.held:
            post = _free_post(posts, held.unit, held.post, held.from_on)
            if post is None:
                post = Post(
                    unit=city.units[held.unit],
                    name=held.post,
                    rank=held.rank,
                    order=RANK_ORDER[Rank(held.rank)],
                )
                made.append(post)
                posts.setdefault((held.unit, held.post), []).append((post, []))
            next(times for p, times in posts[(held.unit, held.post)] if p is post).append(
                (held.from_on, held.until_on)
            )
            appointments.append((plan.username, post, held))
    Post.objects.bulk_create(made)
    Appointment.objects.bulk_create(
        Appointment(person_id=city.persons[who], post=post, from_on=held.from_on, until_on=held.until_on)
        for who, post, held in appointments
    )


def _free_post(
    posts: dict[tuple[str, str], list[tuple[Post, list[tuple[object, object]]]]],
    unit: str,
    name: str,
    since: object,
) -> Post | None:
    """A post of this name that its holder has left by then: a successor takes it over."""
    for post, times in posts.get((unit, name), []):
        if all(until is not None and until < since for _, until in times):  # type: ignore[operator]  # days
            return post
    return None


def _accounts(roster: Roster, city: Founded) -> None:
    hashed = make_password(PASSWORD)  # one hash for all: it is one password, and hashing is slow on purpose
    rows = [
        Account(
            username=p.username,
            password=hashed,
            person_id=city.persons[p.username],
            is_active=p.left_on is None,
        )
        for p in roster.people
    ]
    Account.objects.bulk_create(rows)
    names = [p.username for p in roster.people]
    known = Account.objects.select_related("person").filter(username__in=names)
    city.accounts = {account.username: account for account in known}
    Grant.objects.bulk_create(
        Grant(
            account=city.accounts[p.username],
            role=g.role,
            unit=city.units[g.unit],
            reach=g.reach,
            from_on=g.from_on,
            until_on=g.until_on,
            reason="演示城市",
        )
        for p in roster.people
        for g in p.granted
    )
    Seat.objects.bulk_create(
        Seat(
            account=city.accounts[p.username],
            person_id=city.persons[p.username],
            office=p.seat,
            from_on=FOUNDED,
        )
        for p in roster.people
        if p.seat
    )
    for absent, deputy, begins, ends, reason in ABSENCES:
        StandIn.objects.create(
            absent=city.accounts[absent],
            deputy=city.accounts[deputy],
            from_on=roster.until + timedelta(days=begins),
            until_on=roster.until + timedelta(days=ends),
            reason=reason,
        )
