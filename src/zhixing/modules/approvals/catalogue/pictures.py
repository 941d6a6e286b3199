"""The steps of an item as a picture on one axis of days: what each takes, what the law leaves out, where the limit stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhixing.base.words import Words, w
from zhixing.kernel.calendars.terms import Term
from zhixing.modules.approvals.catalogue.terms import NO_PROMISE, steps_of, told

WIDTH, LEFT, RIGHT, ROW, TOP = 760, 200, 200, 34, 30
GAP, LABEL = 8, 90  # before a label, and about how wide one is
_NO_LIMIT = w("no limit of its own", "无单独时限")
_OUTSIDE = w("{term}, outside the limit", "{term}，不计时")


@dataclass(frozen=True, slots=True)
class Bar:
    """A step: where it stands and how long it is, in the picture's units; `width` 0 where it has no limit of its own."""

    name: str
    y: int
    x: int
    width: int
    said: Words
    said_x: int
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole picture. `limit_x` is where the limit of the whole stands; None where there is none."""

    bars: list[Bar]
    width: int
    height: int
    limit_x: int | None
    limit_words: Words


def flow_of(lines: Sequence[str], limit: Term | None) -> Flow | None:
    """Steps one behind the other, to scale; None where there are none. Days of different kinds share the axis."""
    steps = steps_of(lines)
    if not steps:
        return None
    counted = sum(s.term.amount for s in steps if s.term and s.counted)
    longest = max((s.term.amount for s in steps if s.term and not s.counted), default=0)
    days = max(counted, longest, limit.amount if limit else 0, 1)
    scale = (WIDTH - LEFT - RIGHT) / days
    limit_x = LEFT + round(limit.amount * scale) if limit else None
    bars, at = [], 0
    for place, step in enumerate(steps):
        amount = step.term.amount if step.term else 0
        begins = min(at, days - amount)
        said = told(step.term, _NO_LIMIT)
        x, width = LEFT + round(begins * scale), round(amount * scale)
        bars.append(
            Bar(
                name=step.name,
                y=TOP + place * ROW,
                x=x,
                width=width,
                said=said if step.counted or step.term is None else _OUTSIDE.put(term=said),
                said_x=_clear_of(limit_x, x + width + GAP),
                is_counted=step.counted,
            )
        )
        at += amount if step.counted else 0
    return Flow(bars, WIDTH, TOP + len(steps) * ROW + 10, limit_x, told(limit, NO_PROMISE))


def _clear_of(limit_x: int | None, at: int) -> int:
    """Where a label that would begin here stands without being crossed by the line of the limit."""
    return limit_x + GAP if limit_x is not None and at <= limit_x < at + LABEL else at
