"""Rules as rows: which kind of event plays which part in which rule, values by day of force, extensions.

Only the texts of conditions and the names of facts stand in the definition itself; a rule more is a row more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from zhixing.kernel.obligations.batch.counting import BACKWARD, FORWARD, MONTHS, NATURAL, STAY, WORKING
from zhixing.kernel.obligations.batch.facts import START, Column, columns_of, day_number
from zhixing.kernel.rulebook.deadlines import term_of
from zhixing.kernel.rulebook.ruleset import kinds_of
from zhixing.kernel.rulebook.schema import HOURLY, DeadlineRule, Holder, RecurringRule, Span, Unit, Value

EACH, IGNORE, REOPEN = 0, 1, 2
_SECOND = {"each": EACH, "ignore": IGNORE, "reopen": REOPEN}
_ROLL = {"none": STAY, "next_working_day": FORWARD, "previous_working_day": BACKWARD}
_BASE = {
    "working_days": (WORKING, 1),
    "natural_days": (NATURAL, 1),
    "weeks": (NATURAL, 7),
    "months": (MONTHS, 1),
    "years": (MONTHS, 12),
}
_UNITS = list(Unit)
_FOREVER = 10**6
TEXTS = ("kind", "code", "rhythm", "key")
FLAGS = (
    "opens", "closes", "cancels", "does", "begins", "ends", "extends", "recurs", "by_holder", "back", "silent", "office",
    "whole_first", "whole_last", "catch_up",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """What the definition's text hangs on: conditions, fields and holders, each with its number; the columns of facts.

    Two sets of rules of one shape have the same statements.
    """

    conditions: tuple[str, ...]
    holders: tuple[Holder, ...]
    fields: tuple[str, ...]
    rhythms: tuple[str, ...]
    columns: tuple[Column, ...]
    hourly: bool


def shape_of(rules: Sequence[DeadlineRule | RecurringRule]) -> Shape:
    """The shape of a set of rules."""
    texts = {text for rule in rules for text in (rule.when, rule.until_when) if text}
    fields: set[str] = set()
    rhythms: set[str] = set()
    for rule in rules:
        if isinstance(rule, DeadlineRule):
            fields |= {v.field for v in rule.values if v.field} | {
                e.field for e in rule.extensions if e.field
            }
        elif rule.every_field:
            rhythms.add(rule.every_field)
    holders = sorted({rule.holder for rule in rules}, key=lambda h: (h.field, str(h)))
    return Shape(
        tuple(sorted(texts)),
        tuple(holders),
        tuple(sorted(fields)),
        tuple(sorted(rhythms)),
        tuple(columns_of(rules)),
        any(v.unit in HOURLY for r in rules if isinstance(r, DeadlineRule) for v in r.values),
    )


def rule_tables(
    rules: Sequence[DeadlineRule | RecurringRule], shape: Shape, as_of: date
) -> dict[str, pa.Table]:
    """The tables `roles`, `rules`, `values` and `extensions`. A rule's number is its place in `rules`."""
    roles: list[dict[str, Any]] = []
    ruled: list[dict[str, Any]] = []
    valued: list[dict[str, Any]] = []
    extended: list[dict[str, Any]] = []
    for number, rule in enumerate(rules):
        ruled.append(_rule(number, rule, as_of))
        for kind in sorted(kinds_of(rule)):
            role = {"role_no": len(roles), **_role(number, rule, kind, shape, as_of)}
            roles.append(role)
            if isinstance(rule, DeadlineRule):
                extended += _extensions(role["role_no"], rule, kind, shape)
        if isinstance(rule, DeadlineRule):
            valued += _values(number, rule, shape, len(valued))
    return {
        "roles": _table(roles, ROLE),
        "rules": _table(ruled, RULE),
        "terms": _table(valued, VALUE),
        "extensions": _table(extended, EXTENSION),
    }


ROLE = (
    "role_no", "kind", "rule", "as_of", "opens", "closes", "cancels", "does", "begins", "ends", "extends", "first_counts",
    "last_waits", "recurs", "by_holder", "second", "from_on", "when_no", "until_no", "holder_no", "rhythm", "rhythm_no",
    "every_days",
)  # fmt: skip
RULE = (
    "rule", "code", "as_of", "second", "by_holder", "silent", "rhythm", "every_days", "times",
    "whole_first", "whole_last", "catch_up", "base", "amount", "roll",
)  # fmt: skip
VALUE = (
    "value_no", "rule", "from_on", "until_on", "field_no", "unit", "base", "factor", "amount", "hours", "office", "start_counts",
    "back", "roll",
)  # fmt: skip
EXTENSION = (
    "role_no", "code", "place", "field_no", "added", "unit", "added_base", "added_amount", "times", "longest_base",
    "longest_amount",
)  # fmt: skip


