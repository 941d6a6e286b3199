"""What a column may hold: each kind of cell judged in one way, whatever the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from zhixing.base.words import Words, w
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.kernel.tables import values
from zhixing.kernel.tables.findings import Judged, Problem
from zhixing.kernel.tables.naming import SERVING, Among, Names

TOLD = 40  # characters of a cell that are repeated to its writer


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty, with the names it may speak of; `wrong` stops the import, `hint` does not."""

    value: Any
    line: int
    heading: Words
    hint_of_column: Words
    names: Names
    found: Judged

    @property
    def told(self) -> str:
        """What stands in it, short enough to be repeated."""
        return values.text(self.value)[:TOLD]

    def wrong(self, said: Words, mend: Words) -> None:
        self.found.problems.append(Problem(self.line, self.heading, said, mend))

    def hint(self, said: Words, mend: Words) -> None:
        self.found.hints.append(Problem(self.line, self.heading, said, mend))


class Takes:
    """A kind of cell. `of` gives the value of a filled cell, or tells what is wrong and gives `nothing`."""

    number_format: ClassVar[str] = ""

    @property
    def nothing(self) -> Any:
        """The value of an empty cell."""
        return None

    @property
    def offered(self) -> list[str]:
        """What the template lets one choose, in the reader's language; empty where anything may be written."""
        return []

    def of(self, cell: Cell) -> Any:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Text(Takes):
    """Text of at most so many characters; on one line unless it is long."""

    limit: int = 200
    is_long: bool = False

    @property
    def nothing(self) -> str:
        return ""

    def of(self, cell: Cell) -> str:
        written = values.text(cell.value)
        said = written if self.is_long else " ".join(written.split())
        if len(said) > self.limit:
            cell.wrong(
                w("{n} characters are too many.", "共 {n} 字，超出限制。").put(n=len(said)),
                w("Shorten it to {limit} characters.", "请压缩到 {limit} 字以内。").put(limit=self.limit),
            )
        return said


@dataclass(frozen=True, slots=True)
class Parts(Takes):
    """Sentences separated by semicolons or lines."""

    most: int = 50
    limit: int = 200

    @property
    def nothing(self) -> list[str]:
        return []

    def of(self, cell: Cell) -> list[str]:
        parts = values.parts(cell.value)
        if len(parts) > self.most or any(len(part) > self.limit for part in parts):
            cell.wrong(
                w("There are too many parts, or one is too long.", "项数过多，或某一项过长。"),
                w("At most {n} of {limit} characters each.", "最多 {n} 项，每项不超过 {limit} 字。").put(
                    n=self.most, limit=self.limit
                ),
            )
        return parts


@dataclass(frozen=True, slots=True)
class Choice(Takes):
    """A member of a closed set, by its words in either language or its code; an empty cell is `otherwise`."""

    members: Any
    otherwise: Any = None

    @property
    def nothing(self) -> Any:
        return self.otherwise

    @property
    def offered(self) -> list[str]:
        return [str(m.label) for m in self.members]

    def of(self, cell: Cell) -> Any:
        chosen = values.choice(self.members, cell.value)
        if chosen is None:
            said = w("“{written}” is none of the words for this.", "“{written}”不在可选范围内。")
            cell.wrong(said.put(written=cell.told), cell.hint_of_column)
        return chosen or self.otherwise


@dataclass(frozen=True, slots=True)
class Flag(Takes):
    """Yes or no; an empty cell is no."""

    @property
    def nothing(self) -> bool:
        return False

    @property
    def offered(self) -> list[str]:
        return [str(w("yes", "是")), str(w("no", "否"))]

    def of(self, cell: Cell) -> bool:
        said = values.flag(cell.value)
        if said is None:
            told = w("“{written}” is neither yes nor no.", "“{written}”既非“是”也非“否”。")
            cell.wrong(told.put(written=cell.told), w("Write yes or no.", "请填写“是”或“否”。"))
        return bool(said)


@dataclass(frozen=True, slots=True)
class Day(Takes):
    """A day in one of the ways people write them, not after `latest`: a year mistyped is told."""

    latest: date = date(2100, 12, 31)
    number_format: ClassVar[str] = "yyyy-mm-dd"

    def of(self, cell: Cell) -> date | None:
        try:
            day = values.day(cell.value)
        except values.NotADay:
            cell.wrong(
                w("“{written}” is not a day.", "“{written}”不是日期。").put(written=cell.told),
                w("Write it like 2026-06-30.", "请写成 2026-06-30 的形式，或将单元格设为日期格式。"),
            )
            return None
        if day is not None and day > self.latest:
            said = w("{day} is too far away.", "{day} 过于久远。").put(day=day.isoformat())
            cell.wrong(said, w("Check the year.", "请核对年份。"))
            return None
        return day


