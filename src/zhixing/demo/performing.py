"""Doing what was planned: every step through `perform`, at its moment, with time ticking once a day in between."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection

from zhixing.base import clock
from zhixing.base.refusals import Refusal
from zhixing.demo import monitoring
from zhixing.demo.city.people import ABSENCES
from zhixing.demo.city.roster import Roster
from zhixing.demo.founding import Founded
from zhixing.demo.history.days import CALENDAR
from zhixing.demo.history.pictures import site_picture
from zhixing.demo.history.steps import (
    MatterRef,
    Offered,
    OnAgenda,
    Paper,
    PersonRef,
    Photo,
    RowRef,
    Seats,
    Step,
    UnitRef,
)
from zhixing.demo.history.whole import History
from zhixing.kernel.access.actors import Actor, actor_of
from zhixing.kernel.access.models import Account
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.actions.register import actions_of
from zhixing.kernel.files.service import store
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Event
from zhixing.kernel.meetings.models import AgendaItem, Seat
from zhixing.kernel.notices.cards import cards_told
from zhixing.kernel.notices.models import Notice, ReadThrough
from zhixing.kernel.obligations.models import Card, CardState
from zhixing.kernel.obligations.tick import tick
from zhixing.modules.decisions import drawing
from zhixing.modules.decisions.portal.acting import PUBLIC, public_actor
from zhixing.modules.supervision.models import (
    Circular,
    FieldCheck,
    QuarterlyLine,
    QuarterlyReport,
    SupervisedItem,
)

FRESH = timedelta(days=7)  # notices of the last week are unread, older ones read
SEEDS = "yunchuan"  # the lots that are drawn in this city are the same every time
DAWN = (8, 5)  # when time does its part of a day: after the rules' own hour, before anybody is at work
CHOSEN: dict[
    str, tuple[str, ...]
] = {  # deeds on something that is not planned: cards in these states, reported lines
    "answer_card": (CardState.DRAWN,),
    "challenge_card": (CardState.DRAWN, CardState.ANSWERED),
    "decide_card": (CardState.CHALLENGED,),
    "check_report": (),
}


class Performer:
    """Performs a history in the city that was founded for it."""

    def __init__(self, history: History, city: Founded) -> None:
        self.history, self.city = history, city
        self.items: dict[int, int] = {}  # story → id of the item
        own = (FieldCheck, Circular, QuarterlyReport, SupervisedItem)
        self.specs = {name: spec for kind in own for name, spec in actions_of(kind).items()}
        self.specs |= {
            f"{kind.code}/{name}": spec
            for kind in kinds.kinds().values()
            for name, spec in actions_of(kind.model).items()
        }
        self._changes: dict[str, list[date]] = {}
        self._actors: dict[tuple[str, int], Actor] = {}

    def run(self, tell: Callable[[date, int], None]) -> int:
        """Perform what has not been performed yet; `tell` hears of each new day and the steps done by then."""
        done = 0
        with _unhurried_disk(), drawing.seeded(SEEDS):
            day, last = self._resume()
            for step in self.history.steps:
                if last is not None and step.moment <= last:
                    self._remember(step)
                    continue
                today = clock.day_of(step.moment)
                while day < today:
                    day += timedelta(days=1)
                    tell(day, done)
                    self._dawn(day)
                self._perform(step)
                done += 1
            while (day := day + timedelta(days=1)) < self.history.roster.until:
                self._dawn(day)
            _time_passes(day, 0, 0, told=False)  # periods begin; cards are drawn when their hour comes
            monitoring.judge(clock.moment_on(day, 0))
            read_through(day - FRESH)
        return done

    def _dawn(self, day: date) -> None:
        """Time does its part on working days; what fell due on rest days is done on the next."""
        if CALENDAR.works_on(day):
            _time_passes(day, *DAWN, told=day >= self.history.roster.until - FRESH)

    def _resume(self) -> tuple[date, datetime | None]:
        """The day before the first that is still to come, and the moment of the last deed already done."""
        first = clock.day_of(self.history.steps[0].moment) - timedelta(days=1)
        done = (
            Event.objects.filter(actor__is_service=False).order_by("-happened_at").values_list("happened_at")
        )
        last = done.first()
        if last is None:
            return first, None
        rows = Event.objects.filter(matter__isnull=False).order_by("-id")
        told = rows.values_list("happened_at", "matter_id", "facts")
        self._opened = {at: _opened_by(facts) or matter for at, matter, facts in told}
        return clock.day_of(last[0]) - timedelta(days=1), last[0]

    def _remember(self, step: Step) -> None:
        if self.specs[step.deed].opens:
            self.items[step.story] = self._opened[step.moment]
        elif step.opens is not None:
            self.items[step.opens] = self._opened[step.moment]

    def _perform(self, step: Step) -> None:
        with clock.at(step.moment):
            actor = self._actor(step.who, clock.today())
            if (alert := step.given.get("alert")) is not None:
                self.items[step.story] = monitoring.alert_on(alert)
            meeting = self.items.get(step.story, 0)
            given = {
                name: self._offered(step, name, value, actor) or self._resolved(value, actor, meeting)
                for name, value in step.given.items()
                if name != "alert"
            }
            if step.deed in CHOSEN and not self._choose(step, actor, given):
                return
            item = None if self.specs[step.deed].opens else self.items[step.story]
            try:
                done = perform(self.specs[step.deed], item, actor=actor, given=given)
            except Refusal as refused:
                raise RuntimeError(
                    f"the plan is wrong: {step.moment} {step.deed} by {step.who}: {refused}"
                ) from refused
        self._note_opened(step, done)
        if step.deed == monitoring.DELIVERED:
            monitoring.take_in(step.moment)

    def _note_opened(self, step: Step, done: Done) -> None:
        if self.specs[step.deed].opens:
            self.items[step.story] = done.item.pk
        elif step.opens is not None:
            self.items[step.opens] = _opened_by(done.event.facts)

    def _resolved(self, value: Any, actor: Actor, meeting: int) -> Any:
        """Codes as ids; papers and photographs as ids of stored files; rows, seats and agenda of the step's own matter."""
        if isinstance(value, UnitRef):
            return self.city.units[value.code].pk
        if isinstance(value, PersonRef):
            return self.city.persons[value.username]
        if isinstance(value, Paper):
            return store(value.name, io.BytesIO(value.text.encode()), actor=actor).pk
        if isinstance(value, Photo):
            return store(value.name, io.BytesIO(site_picture(value.seed)), actor=actor).pk
        if isinstance(value, MatterRef):
            return self.items[value.story]
        if isinstance(value, RowRef):
            where = {name: self._resolved(v, actor, meeting) for name, v in value.where.items()}
            rows: Any = apps.get_model(value.model)._default_manager
            return rows.get(**{value.on: meeting}, **where).pk
        if isinstance(value, list):
            return [self._resolved(v, actor, meeting) for v in value]
        if isinstance(value, Seats):
            return list(Seat.objects.filter(meeting_id=meeting).order_by("id").values_list("pk", flat=True))
        if isinstance(value, OnAgenda):
            return AgendaItem.objects.filter(meeting_id=meeting).order_by("place", "id")[value.n - 1].pk
        return value

    def _offered(self, step: Step, name: str, value: Any, actor: Actor) -> Any:
        """What the deed's own form would offer for the parameter, where the plan leaves it to that; else None."""
        wanted = [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, Offered)]
        if not wanted:
            return None
        spec = self.specs[step.deed]
        parameter = next(p for p in spec.parameters if p.name == name)
        assert parameter.choices is not None  # only references are offered
        item = spec.model._default_manager.get(pk=self.items[step.story])
        rows = list(parameter.choices(item, actor).order_by("pk").values_list("pk", flat=True))
        found = [rows[v.n - 1] for v in wanted]
        return found if isinstance(value, list) else found[0]

    def _choose(self, step: Step, actor: Actor, given: dict[str, Any]) -> bool:
        """Add the card or line that only exists by now; False where time has drawn no such card."""
        item = self.items[step.story]
        if step.deed == "check_report":
            given["line"] = QuarterlyLine.objects.filter(quarterly_id=item, verdict="").earliest("id").pk
            return True
        cards = Card.objects.filter(matter_id=item, state__in=CHOSEN[step.deed]).exclude(colour="blue")
        if step.deed != "decide_card":
            cards = cards.filter(unit_id__in=[i for i in actor.keys("cards.answer").ids if i > 0])
        newest = cards.order_by("-id").first()
        if newest is not None:
            given["card"] = newest.pk
        return newest is not None

    def _actor(self, username: str, day: date) -> Actor:
        """The actor behind an account; one object for as long as nothing about its roles and the units changes."""
        if username == PUBLIC:
            return public_actor(self.city.units["city"])
        if username not in self._changes:
            self._changes[username] = _changes(self.history.roster, username)
        key = (username, bisect_right(self._changes[username], day))
        if key not in self._actors:
            self._actors[key] = actor_of(self.city.accounts[username], on=day)
        return self._actors[key]


