"""The ltree column type: where a unit stands in the tree."""

from __future__ import annotations

from typing import Any

from django.db import models


class PathField(models.Field):  # type: ignore[type-arg]  # generic for the checker only
    """A PostgreSQL `ltree` path of unit ids, root first: "1.4.17"."""

    def db_type(self, connection: Any) -> str:
        return "ltree"

    def get_internal_type(self) -> str:
        return "PathField"


@PathField.register_lookup
class Below(models.Lookup):
    """`path__below="1.4"`: this path or any below it."""

    lookup_name = "below"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} <@ {right}::ltree", (*left_params, *right_params)
