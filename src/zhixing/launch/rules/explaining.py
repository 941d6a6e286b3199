"""`zhixing rules explain`: when a rule is due if it begins on a day, each day counted or skipped and why."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from datetime import date, datetime
from typing import Any

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.calendars.explaining import explain
from zhixing.kernel.calendars.hours import ends_at
from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.deadlines import term_of
from zhixing.kernel.rulebook.loading import shipped
from zhixing.kernel.rulebook.owed import as_day, value_on
from zhixing.kernel.rulebook.refusals import NotInForce, UnknownRule
from zhixing.kernel.rulebook.schema import HOURLY, DeadlineRule, Value
from zhixing.kernel.rulebook.terms import told as told_value
from zhixing.kernel.rulebook.warnings import warnings_of
from zhixing.launch.rules.refusals import ConditionUnmet, FieldMissing, NotAsked, NotCounted
from zhixing.launch.rules.writing import both, write


def answer(asked: Namespace) -> int:
    rule = _rule(asked.code)
    begins = as_day(asked.event[:10])
    if begins is None:
        raise NotAsked(usage="--event YYYY-MM-DD")
    fields = dict(_field(said) for said in asked.field)
    if rule.when and not conditions.holds(rule.when, facts=fields):
        raise ConditionUnmet(rule=rule.code, condition=rule.when)
    value = value_on(rule.values, begins)
    if value is None:
        title = w(rule.title.en, rule.title.zh)
        raise NotInForce(rule=title, day=begins.isoformat(), first=rule.values[0].from_on.isoformat())
    if value.field:
        answer = _said_day(rule, value, begins, fields)
    elif value.unit in HOURLY:
        answer = _hours(rule, value, asked.event)
    else:
        answer = _counted(rule, value, begins)
    told = answer.pop("told")
    if asked.json:
        write(answer)
    else:
        sys.stdout.write("".join(f"{line}\n" for line in told))
    return 0


def _rule(code: str) -> DeadlineRule:
    for pack in shipped().values():
        for rule in pack.rules:
            if rule.code == code:
                if not isinstance(rule, DeadlineRule):
                    raise NotCounted(rule=code)
                return rule
    raise UnknownRule(rule=code)


def _field(said: str) -> tuple[str, Any]:
    name, sign, value = said.partition("=")
    if not sign or not name:
        raise NotAsked(usage="--field NAME=VALUE")
    if value in ("true", "false"):
        return name, value == "true"
    return name, int(value) if value.lstrip("-").isdecimal() else value


def _counted(rule: DeadlineRule, value: Value, begins: date) -> dict[str, Any]:
    calendar = national()
    told = explain(begins, term_of(rule, value), calendar)
    result = told.result
    assert result.on is not None  # nothing pauses here
    lines = [
        {"on": line.on.isoformat(), "counted": line.counted, "number": line.number, "why": both(line.why)}
        for line in told.lines
    ]
    shown = [f"{line.on.isoformat()}\t{line.number or '-'}\t{line.why}" for line in told.lines]
    return {
        **_head(rule, value, begins),
        "due_on": result.on.isoformat(),
        "provisional": result.provisional,
        "sentence": both(told.sentence),
        "notes": [both(note) for note in told.notes],
        "days": lines,
        "warnings": [
            {"colour": due.colour, "on": due.on.isoformat()}
            for due in warnings_of(rule, begins, result.on, calendar)
        ],
        "told": [told.sentence, *told.notes, *shown],
    }


def _hours(rule: DeadlineRule, value: Value, said: str) -> dict[str, Any]:
    """A term in hours runs from a moment: the event is given with its time."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d", said):
        raise NotAsked(usage="--event YYYY-MM-DDTHH:MM")
    begins = datetime.fromisoformat(said)
    begins = clock.moment_on(begins.date(), begins.hour, begins.minute)
    ends = ends_at(begins, value.amount or 0, value.unit.value, national())
    sentence = w(
        "{length} from {begin}: until {end} (inclusive).", "自{begin}起{length}，至{end}（含）。"
    ).put(
        length=told_value(value), begin=begins.strftime("%Y-%m-%d %H:%M"), end=ends.strftime("%Y-%m-%d %H:%M")
    )
    return {
        **_head(rule, value, begins.date()),
        "due_on": clock.day_of(ends).isoformat(),
        "due_at": ends.isoformat(timespec="minutes"),
        "provisional": False,
        "sentence": both(sentence),
        "notes": [],
        "days": [],
        "warnings": [],
        "told": [sentence],
    }


def _said_day(rule: DeadlineRule, value: Value, begins: date, fields: dict[str, Any]) -> dict[str, Any]:
    on = as_day(fields.get(value.field or ""))
    if on is None:
        raise FieldMissing(field=value.field)
    sentence = w(
        "The day {on} stands as the event says it; nothing is counted.",
        "时限 {on} 由事件直接确定，不另计算。",
    )
    sentence = sentence.put(on=on.isoformat())
    return {
        **_head(rule, value, begins),
        "due_on": on.isoformat(),
        "provisional": False,
        "sentence": both(sentence),
        "notes": [],
        "days": [],
        "warnings": [
            {"colour": due.colour, "on": due.on.isoformat()}
            for due in warnings_of(rule, begins, on, national())
        ],
        "told": [sentence],
    }


def _head(rule: DeadlineRule, value: Value, begins: date) -> dict[str, Any]:
    return {
        "rule": rule.code,
        "title": rule.title.model_dump(),
        "event": begins.isoformat(),
        "basis": [b.model_dump(exclude_none=True) for b in rule.basis],
        "value": value.model_dump(mode="json", exclude_none=True),
    }
