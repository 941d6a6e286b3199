"""What the calculator was asked: read from the address, told field by field what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from zhixing.base import clock
from zhixing.base.refusals import Invalid
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import FIRST_DAY, LAST_DAY, Calendar, national
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.calendars.terms import Pause, Term
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.deadlines import term_of
from zhixing.kernel.rulebook.loading import shipped
from zhixing.kernel.rulebook.owed import value_on
from zhixing.kernel.rulebook.refusals import NotInForce, UnknownRule
from zhixing.kernel.rulebook.schema import HOURLY, DeadlineRule, Pack, Value

UNITS: dict[str, Words] = {
    "working_days": w("working days", "工作日"),
    "natural_days": w("days (rest days included)", "日（自然日）"),
    "weeks": w("weeks", "周"),
    "months": w("months", "个月"),
    "years": w("years", "年"),
}
# A free term is laid out day by day: some three years are the longest that a page can still show.
LONGEST = {"working_days": 750, "natural_days": 1100, "weeks": 156, "months": 36, "years": 3}
MOST_PAUSES = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that can be answered: from when, which term, which pauses, on which calendar.

    `rule`, `pack` and `value` are None for a free term.
    """

    start: date
    term: Term
    pauses: tuple[Pause, ...]
    calendar: Calendar
    place: Unit | None
    rule: DeadlineRule | None = None
    pack: Pack | None = None
    value: Value | None = None


def is_countable(rule: DeadlineRule) -> bool:
    """Has it a term that is counted in days from a day? (Hours run from a moment, and some limits are set in the deed.)"""
    return any(v.amount and v.unit not in HOURLY for v in rule.values)


def countable() -> list[tuple[Pack, list[DeadlineRule]]]:
    """The shipped rules whose term is counted, by pack: those whose numbers were checked against a text."""
    found = []
    for pack in shipped().values():
        rules = [r for r in pack.rules if isinstance(r, DeadlineRule) and r.verified and is_countable(r)]
        if rules:
            found.append((pack, rules))
    return found


def places() -> list[Unit]:
    """The governments with a calendar of their own, the topmost first."""
    return list(Unit.objects.filter(is_jurisdiction=True, dissolved_on=None).order_by("path"))


def read(params: QueryDict, of: list[Unit]) -> Asked:
    """The question in the address. Raises Invalid with a sentence for each field; UnknownRule, NotInForce."""
    wrong: dict[str, str | Words] = {}
    start = _day(params.get("start", ""), "start", wrong)
    pauses = _pauses(params, wrong)
    place = _place(params.get("place", ""), of, wrong)
    calendar = calendar_for(place.pk) if place else national()
    code = params.get("rule", "")
    term = None if code else _free_term(params, wrong)
    if wrong or start is None:
        raise Invalid(wrong)
    if term is not None:
        return Asked(start, term, pauses, calendar, place)
    pack, rule, value = _rule_on(code, start)
    return Asked(start, term_of(rule, value), pauses, calendar, place, rule, pack, value)


def _rule_on(code: str, start: date) -> tuple[Pack, DeadlineRule, Value]:
    for pack, rules in countable():
        for rule in rules:
            if rule.code == code:
                value = value_on(rule.values, start)
                if value is None:
                    title, first = w(rule.title.en, rule.title.zh), rule.values[0].from_on
                    raise NotInForce(rule=title, day=start.isoformat(), first=first.isoformat())
                if value.amount is None:
                    said = w(
                        "On that day the rule's limit is set by the deed itself.",
                        "该日施行的规定由交办时直接确定时限，不作计算。",
                    )
                    raise Invalid({"rule": said})
                return pack, rule, value
    raise UnknownRule(rule=code)


def _free_term(params: Mapping[str, Any], wrong: dict[str, str | Words]) -> Term | None:
    unit = params.get("unit", "working_days")
    if unit not in UNITS:
        wrong["unit"] = w("Choose one of the offered units.", "请从给定单位中选择。")
        return None
    said = str(params.get("amount", "")).strip()
    most = LONGEST[unit]
    if not (said.isascii() and said.isdigit()) or not 1 <= int(said[:9]) <= most:
        wrong["amount"] = w("Give a whole number from 1 to {most}.", "请填写 1 至 {most} 的整数。").put(
            most=most
        )
        return None
    backward = params.get("direction") == "before"
    counts = params.get("start_counts") == "true" and not backward
    return Term(int(said), unit, start_counts=counts, direction="before" if backward else "after")


def _day(said: str, name: str, wrong: dict[str, str | Words]) -> date | None:
    try:
        day = date.fromisoformat(said) if len(said) == 10 else None
    except ValueError:
        day = None
    if day is None:
        wrong[name] = w("Give a day, like 2026-05-09.", "请填写日期，如 2026-05-09。")
    elif not FIRST_DAY <= day <= LAST_DAY:
        wrong[name] = w("Choose a day from {first} to {last}.", "请选择{first}至{last}之间的日期。").put(
            first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat()
        )
        return None
    return day


def _pauses(params: QueryDict, wrong: dict[str, str | Words]) -> tuple[Pause, ...]:
    """Pairs of `pause_from` and `pause_until` in their order; an empty end is a pause that still lasts."""
    found: list[Pause] = []
    pairs = list(zip(params.getlist("pause_from"), padded(params, "pause_until"), strict=False))[:MOST_PAUSES]
    for begun, ended in pairs:
        if not begun and not ended:
            continue
        begin = _day(begun, "pauses", wrong)
        end = _day(ended, "pauses", wrong) if ended else None
        if begin and end and end <= begin:
            wrong["pauses"] = w("A pause ends later than it begins.", "恢复计时日应晚于暂停日。")
        elif begin:
            found.append((begin, end))
    return tuple(found)


def padded(params: QueryDict, name: str) -> list[str]:
    """The values of a repeated field, with empty ones behind them."""
    return [*params.getlist(name), *[""] * MOST_PAUSES]


def _place(said: str, of: list[Unit], wrong: dict[str, str | Words]) -> Unit | None:
    if not said:
        return of[0] if of else None
    found = next((unit for unit in of if str(unit.pk) == said), None)
    if found is None:
        wrong["place"] = w("Choose one of the governments listed.", "请从列出的政府中选择。")
    return found


def today() -> str:
    """Today, as a form's default."""
    return clock.today().isoformat()
