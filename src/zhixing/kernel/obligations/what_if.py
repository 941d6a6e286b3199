"""What if the rules or the calendar had been otherwise? Recorded history read again under a change; nothing is written.

Both sides are folded from the same events by the same engine, up to the same day: the rules each matter was opened under, and
those with the change. What differs is told: who would have been late, which cards would have been due, how the load moves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.calendars.calendar import Calendar, LocalDay
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.rulebook.fold import fold
from zhixing.kernel.rulebook.loading import shipped
from zhixing.kernel.rulebook.local import LocalValue, laid_over
from zhixing.kernel.rulebook.models import Rulebook
from zhixing.kernel.rulebook.owed import Debtor, Happening
from zhixing.kernel.rulebook.refusals import UnknownRule
from zhixing.kernel.rulebook.ruleset import RuleSet, compile_packs
from zhixing.kernel.rulebook.schema import (
    Colour,
    DeadlineRule,
    Pack,
    RecurringRule,
    Rule,
    TimedRule,
    Unit,
    Warning_,
)
from zhixing.kernel.rulebook.service import packs_of
from zhixing.kernel.rulebook.warnings import warnings_of

LONG_AGO = date(1949, 10, 1)
READ_AT_ONCE = 500
BULK_FROM = 50_000  # events: from about here on the bulk engine is the quicker one
TimedRules = DeadlineRule | RecurringRule


@dataclass(frozen=True, slots=True)
class Change:
    """One thing otherwise: a rule's term, its warnings, packs on or off, or days that rest or are worked. All may be combined."""

    rule: str = ""
    amount: int | None = None
    unit: str = Unit.WORKING_DAYS.value
    warn_colour: str = ""
    warn_after: int | None = None
    warn_before: int | None = None
    without: frozenset[str] = frozenset()
    with_packs: frozenset[str] = frozenset()
    days: Mapping[date, bool] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Does it ask for nothing?"""
        warns = self.warn_colour and (self.warn_after or self.warn_before is not None)
        return not (self.amount or warns or self.without or self.with_packs or self.days)


@dataclass(frozen=True, slots=True)
class Moved:
    """One obligation that comes out otherwise. Days are None where it is not owed (or stands still) on that side."""

    matter_id: int
    duty: Words
    debtor: Debtor
    was_due_on: date | None
    would_be_due_on: date | None
    was_late: bool
    would_be_late: bool


@dataclass(slots=True)
class Outcome:
    """Both sides of the question, counted over the same matters."""

    matters: int = 0
    late: tuple[int, int] = (0, 0)
    cards: dict[str, tuple[int, int]] = field(default_factory=dict)
    units: dict[int, tuple[int, int]] = field(default_factory=dict)
    weeks: dict[date, tuple[int, int]] = field(default_factory=dict)
    moved: list[Moved] = field(default_factory=list)


def ask(
    matters: Iterable[Matter],
    jurisdiction_id: int,
    change: Change,
    as_of: date,
    *,
    bulk_from: int = BULK_FROM,
) -> Outcome:
    """What these matters' duties were by `as_of` (inclusive), and what they would have been. Reads, writes nothing.

    Rulebooks with `bulk_from` events or more are judged in bulk, the others by the fold: the same meaning, other speeds.
    Raises UnknownRule when the changed rule stands in none of their rulebooks.
    """
    was = calendar_for(jurisdiction_id)
    would = was.with_overrides(_overrides(change)) if change.days else was
    tally = _Tally(as_of)
    rules = _Rules(change)
    for rulebook_id, stories in _by_rulebook(matters).items():
        before, after = rules.of(rulebook_id)
        is_bulk = sum(map(len, stories.values())) >= bulk_from
        judge = _judged_in_bulk if is_bulk else _folded
        then = judge(before, stories, was, as_of)
        else_ = judge(after, stories, would, as_of)
        for matter_id in stories:
            tally.add(matter_id, then.get(matter_id, []), else_.get(matter_id, []), was, would)
    if change.rule and not rules.knew_the_rule:
        raise UnknownRule(rule=change.rule)
    return tally.outcome()


@dataclass(frozen=True, slots=True)
class Seen:
    """One obligation as either engine tells it."""

    key: str
    rule: TimedRules
    debtor: Debtor
    opened_on: date
    due_on: date | None
    ended_on: date | None
    state: str
    was_late: bool

    @property
    def is_running(self) -> bool:
        return self.state in ("open", "suspended")


Stories = dict[int, list[Happening]]


def _folded(rules: RuleSet, stories: Stories, calendar: Calendar, as_of: date) -> dict[int, list[Seen]]:
    return {
        matter_id: [
            Seen(o.key, o.rule, o.debtor, o.opened_on, o.due_on, o.ended_on, o.state, o.was_late())
            for o in fold(rules, [h for h in story if h.day <= as_of], calendar, as_of).owed
        ]
        for matter_id, story in stories.items()
    }


def _judged_in_bulk(
    rules: RuleSet, stories: Stories, calendar: Calendar, as_of: date
) -> dict[int, list[Seen]]:
    from zhixing.kernel.obligations.batch.evaluation import (
        evaluate,  # it loads an engine: only where it is needed
    )
    from zhixing.kernel.obligations.batch.rows import CaseEvent

    happened = [CaseEvent(matter_id, h) for matter_id, story in stories.items() for h in story]
    found: dict[int, list[Seen]] = {}
    for one in evaluate(rules, happened, calendar, as_of).owed:
        kind, number = one.debtor[0], int(one.debtor[1:])
        debtor = Debtor(unit_id=number) if kind == "u" else Debtor(person_id=number)
        key = f"{one.rule}|{one.trigger}|{one.debtor}|{one.period}"
        rule = rules.timed[one.rule]
        seen = Seen(key, rule, debtor, one.opened_on, one.due_on, one.ended_on, one.state, one.late)
        found.setdefault(one.case_id, []).append(seen)
    return found


def _by_rulebook(matters: Iterable[Matter]) -> dict[int | None, Stories]:
    found: dict[int | None, Stories] = {}
    for matter, story in _stories(matters):
        found.setdefault(matter.rulebook_id, {})[matter.pk] = story
    return found


def _overrides(change: Change) -> dict[date, LocalDay]:
    return {on: LocalDay(rests, "假设") for on, rests in change.days.items()}


class _Rules:
    """Each rulebook's rules as they are and as they would be, compiled once."""

    def __init__(self, change: Change) -> None:
        self.change, self.knew_the_rule = change, False
        self._kept: dict[int | None, tuple[RuleSet, RuleSet]] = {}

    def of(self, rulebook_id: int | None) -> tuple[RuleSet, RuleSet]:
        if rulebook_id not in self._kept:
            self._kept[rulebook_id] = self._compiled(rulebook_id)
        return self._kept[rulebook_id]

    def _compiled(self, rulebook_id: int | None) -> tuple[RuleSet, RuleSet]:
        book = Rulebook.objects.filter(pk=rulebook_id or 0).first()
        if book is None:
            return RuleSet(), RuleSet()
        values = [LocalValue.of(kept) for kept in book.locals]
        packs = packs_of(book)
        before = compile_packs([laid_over(pack, values) for pack in packs], choices=book.choices)
        otherwise = [pack for pack in packs if pack.pack not in self.change.without]
        known = {pack.pack for pack in otherwise}
        otherwise += [shipped()[name] for name in sorted(self.change.with_packs - known) if name in shipped()]
        if self.change.amount:
            wanted = LocalValue(self.change.rule, LONG_AGO, self.change.amount, self.change.unit, "假设")
            values = [*(v for v in values if v.rule != self.change.rule), wanted]
        after = [self._warned(laid_over(pack, values)) for pack in otherwise]
        self.knew_the_rule |= self.change.rule in before.timed
        return before, compile_packs(after, choices=book.choices)

    def _warned(self, pack: Pack) -> Pack:
        """The pack with the wanted warning of that colour in the rule's own list."""
        wanted = self.change
        if not wanted.warn_colour or (wanted.warn_after is None and wanted.warn_before is None):
            return pack
        rules: list[Rule] = []
        for rule in pack.rules:
            if rule.code == wanted.rule and isinstance(rule, TimedRule):
                new = Warning_(
                    colour=Colour(wanted.warn_colour), after=wanted.warn_after, before=wanted.warn_before
                )
                others = [one for one in rule.warnings if one.colour != new.colour]
                rules.append(rule.model_copy(update={"warnings": [*others, new]}))
            else:
                rules.append(rule)
        return pack.model_copy(update={"rules": rules})


