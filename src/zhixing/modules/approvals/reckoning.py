"""How the last day of a case's duty was reached: the same explanation that a matter's own duty has, from the case's story.

The case's believed events are folded again by the one rule, so what a person reads is what the rule decides; pauses and
extensions are those that the fold found. A breach that a check found has no last day: what was asked for is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import Calendar, OutsideCalendar
from zhixing.kernel.calendars.counting import Extension
from zhixing.kernel.calendars.explaining import DayLine
from zhixing.kernel.calendars.explaining import explain as explain_days
from zhixing.kernel.calendars.terms import Term
from zhixing.kernel.matters import events
from zhixing.kernel.obligations.explain import Explained, Step, would_change
from zhixing.kernel.rulebook.deadlines import term_of
from zhixing.kernel.rulebook.fold import fold
from zhixing.kernel.rulebook.owed import Happening, Owed, value_on
from zhixing.kernel.rulebook.periods import last_of, told
from zhixing.kernel.rulebook.ruleset import RuleSet, kinds_of
from zhixing.kernel.rulebook.schema import HOURLY, CheckRule, DeadlineRule, RecurringRule
from zhixing.modules.approvals.models import Duty, Happened

FIRST_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  # the wall clock of the source's zone, as the store counts
DEBTOR = 1  # one case, one story: whoever holds it is told by the duty itself


def shown_at(happened: Happened) -> datetime:
    """What the clock of the mapping's zone showed."""
    return FIRST_DAY + timedelta(seconds=happened.second)


def day_of(happened: Happened) -> date:
    """The day in the mapping's zone."""
    return FIRST_DAY.date() + timedelta(days=happened.day)


_PROPOSED = {  # names that the proposal of a mapping gives to dates of a case
    "case.opened": w("Case opened", "办件开始"),
    "case.closed": w("Case closed", "办结"),
}


def called(kind: str) -> Words | str:
    """An event's words where the house knows its kind; else the source's own name for it."""
    return events.words_of(kind) or _PROPOSED.get(kind) or kind


def reckoned(
    duty: Duty, rule: DeadlineRule | RecurringRule | CheckRule, story: Sequence[Happened], calendar: Calendar
) -> Explained:
    """The duty's date with all it rests on. `story` is the case's believed events in their order."""
    title = w(rule.title.en, rule.title.zh)
    trigger = _step(story, duty.trigger_id)
    if isinstance(rule, CheckRule):
        asked = w("What was asked for: {said}", "应当做到：{said}").put(said=w(rule.says.en, rule.says.zh))
        return _explained(
            duty,
            title,
            asked,
            rule,
            w("no limit of days: what the event itself shows", "不涉及期限，以事件本身为准"),
            trigger,
        )
    found = _owed(duty, rule, story, calendar)
    if found is None:
        sentence = w(
            "The last day stands as it was judged; the story or the rule has changed since.",
            "时限以判定时为准；此后办件记录或规则有变化。",
        )
        return _explained(duty, title, sentence, rule, w("as judged", "按判定时"), trigger)
    try:
        sentence, value, lines, notes = _counted(rule, found, duty, calendar)
    except OutsideCalendar:
        sentence = w("The calendar of working days does not reach these days.", "超出工作日日历范围。")
        value, lines, notes = w("in working days", "按工作日"), (), ()
    steps = {h.pk: _step(story, h.pk) for h in story}
    return Explained(
        title=title,
        sentence=sentence,
        basis=tuple(rule.basis),
        value=value,
        lines=lines,
        notes=notes,
        trigger=trigger,
        pauses=tuple(s for p in found.pauses if (s := steps.get(p[2]))),
        extensions=tuple(s for m in found.moves if (s := steps.get(m.event_id))),
        first_due_on=duty.first_due_on,
        due_on=duty.due_on,
        provisional=duty.provisional,
        would_change=would_change(rule, duty.provisional),
    )


