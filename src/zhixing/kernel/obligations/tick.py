"""What time does: cards whose day has come, cards nobody answered, periods that begin.

Set-based, a bounded number of rows in each transaction, safe to run twice and on many workers at once (SKIP LOCKED).
Cards and escalations touch obligations, cards and events only, never a matter row: a tick that also locked matters would
deadlock with `perform`, which locks matter first (kernel notes, d). New periods are settled matter by matter, in that order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from zhixing.base import clock
from zhixing.kernel.access.actors import Actor, service
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.counting import Term, last_day
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.obligations.bulk import BATCH, append
from zhixing.kernel.obligations.escalation import escalate
from zhixing.kernel.obligations.events import CardDrawn
from zhixing.kernel.obligations.models import Colour, Wake
from zhixing.kernel.obligations.settle import settle
from zhixing.kernel.obligations.wording import duty_of
from zhixing.kernel.rulebook import conditions
from zhixing.kernel.rulebook.schema import DeadlineRule, RecurringRule
from zhixing.kernel.rulebook.service import ruleset
from zhixing.kernel.rulebook.warnings import colour_now, next_check

AUTHOR = "time"

_DUE = """
select o.id, o.matter_id, o.rule, o.period, o.opened_on, o.due_on, o.unit_id, o.person_id,
       m.rulebook_id, m.jurisdiction_id, coalesce(u.name, p.name, '')
from obligations_obligation o
join matters_matter m on m.id = o.matter_id
left join organisation_unit u on u.id = o.unit_id
left join organisation_person p on p.id = o.person_id
where o.closed_on is null and o.next_check_at <= %s
order by o.next_check_at, o.id
limit %s
for no key update of o skip locked
"""

_NEXT = """
update obligations_obligation o set next_check_at = n.at
from unnest(%s::bigint[], %s::timestamptz[]) as n(id, at) where o.id = n.id
"""

_CARDS = """
insert into obligations_card (obligation_id, matter_id, colour, unit_id, person_id, drawn_on, for_due_on, state,
                              answer_due_on, answer, challenge, decision)
select * from unnest(%s::bigint[], %s::bigint[], %s::text[], %s::bigint[], %s::bigint[], %s::date[], %s::date[],
                     %s::text[], %s::date[], %s::text[], %s::text[], %s::text[])
on conflict (obligation_id, colour, for_due_on) do nothing
returning id, obligation_id
"""


_WAKE = """
insert into obligations_wake (matter_id, "on") select unnest(%s::bigint[]), %s
on conflict (matter_id) do update set "on" = least(obligations_wake."on", excluded."on")
"""


@dataclass(frozen=True, slots=True)
class _DueRow:
    """One obligation whose moment has come."""

    id: int
    matter_id: int
    rule: str
    period: str
    opened_on: date
    due_on: date | None
    unit_id: int | None
    person_id: int | None
    rulebook_id: int
    jurisdiction_id: int
    holder: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one tick did."""

    checked: int = 0
    cards: int = 0
    escalated: int = 0
    settled: int = 0


def tick(now: datetime | None = None, *, tell: Any = None) -> Ticked:
    """Let time do what has fallen due by `now`. `tell(matter_id, unit_id, person_id, event_id)`-rows go to `tell`.

    Runs until nothing is due; a second run right after finds nothing.
    """
    moment = now or clock.now()
    by_time = service(AUTHOR)
    done = Ticked()
    while True:
        checked, cards = _draw_all(moment, by_time, tell)
        escalated = escalate(moment, by_time, tell)
        settled = wake_up(clock.day_of(moment))
        done = Ticked(
            done.checked + checked, done.cards + cards, done.escalated + escalated, done.settled + settled
        )
        if not settled:  # a period that began may be due at once after a long stop: look again
            return done


def _draw_all(moment: datetime, by_time: Actor, tell: Any) -> tuple[int, int]:
    checked = cards = 0
    while True:
        done, drawn = _batch(moment, by_time, tell)
        checked, cards = checked + done, cards + drawn
        if done < BATCH:
            return checked, cards


