"""Counting the record: which thresholds of tally rules were reached. Found by a job, decided by a person.

Only subjects that a new event names are counted again, from the beginning of what the rule looks at, so a back-filled event needs
no special case. Safe to run twice and on several workers: one run a jurisdiction at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from zhixing.base import clock
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.models import Finding, FindingState, TallyMark
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.owed import Debtor, Happening, debtors
from zhixing.kernel.rulebook.schema import TallyRule
from zhixing.kernel.rulebook.service import latest_id, ruleset
from zhixing.kernel.rulebook.tallies import Reached, tally

SETTLING = timedelta(minutes=10)  # an event with a lower number may be committed after one with a higher


@dataclass(frozen=True, slots=True)
class Counted:
    """What one run did."""

    subjects: int = 0
    found: int = 0


def count(today: date | None = None) -> Counted:
    """Look at what is new on the record of every jurisdiction with tally rules."""
    done = Counted()
    for place in Unit.objects.filter(is_jurisdiction=True).order_by("pk"):
        one = _count_in(place, today or clock.today())
        done = Counted(done.subjects + one.subjects, done.found + one.found)
    return done


def _count_in(place: Unit, today: date) -> Counted:
    book = latest_id(place.pk)
    rules = [rule for rule in ruleset(book).tallies.values() if book]
    if not rules or book is None:
        return Counted()
    with transaction.atomic(durable=True):
        TallyMark.objects.get_or_create(jurisdiction=place, defaults={"counted_on": today})
        mark = TallyMark.objects.select_for_update(no_key=True).get(jurisdiction=place)
        since = mark.event_id if mark.rulebook_id == book and mark.counted_on.year == today.year else 0
        subjects = found = 0
        for rule, named in _touched(place, rules, since):
            for subject in named:
                subjects += 1
                found += _judge(place, book, rule, subject, today)
        old = Event.objects.filter(recorded_at__lt=clock.now() - SETTLING).order_by("-id")
        mark.event_id = old.values_list("id", flat=True).first() or 0
        mark.rulebook_id, mark.counted_on = book, today
        mark.save()
    return Counted(subjects, found)


def _touched(place: Unit, rules: Iterable[TallyRule], since: int) -> Iterable[tuple[TallyRule, set[Debtor]]]:
    """For each rule the subjects that events after `since` name: all of them when the year or the rules are new."""
    for rule in rules:
        rows = _events(place, rule).filter(pk__gt=since).values_list("facts", flat=True)
        named = {subject for facts in rows.iterator() for subject in debtors(rule, facts)}
        if named:
            yield rule, named


def _events(place: Unit, rule: TallyRule) -> Any:
    kinds = {*rule.on, *rule.effect.released_by, *(rule.quota.done if rule.quota else [])}
    return Event.objects.filter(kind__in=kinds, matter__jurisdiction=place)


def _judge(place: Unit, book: int, rule: TallyRule, subject: Debtor, today: date) -> int:
    """Bring the stored findings of one subject in line with the record. Returns how many are new."""
    mine = _events(place, rule).filter(_names(rule, subject)).order_by("happened_at", "id")
    happened = [
        Happening(pk, kind, at, clock.day_of(at), facts, matter_id)
        for pk, kind, at, facts, matter_id in mine.values_list(
            "id", "kind", "happened_at", "facts", "matter_id"
        )
    ]
    reached = [r for r in tally(rule, happened, calendar_for(place.pk), today) if r.subject == subject]
    who = Q(person_id=subject.person_id) if subject.person_id else Q(unit_id=subject.unit_id)
    stored = {row.key: row for row in Finding.objects.filter(who, jurisdiction=place, rule=rule.code)}
    for row in stored.values():
        if row.state == FindingState.PROPOSED and row.key not in {r.key for r in reached}:
            row.state = FindingState.VOID
            row.save(update_fields=["state"])
    new = [r for r in reached if r.key not in stored]
    Finding.objects.bulk_create([_row(place, book, r) for r in new], ignore_conflicts=True)
    for one in reached:
        kept = stored.get(one.key)
        if kept is not None and kept.released_on != one.released_on:
            kept.released_on = one.released_on
            kept.save(update_fields=["released_on"])
    return len(new)


def _names(rule: TallyRule, subject: Debtor) -> Q:
    wanted = subject.person_id if rule.subject.person else subject.unit_id
    if rule.subject.units:
        return Q(**{f"facts__{rule.subject.field}__contains": [wanted]})
    return Q(**{f"facts__{rule.subject.field}": wanted})


def _row(place: Unit, book: int, reached: Reached) -> Finding:
    return Finding(
        jurisdiction=place,
        key=reached.key,
        rule=reached.rule.code,
        rulebook_id=book,
        unit_id=reached.subject.unit_id,
        person_id=reached.subject.person_id,
        on=reached.on,
        count=reached.count,
        evidence=reached.evidence,
        begins_on=reached.begins_on,
        until=reached.until,
        released_on=reached.released_on,
        found_at=clock.now(),
    )
