"""Questions to the plans: who leads, who handles, who stands in, on any day. Asked by whoever plans the histories."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from random import Random

from zhixing.demo.city.chart import chart
from zhixing.demo.city.people import ABSENCES, VICE_MAYORS, people
from zhixing.demo.city.plans import Granted, PersonPlan, UnitPlan
from zhixing.kernel.organisation.models import Kind, Rank

PORTFOLIOS = {
    "fushizhang": "fagai caizheng shuiwuju jinrong shenji guozi renhang jituan liangshi jinjian tongji",
    "fsz2": "keji gongxin minying dashuju gaoxin kexie",
    "fsz3": "zhujian chengguan jiaotong zirangui zhongdian huanjing",
    "fsz4": "shuiwu nongye wangxiu qingwu yingji",
    "fsz5": "jiaoyu weijian minzheng renshe yibao wenlv",
    "fsz6": "shangwu touzi kouan shichang xingzheng gongan sifa xinfang qiyun chenghu",
}
LEADER_OF = {unit: leader for leader, units in PORTFOLIOS.items() for unit in units.split()}


class Roster:
    """The city as planned, with its history ending on the eve of `until`."""

    def __init__(self, until: date, rng: Random) -> None:
        self.until = until
        self.units = chart(until)
        self.people = people(self.units, until, rng)

    @cached_property
    def unit(self) -> dict[str, UnitPlan]:
        return {u.code: u for u in self.units}

    @cached_property
    def person(self) -> dict[str, PersonPlan]:
        return {p.username: p for p in self.people}

    @cached_property
    def _in_unit(self) -> dict[str, list[PersonPlan]]:
        found: dict[str, list[PersonPlan]] = {u.code: [] for u in self.units}
        for person in self.people:
            for held in person.held:
                found[held.unit].append(person)
        return found

    @cached_property
    def _holders(self) -> dict[tuple[str, str], list[tuple[str, Granted]]]:
        """Who was ever granted a role for a unit, in the order of the people."""
        found: dict[tuple[str, str], list[tuple[str, Granted]]] = {}
        for person in self.people:
            for grant in person.granted:
                found.setdefault((grant.role, grant.unit), []).append((person.username, grant))
        return found

    @cached_property
    def _sections(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for unit in self.units:
            if unit.kind == Kind.SECTION and unit.parent:
                found.setdefault(unit.parent, []).append(unit.code)
        return found

    def head(self, unit: str, day: date) -> str | None:
        """The top leader of the unit that day; None while the post stands empty."""
        return next((p.username for p in self._in_unit[unit] if self._rank(p, unit, day) == Rank.HEAD), None)

    def deputy(self, unit: str, day: date) -> str | None:
        return next(
            (p.username for p in self._in_unit[unit] if self._rank(p, unit, day) == Rank.IN_CHARGE), None
        )

    def with_role(self, role: str, unit: str, day: date) -> list[str]:
        """Everyone who holds the role for the unit on that day."""
        return [
            username
            for username, g in self._holders.get((f"supervision.{role}", unit), [])
            if g.from_on <= day and (g.until_on is None or day <= g.until_on)
        ]

    def clerk(self, unit: str, day: date) -> str:
        return self.with_role("unit_clerk", unit, day)[0]

    def handlers(self, unit: str, day: date) -> list[str]:
        """Those of the unit and of the bodies inside it who handle items; the liaison officer where there are none."""
        inside = [unit, *self._sections.get(unit, [])]
        found = [name for code in inside for name in self.with_role("handler", code, day)]
        return found or [self.clerk(unit, day)]

    def last_day(self, person: str, unit: str) -> date | None:
        """The last day on which the person serves in the unit or inside it; None for who stays."""
        held = [h for h in self.person[person].held if h.unit.split("-")[0] == unit.split("-")[0]]
        return held[-1].until_on if held else None

    def vice_mayor(self, unit: str) -> str:
        """The leader in whose portfolio the unit stands; the mayor for bodies beside the government."""
        return LEADER_OF.get(unit, "shizhang")

    def acting(self, person: str, day: date) -> str:
        """The person, or who stands in that day."""
        for absent, deputy, begins, ends, _ in ABSENCES:
            since, until = (self.until + timedelta(days=d) for d in (begins, ends))
            if person == absent and since <= day <= until:
                return deputy
        return person

    def readers(self) -> list[str]:
        return ["shizhang", "mishuzhang", *VICE_MAYORS]

    def _rank(self, person: PersonPlan, unit: str, day: date) -> str | None:
        held = person.serves_in(unit, day)
        return held.rank if held else None
