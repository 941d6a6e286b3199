"""Who is given what: the task, the lead unit, those who support, the leader who carries it, how often it reports."""

from __future__ import annotations

from random import Random

from zhixing.demo.city.chart import COUNTIES
from zhixing.demo.city.roster import Roster
from zhixing.demo.history.courses import CLOSED, SLOW, Course, Fate
from zhixing.demo.history.days import working
from zhixing.demo.history.life import LATE_UNITS, Life
from zhixing.demo.history.talk import URGENT_DAYS, Task, Work, tasks, urgent_tasks, work_of

SOURCES = ("meeting", "instruction", "work_report", "yearly_target", "document", "proposal", "order", "other")
SOURCE_WEIGHTS = (26, 16, 16, 12, 12, 8, 1, 6)
HELPERS = [
    "caizheng",
    "fagai",
    "zirangui",
    "zhujian",
    "huanjing",
    "jiaotong",
    "gongan",
    "shichang",
    "renshe",
    "nongye",
    "weijian",
    "qiyun",
    "chenghu",
    "wangxiu",
    "qingwu",
]
COUNTY_SHARE = 0.12
SHOWN, SHOWN_EVERY = "zhujian", 8
RHYTHMS = (  # natural days from issue to limit, and the rhythms with their weights
    (URGENT_DAYS, {"day": 1}),
    (45, {"week": 2, "half_month": 2, "": 8, "month": 6, "stage": 2}),
    (100, {"month": 7, "half_month": 1, "stage": 4, "": 5, "quarter": 3}),
    (999, {"month": 4, "quarter": 9, "stage": 4}),
)


class Casting:
    """Gives out tasks so that no two items have the same title."""

    def __init__(self, roster: Roster, rng: Random) -> None:
        self.roster, self.rng = roster, rng
        self.titles: set[str] = set()
        self.of_city = [t for unit, found in tasks().items() if unit in roster.unit for t in found]

    def root(self, story: int, course: Course) -> Life:
        """An item of the city's inspection office, or of a county's own."""
        is_plain = course.fate != Fate.DRAFT and course.span > URGENT_DAYS
        of_county = is_plain and self.rng.random() < COUNTY_SHARE
        life = self._of_county(story, course) if of_county else self._of_city(story, course)
        life.source = self.rng.choices(SOURCES, SOURCE_WEIGHTS)[0]
        if course.span <= URGENT_DAYS:
            life.source = "order"
        elif story < len(SOURCES):
            life.source = SOURCES[story]  # each of the eight at least once
        life.supporting = self.helpers(life.work.unit, course)
        return life

    def rhythm(self, span: int) -> str:
        weights = next(weights for most, weights in RHYTHMS if span <= most)
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def helpers(self, lead: str, course: Course) -> list[str]:
        """Supporting units, none to three; one at least where the lead unit will object."""
        n = self.rng.choices((0, 1, 2, 3), (8, 6, 3, 1))[0]
        if course.fate == Fate.OBJECTED:
            n = max(n, 1)
        return self.rng.sample([u for u in HELPERS if u != lead], n)

    def _of_city(self, story: int, course: Course) -> Life:
        known = _urgent(course.issued.month) if course.span <= URGENT_DAYS else self.of_city
        fitting = [t for t in known if self._fits(t.unit, course)]
        if (
            story % SHOWN_EVERY == 1 and known is self.of_city
        ):  # the bureau whose accounts are shown has something of everything
            fitting = [t for t in fitting if t.unit == SHOWN]
        weights = [_weight(t.unit, course.fate) for t in fitting]
        work = self._new(lambda: self.rng.choices(fitting, weights)[0])
        officers = self.roster.with_role("officer", "city", course.issued)
        officer = "ducha" if self.rng.random() < 0.4 else self.rng.choice(officers)
        carrying = self.roster.vice_mayor(work.unit)
        life = Life(
            story, self.roster, self.rng, work, course, "ducha", officer, carrying, self.rhythm(course.span)
        )
        if work.unit == "liangshi" and course.done > (
            self.roster.unit["liangshi"].dissolved_on or course.done
        ):
            life.twists.add("handed over")
        return life

    def _of_county(self, story: int, course: Course) -> Life:
        county, name, towns = self.rng.choice(COUNTIES)
        if course.fate in SLOW:  # two counties are behind with most of what is late
            county, name, towns = self.rng.choices(COUNTIES, (1, 1, 3, 5))[0]
        units = [f"{county}-zj", f"{county}-ny", *(code for code, _ in towns)]
        unit = self.rng.choice(units)
        kind = "county" if "-" in unit else "town"
        here = name if kind == "county" else dict(towns)[unit]
        work = self._new(lambda: self.rng.choice(tasks()[kind]), unit, here)
        officer = self.roster.with_role("officer", county, course.issued)[0]
        carrying = self.roster.deputy(county, course.issued) or "shizhang"
        rhythm = self.rhythm(course.span)
        return Life(story, self.roster, self.rng, work, course, f"{county}-ban", officer, carrying, rhythm)

    def _new(self, choose: object, unit: str = "", here: str = "") -> Work:
        """A work whose title nobody has yet."""
        while True:
            task: Task = choose()  # type: ignore[operator]  # a function without arguments
            work = work_of(task, unit or task.unit, self.rng, here)
            if work.title not in self.titles:
                self.titles.add(work.title)
                return work

    def _fits(self, code: str, course: Course) -> bool:
        """Whether the unit exists, and has a top leader, for as long as it is needed."""
        unit = self.roster.unit[code]
        ends = unit.dissolved_on
        if self.roster.head(code, working(course.issued, -3)) is None:
            return False
        if ends is None:
            return True
        if course.fate in CLOSED and course.closed < ends:
            return True
        spans_end = working(course.issued, 12) < ends < working(course.done, -12)
        return unit.successor is not None and spans_end and course.fate in (Fate.IN_TIME, Fate.RUNNING)


def _urgent(month: int) -> list[Task]:
    """The emergencies of the season."""
    return [task for task in urgent_tasks() if not task.months or month in task.months]


def _weight(unit: str, fate: Fate) -> float:
    """Some units are late more often."""
    if unit in LATE_UNITS:
        return 6 if fate in SLOW else 0.8
    return 4 if unit == "liangshi" else 1
