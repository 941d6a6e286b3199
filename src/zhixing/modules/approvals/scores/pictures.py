"""Pictures as plain numbers that a template draws: intervals beside the mean, the funnel, the ways between steps.

The intervals are drawn for a telephone too. What pictures show stands in a table beside them as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhixing.base.words import Words, w
from zhixing.modules.approvals.scoring.naming import step_words
from zhixing.modules.approvals.scoring.waiting import Edge, Step

WIDTH = 760
HEAD = 26  # above the first line of the picture of intervals
MOST_UNITS = 40
NODE, GAP, NODE_HIGH, MIDDLE = 250, 62, 34, 300
LINE = 15  # what a line of words needs
WORDS = 140  # how far the words of a way reach


@dataclass(frozen=True, slots=True)
class Axis:
    """Where 0 % and 100 % stand, how high a line is, and where its name: beside it, or above it where there is no room."""

    size: str
    width: int
    left: int
    right: int
    row: int
    middle: int
    name_x: int
    name_above: int
    anchor: str

    def at(self, share: str) -> int:
        return self.left + round((self.right - self.left) * float(share))


WIDE = Axis("wide", WIDTH, 190, 742, row=26, middle=13, name_x=182, name_above=-4, anchor="end")
NARROW = Axis("narrow", 320, 14, 306, row=42, middle=30, name_x=2, name_above=12, anchor="start")


@dataclass(frozen=True, slots=True)
class Whisker:
    """A unit's share as a point, its interval as a line."""

    name: str
    y: int
    name_y: int
    x: int
    low: int
    high: int
    tone: str
    said: Words


@dataclass(frozen=True, slots=True)
class Whiskers:
    """The shares of units on one axis from 0 to 100 %, and the share of all as an upright line."""

    axis: Axis
    height: int
    rows: tuple[Whisker, ...]
    mean_x: int | None
    mean: str
    narrow: Whiskers | None = None  # the same for a telephone

    @property
    def ticks(self) -> list[tuple[int, str]]:
        return [(self.axis.at(f"{n / 4}"), f"{25 * n}%") for n in range(5)]

    @property
    def both(self) -> list[Whiskers]:
        return [self, *([self.narrow] if self.narrow else [])]


TONES = {"above": "met", "below": "bad", "like": "active", "few": "closed"}


def percent(share: str | None, digits: int = 1) -> str | None:
    """ "0.9615" as 96.2%; None stays None."""
    return None if share is None else f"{float(share) * 100:.{digits}f}%"


def whiskers(lines: Sequence[Mapping[str, Any]], mean: str | None) -> Whiskers | None:
    """The picture of a table's lines of units; None without any. At most MOST_UNITS, in the table's own order."""
    known = [line for line in lines if line["share"] is not None][:MOST_UNITS]
    return replace(_drawn(known, mean, WIDE), narrow=_drawn(known, mean, NARROW)) if known else None


def _drawn(lines: Sequence[Mapping[str, Any]], mean: str | None, axis: Axis) -> Whiskers:
    drawn: list[Whisker] = []
    for line in lines:
        said = w("{share} ({low} to {high}) of {n}", "{share}（{low}至{high}），{n} 件").put(
            share=percent(line["share"]),
            low=percent(line["low"]),
            high=percent(line["high"]),
            n=line["cases"],
        )
        y = HEAD + len(drawn) * axis.row + axis.middle
        drawn.append(
            Whisker(
                name=line["unit"] or "—",
                y=y,
                name_y=y - axis.name_above,
                x=axis.at(line["share"]),
                low=axis.at(line["low"]),
                high=axis.at(line["high"]),
                tone=TONES.get(line["against"], "closed"),
                said=said,
            )
        )
    height = HEAD + len(drawn) * axis.row + 6
    mean_x = None if mean is None else axis.at(mean)
    return Whiskers(axis, height, tuple(drawn), mean_x, percent(mean) or "")


