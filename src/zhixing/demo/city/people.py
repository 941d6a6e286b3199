"""Three hundred persons, their posts and their roles: who came, who left, whose post stands empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from zhixing.demo.city.names import names
from zhixing.demo.city.plans import FOUNDED, Granted, Held, PersonPlan, UnitPlan
from zhixing.kernel.access.models import Office, Reach
from zhixing.kernel.organisation.models import Kind, Rank

HOW_MANY = 300
ROLE = "supervision."
HEAD_TITLES = [
    ("市委员会", "书记"),
    ("委员会办公室", "主任"),
    ("科学技术协会", "主席"),
    ("集团有限公司", "董事长"),
    ("组织部", "部长"),
    ("分行", "行长"),
    ("局", "局长"),
    ("委员会", "主任"),
    ("办公室", "主任"),
    ("督查室", "主任"),
    ("街道办事处", "主任"),
    ("镇人民政府", "镇长"),
    ("区人民政府", "区长"),
    ("县人民政府", "县长"),
]
VICE_MAYORS = ("fushizhang", "fsz2", "fsz3", "fsz4", "fsz5", "fsz6")
KNOWN = {  # (unit, place in it): the accounts that are told at the end of set-up
    ("ducha", "head"): "ducha-head",
    ("ducha", "officer1"): "ducha",
    ("zhujian", "head"): "zhujian-head",
    ("zhujian", "clerk"): "zhujian",
    ("zhujian-gc", "head"): "chengban",
    ("jiancha", "clerk"): "jiwei",
    ("qiyun-ban", "officer"): "qiyun",
}
ALSO = {  # who holds the first role in supervised handling holds these in other modules, as far and as long
    "unit_clerk": (
        "correspondence.clerk",
        "projects.keeper",
        "meetings.office",
        "decisions.preparer",
        "approvals.unit",
    ),
    "unit_head": ("correspondence.unit_head", "projects.unit_head", "meetings.participant", "approvals.unit"),
    "handler": ("correspondence.staff", "decisions.tracker"),
    "leader": (
        "correspondence.leader",
        "projects.leader",
        "decisions.leader",
        "meetings.participant",
        "approvals.leader",
    ),
    "arbiter": ("decisions.organ", "approvals.supervision"),
    "officer": ("approvals.supervision",),
    "office_head": ("approvals.supervision",),
}
SEATS = {
    "dashuju": ("sysadmin", Office.SYSTEM),
    "ban": ("secadmin", Office.SECURITY),
    "shenji": ("auditadmin", Office.AUDIT),
}
NEW_HEADS = {"jiaotong": 150, "minzheng": 75}  # days before the end on which another took over
VACANT_HEAD = {"kouan": 40}
LEAVERS = {"chengguan": 120, "nongye": 66, "weijian": 31, "yingji": 90}  # a handler of the unit leaves
ABSENCES = (  # who is away, who stands in, from and to in days around the end of the history, why
    ("fsz3", "fushizhang", -12, 9, "赴省委党校学习"),
    ("zhujian", "chengban", -130, -16, "挂职锻炼"),
)


def people(units: list[UnitPlan], until: date, rng: Random) -> list[PersonPlan]:
    """Everyone, in an order that does not change."""
    return _Registrar(units, until, rng).everyone()


def head_title(unit: UnitPlan) -> str:
    """局长, 主任, 县长 …: what the top leader of such a unit is called."""
    return next((title for ending, title in HEAD_TITLES if unit.name.endswith(ending)), "书记")


class _Registrar:
    """Gives out names, numbers and posts."""

    def __init__(self, units: list[UnitPlan], until: date, rng: Random) -> None:
        self.units, self.until, self.rng = units, until, rng
        self.names: Iterator[str] = names(rng)
        self.found: list[PersonPlan] = []

    def everyone(self) -> list[PersonPlan]:
        for unit in self.units:
            if unit.code == "city":
                self._government(unit)
            elif unit.code == "ducha":
                self._inspection(unit)
            elif unit.kind == Kind.GOVERNMENT:
                self._county(unit)
            elif unit.kind == Kind.OFFICE and unit.code != "ban":
                self._county_office(unit)
            elif unit.kind == Kind.SECTION:
                self._section(unit)
            else:
                self._department(unit)
        self._changes()
        big = [u for u in self.units if u.kind == Kind.DEPARTMENT and u.dissolved_on is None]
        for n in range(HOW_MANY - len(self.found)):
            unit = big[n * 5 % len(big)]
            self._person(unit, "四级主任科员", Rank.STAFF, ("handler", unit.code, Reach.OWN))
        self._roles_elsewhere()
        return self.found

    def _roles_elsewhere(self) -> None:
        """What the same persons do in the other modules; the government office coordinates documents for the city."""
        for person in self.found:
            for granted in list(person.granted):
                role = granted.role.removeprefix(ROLE)
                person.granted += [replace(granted, role=other) for other in ALSO.get(role, ())]
        clerk = next(p for p in self.found if p.held[0].unit == "ban" and p.held[0].post == "督查联络员")
        since = clerk.held[0].from_on
        clerk.granted.append(Granted("correspondence.office", "city", Reach.BELOW, since))
        clerk.granted.append(Granted("projects.government_office", "city", Reach.BELOW, since))
        clerk.granted.append(Granted("decisions.officer", "city", Reach.BELOW, since))
        for unit, role, where, reach in (
            ("fagai", "projects.key_office", "city", Reach.BELOW),
            ("sifa", "decisions.reviewer", "sifa", Reach.UNIT),
            ("xingzheng", "approvals.service_office", "city", Reach.BELOW),
        ):
            other = next(p for p in self.found if p.held[0].unit == unit and p.held[0].post == "督查联络员")
            other.granted.append(Granted(role, where, reach, other.held[0].from_on))
        self._service_office()

    def _service_office(self) -> None:
        """The catalogue of approval items is reviewed by the liaison officer and published by the head."""
        head = next(p for p in self.found if p.held[0].unit == "xingzheng" and p.held[0].rank == Rank.HEAD)
        head.granted.append(Granted("approvals.service_office", "city", Reach.BELOW, head.held[0].from_on))

    def _person(
        self,
        unit: UnitPlan,
        post: str,
        rank: str,
        *roles: tuple[str, str, str],
        place: str = "",
        username: str = "",
    ) -> PersonPlan:
        number = f"YC{len(self.found) + 1:03}"
        since = max(unit.opened_on, FOUNDED + timedelta(days=self.rng.randrange(365 * 9)))
        last = unit.dissolved_on - timedelta(days=1) if unit.dissolved_on else None
        person = PersonPlan(
            username or KNOWN.get((unit.code, place), number.lower()),
            next(self.names),
            number,
            [Held(unit.code, post, rank, since, last)],
            [Granted(ROLE + role, where, reach, since, last) for role, where, reach in roles],
        )
        self.found.append(person)
        return person

    def _government(self, unit: UnitPlan) -> None:
        leader = ("leader", "city", Reach.BELOW)
        self._person(unit, "市长", Rank.HEAD, leader, username="shizhang")
        for n, username in enumerate(VICE_MAYORS):
            self._person(unit, "副市长" if n else "常务副市长", Rank.IN_CHARGE, leader, username=username)
        self._person(unit, "秘书长", Rank.IN_CHARGE, leader, username="mishuzhang")

    def _inspection(self, unit: UnitPlan) -> None:
        self._person(unit, "主任", Rank.HEAD, ("office_head", "city", Reach.BELOW), place="head")
        self._person(unit, "副主任", Rank.IN_CHARGE, ("officer", "city", Reach.BELOW))
        for n in range(1, 5):
            self._person(unit, "督查员", Rank.STAFF, ("officer", "city", Reach.BELOW), place=f"officer{n}")
        self._rules(self.found[-1], "rule_drafter")

    def _department(self, unit: UnitPlan) -> None:
        title = head_title(unit)
        below, code = Reach.BELOW, unit.code
        self._person(unit, title, Rank.HEAD, ("unit_head", code, below), place="head")
        self._person(unit, f"副{title}", Rank.IN_CHARGE, ("leader", code, below))
        clerk = self._person(unit, "督查联络员", Rank.STAFF, ("unit_clerk", code, Reach.UNIT), place="clerk")
        if code == "jiancha":
            clerk.granted.append(Granted(f"{ROLE}arbiter", "city", below, clerk.held[0].from_on))
            self._rules(clerk, "findings")
        if code == "sifa":
            self._rules(clerk, "rule_keeper")
        if unit.kind not in (Kind.TOWN, Kind.SUBDISTRICT) and "-" not in code:
            self._person(unit, "一级科员", Rank.STAFF, ("handler", code, Reach.OWN))
        if code in SEATS:
            username, seat = SEATS[code]
            self._person(unit, "系统管理岗", Rank.STAFF, username=username).seat = seat

    def _rules(self, person: PersonPlan, role: str) -> None:
        """A part in the city's rules: the inspection office drafts, the justice bureau confirms, the supervision organ judges."""
        begin = person.held[0].from_on
        person.granted.append(Granted(f"administration.{role}", "city", Reach.BELOW, begin))

    def _section(self, unit: UnitPlan) -> None:
        own = ("handler", unit.code, Reach.OWN)
        self._person(unit, "科长", Rank.SECTION_HEAD, own, place="head")
        self._person(unit, "科员", Rank.STAFF, own)

    def _county(self, unit: UnitPlan) -> None:
        title, below = head_title(unit), Reach.BELOW
        roles = (("unit_head", unit.code, below), ("leader", unit.code, below))
        self._person(unit, title, Rank.HEAD, *roles)
        for _ in range(2):
            self._person(unit, f"副{title}", Rank.IN_CHARGE, ("leader", unit.code, below))

    def _county_office(self, unit: UnitPlan) -> None:
        county = unit.parent or ""
        self._person(unit, "主任", Rank.HEAD, ("office_head", county, Reach.BELOW))
        self._person(unit, "督查员", Rank.STAFF, ("officer", county, Reach.BELOW), place="officer")
        self._person(unit, "联络员", Rank.STAFF, ("unit_clerk", county, Reach.UNIT))
        self._person(unit, "综合科科员", Rank.STAFF, ("handler", county, Reach.OWN))

    def _changes(self) -> None:
        for code, days in (NEW_HEADS | VACANT_HEAD).items():
            unit = next(u for u in self.units if u.code == code)
            self._leaves(self._holder(code, Rank.HEAD), self.until - timedelta(days=days))
            if code in NEW_HEADS:
                head = self._person(unit, head_title(unit), Rank.HEAD, ("unit_head", code, Reach.BELOW))
                self._begins(head, self.until - timedelta(days=days))
        for code, days in LEAVERS.items():
            unit = next(u for u in self.units if u.code == code)
            left = self._holder(code, Rank.STAFF, last=True)
            self._leaves(left, self.until - timedelta(days=days))
            heir = self._person(unit, left.held[0].post, Rank.STAFF, ("handler", code, Reach.OWN))
            self._begins(heir, self.until - timedelta(days=days))
        self._moves("liangshi", "fagai")
        self._moves("zhongdian", "zhujian")

    def _holder(self, unit: str, rank: str, *, last: bool = False) -> PersonPlan:
        found = [p for p in self.found if p.held[0].unit == unit and p.held[0].rank == rank]
        return found[-1 if last else 0]

    def _leaves(self, person: PersonPlan, day: date) -> None:
        """The day is the first without the person."""
        last = day - timedelta(days=1)
        person.left_on = day
        person.held = [replace(h, until_on=last) for h in person.held]
        person.granted = [replace(g, until_on=last) for g in person.granted]

    def _begins(self, person: PersonPlan, day: date) -> None:
        person.held = [replace(h, from_on=day) for h in person.held]
        person.granted = [replace(g, from_on=day) for g in person.granted]

    def _moves(self, old: str, new: str) -> None:
        """When a unit ends, its staff goes on in another; its top leader goes on as one of those in charge there."""
        for person in [p for p in self.found if p.held[0].unit == old]:
            since = (person.held[0].until_on or self.until) + timedelta(days=1)
            head = person.held[0].rank == Rank.HEAD
            title = "二级调研员" if head else "一级科员"
            person.held.append(Held(new, title, Rank.IN_CHARGE if head else Rank.STAFF, since))
            role = ("leader", Reach.BELOW) if head else ("handler", Reach.OWN)
            person.granted.append(Granted(ROLE + role[0], new, role[1], since))