def _stories(matters: Iterable[Matter]) -> Iterator[tuple[Matter, list[Happening]]]:
    """Each matter with its events, some hundred matters in one query."""
    waiting: list[Matter] = []
    for matter in matters:
        waiting.append(matter)
        if len(waiting) == READ_AT_ONCE:
            yield from _read(waiting)
            waiting = []
    yield from _read(waiting)


def _read(matters: list[Matter]) -> Iterator[tuple[Matter, list[Happening]]]:
    rows = Event.objects.filter(matter_id__in=[m.pk for m in matters]).order_by("happened_at", "id")
    found: dict[int, list[Happening]] = {}
    for matter_id, pk, kind, at, facts in rows.values_list("matter_id", "id", "kind", "happened_at", "facts"):
        found.setdefault(matter_id or 0, []).append(Happening(pk, kind, at, clock.day_of(at), facts))
    for matter in matters:
        yield matter, found.get(matter.pk, [])


class _Tally:
    """Counts both sides. Late: met late, missed, or still undone after its last day."""

    def __init__(self, as_of: date) -> None:
        self.as_of, self.matters = as_of, 0
        self.late: list[int] = [0, 0]
        self.cards: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        self.units: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
        self.weeks: tuple[Counter[date], Counter[date]] = (Counter(), Counter())
        self.moved: list[Moved] = []

    def add(
        self, matter_id: int, was: list[Seen], would: list[Seen], first: Calendar, second: Calendar
    ) -> None:
        self.matters += 1
        for side, owed, calendar in ((0, was, first), (1, would, second)):
            for o in owed:
                self._count(side, o, calendar)
        after = {o.key: o for o in would}
        before = {o.key: o for o in was}
        for key in [*before, *(k for k in after if k not in before)]:
            self._compare(matter_id, before.get(key), after.get(key))

    def _count(self, side: int, o: Seen, calendar: Calendar) -> None:
        if self._is_late(o):
            self.late[side] += 1
            self.units[side][o.debtor.unit_id or 0] += 1
        if o.due_on is None or o.state in ("excused", "superseded"):
            return
        self.weeks[side][o.due_on - timedelta(days=o.due_on.weekday())] += 1
        until = min(self.as_of, o.ended_on) if o.ended_on else self.as_of
        for due in warnings_of(o.rule, o.opened_on, o.due_on, calendar):
            if due.on <= until:
                self.cards[side][due.colour] += 1

    def _is_late(self, o: Seen) -> bool:
        overdue = o.is_running and o.due_on is not None and o.due_on < self.as_of
        return o.was_late or o.state == "missed" or overdue

    def _compare(self, matter_id: int, was: Seen | None, would: Seen | None) -> None:
        one = was or would
        assert one is not None  # the key came from one of them
        late = (was is not None and self._is_late(was), would is not None and self._is_late(would))
        days = (was.due_on if was else None, would.due_on if would else None)
        if late[0] != late[1] or days[0] != days[1]:
            title = w(one.rule.title.en, one.rule.title.zh)
            self.moved.append(Moved(matter_id, title, one.debtor, *days, *late))

    def outcome(self) -> Outcome:
        changed = sorted(self.moved, key=_order)
        return Outcome(
            self.matters,
            (self.late[0], self.late[1]),
            {c: (self.cards[0][c], self.cards[1][c]) for c in ("blue", "yellow", "red")},
            _both(*self.units),
            _both(*self.weeks),
            changed,
        )


def _order(m: Moved) -> tuple[Any, ...]:
    """Who would be late instead of in time (or the other way) first, then by day."""
    day = m.would_be_due_on or date.max
    return (
        m.was_late == m.would_be_late,
        day,
        m.matter_id,
        m.duty.text("en"),
        m.debtor.key(),
        m.was_due_on or day,
    )


def _both(first: Counter[Any], second: Counter[Any]) -> dict[Any, tuple[int, int]]:
    return {key: (first[key], second[key]) for key in sorted(first.keys() | second.keys())}