def _table(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> pa.Table:
    kinds = {
        name: pa.string() if name in TEXTS else pa.bool_() if name in FLAGS else pa.int64() for name in names
    }
    return pa.table({name: pa.array([row[name] for row in rows], kinds[name]) for name in names})


def _role(
    number: int, rule: DeadlineRule | RecurringRule, kind: str, shape: Shape, as_of: date
) -> dict[str, Any]:
    recurs = isinstance(rule, RecurringRule)
    begins = next((p for p in rule.pauses if p.begins == kind), None)
    ends = next((p for p in rule.pauses if p.ends == kind), None)
    extends = isinstance(rule, DeadlineRule) and any(e.on == kind for e in rule.extensions)
    every_field = rule.every_field if isinstance(rule, RecurringRule) else None
    return {
        "kind": kind,
        "rule": number,
        "as_of": day_number(as_of),
        "opens": kind in rule.on,
        "closes": kind in rule.until or (recurs and kind in rule.cancelled_by),
        "cancels": kind in rule.cancelled_by and not recurs,
        "does": isinstance(rule, RecurringRule) and kind in rule.done,
        "begins": begins is not None,
        "ends": ends is not None,
        "extends": extends,
        "first_counts": int(bool(begins and begins.first_counts and not recurs)),
        "last_waits": int(bool(ends and not ends.last_counts and not recurs)),
        "recurs": recurs,
        "by_holder": rule.by_holder,
        "second": IGNORE if isinstance(rule, RecurringRule) else _SECOND[rule.second],
        "from_on": day_number(rule.from_on) if isinstance(rule, RecurringRule) else -_FOREVER,
        "when_no": shape.conditions.index(rule.when) if rule.when else -1,
        "until_no": shape.conditions.index(rule.until_when) if rule.until_when else -1,
        "holder_no": shape.holders.index(rule.holder),
        "rhythm": rule.every.value if isinstance(rule, RecurringRule) and rule.every else None,
        "every_days": rule.every_days if isinstance(rule, RecurringRule) else None,
        "rhythm_no": shape.rhythms.index(every_field) if every_field else -1,
    }


def _rule(number: int, rule: DeadlineRule | RecurringRule, as_of: date) -> dict[str, Any]:
    row = {"rule": number, "code": rule.code, "as_of": day_number(as_of), "by_holder": rule.by_holder}
    if isinstance(rule, DeadlineRule):
        row |= {
            "second": _SECOND[rule.second],
            "silent": rule.silence != "none",
            "rhythm": None,
            "every_days": None,
        }
        row |= {"times": 1, "whole_first": False, "whole_last": False, "catch_up": True}
        return row | {"base": NATURAL, "amount": 0, "roll": STAY}
    base, factor = _BASE[rule.grace_unit.in_days]
    return row | {
        "second": IGNORE,
        "silent": False,
        "rhythm": rule.every.value if rule.every else None,
        "every_days": rule.every_days,
        "times": rule.times,
        "whole_first": rule.first == "whole",
        "whole_last": rule.last == "whole",
        "catch_up": rule.catch_up,
        "base": base,
        "amount": rule.grace * factor,
        "roll": _ROLL[rule.roll],
    }


def _values(number: int, rule: DeadlineRule, shape: Shape, first: int) -> list[dict[str, Any]]:
    ends = [v.from_on for v in rule.values[1:]]
    rows = []
    for place, value in enumerate(rule.values):
        until = ends[place].toordinal() - START if place < len(ends) else _FOREVER
        rows.append(
            {
                "value_no": first + place,
                "rule": number,
                "from_on": day_number(value.from_on),
                "until_on": until,
                "field_no": shape.fields.index(value.field) if value.field else -1,
                **_term(rule, value),
            }
        )
    return rows


def _term(rule: DeadlineRule, value: Value) -> dict[str, Any]:
    hourly = value.field is None and value.unit in HOURLY
    row = {
        "unit": -1 if value.field else _UNITS.index(value.unit),
        "hours": value.amount if hourly else None,
        "office": value.unit == Unit.WORKING_HOURS,
        "back": rule.direction == "before",
        "base": None,
        "factor": 1,
        "amount": None,
        "start_counts": None,
        "roll": None,
    }
    if value.field or hourly:
        return row
    term = term_of(rule, value)
    base, factor = _BASE[term.unit]
    counts = {"start_counts": int(term.start_counts), "roll": _ROLL[term.rolling]}
    return row | counts | {"base": base, "factor": factor, "amount": term.amount * factor}


def _extensions(role_no: int, rule: DeadlineRule, kind: str, shape: Shape) -> list[dict[str, Any]]:
    rows = []
    for place, extension in enumerate(rule.extensions):
        if extension.on != kind:
            continue
        added = (
            Span(amount=extension.amount, unit=extension.unit)
            if extension.amount and extension.unit
            else None
        )
        added_base, added_amount = _span(added)
        longest_base, longest_amount = _span(extension.longest)
        rows.append(
            {
                "role_no": role_no,
                "code": rule.code,
                "place": place,
                "field_no": shape.fields.index(extension.field) if extension.field else -1,
                "added": extension.amount,
                "unit": _UNITS.index(extension.unit) if extension.unit else None,
                "added_base": added_base,
                "added_amount": added_amount,
                "times": extension.times or _FOREVER,
                "longest_base": longest_base,
                "longest_amount": longest_amount,
            }
        )
    return rows


def _span(span: Span | None) -> tuple[int | None, int | None]:
    if span is None or span.unit in HOURLY:
        return None, None
    base, factor = _BASE[span.unit.in_days]
    return base, span.amount * factor
