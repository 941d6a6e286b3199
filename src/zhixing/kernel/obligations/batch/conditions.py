"""Conditions as column expressions, true exactly where `rulebook.conditions.holds` is true.

CEL knows three outcomes: true, false and an error, and `true || error` is true, `false && error` is false, `!error` an error.
That is the three-valued logic of SQL with NULL for the error; so an absent fact or a wrong type is NULL, and only the whole
condition is coalesced to false. (Coalescing each comparison instead would turn `!(facts.x == 1)` true where x is absent.)
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir

from zhixing.kernel.obligations.batch.language import Among, Constant, Fact, Has, Node, Not, Two, read

_ORDER: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_SUM: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


@dataclass(frozen=True, slots=True)
class Said:
    """A value in columns by its type; None for a type that it can never have, NULL where it has another.

    `known` is false where the value is an error; None where it never is.
    """

    known: Any = None
    text: Any = None
    whole: Any = None
    real: Any = None
    flag: Any = None
    is_null: Any = None

    @property
    def number(self) -> Any:
        if self.whole is None or self.real is None:
            return self.real if self.whole is None else self.whole.cast("float64")
        return ibis.coalesce(self.real, self.whole.cast("float64"))


def holds(text: str | None, table: ir.Table) -> Any:
    """Where the condition holds, never NULL. Raises NotStated."""
    if text is None:
        return ibis.literal(True)
    return ibis.coalesce(_flag(_value(read(text), table)), False)


def _value(node: Node, table: ir.Table) -> Said:
    match node:
        case Constant(value):
            return _constant(value)
        case Fact(name):
            tag = table[f"{name}__tag"]
            columns = {form: table[f"{name}__{form}"] for form in ("text", "whole", "real", "flag")}
            return Said(known=tag.notnull(), is_null=tag == "null", **columns)
        case Has(name):
            return _truth(table[f"{name}__tag"].notnull())
        case Not(item):
            return _truth(~_flag(_value(item, table)))
        case Among(item, constants):
            asked = _value(item, table)
            found: Any = ibis.literal(False)
            for constant in constants:
                found = found | _equal(asked, _constant(constant.value))
            return _truth(_where_known([asked], found))
    return _between(node, _value(node.left, table), _value(node.right, table))


def _between(node: Two, left: Said, right: Said) -> Said:
    if node.sign == "||":
        return _truth(_flag(left) | _flag(right))
    if node.sign == "&&":
        return _truth(_flag(left) & _flag(right))
    if node.sign in _SUM:
        return _sum(node.sign, left, right)
    if node.sign in _ORDER:
        return _truth(_ordered(_ORDER[node.sign], left, right))
    equal = _equal(left, right)
    return _truth(_where_known([left, right], equal if node.sign == "==" else ~equal))


def _constant(value: str | int | float | bool | None) -> Said:
    if value is None:
        return Said(is_null=ibis.literal(True))
    if isinstance(value, bool):
        return Said(flag=ibis.literal(value))
    if isinstance(value, str):
        return Said(text=ibis.literal(value))
    if isinstance(value, int):
        return Said(whole=ibis.literal(value, "int64"))
    return Said(real=ibis.literal(value, "float64"))


def _truth(flag: Any) -> Said:
    return Said(known=flag.notnull(), flag=flag)


def _flag(said: Said) -> Any:
    return ibis.null("boolean") if said.flag is None else said.flag


def _where_known(asked: list[Said], outcome: Any) -> Any:
    for said in asked:
        if said.known is not None:
            outcome = said.known.ifelse(outcome, ibis.null("boolean"))
    return outcome


def _sum(sign: str, left: Said, right: Said) -> Said:
    """CEL adds whole to whole and real to real, never one to the other; and text to text."""
    do = _SUM[sign]
    whole = _both(do, left.whole, right.whole)
    real = _both(do, left.real, right.real)
    text = _both(lambda a, b: a.concat(b), left.text, right.text) if sign == "+" else None
    found = [value.notnull() for value in (whole, real, text) if value is not None]
    known: Any = ibis.literal(False)
    for one in found:
        known = known | one
    return Said(known=known, text=text, whole=whole, real=real)


def _both(do: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    return None if left is None or right is None else do(left, right)


def _ordered(do: Callable[[Any, Any], Any], left: Said, right: Said) -> Any:
    flags = [
        None if said.flag is None else ibis.cases((said.flag, 1), (~said.flag, 0), else_=ibis.null("int64"))
        for said in (left, right)
    ]
    tried = [
        _both(do, left.whole, right.whole),
        _both(do, left.number, right.number),
        _both(do, left.text, right.text),
        _both(do, flags[0], flags[1]),
    ]
    return ibis.coalesce(*(one for one in tried if one is not None), ibis.null("boolean"))


def _equal(left: Said, right: Said) -> Any:
    """Equal in type and value; whole and real numbers are one type here."""
    same = operator.eq
    tried = [
        _both(same, left.whole, right.whole),
        _both(same, left.number, right.number),
        _both(same, left.text, right.text),
        _both(same, left.flag, right.flag),
        _both(operator.and_, left.is_null, right.is_null),
    ]
    return ibis.coalesce(*(one for one in tried if one is not None), False)
