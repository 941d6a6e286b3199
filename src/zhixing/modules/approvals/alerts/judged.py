"""A judged duty as the house takes it over: with its words and articles, its cards, the last day to answer them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from zhixing.base.words import Words, w
from zhixing.kernel.calendars.counting import Term, last_day
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.obligations.elsewhere import ELSEWHERE, Drawn, JudgedDuty
from zhixing.kernel.obligations.models import Card, Obligation
from zhixing.kernel.obligations.models import Colour as CardColour
from zhixing.kernel.rulebook.schema import Answer, CheckRule, DeadlineRule, RecurringRule
from zhixing.modules.approvals.models import Alert, Duty, Source
from zhixing.modules.approvals.rulesets import rules_of

SEVERITY = {"blue": 0, "yellow": 1, "red": 2}
REPROACHES = ("yellow", "red")
ANSWER_WITHIN = Answer(within=3)  # where a rule names no term: three working days, a stated default
RUNNING = ("open", "suspended")
Judging = DeadlineRule | RecurringRule | CheckRule  # what judges outside cases


def rule_of(source: Source, code: str) -> Judging | None:
    """The rule as the source is judged by it now; None where its packs do not hold it any more. Ask it once for a deed."""
    rules = rules_of(source)
    return rules.timed.get(code) or rules.checks.get(code)


def words_of(rule: Judging | None, code: str) -> Words:
    """What was owed, in words; of a check what its breach is."""
    if rule is None:
        return w(code, code)
    said = rule.says if isinstance(rule, CheckRule) else rule.title
    return w(said.en, said.zh)


def duty_words(source: Source, code: str) -> Words:
    """The same of a rule of the source."""
    return words_of(rule_of(source, code), code)


def cards_of(duty: Duty, alert: Alert | None, today: date) -> list[tuple[str, date]]:
    """The cards due for the duty by `today`, (colour, day): those since its source is watched, and those drawn here already."""
    if not duty.is_current:
        return []
    since = duty.case.source.watched_from
    there = drawn_here(alert)
    due = duty.cards.filter(drawn_on__lte=today).order_by("drawn_on", "id").values_list("colour", "drawn_on")
    return [(colour, on) for colour, on in due if colour in there or (since is not None and on >= since)]


def drawn_here(alert: Alert | None) -> frozenset[str]:
    """The colours of the cards that the alert's duty has drawn in the house."""
    return frozenset(cards_in_house(alert).values_list("colour", flat=True)) if alert else frozenset()


def cards_in_house(alert: Alert) -> QuerySet[Card]:
    """The cards of the alert's duty, without those that the alert itself drew (a report that came late)."""
    return Card.objects.filter(matter_id=alert.pk, obligation__key__startswith=ELSEWHERE)


def carried_duty(alert: Alert) -> Obligation | None:
    """The duty as the kernel keeps it."""
    return Obligation.objects.filter(matter_id=alert.pk, key__startswith=ELSEWHERE).first()


def answer_by(rule: Judging | None, jurisdiction_id: int, today: date) -> date:
    """The last day to answer a card that becomes known today: the rule's term, or three working days."""
    answer = (rule.answer if rule else None) or ANSWER_WITHIN
    term = Term(answer.within, answer.unit.in_days)
    return last_day(today, term, calendar_for(jurisdiction_id)).on


def as_judged(duty: Duty, rule: Judging | None, today: date) -> JudgedDuty:
    """The duty as the kernel carries it. One that the story makes no more is excused, from today."""
    assert duty.unit is not None  # a duty without a known unit is not brought in
    words = words_of(rule, duty.rule)
    is_void = not duty.is_current
    is_running = duty.state in RUNNING and not is_void
    ended_on = None if is_running else duty.ended_on or (today if is_void else duty.due_on)
    return JudgedDuty(
        key=f"duty|{duty.pk}",
        rule=duty.rule,
        unit=duty.unit,
        duty_en=words.en,
        duty_zh=words.zh,
        opened_on=duty.opened_on,
        due_on=duty.due_on,
        state="excused" if is_void else duty.state,
        ended_on=ended_on,
        is_late=duty.late and not is_void,
        basis=tuple(rule.basis) if rule else (),
    )


def as_drawn(cards: Iterable[tuple[str, date]], until: date) -> list[Drawn]:
    """Cards as the kernel draws them; a blue one asks for no answer."""
    return [Drawn(CardColour(colour), on, until if colour in REPROACHES else None) for colour, on in cards]


def gravest(colours: Iterable[str]) -> str:
    """The gravest of these colours; "" where there is none."""
    return max(colours, key=SEVERITY.__getitem__, default="")


def fingerprint(duty: Duty) -> str:
    """All of a duty that its alert shows, in one word: what differs makes the alert follow. The same in SQL: `raising.SAME`."""
    cards = ",".join(
        f"{colour} {on.isoformat()}"
        for colour, on in duty.cards.order_by("colour").values_list("colour", "drawn_on")
    )
    days = [day.isoformat() if day else "" for day in (duty.due_on, duty.ended_on)]
    said = [duty.state, *days, str(duty.late).lower(), str(duty.is_current).lower(), str(duty.unit_id), cards]
    return hashlib.md5("|".join(said).encode(), usedforsecurity=False).hexdigest()
