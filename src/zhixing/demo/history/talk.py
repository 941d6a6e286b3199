"""What people write: tasks with their numbers and places, and the sentences of supervised handling."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

TEXTS = Path(__file__).resolve().parent.parent / "texts"
TASK_FILES = ("economy", "construction", "people", "counties")
URGENT_DAYS = 14  # what must be done within so many days is an order in an emergency

PLACES = {
    "road": [
        "云山路",
        "松风大道",
        "望岫路",
        "学府街",
        "青芜大道",
        "鹤浦路",
        "桐汀路",
        "北环路",
        "澜河西路",
        "栖霞南街",
    ],
    "estate": ["桐花苑", "槐荫里", "水岸新村", "北门巷", "纺机宿舍", "松风小区", "澜河花园", "文昌里"],
    "river": ["澜河", "青芜溪", "芦溪河", "岫水", "桐溪"],
    "park": ["云台公园", "澜河湿地公园", "文昌广场", "松坞山公园"],
    "zone": ["云川高新区", "澄湖科创园", "鹤浦产业园", "望岫经济开发区", "青芜食品产业园"],
    "school": ["云川市第七中学", "桐汀小学", "澄湖实验学校", "松风路小学", "鹤浦镇中心小学"],
    "hospital": ["云川市中心医院", "云川市妇幼保健院", "澄湖区人民医院", "市中医院"],
}


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of work that a unit is given, before it has its figure and places."""

    unit: str
    title: str
    n: tuple[int, int]
    measure: str
    verb: str
    content: str
    stages: tuple[str, ...]
    proof: str
    part: str = ""
    months: tuple[int, ...] = ()  # when it can happen; none given: at any time


@dataclass(frozen=True, slots=True)
class Work:
    """A task with its figure: what an item is about. `unit` is the lead unit's code."""

    unit: str
    title: str
    content: str
    n: int
    measure: str
    verb: str
    stages: tuple[str, ...]
    proof: str
    part: str

    @property
    def target(self) -> str:
        return f"{self.verb}{self.n}{self.measure}"

    def share(self, unit: str, name: str, n: int) -> Work:
        """The part that `unit`, called `name`, takes over."""
        title = f"{name}{self.part.format(n=n)}"
        content = (
            f"对照“{self.title}”的总体要求，{name}承担其中{n}{self.measure}，明确点位和责任人，按月反馈。"
        )
        return replace(self, unit=unit, title=title, content=content, n=n)


def read(name: str) -> Any:
    """One of the text files."""
    return yaml.safe_load((TEXTS / f"{name}.yaml").read_text("utf-8"))


@lru_cache(maxsize=1)
def tasks() -> dict[str, list[Task]]:
    """The tasks of each unit; those under "county" and "town" fit any county's department and any town."""
    found: dict[str, list[Task]] = {}
    for row in (row for name in TASK_FILES for row in read(name)):
        task = _task(row)
        found.setdefault(task.unit, []).append(task)
    return found


@lru_cache(maxsize=1)
def urgent_tasks() -> list[Task]:
    """What is ordered in an emergency."""
    return [_task(row) for row in read("emergencies")]


def _task(row: dict[str, Any]) -> Task:
    return Task(
        **{
            **row,
            "n": tuple(row["n"]),
            "stages": tuple(row["stages"]),
            "months": tuple(row.get("months", ())),
        }
    )


@lru_cache(maxsize=1)
def phrases() -> dict[str, Any]:
    """The sentences by their occasion."""
    found: dict[str, Any] = read("phrases")
    return found


def work_of(task: Task, unit: str, rng: Random, here: str = "") -> Work:
    """The task with a figure and places of its own."""
    n = _rounded(rng.randint(*task.n))
    put = {"n": n, "here": here, **{kind: rng.choice(names) for kind, names in PLACES.items()}}
    title, content = task.title.format(**put), task.content.format(**put)
    return Work(unit, title, content, n, task.measure, task.verb, task.stages, task.proof, task.part)


def _occasion(percent: int, done: int) -> str:
    """Which sentences of progress fit."""
    if done == 0:
        return "progress_none"
    return "progress_early" if percent < 34 else "progress_middle" if percent < 75 else "progress_late"


def _rounded(n: int) -> int:
    """Large figures of a plan are round ones."""
    step = 1 if n < 50 else 5 if n < 200 else 10 if n < 1000 else 100
    return n // step * step


class Talk:
    """The sentences of one item. `names` turns a unit's code into what it is called."""

    def __init__(self, work: Work, rng: Random, unit: str, helper: str) -> None:
        self.work, self.rng, self.unit, self.helper = work, rng, unit, helper

    def say(self, *occasion: str, **facts: Any) -> str:
        """A sentence for the occasion, e.g. say("findings", "visit")."""
        choice: Any = phrases()
        for key in occasion:
            choice = choice[key]
        pattern: str = choice if isinstance(choice, str) else self.rng.choice(choice)
        return pattern.format(**{**self._facts(100), **facts})

    def progress(self, percent: int, day: date, *, daily: bool = False) -> dict[str, Any]:
        """A report of progress: what was done, what is in the way, what comes next; in an emergency only the first."""
        facts = self._facts(percent) | {"day": f"{day.month}月{day.day}日"}
        if daily:
            return {"progress": self.say("progress_daily", **facts), "progress_percent": percent}
        return {
            "progress": self.say(_occasion(percent, facts["done"]), **facts),
            "progress_percent": percent,
            "problems": self.say("problems"),
            "next_steps": self.say("next_steps", **facts),
        }

    def source(self, kind: str) -> str:
        """The name of the paper that an item of this source rests on."""
        if kind == "work_report":
            return "政府工作报告重点任务分工"
        if kind == "yearly_target":
            return "年度目标责任书"
        key = {
            "meeting": "meetings",
            "instruction": "instructions",
            "order": "orders",
            "proposal": "proposals",
        }
        key |= {"document": "documents", "other": "other"}
        return self.say(key[kind], k=self.rng.randint(3, 96), topic=self.work.title)

    def _facts(self, percent: int) -> dict[str, Any]:
        work = self.work
        done = work.n * percent // 100
        stage = work.stages[min(len(work.stages) - 1, percent * len(work.stages) // 100)]
        return {
            "n": work.n, "measure": work.measure, "verb": work.verb, "done": done, "left": work.n - done,
            "percent": percent, "stage": stage, "s1": work.stages[0], "s2": work.stages[1], "s3": work.stages[-1],
            "unit": self.unit, "helper": self.helper, "title": work.title, "day": "", "few": 3 + work.n % 5,
            "k": 1, "topic": work.title,
        }  # fmt: skip
