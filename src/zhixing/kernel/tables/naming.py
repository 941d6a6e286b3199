"""Names in a spreadsheet as units and persons of today, or why not: dissolved, left, unknown, more than one."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from zhixing.base.words import Words, w
from zhixing.kernel.organisation.models import Person, Rank, Unit
from zhixing.kernel.organisation.naming import Chart, certain, offers

Trouble = tuple[Words, Words]
SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Among:
    """Those of whom a column may name one: what they are called, and who they are on a day."""

    words: Words
    persons: Callable[[date], QuerySet[Person]]


SERVING = Among(w("somebody who serves", "在职人员"), lambda on: Person.objects.serving(on))
LEADERS = Among(w("a leader in office", "在任领导"), lambda on: Person.objects.leading(on))
HEADS = Among(w("a unit's top leader", "单位主要负责人"), lambda on: Person.objects.leading(on, Rank.HEAD))


class Names:
    """The chart and the persons of one day, each read once and only when asked for; every name is looked up once."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._units: dict[str, tuple[Unit | None, Trouble | None]] = {}
        self._among: dict[Among, dict[str, list[Person]]] = {}

    @cached_property
    def chart(self) -> Chart:
        return Chart(self.on)

    @cached_property
    def _everyone(self) -> frozenset[str]:
        """Names of all who ever served."""
        return frozenset(Person.objects.values_list("name", flat=True))

    def unit(self, written: str) -> tuple[Unit | None, Trouble | None]:
        """The unit that exists today under this name, or what is wrong with the name."""
        if written not in self._units:
            self._units[written] = self._unit(written)
        return self._units[written]

    def _unit(self, written: str) -> tuple[Unit | None, Trouble | None]:
        if unit := self.chart.named(written):
            return unit, None
        same = [u for u in self.chart.units.values() if written in (u.name, u.short_name, u.code)]
        living = [u for u in same if u.exists_on(self.on)]
        if living:
            said = w("Several units are called “{name}”.", "有多个单位称为“{name}”。").put(name=written)
            full = "、".join(u.name for u in living)
            return None, (said, w("Write the full name: {units}.", "请填写全称：{units}。").put(units=full))
        if same:
            return None, self._gone(same[0])
        found = offers(written, self.chart)
        if sure := certain(found):
            return sure, None
        said = w("There is no unit “{name}”.", "没有名为“{name}”的单位。").put(name=written[:60])
        if found:
            near = "、".join(o.unit.name for o in found[:SUGGESTED])
            return None, (said, w("Is it one of: {units}?", "是否为：{units}？").put(units=near))
        return None, (said, w("Write the name as in the chart.", "请按机构名录填写全称或简称。"))

    def _gone(self, unit: Unit) -> Trouble:
        day = unit.dissolved_on.isoformat() if unit.dissolved_on else ""
        said = w("{unit} no longer exists since {day}.", "{unit}已于 {day} 撤销。").put(
            unit=unit.name, day=day
        )
        heir = self.chart.heir(unit)
        if heir is None:
            return said, w("Name the unit that does its work now.", "请填写现承担该职责的单位。")
        return said, w("Write its successor: {unit}.", "请改为承接单位：{unit}。").put(unit=heir.name)

    def person(self, among: Among, name: str, staff_number: str = "") -> tuple[Person | None, Trouble | None]:
        """The one of these persons with this name (and staff number), or what is wrong with the name."""
        known = self._known(among)
        found = [p for p in known.get(name, []) if not staff_number or p.staff_number == staff_number]
        if len(found) == 1:
            return found[0], None
        if found:
            numbers = "、".join(f"{p.name}（{p.staff_number}）" for p in found)
            said = w("{n} persons are called {name}.", "{name}有 {n} 人重名。").put(n=len(found), name=name)
            return None, (said, w("Add the staff number: {who}.", "请注明工号：{who}。").put(who=numbers))
        return None, self._nobody(among, name)

    def _known(self, among: Among) -> dict[str, list[Person]]:
        if among not in self._among:
            self._among[among] = _by_name(among.persons(self.on))
        return self._among[among]

    def _nobody(self, among: Among, name: str) -> Trouble:
        near = difflib.get_close_matches(name, self._known(among), n=SUGGESTED, cutoff=0.6)
        mend = w("Name {asked}.", "请填写{asked}。").put(asked=among.words)
        if near:
            mend = w("Is it one of: {names}?", "是否为：{names}？").put(names="、".join(near))
        if name not in self._everyone:
            return w("Nobody is called {name}.", "没有名为{name}的人员。").put(name=name[:30]), mend
        if name not in self._known(SERVING):
            return w("{name} no longer serves.", "{name}已离任。").put(name=name), mend
        return w("{name} is not {asked}.", "{name}不是{asked}。").put(name=name, asked=among.words), mend


def _by_name(persons: Iterable[Person]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for person in persons:
        found.setdefault(person.name, []).append(person)
    return found
