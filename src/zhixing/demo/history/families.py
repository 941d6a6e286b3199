"""Breakdown: a part for each of some counties, and from there for their towns; nothing is done over an open part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from zhixing.demo.city.chart import COUNTIES
from zhixing.demo.history.casting import Casting
from zhixing.demo.history.courses import CLOSED, Course, Fate
from zhixing.demo.history.days import working, working_up_to
from zhixing.demo.history.life import Entry, Life
from zhixing.demo.history.steps import PersonRef, UnitRef
from zhixing.demo.history.talk import Work

MOST = 3
TOWNS = {county: [code for code, _ in towns] for county, _, towns in COUNTIES}
Plan = Callable[[Life], None]


def can_be_broken_down(life: Life) -> bool:
    """Whether there is a part to hand on, time to do it in, and a lead unit that stays."""
    fates = (*CLOSED, Fate.RUNNING, Fate.OVERDUE)
    return (
        bool(life.work.part)
        and life.course.fate in fates
        and life.course.span >= 45
        and (life.course.done - life.course.issued).days >= 45
        and life.course.issued < working(life.until, -20)
        and not life.twists & {"objection_accepted", "handed over", "held", "sent_back", "reopened"}
        and life.work.unit not in TOWNS
    )


def parts(life: Life, first_story: int, most: int, casting: Casting) -> list[Life]:
    """The children of an item (at most `most`), planned so that they end before it does; adds the breakdown to it."""
    rng = life.rng
    day = life.pick(working(life.signed, 3), working(life.signed, 7))
    if day is None or most < 1:
        return []
    counties = rng.sample([c for c, _, _ in COUNTIES], min(most, rng.randint(2, MOST)))
    return [
        _part(life, first_story + i, day, county, max(1, life.work.n // (len(counties) + 1)), casting)
        for i, county in enumerate(counties)
    ]


def towns_of(child: Life, first_story: int, most: int, casting: Casting) -> list[Life]:
    """The next level: a county hands on to its towns."""
    day = child.pick(working(child.signed, 2), working(child.signed, 4))
    course = child.course
    if day is None or (min(course.done, course.limit) - day).days < 25:
        return []
    towns = TOWNS[child.work.unit][:most]
    return [
        _part(child, first_story + i, day, town, max(1, child.work.n // 3), casting)
        for i, town in enumerate(towns)
    ]


def _part(parent: Life, story: int, day: date, unit: str, n: int, casting: Casting) -> Life:
    rng, roster = parent.rng, parent.roster
    course = _course(parent, day, rng)
    name = roster.unit[unit].short_name.removesuffix("政府")
    work: Work = parent.work.share(unit, name, n)
    carrying = roster.deputy(parent.work.unit, day) or parent.carrying
    rhythm = casting.rhythm(course.span)
    rhythm = "month" if rhythm in ("stage", "quarter") else rhythm
    child = Life(story, roster, rng, work, course, parent.work.unit, "", carrying, rhythm, is_child=True)
    given = {
        "title": work.title,
        "content": work.content,
        "lead_unit": UnitRef(unit),
        "carrying_leader": PersonRef(carrying),
        "limit_on": course.first_limit.isoformat(),
        "rhythm": rhythm,
    }
    parent.agenda.append(Entry(day, 41, "break_down", parent.clerk(day), given, opens=story))
    return child


def _course(parent: Life, day: date, rng: Random) -> Course:
    """Within the parent's limit; what ends, ends before the parent is reported done."""
    whole = parent.course
    last = min(whole.done, whole.first_limit)
    limit = working_up_to(day + timedelta(days=max(14, int((last - day).days * rng.uniform(0.6, 0.85)))))
    limit = min(limit, working_up_to(whole.first_limit))
    must_end = working(whole.done, -1)
    is_late = rng.random() < 0.15 and working(limit, 5) < must_end
    done = working(limit, 3 if is_late else -rng.randint(1, 3))
    if limit < parent.until and whole.fate not in CLOSED and rng.random() < 0.35:
        done = working(parent.until, rng.randint(1, 3))  # still open, and over its limit
    closed = min(working(done, 2), must_end)
    done = min(done, working(closed, -1))
    if closed < parent.until:
        fate = Fate.LATE if done > limit else Fate.IN_TIME
    else:
        fate = Fate.OVERDUE if limit < parent.until <= done else Fate.RUNNING
    return Course(fate, day, limit, limit, done, closed)
