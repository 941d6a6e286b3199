"""Names in a spreadsheet as units and persons of today, or why not: dissolved, left, unknown, more than one."""

from __future__ import annotations

import difflib
from datetime import date

from zhixing.base.words import Words, w
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision.documents.naming import Chart, certain, offers
from zhixing.modules.supervision.relations import heads, leaders, serving

Trouble = tuple[Words, Words]
SUGGESTED = 3


class Names:
    """The chart and the leaders of one day, read once; every name is looked up once."""

    def __init__(self, on: date) -> None:
        self.chart = Chart(on)
        self._units: dict[str, tuple[Unit | None, Trouble | None]] = {}
        self._leaders = _by_name(leaders(None, None))  # type: ignore[arg-type]  # whoever asks: leaders in office
        self._heads = _by_name(heads(None, None))  # type: ignore[arg-type]  # as above

    def unit(self, written: str) -> tuple[Unit | None, Trouble | None]:
        """The unit that exists today under this name, or what is wrong with the name."""
        if written not in self._units:
            self._units[written] = self._unit(written)
        return self._units[written]

    def _unit(self, written: str) -> tuple[Unit | None, Trouble | None]:
        if unit := self.chart.named(written):
            return unit, None
        same = [u for u in self.chart.units.values() if written in (u.name, u.short_name, u.code)]
        living = [u for u in same if u.exists_on(self.chart.on)]
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

    def leader(self, name: str, staff_number: str) -> tuple[Person | None, Trouble | None]:
        """The leader in office of this name (and staff number)."""
        return self._person(self._leaders, name, staff_number, w("a leader in office", "在任领导"))

    def head(self, name: str, staff_number: str) -> tuple[Person | None, Trouble | None]:
        """The top leader in office of this name (and staff number)."""
        return self._person(self._heads, name, staff_number, w("a unit's top leader", "单位主要负责人"))

    def _person(
        self, known: dict[str, list[Person]], name: str, staff_number: str, asked: Words
    ) -> tuple[Person | None, Trouble | None]:
        found = [p for p in known.get(name, []) if not staff_number or p.staff_number == staff_number]
        if len(found) == 1:
            return found[0], None
        if found:
            numbers = "、".join(f"{p.name}（{p.staff_number}）" for p in found)
            said = w("{n} persons are called {name}.", "{name}有 {n} 人重名。").put(n=len(found), name=name)
            return None, (said, w("Add the staff number: {who}.", "请注明工号：{who}。").put(who=numbers))
        return None, self._nobody(known, name, asked)

    def _nobody(self, known: dict[str, list[Person]], name: str, asked: Words) -> Trouble:
        near = difflib.get_close_matches(name, known, n=SUGGESTED, cutoff=0.6)
        mend = w("Name {asked}.", "请填写{asked}。").put(asked=asked)
        if near:
            mend = w("Is it one of: {names}?", "是否为：{names}？").put(names="、".join(near))
        if not Person.objects.filter(name=name).exists():
            return w("Nobody is called {name}.", "没有名为{name}的人员。").put(name=name[:30]), mend
        if not serving(None, None).filter(name=name).exists():  # type: ignore[arg-type]  # asks nothing of them
            return w("{name} no longer serves.", "{name}已离任。").put(name=name), mend
        return w("{name} is not {asked}.", "{name}不是{asked}。").put(name=name, asked=asked), mend


def _by_name(persons: object) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for person in persons:  # type: ignore[attr-defined]  # a queryset
        found.setdefault(person.name, []).append(person)
    return found