def lasting(minutes: float | None) -> Words | None:
    """A span of time as people say it: minutes below an hour, hours below two days, else days; None stays None."""
    if minutes is None:
        return None
    if minutes < 60:
        return w("{n} min", "{n} 分钟").put(n=round(minutes))
    if minutes < 2 * 24 * 60:
        return w("{n} h", "{n} 小时").put(n=f"{minutes / 60:.1f}")
    return w("{n} days", "{n} 天").put(n=f"{minutes / 1440:.1f}")


@dataclass(frozen=True, slots=True)
class Node:
    """A step with how many cases took it; `bar` is its width in the funnel, out of `NODE`."""

    name: Words
    y: int
    bar: int
    cases: str
    share: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way between two steps: its line, how thick, and what stands beside it."""

    path: str
    wide: float
    tone: str
    label_x: int
    label_y: int
    said: Words
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Process:
    """Steps from top to bottom as they are usually taken; ways straight down, past steps on the right, back on the left."""

    height: int
    nodes: tuple[Node, ...]
    ways: tuple[Way, ...]
    node: int = NODE
    node_high: int = NODE_HIGH
    left: int = MIDDLE - NODE // 2

    @property
    def begins(self) -> int:
        """Where the picture begins from the left: nothing is drawn there where no way leads back."""
        return 0 if any(way.anchor == "end" for way in self.ways) else self.left - 6

    @property
    def width(self) -> int:
        """How wide it is: to the right as far as boxes and the words of ways reach."""
        words = [way.label_x + WORDS for way in self.ways if way.anchor == "start"]
        return max([self.left + self.node + 6, *words]) - self.begins


def process(steps: Sequence[Step], edges: Sequence[Edge], cases: int) -> Process | None:
    """The picture; None without steps. `cases` is the number of cases it is drawn from."""
    if not steps:
        return None
    place = {step.name: n for n, step in enumerate(steps)}
    nodes = tuple(
        Node(
            name=step_words(step.name),
            y=10 + n * GAP,
            bar=max(2, round(NODE * step.cases / max(1, cases))),
            cases=f"{step.cases:,}",
            share=f"{100 * step.cases / max(1, cases):.0f}%",
        )
        for n, step in enumerate(steps)
    )
    drawn = [edge for edge in edges if edge.before in place and edge.after in place]
    most = max((edge.times for edge in drawn), default=1)
    ways = [_way(edge, place[edge.before], place[edge.after], most) for edge in drawn]
    return Process(height=10 + len(steps) * GAP, nodes=nodes, ways=tuple(_legible(ways)))


def _legible(ways: Sequence[Way]) -> Iterator[Way]:
    """The ways with their words moved down where they would stand on those of another on the same side."""
    taken: dict[str, list[int]] = {}
    for way in sorted(ways, key=lambda w: w.label_y):
        others = taken.setdefault(way.anchor if way.label_x > MIDDLE + NODE // 2 else way.anchor + "-", [])
        y = max([way.label_y, *(other + LINE for other in others)])
        others.append(y)
        yield replace(way, label_y=y)


def _way(edge: Edge, start: int, end: int, most: int) -> Way:
    wide = round(1 + 6 * edge.times / most, 1)
    waits = lasting(edge.minutes)
    said = w("{n} · {waits}", "{n} 次 · {waits}").put(n=f"{edge.times:,}", waits=waits)
    tone = "back" if end <= start else "on"
    top, bottom = 10 + start * GAP, 10 + end * GAP
    if end == start + 1:
        path = f"M {MIDDLE} {top + NODE_HIGH} V {bottom}"
        return Way(path, wide, tone, MIDDLE + 10, top + NODE_HIGH + 19, said, "start")
    side = -1 if end <= start else 1
    edge_x = MIDDLE + side * NODE // 2
    reach = edge_x + side * min(100, 30 + 14 * abs(end - start))
    y1, y2 = top + NODE_HIGH // 2 + 5 * side, bottom + NODE_HIGH // 2 - 5 * side
    path = f"M {edge_x} {y1} C {reach} {y1}, {reach} {y2}, {edge_x} {y2}"
    at = edge_x + side * round(0.75 * abs(reach - edge_x)) + side * 6
    return Way(path, wide, tone, at, (y1 + y2) // 2 + 4, said, "start" if side > 0 else "end")
