"""How a date was reached: rule and article, the event that started it, each day counted or skipped, pauses, extensions.

The same structure serves the item page, the API, the printed paper and the public calculator.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.counting import Extension
from zhixing.kernel.calendars.explaining import DayLine
from zhixing.kernel.calendars.explaining import explain as explain_days
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.calendars.terms import Term
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.elsewhere import ELSEWHERE
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.wording import basis_of, duty_words
from zhixing.kernel.rulebook.deadlines import term_of
from zhixing.kernel.rulebook.periods import told as period_told
from zhixing.kernel.rulebook.schema import HOURLY, Basis, DeadlineRule, RecurringRule, Unit, Value
from zhixing.kernel.rulebook.service import ruleset


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the date rests on: an event of the record, in a sentence, with its day."""

    on: date
    sentence: Words
    event_id: int


@dataclass(frozen=True, slots=True)
class Explained:
    """An obligation's date, opened up. `lines` is empty where a person set the day."""

    title: Words
    sentence: Words
    basis: tuple[Basis, ...]
    value: Words
    lines: tuple[DayLine, ...]
    notes: tuple[Words, ...]
    trigger: Step | None
    pauses: tuple[Step, ...]
    extensions: tuple[Step, ...]
    first_due_on: date | None
    due_on: date | None
    provisional: bool
    would_change: tuple[Words, ...]


def explain(obligation: Obligation) -> Explained:
    """The obligation's date with all it rests on. Reads the events it names; changes nothing."""
    if obligation.key.startswith(ELSEWHERE):
        return _carried(obligation)
    rule = ruleset(obligation.matter.rulebook_id).timed[obligation.rule]
    calendar = calendar_for(obligation.matter.jurisdiction_id)
    terms = obligation.terms
    moved_by = [x[0] for x in [*terms.get("extensions", []), *terms.get("added", [])]]
    pauses = [
        (date.fromisoformat(b), date.fromisoformat(e) if e else None) for b, e, _ in terms.get("pauses", [])
    ]
    told = _steps(
        [
            obligation.trigger_id,
            *(p[2] for p in terms.get("pauses", [])),
            *moved_by,
        ]
    )
    extensions = [Extension(by=amount) for _, amount, _ in terms.get("added", [])]
    extensions += [Extension(until=date.fromisoformat(day)) for _, day in terms.get("extensions", [])]
    lines: tuple[DayLine, ...] = ()
    notes: tuple[Words, ...] = ()
    if isinstance(rule, RecurringRule):
        sentence, value, lines, notes = _period(rule, obligation, calendar)
    elif "said_on" in terms:
        sentence, value = _said(obligation, date.fromisoformat(terms["said_on"]))
    elif (given := Value.model_validate(terms["value"])).unit in HOURLY:
        sentence, value = _hours(obligation, given)
    else:
        term = term_of(rule, given)
        after = explain_days(obligation.opened_on, term, calendar, pauses=pauses, extensions=extensions)
        sentence, value, lines, notes = after.sentence, _value(given, term), after.lines, after.notes
    return Explained(
        title=w(rule.title.en, rule.title.zh),
        sentence=sentence,
        basis=tuple(rule.basis),
        value=value,
        lines=lines,
        notes=notes,
        trigger=told.get(obligation.trigger_id),
        pauses=tuple(told[p[2]] for p in terms.get("pauses", []) if p[2] in told),
        extensions=tuple(told[i] for i in moved_by if i in told),
        first_due_on=obligation.first_due_on,
        due_on=obligation.due_on,
        provisional=obligation.provisional,
        would_change=would_change(rule, obligation.provisional),
    )


