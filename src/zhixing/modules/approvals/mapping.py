"""The mapping: which column of a log says what. Data in YAML or JSON, strict: an unknown key is a mistake, told with its line."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

import yaml
from pydantic import Field, ValidationError, field_validator, model_validator

from zhixing.base.words import w
from zhixing.kernel.rulebook.mistakes import Mistake, first_mistake
from zhixing.kernel.rulebook.reading import line_of, read
from zhixing.kernel.rulebook.refusals import PackInvalid
from zhixing.kernel.rulebook.schema import Strict, Two
from zhixing.modules.approvals.refusals import MappingInvalid, NoSuchColumn

NAME = r"^[a-z][a-z0-9_]*$"  # of a fact: what conditions can say
HELD = (  # facts that are filled from elsewhere: the mapping's unit and resource, the kernel, the catalogue for a case's item
    "unit_id",
    "person_id",
    "rule",
    "period",
    "item_id",
    "promised",
    "statutory",
)
OLDEST = date(1970, 1, 1)


class Lifecycle(Strict):
    """A column that tells a step's beginning from its end. What is not `complete` gets a name of its own: `<event>.<word>`."""

    column: str
    complete: list[str] = ["complete", "COMPLETE", "Complete"]


class DateColumn(Strict):
    """A column with a date of the whole case: it becomes an event of the case, once (the last value in the file holds)."""

    column: str
    event: str = Field(min_length=1)


class FactColumn(Strict):
    """A column that conditions and limits may read. `of: case` gives every event the first value that its case has.

    `day`: a date, counted in whole days of the mapping's zone. `moment`: a limit that also has its time of day.
    """

    column: str
    read_as: Literal["text", "whole", "real", "flag", "day", "moment"] = Field(default="text", alias="as")
    of: Literal["event", "case"] = "event"


class Limit(Strict):
    """A planned or due date on record as the limit of a rule: after one of `on`, one of `until` is due by the fact `due`."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_.]+$")
    title: Two
    on: list[str] = Field(min_length=1)
    until: list[str] = Field(min_length=1)
    due: str = Field(pattern=NAME)


class Mapping(Strict):
    """How one log is read. Without `activity` a row is a whole case, and `dates` are its events.

    `events` gives activities our names; where it is given, an activity that neither it nor `plain` names is unknown and
    quarantined. `starts` and `ends` name the events that open and close a case, `order` the steps as they should follow.
    Moments without an offset are read in `zone`, and every day is a day there. `duplicates` says what to do with records that
    are equal in every column; where it is silent they are quarantined, unless the log says nothing but case, activity and
    moment: then two equal records may well be two events.
    """

    case: str
    activity: str | None = None
    moment: str | None = None
    moment_format: str | None = None
    zone: str = "Asia/Shanghai"
    encoding: str | None = None
    event_id: str | None = None
    lifecycle: Lifecycle | None = None
    resource: str | None = None
    unit: str | None = None
    dates: list[DateColumn] = []
    facts: dict[str, FactColumn] = {}
    events: dict[str, str] = {}
    plain: list[str] = []
    starts: list[str] = []
    ends: list[str] = []
    order: list[str] = []
    limits: list[Limit] = []
    earliest: date = date(1990, 1, 1)
    latest: date | None = None
    duplicates: Literal["quarantine", "keep"] | None = None

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise Mistake(w("there is no time zone {zone}", "没有时区 {zone}").put(zone=zone))
        return zone

    @field_validator("facts")
    @classmethod
    def _names(cls, facts: dict[str, FactColumn]) -> dict[str, FactColumn]:
        wrong = [name for name in facts if not re.match(NAME, name) or name in HELD]
        if wrong:
            raise Mistake(
                w("no name for a fact: {names}", "不能作为要素名称：{names}").put(names=", ".join(wrong))
            )
        return facts

    @model_validator(mode="after")
    def _hangs_together(self) -> Mapping:
        if bool(self.activity) != bool(self.moment):
            raise Mistake(
                w(
                    "activity and moment stand together: what happened, and when",
                    "activity 与 moment 须同时填写：发生了什么、何时发生",
                )
            )
        if not self.activity and not self.dates:
            raise Mistake(
                w(
                    "name activity and moment, or the columns with dates under dates",
                    "请填写 activity 与 moment，或在 dates 下列出日期列",
                )
            )
        if self.earliest < OLDEST:
            raise Mistake(
                w("earliest cannot lie before {day}", "earliest 不得早于 {day}").put(day=str(OLDEST))
            )
        for limit in self.limits:
            fact = self.facts.get(limit.due)
            if fact is None or fact.read_as not in ("day", "moment"):
                raise Mistake(
                    w(
                        "{code}: {due} is no fact that is read as a day or a moment",
                        "{code}：{due} 不是按日期或时刻读取的要素",
                    ).put(code=limit.code, due=limit.due)
                )
        codes = [limit.code for limit in self.limits]
        if len(set(codes)) < len(codes):
            raise Mistake(w("two limits have one code", "两个时限的代码相同"))
        return self

    @property
    def place(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def columns(self) -> list[str]:
        """Every column that the mapping names."""
        named = [self.case, self.activity, self.moment, self.event_id, self.resource, self.unit]
        named += [self.lifecycle.column] if self.lifecycle else []
        named += [d.column for d in self.dates] + [f.column for f in self.facts.values()]
        return [name for name in named if name]

    def must_fit(self, columns: dict[str, str]) -> None:
        """Raises NoSuchColumn for a column that the log does not have."""
        for name in self.columns():
            if name not in columns:
                raise NoSuchColumn(column=name, known="、".join(columns))

    def written(self) -> str:
        """The mapping as YAML; what is as it would be anyway is left out."""
        plain = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=110)


def load(path: Path) -> Mapping:
    """The mapping in a file. Raises MappingInvalid with the line."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as wrong:
        raise MappingInvalid(file=path.name, line=0, problem=str(wrong.strerror)) from wrong
    except UnicodeDecodeError as wrong:
        raise MappingInvalid(file=path.name, line=0, problem=w("not UTF-8", "不是 UTF-8 编码")) from wrong
    return parse(text, path.name)


def parse(text: str, name: str) -> Mapping:
    """The mapping in a text. Raises MappingInvalid with the line."""
    try:
        plain, tree = read(text, name)
    except PackInvalid as wrong:
        raise MappingInvalid(**wrong.facts) from wrong
    if not isinstance(plain, dict):
        raise MappingInvalid(
            file=name,
            line=1,
            problem=w(
                "a mapping begins with names like case: and activity:", "映射以 case:、activity: 等名称开头"
            ),
        )
    try:
        return Mapping.model_validate(plain)
    except ValidationError as wrong:
        place, problem = first_mistake(wrong)
        raise MappingInvalid(file=name, line=line_of(tree, place), problem=problem) from wrong
