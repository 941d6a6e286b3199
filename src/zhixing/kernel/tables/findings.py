"""What judging a spreadsheet comes to: lines as they may be taken, what is wrong, and what is worth knowing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from zhixing.base.words import Words


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (or worth knowing) in one cell, and the mend. Line 0 is the table as a whole."""

    line: int
    column: Words
    said: Words
    mend: Words


@dataclass(frozen=True, slots=True)
class Ready:
    """A line with nothing wrong: its number in the sheet, and the value of every column by its key."""

    line: int
    values: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def without(self, *keys: str) -> dict[str, Any]:
        """The values but these: what `open_matter` takes as fields when units and the like stand elsewhere."""
        return {key: value for key, value in self.values.items() if key not in keys}


@dataclass(slots=True)
class Judged:
    """What came of the whole sheet: ready lines, problems that stop it, and hints that do not."""

    ready: list[Ready] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hints: list[Problem] = field(default_factory=list)
    lines_count: int = 0


def by_line(problems: Iterable[Problem]) -> list[Problem]:
    """In the order in which one goes through the sheet."""
    return sorted(problems, key=lambda p: p.line)