def _carried(obligation: Obligation) -> Explained:
    """A duty that was judged elsewhere: what was found there. Its days stand with the case, not here."""
    facts = {"opened": obligation.opened_on.isoformat(), "due": (obligation.due_on or date.max).isoformat()}
    if obligation.due_on is None:
        sentence = w("It began on {opened}; the clock stands still now.", "自{opened}起算，目前计时中止。")
    else:
        sentence = w(
            "By the record of the outside case it began on {opened}; the last day is {due} (inclusive).",
            "依外部办件记录，自{opened}起算，截止日为{due}（含当日）。",
        )
    rulebook_id = obligation.matter.rulebook_id
    return Explained(
        title=duty_words(obligation, rulebook_id),
        sentence=sentence.put(**facts),
        basis=tuple(basis_of(obligation, rulebook_id)),
        value=w("as judged from the record of the case", "依办件记录判定"),
        lines=(),
        notes=(),
        trigger=_steps([obligation.trigger_id]).get(obligation.trigger_id),
        pauses=(),
        extensions=(),
        first_due_on=obligation.first_due_on,
        due_on=obligation.due_on,
        provisional=obligation.provisional,
        would_change=(),
    )


def _steps(ids: list[int]) -> dict[int, Step]:
    rows = Event.objects.filter(pk__in=ids)
    return {row.pk: Step(clock.day_of(row.happened_at), events.tell(row), row.pk) for row in rows}


def _value(value: Value, term: Term) -> Words:
    if value.setting:
        return w(
            "{term} (a default: the source gives no figure), in force since {since}",
            "{term}（原文未定数，为默认值），{since}起执行",
        ).put(term=term.told(), since=value.from_on.isoformat())
    return w("{term}, in force since {since}", "{term}，{since}起执行").put(
        term=term.told(), since=value.from_on.isoformat()
    )


def _hours(obligation: Obligation, value: Value) -> tuple[Words, Words]:
    """A term that runs in hours ends at a moment; what is counted are hours, not days."""
    assert value.amount and obligation.due_at is not None  # settle writes it for such a value
    if value.unit == Unit.WORKING_HOURS:
        length = w("{n} office hours of working days", "{n} 个工作小时").put(n=value.amount)
    else:
        length = w("{n} hours, nights and rest days included", "{n} 小时（昼夜连续计算）").put(n=value.amount)
    sentence = w(
        "{length} from the moment of the event; the last moment is {due} (inclusive).",
        "自事件发生时起{length}，截止时刻为{due}（含）。",
    ).put(length=length, due=obligation.due_at.astimezone(clock.zone()).strftime("%Y-%m-%d %H:%M"))
    return sentence, length


def _said(obligation: Obligation, said_on: date) -> tuple[Words, Words]:
    if obligation.due_on and obligation.due_on != said_on:
        sentence = w(
            "The day {first} was set when it was given; it was extended to {due}. The last day is inclusive.",
            "交办时确定的时限为{first}，后延至{due}（含当日）。",
        ).put(first=said_on.isoformat(), due=obligation.due_on.isoformat())
    else:
        sentence = w(
            "The day {first} was set by the deed itself; nothing is counted. The last day is inclusive.",
            "时限{first}由交办时直接确定，不另计算（含当日）。",
        ).put(first=said_on.isoformat())
    return sentence, w("a day set in the deed", "交办时确定的日期")


def _period(
    rule: RecurringRule, obligation: Obligation, calendar: Calendar
) -> tuple[Words, Words, tuple[DayLine, ...], tuple[Words, ...]]:
    from zhixing.kernel.rulebook.periods import last_of

    ends = last_of(obligation.period, obligation.opened_on, rule)
    term = Term(rule.grace, rule.grace_unit.in_days, roll=rule.roll)
    after = explain_days(ends, term, calendar)
    sentence = w(
        "The period is {period} and ends on {ends}. {then}", "所属周期为{period}，截止于{ends}。{then}"
    ).put(period=period_told(obligation.period), ends=ends.isoformat(), then=after.sentence)
    return sentence, term.told(), after.lines, after.notes


def would_change(rule: DeadlineRule | RecurringRule, provisional: bool) -> tuple[Words, ...]:
    """What would move the date, in words: the rule's pauses and extensions, and a calendar still to come."""
    found = [
        w("a pause: {ground}", "计时中止：{ground}").put(ground=w(p.ground.en, p.ground.zh))
        for p in rule.pauses
    ]
    if isinstance(rule, DeadlineRule) and rule.extensions:
        found.append(w("an extension or a new limit that is approved", "经批准的延期或重新限期"))
    if provisional:
        found.append(
            w(
                "the calendar of a year that is not published yet: the date is provisional",
                "尚未公布年度的节假日安排：该日期为暂定",
            )
        )
    return tuple(found)
