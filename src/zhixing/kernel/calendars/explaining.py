"""How a last day was reached: every day from the start, counted or skipped, and why.

The explanation walks; the answer comes from `counting.last_day`. A property test holds the two together, so
what a person reads is what the rules decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import WEEKDAYS, Calendar, Day, DayKind
from zhixing.kernel.calendars.counting import extended, last_day, merged
from zhixing.kernel.calendars.terms import Counted, Extension, Pause, Suspended, Term

ONE_DAY = timedelta(days=1)
_MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June", "July")
_MONTHS += ("August", "September", "October", "November", "December")

_KIND_TOLD = {
    DayKind.WORKING: w("{weekday}, a working day", "{weekday}，工作日"),
    DayKind.WEEKEND: w("{weekday}, a rest day", "{weekday}，周休息日"),
    DayKind.HOLIDAY: w("{weekday}, {name} holiday", "{weekday}，{name}放假"),
    DayKind.MAKEUP: w("{weekday}, worked to make up for {name}", "{weekday}，{name}调休上班"),
    DayKind.LOCAL_REST: w("{weekday}, a local rest day: {name}", "{weekday}，本地休息日：{name}"),
    DayKind.LOCAL_WORKING: w("{weekday}, a local working day: {name}", "{weekday}，本地工作日：{name}"),
}
_KIND_UNSURE = {
    DayKind.WORKING: w(
        "{weekday}, provisionally a working day: the holidays of {year} are not published yet",
        "{weekday}，暂按工作日计（{year}年节假日安排尚未公布）",
    ),
    DayKind.WEEKEND: w(
        "{weekday}, provisionally a rest day: the holidays of {year} are not published yet",
        "{weekday}，暂按周休息日计（{year}年节假日安排尚未公布）",
    ),
}
_ZERO = w(
    "The day the term begins does not count (Civil Code, art. 201)",
    "起算当日不计入（《民法典》第二百零一条）",
)
_ZERO_BEFORE = w("The day counted back from does not count", "倒推期限的基准日不计入")
_SET = w("The new last day set by an extension", "延期确定的新截止日")
_PAUSED = w(
    "The clock stands still from {begin} until {end}, when it runs on", "{begin}起暂停计时，{end}恢复计时"
)
_PAUSED_OPEN = w(
    "The clock stands still from {begin}; it has not been started again", "{begin}起暂停计时，尚未恢复"
)
_MOVED_OVER = w("{what}: the last day moves over it", "{what}，截止日顺延")
_MOVED_TO = w("{what}: the last day moves to here", "{what}，截止日移至此日")


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a count. `number` is which unit of the count it is (working or natural day), None if not
    counted.
    """

    on: date
    number: int | None
    counted: bool
    why: Words
    day: Day


@dataclass(frozen=True, slots=True)
class Explanation:
    """The lines in the order of counting (backward for a term before a day), the result, and both told.

    `sentence` says the result; `notes` say what else bears on it: extensions, pauses, rolling, what is
    provisional.
    """

    start: date
    term: Term
    lines: tuple[DayLine, ...]
    result: Counted | Suspended
    sentence: Words
    notes: tuple[Words, ...]


