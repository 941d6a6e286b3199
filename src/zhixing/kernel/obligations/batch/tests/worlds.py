"""Random packs and histories, biased toward the hard states: pauses in pauses, second triggers, same seconds, year ends.

A seed makes a world; what it holds is told by the tests that count it.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from zhixing.base.words import w
from zhixing.kernel.calendars.calendar import Calendar, LocalDay, national
from zhixing.kernel.obligations.batch.rows import CaseEvent
from zhixing.kernel.rulebook.owed import Happening
from zhixing.kernel.rulebook.ruleset import RuleSet, compile_packs
from zhixing.kernel.rulebook.schema import Pack

KINDS = [f"t.{name}" for name in "abcdefghi"]
CONDITIONS = [
    'facts.colour == "red"',
    'facts.colour != "red" && facts.amount >= 3',
    "!(facts.amount > 4) || facts.flagged",
    'has(facts.amount) && facts.colour in ["red", "blue"]',
    "facts.amount + 1 > facts.bound * 2",
    'facts.colour < "green" || facts.amount == null',
]
AS_OF = date(2027, 1, 20)  # the holidays of 2027 are not published
LOCAL = {date(2026, 12, 30): LocalDay(True, "local"), date(2027, 1, 2): LocalDay(False, "local")}


def calendars() -> dict[str, Calendar]:
    """The national calendar and one that differs at the turn of the year."""
    return {"": national(), "local": national().with_overrides(LOCAL, name=w("local", "本地"))}


def rules_of(seed: int, count: int = 40) -> RuleSet:
    """A set of so many random rules."""
    chance = random.Random(seed)
    rules = [_deadline(chance, n) if chance.random() < 0.72 else _recurring(chance, n) for n in range(count)]
    rules += _all_words()
    two = {"en": "x", "zh": "x"}
    pack = {"pack": "made-up", "version": 1, "title": two, "source": two, "levels": ["city"]}
    return compile_packs([Pack.model_validate({**pack, "in_force_on": date(2020, 1, 1), "rules": rules})])


def _all_words() -> list[dict[str, Any]]:
    """Rules that nothing touches, so that every set has one shape and its statements are compiled once."""
    two = {"en": "x", "zh": "x"}
    common: dict[str, Any] = {
        "title": two,
        "basis": [{"document": "made up", "article": "1"}],
        "on": ["t.never"],
    }
    common |= {"until": ["t.never"], "kind": "deadline", "holder": {"unit": "unit_id"}}
    days = [{"from_on": "2020-01-01", "amount": 1}]
    rules = [{**common, "code": f"c{n}.x", "when": text, "values": days} for n, text in enumerate(CONDITIONS)]
    rules.append({**common, "code": "c.units", "holder": {"units": "units"}, "values": days})
    rules.append({**common, "code": "c.person", "holder": {"person": "person_id"}, "values": days})
    rules.append({**common, "code": "c.said", "values": [{"from_on": "2020-01-01", "field": "due_on"}]})
    rules.append(
        {**common, "code": "c.hours", "values": [{"from_on": "2020-01-01", "amount": 1, "unit": "hours"}]}
    )
    rules.append(
        {**common, "code": "c.set", "values": days, "extensions": [{"on": "t.never", "field": "new_day"}]}
    )
    rhythmic = {
        **common,
        "code": "c.rhythm",
        "kind": "recurring",
        "done": ["t.never"],
        "every_field": "rhythm",
    }
    return [*rules, rhythmic]


def _timed(chance: random.Random, number: int) -> dict[str, Any]:
    two = {"en": "x", "zh": "x"}
    kinds = chance.sample(KINDS, 8)
    rule: dict[str, Any] = {
        "code": f"r{number}.x", "title": two, "basis": [{"document": "made up", "article": "1"}], "on": kinds[:1],
        "until": kinds[1:2], "holder": chance.choice([{"unit": "unit_id"}, {"units": "units"}, {"person": "person_id"}]),
        "roll": chance.choice(["next_working_day", "next_working_day", "none"]),
    }  # fmt: skip
    if chance.random() < 0.3:
        rule["on"].append(chance.choice([kinds[1], kinds[2]]))  # what ends it begins it anew
    if chance.random() < 0.4:
        rule["when"] = chance.choice(CONDITIONS)
    if chance.random() < 0.3:
        rule["until_when"] = chance.choice(CONDITIONS)
    rule["by_holder"] = chance.random() < 0.3
    if chance.random() < 0.4:
        rule["cancelled_by"] = [chance.choice([kinds[3], kinds[1]])]
    if chance.random() < 0.55:
        others = [(kinds[0], kinds[5]), (kinds[4], kinds[1]), (kinds[4], kinds[6]), (kinds[1], kinds[5])]
        ways = [(kinds[4], kinds[5]), (kinds[4], kinds[5]), *others]
        rule["pauses"] = [
            {"begins": b, "ends": e, "ground": two, "first_counts": chance.random() < 0.3, "last_counts": chance.random() < 0.5}
            for b, e in chance.sample(ways, chance.choice([1, 1, 2]))
        ]  # fmt: skip
    rule["_kinds"] = kinds
    return rule


def _deadline(chance: random.Random, number: int) -> dict[str, Any]:
    rule = _timed(chance, number)
    kinds = rule.pop("_kinds")
    rule |= {"kind": "deadline", "second": chance.choice(["ignore", "reopen", "each"])}
    days = ["working_days", "natural_days", "weeks", "months", "years"]
    unit = chance.choice(days)
    most = {"working_days": 25, "natural_days": 40, "weeks": 5, "months": 3, "years": 1}
    rule["values"] = [{"from_on": "2020-01-01", "amount": chance.randint(1, most[unit]), "unit": unit}]
    kind_of_term = chance.random()
    if kind_of_term < 0.12:
        rule["values"] = [{"from_on": "2020-01-01", "field": "due_on"}]
    elif kind_of_term < 0.24:
        amount = chance.randint(1, 60)
        unit = chance.choice(["hours", "working_hours"])
        rule["values"] = [{"from_on": "2020-01-01", "amount": amount, "unit": unit}]
        rule.pop("pauses", None)
    elif kind_of_term < 0.34:
        rule["direction"] = "before"
        rule.pop("pauses", None)
    elif kind_of_term < 0.5:
        rule["start_counts"] = True
    if chance.random() < 0.25 and rule["values"][0].get("unit") in days:
        rule["values"].append({"from_on": "2026-12-15", "amount": chance.randint(1, 9), "unit": unit})
    if chance.random() < 0.15:
        rule["values"][0]["from_on"] = "2026-12-10"
        if len(rule["values"]) > 1:
            rule["values"].pop()
    if chance.random() < 0.2:
        rule |= {"silence": "accepted", "second": chance.choice(["reopen", "each"])}
    elif chance.random() < 0.5 and "direction" not in rule:
        rule["extensions"] = _extensions(chance, kinds, unit)
    return rule


def _extensions(chance: random.Random, kinds: list[str], unit: str) -> list[dict[str, Any]]:
    on = chance.choice([kinds[6], kinds[7], kinds[0], kinds[1]])
    to_a_day: dict[str, Any] = {"on": on, "field": "new_day"}
    if chance.random() < 0.5:
        to_a_day["longest"] = {
            "amount": chance.randint(1, 12),
            "unit": chance.choice(["working_days", "weeks"]),
        }
    longer = {"on": on, "amount": chance.randint(1, 8), "unit": unit}
    other = {"on": on, "amount": chance.randint(1, 8), "unit": "natural_days", "times": 1}
    way = chance.random()
    if way < 0.35:
        return [to_a_day, {**to_a_day, "on": kinds[6]}] if on != kinds[6] else [to_a_day]
    if way < 0.6:
        return [longer]
    if way < 0.75:
        return [{**longer, "times": 2}]
    if way < 0.9:
        return [other] if unit not in ("hours", "working_hours") else [to_a_day]
    return [{**to_a_day, "times": 1}, {**longer, "on": kinds[6], "times": 1}]


def _recurring(chance: random.Random, number: int) -> dict[str, Any]:
    rule = _timed(chance, number)
    kinds = rule.pop("_kinds")
    rule |= {"kind": "recurring", "done": [kinds[6], *chance.sample([kinds[0], kinds[7]], 1)]}
    rhythm = chance.random()
    if rhythm < 0.55:
        rule["every"] = chance.choice(["week", "half_month", "month", "quarter", "day", "year"])
    elif rhythm < 0.8:
        rule["every_days"] = chance.choice([3, 7, 15, 30])
    else:
        rule["every_field"] = "rhythm"
    rule["times"] = chance.choice([1, 1, 1, 2, 3])
    rule["grace"] = chance.choice([0, 0, 1, 5])
    rule["grace_unit"] = chance.choice(["working_days", "natural_days", "months"])
    rule["first"] = chance.choice(["whole", "partial"])
    rule["last"] = chance.choice(["whole", "partial"])
    rule["catch_up"] = chance.random() < 0.65
    if chance.random() < 0.2:
        rule["from_on"] = "2026-12-20"
    return rule


def story(chance: random.Random, case_id: int, length: int) -> list[CaseEvent]:
    """One case's history. Events come in any order of recording, often on one day, sometimes in one second."""
    day = chance.choice([date(2026, 2, 10), date(2026, 9, 20), date(2026, 12, 1), date(2026, 12, 20)])
    kinds = chance.sample(KINDS, chance.choice([4, 6, 9]))
    calendar = chance.choice(["", "local"])
    moment = _moment(chance, day)
    events: list[CaseEvent] = []
    for _ in range(length):
        step = chance.random()
        if step < 0.18:
            moment = moment + timedelta(
                seconds=chance.choice([0, 0, 0, 1]), microseconds=chance.choice([0, 5])
            )
        elif step > 0.4:
            moment = _moment(
                chance, moment.date() + timedelta(days=chance.choice([1, 1, 2, 3, 5, 8, 13, 30]))
            )
        day = moment.date()
        if day > AS_OF:
            break
        h = Happening(0, chance.choice(kinds), moment, day, facts(chance, day))
        events.append(CaseEvent(case_id, h, calendar))
    ids = list(range(case_id * 100, case_id * 100 + len(events)))
    if chance.random() < 0.4:
        chance.shuffle(ids)  # recorded later than it happened
    return [
        CaseEvent(case_id, Happening(i, e.happening.kind, e.happening.at, e.happening.day, e.happening.facts), calendar)
        for i, e in zip(ids, events, strict=True)
    ]  # fmt: skip


