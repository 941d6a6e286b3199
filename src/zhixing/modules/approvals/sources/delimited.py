"""Text in columns: the delimiter and the names of the columns, found in the first lines."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from zhixing.modules.approvals.refusals import EmptyLog, TooManyColumns
from zhixing.modules.approvals.sources.gathering import MOST_COLUMNS

DELIMITERS = ",;\t|"
LOOKED_AT = 1 << 16
_WHOLE = 50  # records that are compared


@dataclass(frozen=True, slots=True)
class Layout:
    """How the text is cut, and the columns' own names, each once."""

    delimiter: str
    names: list[str]


def layout(path: Path, name: str) -> Layout:
    """The delimiter under which the first records have the most columns and all the same number. Raises EmptyLog."""
    with path.open(encoding="utf-8", newline="") as file:
        head = file.read(LOOKED_AT)
    lines = head.splitlines(keepends=True)
    if len(head) == LOOKED_AT and len(lines) > 1:
        lines.pop()  # cut through
    if not lines or not lines[0].strip():
        raise EmptyLog(path=name)
    best = max(DELIMITERS, key=lambda delimiter: _fits(lines, delimiter))
    header = next(csv.reader(lines, delimiter=best))
    if len(header) > MOST_COLUMNS:
        raise TooManyColumns(most=MOST_COLUMNS)
    return Layout(best, _each_once(header))


def _fits(lines: list[str], delimiter: str) -> tuple[float, int]:
    """The share of records as wide as the first one, and that width; nothing for a single column."""
    widths = [
        len(record) for _, record in zip(range(_WHOLE), csv.reader(lines, delimiter=delimiter), strict=False)
    ]
    if not widths or widths[0] < 2:
        return (0.0, 1)
    return (sum(width == widths[0] for width in widths) / len(widths), widths[0])


def _each_once(header: list[str]) -> list[str]:
    names: list[str] = []
    for place, said in enumerate(header, 1):
        name = said.strip().lstrip("\ufeff") or f"column {place}"
        number = 2
        while name in names:
            name = f"{said.strip()} ({number})"
            number += 1
        names.append(name)
    return names
