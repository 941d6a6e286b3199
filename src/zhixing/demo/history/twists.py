"""What is special to some items: how many of each, and to which it may come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from zhixing.demo.history.courses import CLOSED, Fate
from zhixing.demo.history.days import working
from zhixing.demo.history.life import Life

UNDER_WAY = (*CLOSED, Fate.RUNNING, Fate.HELD, Fate.REPORTED, Fate.OVERDUE, Fate.RED)


@dataclass(frozen=True, slots=True)
class Twist:
    """`share` of all items; one of a group at most; only to these fates and spans of at least `days`."""

    name: str
    group: str
    share: float
    fates: tuple[Fate, ...]
    days: int = 0
    supporting: int = 0
    earlier: tuple[int, int] = (0, 0)  # natural days by which the first limit lies before the last


TWISTS = (
    Twist("new_limit", "limit", 0.02, (Fate.LATE,), 25, earlier=(14, 18)),
    Twist("extension_by_leader", "limit", 0.025, (Fate.IN_TIME, Fate.RUNNING), 80, earlier=(42, 50)),
    Twist("held", "limit", 0.025, (Fate.IN_TIME, Fate.RUNNING), 60, earlier=(15, 25)),
    Twist("extension_refused", "limit", 0.025, (Fate.LATE, Fate.OVERDUE, Fate.IN_TIME), 45),
    Twist("extension_granted", "limit", 0.07, (*CLOSED, Fate.RUNNING), 50, earlier=(10, 28)),
    Twist("objection_accepted", "limit", 0.025, (*CLOSED, Fate.RUNNING, Fate.OVERDUE), 30, supporting=1),
    Twist("objection_rejected", "start", 0.025, (*CLOSED, Fate.RUNNING, Fate.OVERDUE), 30, supporting=1),
    Twist("reopened", "end", 0.018, (Fate.IN_TIME,), 30),
    Twist("sent_back", "limit", 0.07, (Fate.IN_TIME,), 40),
    Twist("cosigned", "together", 0.05, UNDER_WAY, 30, supporting=2),
    Twist("coordinated", "together", 0.06, UNDER_WAY, 30),
    Twist("circulated", "together", 0.06, UNDER_WAY, 20),
    Twist("transfer", "after", 0.008, (Fate.RED,)),
    Twist("listed", "after", 0.03, (Fate.RED, Fate.LATE), 20),
    Twist("amended", "draft", 0.04, (*UNDER_WAY, Fate.DRAFT)),
)
APART = {("objection_accepted", "objection_rejected"), ("objection_accepted", "cosigned")}


def give(lives: list[Life]) -> None:
    """Spread the twists over the items, each at least once where it can come at all."""
    for twist in TWISTS:
        fitting = [life for life in lives if _fits(twist, life)]
        wanted = max(1, round(twist.share * len(lives)))
        if fitting:
            rng = fitting[0].rng
            for life in rng.sample(fitting, min(wanted, len(fitting))):
                _give(twist, life)


def _fits(twist: Twist, life: Life) -> bool:
    groups = {t.group for t in TWISTS if t.name in life.twists}
    apart = any({twist.name, other} == set(pair) for pair in APART for other in life.twists)
    course = life.course
    stays = life.roster.unit[life.work.unit].dissolved_on is None
    late_enough = twist.name != "reopened" or (stays and course.closed < working(life.until, -30))
    if twist.name == "listed" and course.done < working(course.limit, 6):
        return False  # done before anybody would list it
    return (
        course.fate in twist.fates
        and twist.group not in groups
        and not apart
        and late_enough
        and course.span >= twist.days
        and len(life.supporting) >= twist.supporting
        and "handed over" not in life.twists
    )


def _give(twist: Twist, life: Life) -> None:
    life.twists.add(twist.name)
    low, high = twist.earlier
    if high:
        shorter = life.course.limit - timedelta(days=life.rng.randint(low, high))
        life.course.first_limit = working(shorter, 0)


def held_by(lives: Iterable[Life], name: str) -> list[Life]:
    """The items with this twist."""
    return [life for life in lives if name in life.twists]