def _batch(moment: datetime, by_time: Actor, tell: Any) -> tuple[int, int]:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(_DUE, [moment, BATCH])
        rows = [_DueRow(*row) for row in cursor.fetchall()]
        if not rows:
            return 0, 0
        today = clock.day_of(moment)
        calendars: dict[int, Calendar] = {i: calendar_for(i) for i in {r.jurisdiction_id for r in rows}}
        checks: list[datetime | None] = []
        draw: list[tuple[_DueRow, str, date | None]] = []
        for row in rows:
            rule = ruleset(row.rulebook_id).timed.get(row.rule)
            calendar = calendars[row.jurisdiction_id]
            if rule is None or row.due_on is None:
                checks.append(None)
                continue
            checks.append(next_check(rule, row.opened_on, row.due_on, calendar, after=today))
            colour = colour_now(rule, row.opened_on, row.due_on, calendar, today)
            if colour:
                draw.append((row, colour, _answer_due(rule, colour, today, calendar)))
        cursor.execute(_NEXT, [[r.id for r in rows], checks])
        return len(rows), _draw(cursor, draw, today, moment, by_time, tell)


def _answer_due(
    rule: DeadlineRule | RecurringRule, colour: str, today: date, calendar: Calendar
) -> date | None:
    """The last day to answer the card; None where the rule asks for none. A blue card is a reminder only."""
    if rule.answer is None or colour == Colour.BLUE:
        return None
    return last_day(today, Term(rule.answer.within, rule.answer.unit.in_days), calendar).on


def _draw(
    cursor: Any,
    draw: list[tuple[_DueRow, str, date | None]],
    today: date,
    moment: datetime,
    by_time: Actor,
    tell: Any,
) -> int:
    if not draw:
        return 0
    n = len(draw)
    columns = [
        [r.id for r, _, _ in draw],
        [r.matter_id for r, _, _ in draw],
        [c for _, c, _ in draw],
        [r.unit_id for r, _, _ in draw],
        [r.person_id for r, _, _ in draw],
        [today] * n,
        [r.due_on for r, _, _ in draw],
        ["drawn"] * n,
        [a for _, _, a in draw],
        [""] * n,
        [""] * n,
        [""] * n,
    ]
    cursor.execute(_CARDS, columns)
    made = {obligation: card for card, obligation in cursor.fetchall()}
    drawn = [(row, colour, made[row.id]) for row, colour, _ in draw if row.id in made]
    rows = []
    for row, colour, card in drawn:
        duty = duty_of(row.rulebook_id, row.rule, row.period)
        event = CardDrawn(
            card=card,
            colour=Colour(colour),
            holder=row.holder,
            duty_en=duty.text("en"),
            duty_zh=duty.text("zh"),
            due_on=row.due_on or today,
            rule=row.rule,
            unit_id=row.unit_id,
        )
        rows.append((row.matter_id, event))
    append(cursor, rows, by_time, moment)
    _wake(
        cursor,
        [
            (row.matter_id, row.rulebook_id, event)
            for (row, _, _), (_, event) in zip(drawn, rows, strict=True)
        ],
        today,
    )
    if tell is not None and drawn:
        tell([(r.matter_id, r.unit_id, r.person_id, colour, r.rule) for r, colour, _ in drawn])
    return len(drawn)


def _wake(cursor: Any, drawn: list[tuple[int, int, CardDrawn]], today: date) -> None:
    """Have those matters settled again in which a card is itself the beginning of a duty (an explanation owed).

    In the order of their ids, so that two workers never wait for each other in a circle.
    """
    matters = {m for m, rulebook_id, event in drawn if _begins_a_duty(rulebook_id, event)}
    if matters:
        cursor.execute(_WAKE, [sorted(matters), today])


def _begins_a_duty(rulebook_id: int, event: CardDrawn) -> bool:
    facts = events.encode(event)
    touched = ruleset(rulebook_id).touched_by(event.kind)
    return any(event.kind in rule.on and conditions.holds(rule.when, facts=facts) for rule in touched)


def wake_up(today: date) -> int:
    """Settle the matters in which a period begins by today: each in a transaction of its own, matter first."""
    settled = 0
    waiting = list(
        Wake.objects.filter(on__lte=today).order_by("on").values_list("matter_id", flat=True)[:BATCH]
    )
    while waiting:
        for matter_id in waiting:
            settled += _settle_alone(matter_id, today)
        waiting = list(
            Wake.objects.filter(on__lte=today).order_by("on").values_list("matter_id", flat=True)[:BATCH]
        )
    return settled


def _settle_alone(matter_id: int, today: date) -> int:
    with transaction.atomic(durable=True):
        matter = Matter.objects.select_for_update(no_key=True).filter(pk=matter_id).first()
        wake = Wake.objects.filter(matter_id=matter_id, on__lte=today).first()
        if matter is None or wake is None:
            return 0  # another worker was quicker
        before = matter.due_on
        settle(matter, as_of=today)
        if matter.due_on != before:
            Matter.objects.filter(pk=matter_id).update(due_on=matter.due_on)
        return 1
