"""Limits and steps of an item: how people write them, and whether a promise can ever be longer than the law allows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.counting import last_day
from zhixing.kernel.calendars.terms import Term
from zhixing.modules.approvals.catalogue.refusals import (
    PromiseBeyondLaw,
    PromiseSometimesBeyondLaw,
    StepsExceedLimit,
    StepUnreadable,
)
from zhixing.modules.approvals.models.items import Guide

LOOK_AHEAD_DAYS = 366
_OUTSIDE = re.compile(r"[\s，,]*[（(]?(?:不计时|不计入时限|not counted)[）)]?$", re.IGNORECASE)
_LIMIT = re.compile(
    r"[\s:：,，]*(\d{1,4})\s*(个?工作日|个?自然日|日|天|working days?|natural days?|days?)$", re.IGNORECASE
)
_LEFT_OVER = re.compile(r"\d|[一二三四五六七八九十两]+\s*个?(?:工作日|自然日|日|天)")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an item. `term` is its own limit, if it has one; one that is not `counted` stands outside the item's limit."""

    name: str
    term: Term | None = None
    counted: bool = True


def term_of(written: str) -> Term | None:
    """A limit as people write it, or None where it is none.

    >>> term_of("20个工作日"), term_of("30 天").unit, term_of("尽快")
    (Term(amount=20, unit='working_days', start_counts=False, roll=None, direction='after'), 'natural_days', None)
    """
    found = _LIMIT.fullmatch(written.strip())
    if found is None or int(found[1]) < 1:
        return None
    is_working = "工作日" in found[2] or "working" in found[2].lower()
    return Term(int(found[1]), "working_days" if is_working else "natural_days")


def step_of(line: str) -> Step:
    """A step as people write it: "审查 5个工作日", "专家评审 30日 不计时", "送达". Raises StepUnreadable.

    >>> step_of("专家评审（不计时）")
    Step(name='专家评审', term=None, counted=False)
    """
    plain = line.strip()
    without = _OUTSIDE.sub("", plain)
    found = _LIMIT.search(without)
    name = (without[: found.start()] if found else without).strip()
    if not name or _LEFT_OVER.search(name):
        raise StepUnreadable(step=line)
    return Step(name, term_of(found[0]) if found else None, without == plain)


def steps_of(lines: Sequence[str]) -> list[Step]:
    """The steps in their order. Raises StepUnreadable for the first line that says none."""
    return [step_of(line) for line in lines]


def must_keep_within_the_law(guide: Guide, calendar: Calendar, today: date) -> None:
    """Refuse a promise that is longer than the law, or would be on a day of the coming year (优化营商环境条例 art. 36)."""
    promised, statutory = guide.promised, guide.statutory
    if promised is None or statutory is None:
        return
    if promised.unit == statutory.unit:
        if promised.amount > statutory.amount:
            raise PromiseBeyondLaw(promised=promised.told(), statutory=statutory.told())
        return
    longer = first_longer(promised, statutory, calendar, today)
    if longer is not None:
        raise PromiseSometimesBeyondLaw(
            promised=promised.told(), statutory=statutory.told(), accepted_on=longer
        )


def first_longer(promised: Term, statutory: Term, calendar: Calendar, today: date) -> date | None:
    """The first day of the coming year on which what is accepted would be promised for later than the law allows."""
    for ahead in range(LOOK_AHEAD_DAYS):
        day = today + timedelta(days=ahead)
        if last_day(day, promised, calendar).on > last_day(day, statutory, calendar).on:
            return day
    return None


def must_fit_in(steps: Sequence[Step], guide: Guide) -> None:
    """Refuse steps that take together longer than what is promised (else than the law allows), counted in the same days."""
    limit = guide.promised or guide.statutory
    terms = [step.term for step in steps if step.term is not None and step.counted]
    if limit is None or any(term.unit != limit.unit for term in terms):
        return
    together = sum(term.amount for term in terms)
    if together > limit.amount:
        raise StepsExceedLimit(together=Term(together, limit.unit).told(), limit=limit.told())


def told(term: Term | None, otherwise: Words) -> Words:
    """A limit in words, or what stands where there is none."""
    return otherwise if term is None else term.told()


NO_LAW = w("the law sets none", "法律法规未规定")
NO_PROMISE = w("none promised", "未作承诺")