@dataclass(frozen=True, slots=True)
class Whole(Takes):
    """A whole number within bounds, both included."""

    least: int = 0
    most: int = 2**31 - 1
    number_format: ClassVar[str] = "0"

    def of(self, cell: Cell) -> int | None:
        number = _number(cell, cell.value)
        if number is None:
            return None
        if number != number.to_integral_value() or not self.least <= number <= self.most:
            said = w("“{written}” is no number to be had here.", "“{written}”不在可填数值之内。")
            mend = w("Write a whole number from {least} to {most}.", "请填写 {least} 至 {most} 的整数。")
            cell.wrong(said.put(written=cell.told), mend.put(least=f"{self.least:,}", most=f"{self.most:,}"))
            return None
        return int(number)


@dataclass(frozen=True, slots=True)
class Money(Takes):
    """An amount in the unit that the column is in, two decimals at most, not below nothing. Exact (Decimal).

    Behind the number may stand that unit and no other: “3.5亿元” in a column of 万元 is told, never converted.
    """

    unit: Words = w("yuan", "元")
    most: Decimal = Decimal("999999999999.99")
    number_format: ClassVar[str] = "#,##0.00"

    def of(self, cell: Cell) -> Decimal | None:
        plain: Any = cell.value
        if isinstance(plain, str):
            plain = values.text(plain).removesuffix(self.unit.zh).removesuffix(self.unit.en)
        number = _number(cell, plain, self.unit)
        if number is None:
            return None
        cents = number.quantize(Decimal("0.01")) if abs(number) <= self.most else number
        if number < 0 or number > self.most or cents != number:
            said = w("“{written}” is no amount to be had here.", "“{written}”不是可填的金额。")
            mend = w(
                "Write an amount in {unit} with two decimals at most, not below zero.",
                "请以{unit}为单位填写不小于零的金额，最多两位小数。",
            )
            cell.wrong(said.put(written=cell.told), mend.put(unit=self.unit))
            return None
        return cents


def _number(cell: Cell, plain: Any, unit: Words | None = None) -> Decimal | None:
    """The cell as a number; told when it is none."""
    try:
        return values.number(plain)
    except values.NotANumber:
        said = w("“{written}” is not a number.", "“{written}”不是数字。").put(written=cell.told)
        mend = w("Write digits only.", "请只填写数字。")
        if unit is not None:
            mend = w("Write the number in {unit}.", "请填写以{unit}为单位的数字。").put(unit=unit)
        cell.wrong(said, mend)
        return None


@dataclass(frozen=True, slots=True)
class OneUnit(Takes):
    """Exactly one unit of the chart. `others` names the column where further ones belong."""

    others: Words | None = None

    def of(self, cell: Cell) -> Unit | None:
        unit, trouble = cell.names.unit(values.text(cell.value))
        if trouble and len(written := values.several(cell.value)) > 1:
            said = w(
                "{n} units are named; “{column}” is one unit.", "填写了 {n} 个单位，{column}只能有一个。"
            )
            mend = w("Leave one.", "请只保留一个。")
            if self.others is not None:
                mend = w(
                    "Leave one, and write the others under “{others}”.", "请保留一个，其余填入“{others}”。"
                )
            trouble = said.put(n=len(written), column=cell.heading), mend.put(others=self.others)
        if trouble:
            cell.wrong(*trouble)
        return unit


@dataclass(frozen=True, slots=True)
class Units(Takes):
    """Any number of units, each once."""

    @property
    def nothing(self) -> list[Unit]:
        return []

    def of(self, cell: Cell) -> list[Unit]:
        units: list[Unit] = []
        for name in values.several(cell.value):
            unit, trouble = cell.names.unit(name)
            if trouble:
                cell.wrong(*trouble)
            elif unit is not None and unit not in units:
                units.append(unit)
        return units


@dataclass(frozen=True, slots=True)
class OnePerson(Takes):
    """One person among some (whoever serves, leaders, heads), with the staff number where names repeat."""

    among: Among = SERVING

    def of(self, cell: Cell) -> Person | None:
        person, trouble = cell.names.person(self.among, *values.person(cell.value))
        if trouble:
            cell.wrong(*trouble)
        return person


def one_of(members: Iterable[Any], otherwise: Any = None) -> Words:
    """The hint of a column with a choice: the words that may be written, and what an empty cell stands for."""
    shown = list(members)
    en, zh = ", ".join(m.label.en for m in shown), "、".join(m.label.zh for m in shown)
    if otherwise is None:
        return w(f"One of: {en}.", f"可填：{zh}。")
    return w(f"One of: {en}. Empty: {otherwise.label.en}.", f"可填：{zh}。不填为“{otherwise.label.zh}”。")
