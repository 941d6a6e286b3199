"""The Gantt picture and the S-curve as plain numbers that a template draws: no script, and the same on paper.

Both pictures are 760 units wide. Whatever they show stands in a table beside them too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from zhixing.base.words import Words, counted, w
from zhixing.modules.projects.amounts_told import in_wan
from zhixing.modules.projects.models import Milestone
from zhixing.modules.projects.queries import CurvePoint

WIDTH = 760
MARGIN = 12
ROW = 46
HEAD = 24
MOST_TICKS = 9
CURVE_HEIGHT, CURVE_LEFT, CURVE_RIGHT = 300, 76, 640
LABEL_GAP = 15


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid with its words."""

    at: int
    said: str


@dataclass(frozen=True, slots=True)
class Bar:
    """From one day to another."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A milestone: its first plan as one bar, what came or is expected as another, and the distance in words."""

    name: str
    y: int
    plan: Bar
    now: Bar
    tone: str
    slip: Words
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Gantt:
    """The milestones of a project on one axis of days, with today."""

    height: int
    months: tuple[Tick, ...]
    rows: tuple[GanttRow, ...]
    today_x: int | None
    width: int = WIDTH


def gantt(milestones: Sequence[Milestone], begins_on: date, today: date) -> Gantt | None:
    """The picture; None without milestones. A milestone without a first day begins where the one before it was planned."""
    rows = sorted(milestones, key=lambda m: (m.planned_on, m.pk or 0))
    if not rows:
        return None
    starts = _starts(rows, begins_on)
    first = min([begins_on, *starts]).replace(day=1)
    last = max([m.planned_on for m in rows] + [m.expected_on(today) for m in rows]) + timedelta(days=5)

    def x(day: date) -> int:
        return MARGIN + round((day - first).days * (WIDTH - 2 * MARGIN) / max(1, (last - first).days))

    drawn = []
    for place, (milestone, start) in enumerate(zip(rows, starts, strict=True)):
        expected = milestone.expected_on(today)
        drawn.append(
            GanttRow(
                name=milestone.name,
                y=HEAD + place * ROW,
                plan=_bar(x(start), x(milestone.planned_on)),
                now=_bar(x(min(start, expected)), x(expected)),
                tone=tone_of(milestone, today),
                slip=slip_words(milestone, today),
                is_reached=milestone.reached_on is not None,
            )
        )
    return Gantt(
        height=HEAD + len(rows) * ROW + 6,
        months=tuple(Tick(x(day), f"{day:%Y-%m}") for day in _months(first, last)),
        rows=tuple(drawn),
        today_x=x(today) if first <= today <= last else None,
    )


def _starts(rows: Sequence[Milestone], begins_on: date) -> list[date]:
    before, found = begins_on, []
    for milestone in rows:
        found.append(min(milestone.begins_on or before, milestone.planned_on))
        before = milestone.planned_on
    return found


def _bar(start: int, end: int) -> Bar:
    return Bar(start, max(2, end - start))


def _months(first: date, last: date) -> list[date]:
    """The first days of months, as many as there is room for: every month, quarter, half-year or year."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120, 2400) if count <= s * MOST_TICKS)
    months = [first.year * 12 + first.month - 1 + n for n in range(0, count, step)]
    return [date(m // 12, m % 12 + 1, 1) for m in months]


def tone_of(milestone: Milestone, today: date) -> str:
    """met: reached by its first plan; bad: late by it; warn: expected to be; active: on time so far."""
    slip = milestone.slip_days(today)
    if milestone.reached_on is not None:
        return "met" if slip <= 0 else "bad"
    return "active" if slip <= 0 else "bad" if today > milestone.planned_on else "warn"


def slip_words(milestone: Milestone, today: date) -> Words:
    """How far from the first plan, in natural days."""
    slip = milestone.slip_days(today)
    if slip == 0:
        return w("as first planned", "与首次计划一致")
    if slip < 0:
        return counted(-slip, "one day ahead", "{n} days ahead", "提前 {n} 天")
    return counted(slip, "one day behind", "{n} days behind", "滞后 {n} 天")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the curve: its points as SVG writes them, its words, and where they stand."""

    key: str
    points: str
    words: Words
    label_y: int
    amount: str
    end_x: int = 0
    end_y: int = 0


@dataclass(frozen=True, slots=True)
class Curve:
    """Investment cumulated by month: first plan, present plan, done; and the funds that came."""

    lines: tuple[Line, ...]
    months: tuple[Tick, ...]
    amounts: tuple[Tick, ...]
    width: int = WIDTH
    height: int = CURVE_HEIGHT
    left: int = CURVE_LEFT
    right: int = CURVE_RIGHT


_LINES = {
    "first": w("first plan", "首次计划"),
    "planned": w("present plan", "现行计划"),
    "actual": w("invested", "完成投资"),
    "arrived": w("funds received", "到位资金"),
}


def curve(points: Sequence[CurvePoint]) -> Curve | None:
    """The picture; None with fewer than two months. The axis begins at zero."""
    if len(points) < 2:
        return None
    none = Decimal(0)
    most = max(max(p.first_planned, p.planned, p.actual or none, p.arrived or none) for p in points)
    top, bottom = 16, CURVE_HEIGHT - 30
    if most <= 0:
        return None
    ceiling = _ceiling(most)

    def y(amount: Decimal) -> int:
        return bottom - round(float(amount / ceiling) * (bottom - top))

    def x(n: int) -> int:
        return CURVE_LEFT + round(n * (CURVE_RIGHT - CURVE_LEFT) / (len(points) - 1))

    columns: dict[str, list[Decimal | None]] = {
        "first": [p.first_planned for p in points],
        "planned": [p.planned for p in points],
        "actual": [p.actual for p in points],
        "arrived": [p.arrived for p in points],
    }
    if columns["first"] == columns["planned"] or not any(columns["first"]):
        columns.pop("first" if not any(columns["first"]) else "planned")
    lines: list[Line] = []
    for key, values in columns.items():
        known = [(n, value) for n, value in enumerate(values) if value is not None]
        if not known:
            continue
        drawn = " ".join(f"{x(n)},{y(value)}" for n, value in known)
        end_x, end_y = x(known[-1][0]), y(known[-1][1])
        lines.append(Line(key, drawn, _LINES[key], end_y, in_wan(known[-1][1]) or "", end_x, end_y))
    step = max(1, -(-len(points) // MOST_TICKS))
    return Curve(
        lines=_apart(lines, bottom),
        months=tuple(Tick(x(n), f"{p.month:%Y-%m}") for n, p in enumerate(points) if n % step == 0),
        amounts=tuple(Tick(y(ceiling * n / 4), f"{ceiling * n / 4 / 10_000:,.0f}") for n in range(5)),
    )


def _ceiling(most: Decimal) -> Decimal:
    """The next round amount, so that the axis has round quarters: 4, 8, 12, 20, 40 × a power of ten."""
    power = Decimal(10) ** (len(str(int(most))) - 2)
    steps = (10, 12, 16, 20, 24, 32, 40, 48, 60, 80, 100)
    return next(step * power for step in steps if step * power >= most)


def _apart(lines: list[Line], bottom: int) -> tuple[Line, ...]:
    """The labels in the order of their lines, none on another."""
    placed: list[Line] = []
    floor = bottom + LABEL_GAP
    for line in sorted(lines, key=lambda one: -one.label_y):
        floor = min(line.label_y, floor - LABEL_GAP)
        placed.append(replace(line, label_y=floor))
    return tuple(reversed(placed))
