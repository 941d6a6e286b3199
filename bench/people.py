"""The government of the benchmark: 60 units on three levels, 3,000 persons, and the accounts that measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from zhixing.kernel.access.models import Account, Grant, Reach
from zhixing.kernel.organisation.models import Appointment, Kind, Level, Person, Post, Rank, Unit, UnitSpell
from zhixing.kernel.rulebook.service import switch_on

OPENED = date(2015, 1, 1)
DEPARTMENTS = [
    "发展和改革",
    "教育",
    "科技",
    "工业和信息化",
    "公安",
    "民政",
    "司法",
    "财政",
    "人力资源和社会保障",
    "自然资源",
    "生态环境",
    "住房和城乡建设",
    "交通运输",
    "水利",
    "农业农村",
    "商务",
    "文化和旅游",
    "卫生健康",
    "应急管理",
    "市场监督管理",
]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "文武明远清平安宁志强国栋建华丽敏静芳伟杰勇涛超慧颖雪峰林江海波磊鑫宇航"
PERSONS = 3_000


@dataclass(frozen=True, slots=True)
class Government:
    """Ids that the filling needs."""

    root: int
    office: int
    leads: tuple[int, ...]
    names: dict[int, str]
    members: dict[int, list[int]]
    leaders: tuple[int, ...]
    rulebook: int
    account: int


def build() -> Government:
    """Make units, persons, accounts and the rulebook; the same every time."""
    random = Random(20260501)
    root = _unit("gov", "云川市人民政府", Kind.GOVERNMENT, None, is_jurisdiction=True)
    office = _unit("office", "云川市政府督查室", Kind.INSPECTION, root, document_code="云政督")
    units = [root, office]
    for n, name in enumerate(DEPARTMENTS):
        bureau = _unit(f"d{n}", f"市{name}局", Kind.DEPARTMENT, root)
        units.append(bureau)
        units += [
            _unit(f"d{n}s{k}", f"市{name}局{part}科", Kind.SECTION, bureau)
            for k, part in enumerate(("综合", "业务") if n < 19 else ())
        ]
    assert len(units) == 60, len(units)
    members = _persons(units, random)
    book = switch_on(root, ["supervised-handling"], reason="measuring")
    leads = tuple(u.pk for u in units if u.kind == Kind.DEPARTMENT)
    heads = tuple(
        Appointment.objects.filter(post__unit=root).order_by("id").values_list("person_id", flat=True)[:12]
    )
    officer = _account("officer", members[office.pk][0], "supervision.officer", root, Reach.BELOW)
    _account("mayor", heads[0], "supervision.leader", root, Reach.BELOW)
    for unit in units:
        if unit.pk in leads:
            _account(f"clerk-{unit.pk}", members[unit.pk][1], "supervision.unit_clerk", unit, Reach.UNIT)
            _account(f"head-{unit.pk}", members[unit.pk][0], "supervision.unit_head", unit, Reach.BELOW)
            _account(f"handler-{unit.pk}", members[unit.pk][2], "supervision.handler", unit, Reach.OWN)
    return Government(
        root.pk,
        office.pk,
        leads,
        {u.pk: u.name for u in units},
        members,
        heads,
        book.pk,
        officer.pk,
    )


def _unit(code: str, name: str, kind: str, parent: Unit | None, **more: object) -> Unit:
    unit = Unit.objects.create(
        code=code, name=name, short_name=name, level=Level.CITY, kind=kind, parent=parent, path="0",
        opened_on=OPENED, **more,
    )  # fmt: skip
    unit.path = f"{parent.path}.{unit.pk}" if parent else str(unit.pk)
    unit.save(update_fields=["path"])
    UnitSpell.objects.create(unit=unit, name=name, short_name=name, parent=parent, from_on=OPENED)
    return unit


def _persons(units: list[Unit], random: Random) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {u.pk: [] for u in units}
    persons = Person.objects.bulk_create(
        Person(name=random.choice(SURNAMES) + "".join(random.sample(GIVEN, 2)), staff_number=f"N{n:05}")
        for n in range(PERSONS)
    )
    ranks = {0: Rank.HEAD, 1: Rank.STAFF}
    posts = Post.objects.bulk_create(
        Post(
            unit=units[n % len(units)],
            name="工作人员",
            rank=Rank.IN_CHARGE if n % len(units) == 0 else ranks.get(n // len(units), Rank.STAFF),
        )
        for n in range(PERSONS)
    )
    Appointment.objects.bulk_create(
        Appointment(person=person, post=post, from_on=OPENED)
        for person, post in zip(persons, posts, strict=True)
    )
    for person, post in zip(persons, posts, strict=True):
        members[post.unit_id].append(person.pk)
    return members


def _account(name: str, person: int, role: str, unit: Unit, reach: str) -> Account:
    made = Account.objects.create(username=name, person_id=person, password="!")
    Grant.objects.create(account=made, role=role, unit=unit, reach=reach, from_on=OPENED)
    return made