def _moment(chance: random.Random, day: date) -> datetime:
    from zhixing.base import clock

    return clock.moment_on(day, chance.randint(0, 23), chance.choice([0, 30, 59]))


def facts(chance: random.Random, day: date) -> dict[str, Any]:
    """What an event says, with gaps and wrong types."""
    said: dict[str, Any] = {"unit_id": chance.choice([3, 3, 4]), "person_id": chance.choice([8, 9])}
    said["units"] = chance.choice([[3, 4], [3], [4, 3, 5], []])
    some: dict[str, list[Any]] = {
        "colour": ["red", "blue", None, 3, "amber"],
        "amount": [1, 3, 4, 5, 2.5, None, "many", True],
        "bound": [1, 2, 1.5],
        "flagged": [True, False, None],
        "due_on": [(day + timedelta(days=n)).isoformat() for n in (0, 3, 20)] + ["soon", None],
        "new_day": [(day + timedelta(days=n)).isoformat() for n in (1, 10, 40)] + ["2026-02-30"],
        "rhythm": ["week", "month", "15", 7, "stage", ""],
        "rule": ["r1.x", "", None],
        "period": ["2026-12", "P1", "P2", "2026-W52", "", None],
    }
    for name, values in some.items():
        if chance.random() < (0.15 if name in ("period", "rule") else 0.7):
            said[name] = chance.choice(values)
    if chance.random() < 0.1:
        said.pop(chance.choice(list(said)))
    return said


def stories(seed: int, cases: int, length: int = 14) -> list[CaseEvent]:
    """Histories of so many cases, those of later cases not after those of earlier ones."""
    chance = random.Random(seed)
    found = [
        event for case in range(1, cases + 1) for event in story(chance, case, chance.randint(2, length))
    ]
    chance.shuffle(found)
    return found


def by_fold(rules: RuleSet, events: list[CaseEvent], as_of: date = AS_OF) -> list[Any]:
    """What the online engine says of the same events."""
    from zhixing.kernel.obligations.batch.evaluation import judged
    from zhixing.kernel.rulebook.fold import fold

    days = calendars()
    cases: dict[int, list[CaseEvent]] = {}
    for event in events:
        if event.happening.day <= as_of:
            cases.setdefault(event.case_id, []).append(event)
    found = []
    for case_id, mine in cases.items():
        owed = fold(rules, [e.happening for e in mine], days[mine[0].calendar], as_of).owed
        found += [judged(case_id, o) for o in owed]
    return sorted(found)
