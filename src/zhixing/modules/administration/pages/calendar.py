"""The calendar of a year, for everyone."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.base.words import w
from zhixing.kernel.calendars.calendar import FIRST_DAY, LAST_DAY, WEEKDAYS, national
from zhixing.kernel.calendars.models import LocalDayEntry, PublishedYear
from zhixing.kernel.calendars.published import notice_of
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.administration.actions.calendars import CONFIRM
from zhixing.modules.administration.models import CalendarProposal
from zhixing.modules.administration.pages import subjects
from zhixing.modules.administration.pages.calendar_changes import deeds_for
from zhixing.modules.administration.year_view import months
from zhixing.web.components import Chip
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page

PUBLISHED = Chip(w("Published", "已公布"), icon="circle-check", tone="met")
UNPUBLISHED = Chip(w("Not published yet", "尚未公布"), icon="hourglass", tone="warn")


@require_safe
@page(ANYONE_SIGNED_IN)
def year(request: Request) -> HttpResponse:
    """A year: which days rest, which are worked, by whose word."""
    places = list(Unit.objects.filter(is_jurisdiction=True, dissolved_on=None).order_by("path"))
    place = _place(request.GET.get("in", ""), places)
    today = clock.today()
    number = _year(request.GET.get("year", ""), today.year)
    calendar = calendar_for(place.pk) if place else national()
    drawn = months(calendar, number, today)
    context = {
        "place": place,
        "places": [(p, p == place) for p in places] if len(places) > 1 else [],
        "year": number,
        "earlier": number - 1 if number > FIRST_DAY.year else None,
        "later": number + 1 if number < LAST_DAY.year else None,
        "months": drawn,
        "weekdays": [
            (day, str(day)[-1] if str(day).startswith("星期") else str(day)[:2]) for day in WEEKDAYS
        ],
        "working": sum(month.working for month in drawn),
        "chip": PUBLISHED if number in calendar.published_years else UNPUBLISHED,
        "is_published": number in calendar.published_years,
        **_source(number),
        "local": _local(place, number, request),
        "deeds": deeds_for(request),
        "waiting": CalendarProposal.objects.filter(decided_at=None).count() if _may_see(request) else 0,
        "may_see": _may_see(request),
    }
    return render(request, "administration/calendar.html", context)


def _place(said: str, places: list[Unit]) -> Unit | None:
    if not said:
        return places[0] if places else None
    found = next((p for p in places if str(p.pk) == said), None)
    if found is None:
        raise NotFound
    return found


def _year(said: str, this_year: int) -> int:
    number = int(said) if said.isascii() and said.isdigit() and len(said) == 4 else this_year
    return min(max(number, FIRST_DAY.year), LAST_DAY.year)


def _source(number: int) -> dict[str, Any]:
    entered = PublishedYear.objects.filter(year=number).order_by("-id").first()
    if entered is not None:
        return {"notice": entered.notice, "papers": ()}
    notice = notice_of(number)
    return {"notice": notice.title, "papers": notice.papers}


def _local(place: Unit | None, number: int, request: Request) -> list[tuple[LocalDayEntry, str]]:
    entries = LocalDayEntry.objects.filter(jurisdiction=place, undone_at=None, on__year=number)
    found = subjects.of(CalendarProposal)
    may = request.actor.has("system.manage")
    undo = subjects.address(found, "propose_undo", None)
    return [(entry, f"{undo}?entry={entry.pk}" if may else "") for entry in entries]


def _may_see(request: Request) -> bool:
    return request.actor.has("system.manage") or request.actor.has(CONFIRM)
