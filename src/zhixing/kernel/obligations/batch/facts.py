"""Facts of events as typed columns: which ones a set of rules reads, and how each is made from what the event says.

A column is named `<fact>__<form>`. A lake that has such columns from loading on needs no facts at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhixing.kernel.obligations.batch.language import facts_in, read
from zhixing.kernel.rulebook.owed import as_day
from zhixing.kernel.rulebook.schema import DeadlineRule, RecurringRule

START = date(2000, 1, 1).toordinal()  # day 0 of every day column
EXACT = 2**53  # a whole number beyond it is kept as a fraction: columns compare it as such


@dataclass(frozen=True, slots=True, order=True)
class Column:
    """One fact in one form."""

    fact: str
    form: str

    @property
    def name(self) -> str:
        return f"{self.fact}__{self.form}"

    @property
    def type(self) -> str:
        """Its type as Ibis names it."""
        return _FORMS[self.form][0]

    def of(self, facts: dict[str, Any]) -> Any:
        """What the column holds for an event with these facts."""
        if self.form == "tag":
            return _tag(facts[self.fact]) if self.fact in facts else None
        return _FORMS[self.form][1](facts.get(self.fact))


def day_number(day: date | None) -> int | None:
    """Days since 2000-01-01."""
    return None if day is None else day.toordinal() - START


def day_of_number(number: int | None) -> date | None:
    """The day with this number."""
    return None if number is None else date.fromordinal(number + START)


def _tag(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int):
        return "whole" if abs(value) <= EXACT else "real"
    if isinstance(value, float):
        return "real"
    return "text" if isinstance(value, str) else "other"


def _typed(tag: str, make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: make(value) if _tag(value) == tag else None


_FORMS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "tag": ("string", _tag),  # its type; NULL where the event does not carry the fact
    "text": ("string", _typed("text", str)),
    "whole": ("int64", _typed("whole", int)),
    "real": ("float64", _typed("real", float)),
    "flag": ("boolean", _typed("flag", bool)),
    "day": ("int64", lambda value: day_number(as_day(value))),
    "listed": ("boolean", lambda value: isinstance(value, list)),
    "holder": ("int64", lambda value: int(value) if value else None),
    "holders": ("array<int64>", lambda value: sorted({int(one) for one in value or []})),
    "same": ("int64", _typed("whole", int)),
    "word": ("string", lambda value: None if value in (None, "") else str(value)),
    "turn": ("int64", lambda value: int(value) if str(value or "").isdigit() else None),
}


def columns_of(rules: Iterable[DeadlineRule | RecurringRule]) -> list[Column]:
    """The columns that these rules read, in a fixed order."""
    wanted: set[Column] = {Column("rule", "word"), Column("period", "word")}
    wanted |= {Column(name, "same") for name in ("unit_id", "person_id")}
    for rule in rules:
        for text in (rule.when, rule.until_when):
            for fact in facts_in(read(text)) if text else ():
                wanted |= {Column(fact, form) for form in ("tag", "text", "whole", "real", "flag")}
        holder = rule.holder
        wanted.add(Column(holder.field, "holders" if holder.units else "holder"))
        if isinstance(rule, DeadlineRule):
            fields = [v.field for v in rule.values if v.field]
            wanted |= {Column(field, form) for field in fields for form in ("day", "listed")}
            wanted |= {Column(e.field, "day") for e in rule.extensions if e.field}
        elif rule.every_field:
            wanted |= {Column(rule.every_field, form) for form in ("word", "turn")}
    return sorted(wanted)
