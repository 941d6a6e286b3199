"""The watch on clock-gaming: how often each pattern stands on the record, and each sign opened down to its events."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.base.words import w
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.measures.gaming import MOST, WATCHES, Sign, Watch
from zhixing.kernel.measures.register import Scope
from zhixing.kernel.organisation.models import Unit
from zhixing.web.components import Column, Field, Link, Pages, Row, Table
from zhixing.web.dates import day_in_words
from zhixing.web.doors import addresses
from zhixing.web.pages import Request, page

WATCH = w("Clock-gaming watch", "计时异常监测")
USUAL = timedelta(days=90)
SHOWN, EVENTS_SHOWN = 100, 6


def _scope(request: Request) -> Scope:
    """The last ninety days, or the period that the address names; a day that is none counts as not said."""
    today = clock.today()
    last = _day(request.GET.get("last", "")) or today
    first = _day(request.GET.get("first", "")) or last - USUAL
    return Scope(actor=request.actor, today=today, first=min(first, last), last=last)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _period(scope: Scope) -> list[Field]:
    first = scope.first.isoformat() if scope.first else ""
    last = scope.last.isoformat() if scope.last else ""
    return [
        Field("first", "day", w("From", "起始日"), first, required=False),
        Field("last", "day", w("to, inclusive", "截止日（含当日）"), last, required=False),
    ]


@require_safe
@page("workdesk.board")
def watch(request: Request) -> HttpResponse:
    """Every pattern with how many signs of it the period has."""
    scope = _scope(request)
    span = f"?first={scope.first}&last={scope.last}"
    rows = []
    for one in WATCHES.values():
        n = len(one.signs(scope))
        url = reverse("workdesk-watched", args=[one.code]) + span if n else ""
        rows.append(Row([one.words, one.definition, n if n < MOST else f"{MOST}+"], url=url))
    columns = [
        Column("words", w("Pattern", "情形"), fixed=True),
        Column("definition", w("Definition", "口径")),
        Column("n", w("Signs", "数量"), "number"),
    ]
    context = {
        "table": Table(WATCH, columns, rows),
        "fields": _period(scope),
        "trail": [Link(w("Leader's view", "领导视图"), reverse("workdesk-board")), Link(WATCH, "")],
    }
    return render(request, "workdesk/watch.html", context)


@require_safe
@page("workdesk.board")
def watched(request: Request, code: str) -> HttpResponse:
    """The signs of one pattern, the latest first, each with the events to look at."""
    one = WATCHES.get(code)
    if one is None:
        raise NotFound
    scope = _scope(request)
    signs = one.signs(scope)
    more = w("The first {n} are shown.", "仅显示前 {n} 项。").put(n=SHOWN) if len(signs) > SHOWN else ""
    context = {
        "watch": one,
        "total": len(signs),
        "table": _table(one, signs[:SHOWN]),
        "pages": Pages(told=more),
        "fields": _period(scope),
        "trail": [Link(WATCH, reverse("workdesk-watch")), Link(one.words, "")],
    }
    return render(request, "workdesk/watched.html", context)


def _table(one: Watch, signs: list[Sign]) -> Table:
    matters = Matter.objects.in_bulk({pk for s in signs for pk in s.matter_ids})
    units = Unit.objects.in_bulk({s.unit_id for s in signs if s.unit_id})
    wanted = {pk for s in signs for pk in s.event_ids[:EVENTS_SHOWN]}
    told = {e.pk: e for e in Event.objects.filter(pk__in=wanted)}
    rows = [
        Row(
            [
                s.on,
                str(units.get(s.unit_id or 0, "")),
                [
                    Link(matters[pk].number or matters[pk].title, addresses.of(matters[pk]))
                    for pk in s.matter_ids[:EVENTS_SHOWN]
                    if pk in matters
                ],
                s.count,
                [_said(told[pk]) for pk in s.event_ids[:EVENTS_SHOWN] if pk in told],
            ]
        )
        for s in signs
    ]
    columns = [
        Column("on", w("Day", "日期"), "day"),
        Column("unit", w("Unit", "单位")),
        Column("matters", w("Matters", "事项"), fixed=True),
        Column("count", w("How many", "次数"), "number"),
        Column("events", w("On the record", "留痕")),
    ]
    return Table(one.words, columns, rows, empty=w("There is no sign of it.", "未发现此类情形。"))


def _said(event: Event) -> str:
    return f"{day_in_words(clock.day_of(event.happened_at))} {events.tell(event)}"
