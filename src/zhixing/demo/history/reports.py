"""Feedback: for every period of the rhythm or stage of the plan, in time or late as the unit is."""

from __future__ import annotations

from datetime import date, timedelta

from zhixing.demo.history.courses import SLOW
from zhixing.demo.history.days import due_after, working
from zhixing.demo.history.life import Life
from zhixing.kernel.rulebook.periods import periods

GRACE = 3  # working days after the end of a period, as the rule pack has it
EARLY = {"month": 2, "quarter": 3, "half_month": 1}


def reported(life: Life) -> None:
    """Every report of the lead unit, and now and then one of a supporting unit."""
    if life.rhythm in ("month", "week", "half_month", "quarter", "day"):
        for since, last in life.spans:
            _by_period(life, since, min(last, life.until))
    for stage in life.stages:
        day = life.pick(working(stage, -2), stage)
        if day:
            _report(life, day, "")
    if life.supporting and life.chance(0.12):
        _supporting(life)


def _by_period(life: Life, since: date, last: date) -> None:
    for period in periods(life.rhythm, since, last, anchor=since, whole=True):
        due = due_after(period.last, GRACE)
        first = working(period.last, -EARLY.get(life.rhythm, 0) or 0)
        if life.rhythm != "day" and life.chance(0.30 if life.is_careless else 0.02):
            day = life.pick(working(due, 1), working(due, 2 if life.rhythm == "week" else 5))
            if day and life.chance(0.6):
                life.add(working(day, 1), 66, "answer_card", life.clerk(day), answer=_answer(life, day))
        elif life.rhythm == "day":  # in an emergency people report on rest days, too
            day = period.last if any(a <= period.last <= b for a, b in life.windows) else None
        else:
            day = life.pick(first, due)
        if day:
            _report(life, day, period.key)


def _report(life: Life, day: date, period: str) -> None:
    life.percent = percent = max(life.percent, _percent(life, day))
    evidence = [life.paper(f"进展佐证（{day.month}月）", day)] if life.chance(0.06) else []
    said = life.talk.progress(percent, day, daily=life.rhythm == "day")
    life.add(day, 50, "report_progress", life.doer(day), **said, period=period, evidence=evidence)


def _percent(life: Life, day: date) -> int:
    """How far it is, from the share of time gone; slow ones lag behind."""
    whole = max(1, (life.course.done - life.signed).days)
    gone = 100 * (day - life.signed).days / whole
    pace = 0.7 if life.course.fate in SLOW and day <= life.course.limit + timedelta(days=3) else 0.95
    return max(3, min(97, int(gone * pace) + life.rng.randint(-2, 2)))


def _supporting(life: Life) -> None:
    """A supporting unit tells its own part; the whole's progress stays the lead unit's word."""
    day = life.pick(working(life.signed, 4), life.course.done)
    if day is None or life.leads:
        return
    unit = life.rng.choice(life.supporting)
    said = {"progress": life.talk.say("supporting"), "progress_percent": _percent(life, day)}
    life.add(day, 52, "report_progress", life.roster.clerk(unit, day), **said)


def _answer(life: Life, day: date) -> str:
    promised = working(day, 4)
    return life.talk.say("card_answers", day=f"{promised.month}月{promised.day}日")
