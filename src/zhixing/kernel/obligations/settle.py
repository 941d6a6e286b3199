"""After every deed: read the matter's story again and bring its obligations in line with what the rules say.

The story is folded whole, in the order in which it happened, so a back-filled or corrected event needs no special case.
Written in one place only: `Matter.due_on` (the earliest due day that is still open).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection

from zhixing.base import clock
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.obligations.elsewhere import ELSEWHERE
from zhixing.kernel.obligations.models import Card, CardState, Obligation, State, Wake
from zhixing.kernel.rulebook.fold import Folded, fold
from zhixing.kernel.rulebook.owed import Happening, Owed
from zhixing.kernel.rulebook.ruleset import RuleSet
from zhixing.kernel.rulebook.service import ruleset
from zhixing.kernel.rulebook.warnings import next_check

_FIELDS = (
    "state", "first_due_on", "due_on", "due_at", "provisional", "ended_by_id", "ended_on", "closed_on", "is_late", "terms",
)  # fmt: skip


def story_of(matter_id: int) -> list[Happening]:
    """A matter's events as the rules see them."""
    rows = Event.objects.filter(matter_id=matter_id).values_list("id", "kind", "happened_at", "facts")
    return [
        Happening(i, kind, at, clock.day_of(at), facts)
        for i, kind, at, facts in rows.order_by("happened_at", "id")
    ]


def settle(matter: Matter, event: Event | None = None, *, as_of: date | None = None) -> bool:
    """Bring the obligations of a locked matter in line with its story. True when anything moved.

    With `event`, nothing is read unless a rule names its kind. `as_of` is the day whose periods have begun (default:
    today). `matter.due_on` is set; the caller saves it.
    """
    rules = ruleset(matter.rulebook_id)
    if event is not None and not rules.touched_by(event.kind):
        return False
    calendar = calendar_for(matter.jurisdiction_id)
    folded = fold(rules, story_of(matter.pk), calendar, as_of or clock.today())
    return reconcile(matter, folded, rules, calendar)


def reconcile(matter: Matter, folded: Folded, rules: RuleSet, calendar: Calendar) -> bool:
    """Write what differs between the fold and the stored obligations. What the story no longer makes is excused."""
    rows = list(Obligation.objects.filter(matter_id=matter.pk).select_for_update(of=("self",)))
    stored = {o.key: o for o in rows if not o.key.startswith(ELSEWHERE)}
    carried = [o.due_on for o in rows if o.key.startswith(ELSEWHERE) and o.closed_on is None]
    moved = False
    new: list[Obligation] = []
    for owed in folded.owed:
        row = stored.pop(owed.key, None)
        fields = _fields(owed)
        if row is None:
            new.append(_row(matter, owed, fields, calendar))
            continue
        if row.first_due_on is not None:
            fields["first_due_on"] = (
                row.first_due_on
            )  # the first limit never moves, whatever the calendar does
        if any(getattr(row, name) != value for name, value in fields.items()):
            _update(row, owed, fields, calendar)
            moved = True
    for gone in stored.values():
        if gone.closed_on is None and gone.rule in rules.timed:
            gone.state, gone.closed_on, gone.next_check_at = State.EXCUSED, clock.today(), None
            gone.save(update_fields=["state", "closed_on", "next_check_at"])
            moved = True
    Obligation.objects.bulk_create(new)
    _keep_wake(matter, folded.wake_on)
    matter.due_on = earliest([*carried, *(o.due_on for o in folded.owed if o.is_running)])
    return moved or bool(new)


def earliest(days: Iterable[date | None]) -> date | None:
    """The earliest of these days; None when there is none."""
    return min((d for d in days if d), default=None)


def _fields(owed: Owed) -> dict[str, Any]:
    closed = None if owed.is_running else owed.ended_on
    return {
        "state": owed.state,
        "first_due_on": owed.first_due_on,
        "due_on": owed.due_on,
        "due_at": owed.due_at,
        "provisional": owed.provisional,
        "ended_by_id": owed.ended_by,
        "ended_on": owed.ended_on,
        "closed_on": closed,
        "is_late": owed.was_late() or owed.state == "missed",
        "terms": _terms(owed),
    }


def _terms(owed: Owed) -> dict[str, Any]:
    terms: dict[str, Any] = {}
    if owed.value is not None:
        terms["value"] = owed.value.model_dump(mode="json", exclude_none=True)
    if owed.said_on:
        terms["said_on"] = owed.said_on.isoformat()
    if owed.pauses:
        terms["pauses"] = [[b.isoformat(), e.isoformat() if e else None, i] for b, e, i in owed.pauses]
    if owed.extensions:
        terms["extensions"] = [[event_id, day.isoformat()] for event_id, day in owed.extensions]
    if added := [[m.event_id, m.added.amount, m.added.unit.value] for m in owed.moves if m.added]:
        terms["added"] = added
    return terms


def _row(matter: Matter, owed: Owed, fields: dict[str, Any], calendar: Calendar) -> Obligation:
    return Obligation(
        matter_id=matter.pk,
        key=owed.key,
        rule=owed.rule.code,
        clock=owed.rule.clock,
        unit_id=owed.debtor.unit_id,
        person_id=owed.debtor.person_id,
        period=owed.period,
        trigger_id=owed.trigger_id,
        opened_on=owed.opened_on,
        next_check_at=_check(owed, calendar),
        **fields,
    )


def _check(owed: Owed, calendar: Calendar) -> datetime | None:
    if not owed.is_running:
        return None
    return next_check(owed.rule, owed.opened_on, owed.due_on, calendar)


def _update(row: Obligation, owed: Owed, fields: dict[str, Any], calendar: Calendar) -> None:
    due_moved = row.due_on != owed.due_on or row.state != owed.state
    for name, value in fields.items():
        setattr(row, name, value)
    if due_moved:
        row.next_check_at = _check(owed, calendar)
    row.save(update_fields=[*_FIELDS, "next_check_at"])
    if owed.state in ("met", "excused") and not row.is_late:
        _propose_removal(row)


def _propose_removal(row: Obligation) -> None:
    """A deed recorded late but done in time can meet an obligation already carded: a person decides on the card."""
    late_cards = Card.objects.filter(obligation=row, colour__in=["yellow", "red"], removal_proposed_on=None)
    late_cards.exclude(state=CardState.REMOVED).update(removal_proposed_on=clock.today())


_WAKE = """
insert into obligations_wake (matter_id, "on") values (%s, %s)
on conflict (matter_id) do update set "on" = excluded."on" where obligations_wake."on" <> excluded."on"
"""


def _keep_wake(matter: Matter, wake_on: date | None) -> None:
    if wake_on is None:
        Wake.objects.filter(matter_id=matter.pk).delete()
        return
    with connection.cursor() as cursor:
        cursor.execute(_WAKE, [matter.pk, wake_on])
