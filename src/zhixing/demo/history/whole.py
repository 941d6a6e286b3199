"""The whole history as one list of steps in the order of time: what `build` performs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from zhixing.demo.city.roster import Roster
from zhixing.demo.history import (
    approvals,
    chain,
    decisions,
    documents,
    families,
    projects,
    reports,
    rounds,
    sides,
    twists,
)
from zhixing.demo.history.casting import Casting
from zhixing.demo.history.courses import Fate, course, fates
from zhixing.demo.history.days import working_up_to
from zhixing.demo.history.life import Agenda, Life
from zhixing.demo.history.steps import Step

ROOTS = 0.78  # of all items; the others are parts
BROKEN_DOWN = 0.6  # of the roots that can be; some one in seven of all
ROUNDS = 1_000_000  # stories of the office's own rounds begin here, after those of the items
SEED = 20_090_311  # the day of the opinion on execution capability
OTHERS = (  # the stories of the other modules, each numbered from here on
    (documents.documents, 2_000_000),
    (projects.projects, 3_000_000),
    (decisions.decisions, 4_000_000),
    (approvals.approvals, 5_000_000),
)


@dataclass(frozen=True, slots=True)
class History:
    """The city as planned and everything that happens in it before `until`."""

    roster: Roster
    lives: list[Life]
    steps: list[Step]

    def fates(self) -> dict[str, int]:
        return dict(Counter(life.course.fate.value for life in self.lives))


def history(until: date, items: int) -> History:
    """The history that ends on the eve of `until`, with this many items: the same for the same two."""
    rng = Random(SEED)  # a story, no secret
    roster = Roster(until, rng)
    lives = _lives(roster, items, rng)
    agendas: list[Agenda] = [*lives, *rounds.rounds(roster, rng, ROUNDS)]
    for told, first_story in OTHERS:
        agendas += told(roster, Random(SEED), first_story)  # a story, no secret
    return History(roster, lives, _in_order([step for agenda in agendas for step in agenda.steps()]))


def _lives(roster: Roster, items: int, rng: Random) -> list[Life]:
    """So many items: most of them roots, the others parts of roots that are broken down."""
    casting = Casting(roster, rng)
    waiting = fates(round(items * ROOTS), rng)
    roots = [casting.root(n, course(fate, roster.until, rng)) for n, fate in enumerate(waiting)]
    twists.give(roots)
    found: list[Life] = []
    while len(found) < items:
        life = roots.pop() if roots else casting.root(items, course(Fate.IN_TIME, roster.until, rng))
        life.story = len(found)
        _begin(life)
        found.append(life)
        spare = items - len(found) - len(roots)
        if spare > 0 and families.can_be_broken_down(life) and rng.random() < BROKEN_DOWN:
            _children(life, found, len(found) + spare, casting)
        _end(life)
    return found


def _children(life: Life, found: list[Life], most: int, casting: Casting) -> None:
    """The parts of an item, and of the first part in turn; `found` grows to `most` at most."""
    children = families.parts(life, len(found), most - len(found), casting)
    found.extend(children)
    for n, child in enumerate(children):
        _begin(child)
        if n == 0:
            towns = families.towns_of(child, len(found), most - len(found), casting)
            found.extend(towns)
            for town in towns:
                _begin(town)
                _end(town)
        _end(child)


def _begin(life: Life) -> None:
    """Up to the days under way: what a breakdown needs to know."""
    chain.signed(life)
    sides.stopped_and_sent_back(life)
    sides.limits(life)


def _end(life: Life) -> None:
    if "handed over" in life.twists:
        unit = life.roster.unit[life.work.unit]
        assert unit.dissolved_on and unit.successor  # what casting gave the twist for
        last = working_up_to(unit.dissolved_on - timedelta(days=1))
        chain.handed_over(life, last, unit.successor)
        life.windows = [(a, b) for a, b in life.windows if b < last] + _around(life, last)
    if not life.is_child:
        chain.opened(life)
    chain.planned(life)
    chain.ended(life)
    reports.reported(life)
    sides.pressed(life)
    sides.together(life)


def _around(life: Life, last: date) -> list[tuple[date, date]]:
    """The windows that hold the day of handing over, without that day and the two after it."""
    cut = [(a, b) for a, b in life.windows if a <= last <= b]
    before = [(a, last - timedelta(days=1)) for a, _ in cut]
    return before + [(last + timedelta(days=5), b) for _, b in cut]


def _in_order(steps: list[Step]) -> list[Step]:
    """By moment, each moment once: two deeds at the same second are put a second apart."""
    ordered = sorted(steps, key=lambda s: (s.moment, s.story))
    found: list[Step] = []
    for step in ordered:
        if found and step.moment <= found[-1].moment:
            step = replace(step, moment=found[-1].moment + timedelta(seconds=1))
        found.append(step)
    return found
