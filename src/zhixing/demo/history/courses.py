"""How items end: shares of fates, and for each item the days of issue, limit, report and closing.

Everything is counted from the end of the history, so that "today" always has something due today, this week and late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from zhixing.demo.history.days import days_late, working, working_up_to

YEAR = 365
SPANS = (
    13,
    30,
    30,
    45,
    45,
    60,
    60,
    75,
    90,
    90,
    100,
    120,
    150,
)  # natural days from issue to limit; the shortest is an emergency, and nobody is late then
RED_AFTER = 10  # working days over the limit, as the rule pack draws the red card


class Fate(StrEnum):
    """How an item stands when the history ends."""

    IN_TIME = "closed in time"
    LATE = "closed late"
    RUNNING = "running"
    DRAFT = "draft"
    UNSIGNED = "unsigned"
    OBJECTED = "objected"
    HELD = "held"
    REPORTED = "reported"
    OVERDUE = "overdue"
    RED = "red"
    WITHDRAWN = "withdrawn"


SHARES = {  # of the roots; the parts of broken-down items mostly end before them
    Fate.IN_TIME: 0.385,
    Fate.LATE: 0.12,
    Fate.RUNNING: 0.27,
    Fate.DRAFT: 0.015,
    Fate.UNSIGNED: 0.02,
    Fate.OBJECTED: 0.01,
    Fate.HELD: 0.015,
    Fate.REPORTED: 0.025,
    Fate.OVERDUE: 0.082,
    Fate.RED: 0.034,
    Fate.WITHDRAWN: 0.024,
}
CLOSED = (Fate.IN_TIME, Fate.LATE)
SLOW = (Fate.LATE, Fate.OVERDUE, Fate.RED)


@dataclass(slots=True)
class Course:
    """The days of an item. `first_limit` is what it is issued with; days from `until` on never come."""

    fate: Fate
    issued: date
    first_limit: date
    limit: date
    done: date
    closed: date

    @property
    def span(self) -> int:
        """Natural days from issue to the present limit."""
        return (self.limit - self.issued).days


def fates(count: int, rng: Random) -> list[Fate]:
    """As many fates as items, in the shares above, every one at least once where there is room."""
    found = [fate for fate, share in SHARES.items() for _ in range(max(1, int(share * count)))]
    found += [Fate.IN_TIME] * (count - len(found))
    rng.shuffle(found)
    return found[:count]


def course(fate: Fate, until: date, rng: Random) -> Course:
    """The days of an item with this fate."""
    return _COURSES[fate](fate, until, rng)


def _closed(fate: Fate, until: date, rng: Random) -> Course:
    begin = until - timedelta(days=YEAR)
    while True:
        issued = working(begin + timedelta(days=rng.randrange(YEAR - 22)), 0)
        limit = working_up_to(issued + timedelta(days=rng.choice(SPANS[1:] if fate == Fate.LATE else SPANS)))
        if fate == Fate.LATE:
            done = working(limit, rng.choice((1, 1, 2, 3, 4, 5, 7, 9, 12, 15)))
            closed = working(done, rng.randint(1, 4))
        else:
            closed = working(limit, -rng.choice((0, 0, 0, 1, 2, 3, 5, 8)) or 0)
            done = working(closed, -rng.randint(1, 4))
        if closed < until and done >= working(issued, 6):
            return Course(fate, issued, limit, limit, done, closed)


def _running(fate: Fate, until: date, rng: Random) -> Course:
    ahead = rng.choice((0, 1, 2, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20, 24, 28, 33, 38, 45, 55, 70, 90))
    limit = until + timedelta(days=ahead)
    limit = limit if ahead < 2 else max(until, working_up_to(limit))
    issued = working(until - timedelta(days=rng.randint(35 if fate == Fate.HELD else 9, 140)), 0)
    done = max(working(until, 1), working_up_to(limit - timedelta(days=rng.randint(0, 3))))
    return Course(fate, issued, limit, limit, done, working(done, 2))


def _fresh(fate: Fate, until: date, rng: Random) -> Course:
    """Issued so lately that nobody has signed; a draft is never issued before the end."""
    issued = until if fate == Fate.DRAFT else working(until, -rng.randint(1, 2))
    limit = working_up_to(until + timedelta(days=rng.randint(25, 100)))
    return Course(fate, issued, limit, limit, limit, working(limit, 2))


def _objected(fate: Fate, until: date, rng: Random) -> Course:
    issued = working(until, -2)
    limit = working_up_to(until + timedelta(days=rng.randint(30, 80)))
    return Course(fate, issued, limit, limit, limit, working(limit, 2))


def _reported(fate: Fate, until: date, rng: Random) -> Course:
    done = working(until, -rng.randint(1, 3))
    limit = done + timedelta(days=rng.randint(0, 12))
    issued = working(done - timedelta(days=rng.randint(25, 120)), 0)
    return Course(fate, issued, limit, limit, done, working(until, 2))


def _overdue(fate: Fate, until: date, rng: Random) -> Course:
    red = fate == Fate.RED
    limit = working(until, -rng.randint(RED_AFTER + 3, 42) if red else -rng.randint(1, RED_AFTER - 2))
    assert (days_late(limit, until) > RED_AFTER) is red
    issued = working(limit - timedelta(days=rng.randint(30, 150)), 0)
    done = working(until, rng.randint(5, 15))
    return Course(fate, issued, limit, limit, done, working(done, 2))


def _withdrawn(fate: Fate, until: date, rng: Random) -> Course:
    """`done` is the day of withdrawal."""
    issued = working(until - timedelta(days=rng.randint(40, 300)), 0)
    limit = working_up_to(issued + timedelta(days=rng.randint(60, 120)))
    done = working(issued, rng.randint(9, 24))
    return Course(fate, issued, limit, limit, min(done, working(until, -1)), limit)


_COURSES = {
    Fate.IN_TIME: _closed,
    Fate.LATE: _closed,
    Fate.RUNNING: _running,
    Fate.HELD: _running,
    Fate.DRAFT: _fresh,
    Fate.UNSIGNED: _fresh,
    Fate.OBJECTED: _objected,
    Fate.REPORTED: _reported,
    Fate.OVERDUE: _overdue,
    Fate.RED: _overdue,
    Fate.WITHDRAWN: _withdrawn,
}
