"""One item from registration to its end: an agenda of deeds with their days, later put to moments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from zhixing.base import clock
from zhixing.demo.city.roster import Roster
from zhixing.demo.history.courses import SLOW, Course, Fate
from zhixing.demo.history.days import some, working_between
from zhixing.demo.history.steps import Paper, Step
from zhixing.demo.history.talk import Talk, Work

OPENING, HOUR, LAST_MINUTE = 8, 60, 18 * 60
LATE_UNITS = ("chengguan", "xinfang", "jiaotong", "songwu", "qingwu")  # the dashboards' bad examples


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed on a day; `rank` orders deeds of one day."""

    day: date
    rank: int
    deed: str
    who: str
    given: dict[str, Any]
    opens: int | None = None


@dataclass(slots=True)
class Agenda:
    """What is to be done to one matter, put together in any order and told in the order of time."""

    story: int
    roster: Roster
    rng: Random
    agenda: list[Entry] = field(default_factory=list, init=False)

    @property
    def until(self) -> date:
        return self.roster.until

    def add(self, day: date, rank: int, deed: str, who: str, **given: Any) -> None:
        self.agenda.append(Entry(day, rank, deed, who, given))

    def chance(self, likely: float) -> bool:
        return self.rng.random() < likely

    def steps(self) -> Iterator[Step]:
        """The agenda at moments of the day, in order. What would come at or after the end never comes."""
        at: datetime | None = None
        for entry in sorted(self.agenda, key=lambda e: (e.day, e.rank)):
            at = self._moment(entry.day, at)
            if entry.day < self.until:
                yield Step(at, self.story, entry.deed, entry.who, entry.given, entry.opens)

    def _moment(self, day: date, before: datetime | None) -> datetime:
        second = timedelta(seconds=self.rng.randrange(60))
        if before is None or clock.day_of(before) < day:
            return clock.moment_on(day, OPENING, 35) + timedelta(minutes=self.rng.randrange(400)) + second
        local = before.astimezone(clock.zone())
        minute = local.hour * HOUR + local.minute
        wait = self.rng.randint(12, 70) if minute < LAST_MINUTE - 80 else self.rng.randint(2, 6)
        return before.replace(second=0) + timedelta(minutes=wait) + second


@dataclass(slots=True)
class Life(Agenda):
    """An item as planned. `leads` says which unit leads from which day on; `windows` are the days under way,
    `spans` the times in which feedback is owed anew.
    """

    work: Work
    course: Course
    supervisor: str  # the unit that supervises
    officer: str  # who acts for it, "" where its head of the day does
    carrying: str
    rhythm: str
    source: str = "other"
    supporting: list[str] = field(default_factory=list)
    twists: set[str] = field(default_factory=set)
    leads: list[tuple[date, str]] = field(default_factory=list)
    handlers: list[tuple[date, str]] = field(default_factory=list)
    windows: list[tuple[date, date]] = field(default_factory=list)
    spans: list[tuple[date, date]] = field(default_factory=list)
    stages: list[date] = field(default_factory=list)
    signed: date = date.min
    percent: int = 0  # what the lead unit last reported
    is_child: bool = False

    @property
    def is_slow(self) -> bool:
        return self.course.fate in SLOW

    @property
    def is_careless(self) -> bool:
        """Whether the lead unit is one of those that are often late."""
        return self.work.unit in LATE_UNITS

    @property
    def is_contested(self) -> bool:
        """Whether the lead unit says that another is responsible."""
        return (
            bool(self.twists & {"objection_rejected", "objection_accepted"})
            or self.course.fate == Fate.OBJECTED
        )

    @property
    def talk(self) -> Talk:
        helper = self.supporting[0] if self.supporting else "caizheng"
        unit = self.roster.unit
        return Talk(self.work, self.rng, unit[self.work.unit].short_name, unit[helper].short_name)

    def lead(self, day: date) -> str:
        return next((unit for since, unit in reversed(self.leads) if since <= day), self.work.unit)

    def clerk(self, day: date) -> str:
        """Who speaks for the lead unit that day."""
        return self.roster.acting(self.roster.clerk(self.lead(day), day), day)

    def doer(self, day: date) -> str:
        """The handler that day, mostly; else the liaison officer."""
        named = next((who for since, who in reversed(self.handlers) if since <= day), "")
        return named if named and self.rng.random() < 0.7 else self.clerk(day)

    def watcher(self, day: date) -> str:
        """Who acts for the supervising unit that day."""
        return self.officer or self.roster.head(self.supervisor, day) or self.clerk(day)

    def chief(self, day: date) -> str:
        """Who decides for the supervising unit that day."""
        return self.roster.head(self.supervisor, day) or self.watcher(day)

    def pick(self, first: date, last: date) -> date | None:
        """A working day of the range on which the item is under way."""
        chances = [day for a, b in self.windows for day in working_between(max(a, first), min(b, last))]
        return self.rng.choice(chances) if chances else None

    def soon(self, first: date, last: date) -> date | None:
        """A working day of the range, whatever the item's state."""
        return some(self.rng, first, last)

    def paper(self, what: str, day: date) -> Paper:
        """A small evidence file: a list with as many lines as fit one."""
        name = self.roster.unit[self.lead(day)].short_name
        rows = "\n".join(f"{i}\t{self.work.verb}\t已核对" for i in range(1, min(self.work.n, 12) + 1))
        text = f"{what}\n填报单位：{name}\n填报日期：{day.isoformat()}\n事项：{self.work.title}\n序号\t内容\t核对\n{rows}\n"
        return Paper(f"{what}.txt", text)
