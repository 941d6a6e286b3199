"""A definition as a list of named stages. No stage knows the engine; an engine makes each a table before the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ibis
import ibis.expr.types as ir

KEY = (
    "case_id",
    "rule",
    "debtor",
    "ord",
)  # what tells one obligation or span from another while it is computed
_PLAIN = ("string", "boolean", "int64", "float64", "array<int64>")


@dataclass(frozen=True, slots=True)
class Step:
    """One stage as a statement: its name, the query, and the type that each column must have in the table."""

    name: str
    query: str
    types: Mapping[str, str]


@dataclass(slots=True)
class Script:
    """Collects stages in their order."""

    stages: list[tuple[str, ir.Table]] = field(default_factory=list)

    def stage(self, name: str, expression: ir.Table) -> ir.Table:
        """Name what has been stated so far; the answer stands for the table that an engine will make of it."""
        wide = {c: "int64" for c, kind in expression.schema().items() if kind.is_integer()}
        table = expression.cast(wide) if wide else expression
        self.stages.append((name, table))
        return ibis.table(table.schema(), name=name)

    def compiled(self, dialect: str) -> list[Step]:
        """The stages as statements of one dialect of SQL. Raises ImportError where Ibis lacks what the dialect needs."""
        getattr(ibis, dialect)  # makes the dialect's own options known
        fused = ibis.options.sql.fuse_selects
        ibis.options.sql.fuse_selects = False  # fused, an expression is written out wherever it is used again
        try:
            return [
                Step(name, str(ibis.to_sql(table, dialect=dialect)), types_of(table))
                for name, table in self.stages
            ]
        finally:
            ibis.options.sql.fuse_selects = fused


def types_of(table: ir.Table) -> dict[str, str]:
    """The columns' types by name; only five are used."""
    found = {name: _type_name(kind) for name, kind in table.schema().items()}
    strange = {name: kind for name, kind in found.items() if kind not in _PLAIN}
    if strange:
        raise TypeError(f"types that the engines do not share: {strange}")
    return found


def _type_name(kind: Any) -> str:
    return "array<int64>" if kind.is_array() else str(kind.copy(nullable=True))


def pick(number: Any, options: Sequence[Any], kind: str) -> Any:
    """The option with this number; NULL of this type for a number that has none."""
    if not options:
        return ibis.null(kind)
    return ibis.cases(*((number == n, option) for n, option in enumerate(options)), else_=ibis.null(kind))
