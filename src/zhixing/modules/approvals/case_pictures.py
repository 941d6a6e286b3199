"""A case against its limits as plain numbers that a template draws: no script, and the same on paper.

The picture is 760 units wide. Whatever it shows stands in tables beside it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.base.words import Words
from zhixing.modules.approvals.models import Duty

WIDTH, MARGIN = 760, 14
HEAD, ROW = 58, 40
MOST_ROWS = 12
MOST_TICKS = 8
LABEL = 80  # what a day's words take
YEAR = 400  # days from which months are enough


@dataclass(frozen=True, slots=True)
class Mark:
    """One day with events: how many, and what is read aloud."""

    x: int
    count: int
    said: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid with its day; `is_last`: the words end at the line, for there is no room behind it."""

    x: int
    said: str
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One duty: the time allowed as one bar, the time taken as another, and the last day as a line."""

    y: int
    name: Words | str
    standing: Words | str
    tone: str
    allowed_x: int
    allowed_width: int
    taken_x: int
    taken_width: int
    due_x: int | None
    is_running: bool


@dataclass(frozen=True, slots=True)
class CasePicture:
    """A case on one axis of days. `left_out` duties found no room."""

    height: int
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    today_x: int | None
    left_out: int
    width: int = WIDTH


def picture(
    days: Sequence[tuple[date, str]],
    duties: Sequence[tuple[Duty, Words | str, Words | str, str]],
    today: date,
) -> CasePicture | None:
    """The picture of a case: its events as (day, words), its duties with name, standing and tone; None without an event."""
    if not days:
        return None
    shown = duties[:MOST_ROWS]
    ends = [duty.ended_on or min(today, max(days[-1][0], duty.due_on or today)) for duty, *_ in shown]
    every = (
        [day for day, _ in days]
        + [d.opened_on for d, *_ in shown]
        + [d.due_on for d, *_ in shown if d.due_on]
        + ends
    )
    first, last = min(every), max(every)
    span = max(1, (last - first).days + 1)

    def x(day: date) -> int:
        return MARGIN + round((day - first).days * (WIDTH - 2 * MARGIN) / span)

    lanes = []
    for place, ((duty, name, standing, tone), end) in enumerate(zip(shown, ends, strict=True)):
        until = duty.due_on or end
        lanes.append(
            Lane(
                y=HEAD + place * ROW,
                name=name,
                standing=standing,
                tone=tone,
                allowed_x=x(duty.opened_on),
                allowed_width=max(2, x(until + timedelta(days=1)) - x(duty.opened_on)),
                taken_x=x(duty.opened_on),
                taken_width=max(2, x(end + timedelta(days=1)) - x(duty.opened_on)),
                due_x=x(duty.due_on + timedelta(days=1)) if duty.due_on else None,
                is_running=duty.ended_on is None,
            )
        )
    return CasePicture(
        height=HEAD + len(lanes) * ROW + 8,
        ticks=tuple(_tick(x(day), day, span) for day in _ticks(first, span)),
        marks=_marks(days, x),
        lanes=tuple(lanes),
        today_x=x(today) if first <= today <= last else None,
        left_out=len(duties) - len(shown),
    )


def _tick(x: int, day: date, span: int) -> Tick:
    return Tick(x, f"{day:%Y-%m-%d}" if span < YEAR else f"{day:%Y-%m}", is_last=x > WIDTH - LABEL)


def _ticks(first: date, span: int) -> list[date]:
    """Days at even distances, a week, a month or more apart, as many as there is room for."""
    step = next(s for s in (1, 2, 7, 14, 28, 56, 91, 182, 365, 1826, 18262) if span <= s * MOST_TICKS)
    return [first + timedelta(days=n) for n in range(0, span, step)]


def _marks(days: Sequence[tuple[date, str]], x: object) -> tuple[Mark, ...]:
    by_day: dict[date, list[str]] = {}
    for day, said in days:
        by_day.setdefault(day, []).append(said)
    assert callable(x)
    return tuple(
        Mark(x(day), len(said), f"{day.isoformat()} {'、'.join(said)}") for day, said in by_day.items()
    )
