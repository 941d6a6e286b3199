"""Charts and heat maps: only where they answer faster than a number, and never without their data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhixing.web.components.basic import Text


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its data (`chart.html`). `key` is unique on the page.

    `option` is ECharts' own, as JSON: no functions. A colour is the name of a tone, "@ink", "@met", "@warn",
    "@bad", "@closed" or "@blue", and becomes the theme's colour in the browser; without colours the theme's
    order is taken. `height` is low, usual or high.
    """

    key: str
    title: Text
    option: dict[str, Any]
    columns: Sequence[Text]
    rows: Sequence[Sequence[Any]]
    definition: Text = ""
    unit: Text = ""
    height: str = "usual"

    @property
    def script_id(self) -> str:
        """The id of the `<script type="application/json">` that carries the option."""
        return f"chart-{self.key}-option"


@dataclass(frozen=True, slots=True)
class Heat:
    """One cell of a heat map: its figure, how hot (0 to 4), and the list behind it."""

    value: Any
    level: int = 0
    url: str = ""
    told: Text = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One unit's line of a heat map."""

    label: Text
    cells: Sequence[Heat]
    url: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows × columns of figures, each opening its list (`heatmap.html`)."""

    caption: Text
    columns: Sequence[Text]
    rows: Sequence[HeatRow]
    corner: Text = ""
