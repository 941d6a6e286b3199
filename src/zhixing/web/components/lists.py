"""Tables and the way through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhixing.web.components.basic import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `kind` is text, number, day or chip; `order_url` sorts; `fixed` cannot be switched off.

    `ordered` is "ascending", "descending" or "".
    """

    key: str
    label: Text
    kind: str = "text"
    order_url: str = ""
    ordered: str = ""
    shown: bool = True
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line; `cells` stand in the order of the shown columns. `id` makes the line selectable."""

    cells: Sequence[Any]
    url: str = ""
    id: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that earns its width (`table.html`, `table_tools.html`).

    `foot` has one cell per shown column; `keep` are query parameters that the column chooser carries on;
    `selectable` rows belong to the form with the id `picked`.
    """

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Row]
    foot: Sequence[Any] = ()
    empty: Text = ""
    selectable: bool = False
    keep: Sequence[tuple[str, str]] = ()

    @property
    def shown(self) -> list[Column]:
        return [column for column in self.columns if column.shown]

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Any]]]]:
        """Each row, its cells beside their columns. A row of another width is our mistake: ValueError."""
        shown = self.shown
        return [(row, list(zip(shown, row.cells, strict=True))) for row in self.rows]

    @property
    def footing(self) -> list[tuple[Column, Any]]:
        return list(zip(self.shown, self.foot, strict=True))


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a list read by keyset goes on (`pages.html`). `told` says what is shown: “1–50 of 312”."""

    next_url: str = ""
    previous_url: str = ""
    told: Text = ""