def _explained(
    duty: Duty, title: Words, sentence: Words, rule: Any, value: Words, trigger: Step | None
) -> Explained:
    return Explained(
        title=title, sentence=sentence, basis=tuple(rule.basis), value=value, lines=(), notes=(), trigger=trigger, pauses=(),
        extensions=(), first_due_on=duty.first_due_on, due_on=duty.due_on, provisional=duty.provisional, would_change=(),
    )  # fmt: skip


def _step(story: Sequence[Happened], happened_id: int) -> Step | None:
    one = next((h for h in story if h.pk == happened_id), None)
    return Step(day_of(one), _told(one), one.pk) if one else None


def _told(happened: Happened) -> Words:
    said = called(happened.kind)
    words = said if isinstance(said, Words) else w(said, said)
    who = "、".join(name for name in (happened.unit_name, happened.person_name) if name)
    return w("{said} ({who})", "{said}（{who}）").put(said=words, who=who) if who else words


def _owed(
    duty: Duty, rule: DeadlineRule | RecurringRule, story: Sequence[Happened], calendar: Calendar
) -> Owed | None:
    """The duty as the fold finds it. Whether the rule applies at all was judged; which fact it asked for is not asked again."""
    alone = rule.model_copy(update={"when": None})
    rules = RuleSet(timed={rule.code: alone}, _touched={kind: (alone,) for kind in kinds_of(alone)})
    holder = rule.holder
    who: dict[str, Any] = {"unit_id": DEBTOR, "person_id": DEBTOR}
    who |= {holder.units: [DEBTOR]} if holder.units else {holder.unit or holder.person or "unit_id": DEBTOR}
    happenings = [
        Happening(h.pk, h.kind, shown_at(h).replace(tzinfo=clock.zone()), day_of(h), {**who, **h.facts})
        for h in story
    ]
    try:
        found = fold(rules, happenings, calendar, duty.judged_for).owed
    except OutsideCalendar:
        return None
    same = [o for o in found if o.trigger_id == duty.trigger_id and o.opened_on == duty.opened_on]
    return next((o for o in same if o.due_on == duty.due_on), None)


def _counted(
    rule: DeadlineRule | RecurringRule, owed: Owed, duty: Duty, calendar: Calendar
) -> tuple[Words, Words, tuple[DayLine, ...], tuple[Words, ...]]:
    if isinstance(rule, RecurringRule):
        ends = last_of(owed.period, owed.opened_on, rule)
        term = Term(rule.grace, rule.grace_unit.in_days, roll=rule.roll)
        after = explain_days(ends, term, calendar)
        sentence = w(
            "The period is {period} and ends on {ends}. {then}", "所属周期为{period}，截止于{ends}。{then}"
        ).put(period=told(owed.period), ends=ends.isoformat(), then=after.sentence)
        return sentence, term.told(), after.lines, after.notes
    value = value_on(rule.values, owed.opened_on)
    if owed.said_on is not None or value is None or value.amount is None:
        sentence = w(
            "The day {day} stands on record in the case; nothing is counted. The last day is inclusive.",
            "时限{day}由办件记录载明，不另计算（含当日）。",
        ).put(day=(owed.said_on or duty.first_due_on or duty.opened_on).isoformat())
        return sentence, w("a day on record", "记录所载日期"), (), ()
    if value.unit in HOURLY:
        length = w("{n} hours", "{n} 小时").put(n=value.amount)
        return (
            w("{length} from the moment of the event.", "自事件发生时起{length}。").put(length=length),
            length,
            (),
            (),
        )
    term = term_of(rule, value)
    moves = [
        Extension(by=move.added.amount) if move.added else Extension(until=move.day)
        for move in owed.moves
        if move.added or move.day
    ]
    pauses = [(begun, ended) for begun, ended, _ in owed.pauses]
    after = explain_days(owed.opened_on, term, calendar, pauses=pauses, extensions=moves)
    since = w("{term}, in force since {since}", "{term}，{since}起执行").put(
        term=term.told(), since=value.from_on.isoformat()
    )
    return after.sentence, since, after.lines, after.notes