def explain(
    start: date,
    term: Term,
    calendar: Calendar,
    *,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Explanation:
    """How `last_day` with the same arguments reaches its answer. Refuses what `last_day` refuses."""
    result = last_day(start, term, calendar, pauses=pauses, extensions=extensions)
    zero, running, is_set = extended(start, term, extensions)
    stops = merged(pauses)
    stands_as_set = is_set and running.amount == 0
    lines = [] if running.start_counts else [_zero_line(zero, running, calendar, is_set=is_set)]
    if not stands_as_set:
        lines += _walk(zero, running, calendar, stops, result)
        lines += _roll(calendar, result)
    notes = tuple(_notes(term, calendar, lines, result, extensions))
    sentence = _sentence(start, term, result, is_extended=bool(extensions))
    return Explanation(start, term, tuple(lines), result, sentence, notes)


def _zero_line(zero: date, term: Term, calendar: Calendar, *, is_set: bool) -> DayLine:
    why = _SET if is_set else _ZERO if term.direction == "after" else _ZERO_BEFORE
    return DayLine(zero, None, False, why, calendar.kind_of(zero))


def _walk(
    zero: date, term: Term, calendar: Calendar, stops: list[Pause], result: Counted | Suspended
) -> Iterator[DayLine]:
    """The days after day zero up to the last day before rolling, or up to the pause that has no end."""
    end = (
        max(result.since, zero + ONE_DAY)
        if isinstance(result, Suspended)
        else result.rolled_from or result.on
    )
    counts = _counts(term)
    step = ONE_DAY if term.direction == "after" else -ONE_DAY
    day, number = (zero - ONE_DAY if term.start_counts else zero), 0
    while (day < end) if step > timedelta(0) else (day > end):
        day += step
        known = calendar.kind_of(day)
        stop = next(
            (pause for pause in stops if pause[0] <= day and (pause[1] is None or day < pause[1])), None
        )
        if stop is not None:
            yield DayLine(day, None, False, _stopped(stop), known)
        elif counts(known):
            number += 1
            yield DayLine(day, number, True, why_of(known), known)
        else:
            yield DayLine(day, None, False, why_of(known), known)


def _counts(term: Term) -> Callable[[Day], bool]:
    """Whether a day counts in the term's unit: in months, weeks and days every day does."""
    return (lambda day: day.works) if term.unit == "working_days" else (lambda day: True)


def _roll(calendar: Calendar, result: Counted | Suspended) -> Iterator[DayLine]:
    """The days from the last day on a rest day to the working day to which it moves."""
    if result.on is None or result.rolled_from is None:
        return
    day, step = result.rolled_from, ONE_DAY if result.on > result.rolled_from else -ONE_DAY
    while day != result.on:
        day += step
        known = calendar.kind_of(day)
        said = _MOVED_TO if day == result.on else _MOVED_OVER
        yield DayLine(day, None, False, said.put(what=why_of(known)), known)


def why_of(day: Day) -> Words:
    """What the day is, in words: weekday, and the holiday, make-up day or local arrangement that bears on
    it.
    """
    told = _KIND_TOLD[day.kind] if day.published else _KIND_UNSURE[day.kind]
    return told.put(weekday=WEEKDAYS[day.on.weekday()], name=day.name, year=day.on.year)


def written(day: date) -> Words:
    """A day written out: "8 October 2026", "2026年10月8日"."""
    return Words(f"{day.day} {_MONTHS[day.month - 1]} {day.year}", f"{day.year}年{day.month}月{day.day}日")


def _stopped(stop: Pause) -> Words:
    begin, end = stop
    if end is None:
        return _PAUSED_OPEN.put(begin=written(begin))
    return _PAUSED.put(begin=written(begin), end=written(end))


def _sentence(start: date, term: Term, result: Counted | Suspended, *, is_extended: bool) -> Words:
    facts = {"start": written(start), "term": term.told()}
    if isinstance(result, Suspended):
        return w(
            "{term} from {start}: the clock stands still since {since}, so there is no last day yet.",
            "自{start}起{term}：{since}起暂停计时，截止日暂无法确定。",
        ).put(**facts, since=written(result.since))
    facts["on"] = written(result.on)
    if is_extended:
        said = w(
            "{term} from {start}, extended: the last day is {on}.",
            "自{start}起{term}，经延期，截止日为{on}（含当日）。",
        )
    elif term.direction == "before":
        said = w("{term} before {start}: the last day is {on}.", "{start}前{term}：最迟为{on}（含当日）。")
    elif term.start_counts:
        said = w(
            "{term} from {start}, that day included: the last day is {on}.",
            "自{start}起（含当日）{term}，截止日为{on}（含当日）。",
        )
    else:
        said = w(
            "{term} from {start}, that day not counted: the last day is {on}.",
            "自{start}起（当日不计）{term}，截止日为{on}（含当日）。",
        )
    return said.put(**facts)


def _notes(
    term: Term,
    calendar: Calendar,
    lines: Sequence[DayLine],
    result: Counted | Suspended,
    extensions: Sequence[Extension],
) -> Iterator[Words]:
    for extension in extensions:
        if extension.until is not None:
            yield w("An extension set the last day to {on}.", "经批准延期至{on}。").put(
                on=written(extension.until)
            )
        else:
            more = replace(term, amount=extension.by or 0, start_counts=False)
            yield w("An extension added {term}.", "经批准延长{term}。").put(term=more.told())
    for why in dict.fromkeys(line.why for line in lines if line.why.en in (_PAUSED.en, _PAUSED_OPEN.en)):
        yield Words(why.en + ".", why.zh + "。", why.facts)
    if result.on is None:
        return
    if result.rolled_from is not None:
        moved = w(
            "{day} is a rest day ({what}), so the last day moves to {on} (Civil Code, art. 203).",
            "{day}为休息日（{what}），截止日顺延至{on}（《民法典》第二百零三条）。",
        )
        if result.on < result.rolled_from:
            moved = w(
                "{day} is a rest day ({what}), so the last day moves back to {on}.",
                "{day}为休息日（{what}），截止日提前至{on}。",
            )
        what = why_of(calendar.kind_of(result.rolled_from))
        yield moved.put(day=written(result.rolled_from), what=what, on=written(result.on))
    if result.provisional:
        year = next(line.on.year for line in lines if not line.day.published)
        yield w(
            "The holidays of {year} are not published yet: the last day is provisional and may move.",
            "{year}年节假日安排尚未公布，截止日为暂定，公布后可能变动。",
        ).put(year=year)