def _opened_by(facts: dict[str, Any]) -> int:
    """The matter that a breakdown or the convening of a meeting opened beside its own; 0 where there is none."""
    return facts.get("child") or facts.get("hearing_id") or facts.get("meeting_id") or 0


def _changes(roster: Roster, username: str) -> list[date]:
    """The days on which the person's roles, a standing in for somebody, or some unit begin or end."""
    granted = roster.person[username].granted
    days = {d for g in granted for d in (g.from_on, _after(g.until_on)) if d}
    days |= {d for u in roster.units for d in (u.opened_on, u.dissolved_on) if d}
    for _, deputy, begins, ends, _ in ABSENCES:
        if deputy == username:
            days |= {roster.until + timedelta(days=begins), roster.until + timedelta(days=ends + 1)}
    return sorted(days)


def _after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _time_passes(day: date, hour: int, minute: int, *, told: bool) -> None:
    """What time does by that hour; `told` says whether holders of cards find a notice, as from the product's job."""
    moment = clock.moment_on(day, hour, minute)
    with clock.at(moment):
        tick(moment, tell=cards_told if told else None)


@contextmanager
def _unhurried_disk() -> Iterator[None]:
    """Let commits reach the disk a moment later: a city that is lost with the power is built on, not mourned."""
    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit to off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("reset synchronous_commit")


def read_through(day: date) -> None:
    """Let everybody have read what was told before the day: nobody returns to a year of unread notices."""
    told = (
        Notice.objects.filter(created_at__lt=clock.moment_on(day, 0))
        .order_by("-id")
        .values_list("id", flat=True)
    )
    last = told.first()
    if last is not None:
        accounts = Account.objects.filter(is_service=False)
        marks = [ReadThrough(account=account, through=last) for account in accounts]
        ReadThrough.objects.bulk_create(marks, ignore_conflicts=True)
