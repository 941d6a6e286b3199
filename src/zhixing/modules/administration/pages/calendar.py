"""The calendar of a year for everyone; proposing and confirming its changes for those who keep it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhixing.base import clock
from zhixing.base.refusals import NotFound, Refusal
from zhixing.base.words import w
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.calendars.calendar import FIRST_DAY, LAST_DAY, WEEKDAYS, national
from zhixing.kernel.calendars.models import LocalDayEntry, PublishedYear
from zhixing.kernel.calendars.published import notice_of, occasion_of
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.obligations.recompute import Change
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.administration import calendar_changes
from zhixing.modules.administration.actions.calendars import CONFIRM, confirm
from zhixing.modules.administration.models import CalendarProposal
from zhixing.modules.administration.pages import subjects
from zhixing.modules.administration.pages.organisation import story_of
from zhixing.modules.administration.year_view import months
from zhixing.web.components import Chip, Column, Fact, Link, Row, Table
from zhixing.web.dates import moment_in_words
from zhixing.web.doors import addresses
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page

CALENDAR = w("Calendar", "工作日历")
SHOWN = 500  # changes on a page; the figures above the list count all
PUBLISHED = Chip(w("Published", "已公布"), icon="circle-check", tone="met")
UNPUBLISHED = Chip(w("Not published yet", "尚未公布"), icon="hourglass", tone="warn")
WAITING = Chip(w("Waits for a second person", "待他人确认"), icon="hourglass", tone="warn")
CONFIRMED = Chip(w("Confirmed", "已确认"), icon="circle-check", tone="met")
DECLINED = Chip(w("Not confirmed", "未予确认"), icon="circle-x", tone="closed")
UNDER_WAY = Chip(w("Confirmed, limits being counted", "已确认，时限重算中"), icon="loader", tone="active")


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
        "deeds": _deeds(request),
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


def _deeds(request: Request) -> list[Any]:
    return [
        *subjects.new_deed(CalendarProposal, "propose_local_day", request.actor, icon="calendar-plus"),
        *subjects.new_deed(CalendarProposal, "propose_year", request.actor, icon="calendar-event"),
    ]


def _may_see(request: Request) -> bool:
    return request.actor.has("system.manage") or request.actor.has(CONFIRM)


def chip_of(proposal: CalendarProposal) -> Chip:
    """How a proposal stands."""
    if proposal.waits:
        return WAITING
    if not proposal.is_confirmed:
        return DECLINED
    return CONFIRMED if proposal.applied_at else UNDER_WAY


@require_safe
@page(CONFIRM)
def changes(request: Request) -> HttpResponse:
    """Every change that was proposed, the newest first."""
    rows = [
        Row(
            [
                p.told(),
                chip_of(p),
                str(p.proposed_by),
                p.proposed_at,
                str(p.decided_by) if p.decided_by else None,
            ],
            url=reverse("administration:calendar-change", args=[p.pk]),
        )
        for p in CalendarProposal.objects.select_related(
            "proposed_by__person", "decided_by__person", "entry"
        )[:200]
    ]
    columns = [
        Column("what", w("Change", "变更")),
        Column("state", w("State", "状态"), kind="chip"),
        Column("by", w("Proposed by", "提出人")),
        Column("at", w("Proposed at", "提出时间"), kind="day"),
        Column("decided", w("Decided by", "决定人")),
    ]
    caption = w("Changes of the calendar", "日历变更")
    context = {
        "table": Table(caption, columns, rows, empty=w("No change was proposed yet.", "尚无日历变更。")),
        "deeds": _deeds(request),
        "trail": [Link(CALENDAR, reverse("administration:calendar")), Link(caption, "")],
    }
    return render(request, "administration/calendar_changes.html", context)


@require_safe
@page(CONFIRM)
def change(request: Request, proposal_id: int) -> HttpResponse:
    """One change: what it is, and what it would move, counted just now."""
    return _change(request, proposal_id, None)


@never_cache
@page(CONFIRM)
def confirm_change(request: Request, proposal_id: int) -> HttpResponse:
    """Confirm what was seen. A refusal shows the page again, with the list as it is now."""
    address = reverse("administration:calendar-change", args=[proposal_id])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    try:
        done = perform(confirm, proposal_id, actor=request.actor, seen=request.POST.get("seen", ""))
    except Refusal as refusal:
        return _change(request, proposal_id, refusal)
    messages.success(request, str(events.tell(done.event)))
    return HttpResponseRedirect(address)


def _change(request: Request, proposal_id: int, refusal: Refusal | None) -> HttpResponse:
    found = CalendarProposal.objects.select_related(
        "proposed_by__person", "decided_by__person", "entry", "jurisdiction"
    )
    proposal = get_object_or_404(found, pk=proposal_id)
    moved = calendar_changes.moved_by(proposal) if proposal.waits else []
    own = proposal.proposed_by_id == request.actor.account_id
    context = {
        "proposal": proposal,
        "heading": proposal.told(),
        "chip": chip_of(proposal),
        "facts": _facts(proposal),
        "days": [(day, rests, occasion_of(name)) for day, rests, name in proposal.days],
        "moved_count": len(moved),
        "matter_count": len({c.matter_id for c in moved}),
        "firm_count": sum(1 for c in moved if not c.moves),
        "table": change_table(moved[:SHOWN], request.actor),
        "is_cut": len(moved) > SHOWN,
        "seen": calendar_changes.fingerprint(moved),
        "may_confirm": proposal.waits and not own,
        "own": own,
        "refusal": refusal,
        "deeds": subjects.deeds(proposal, request.actor, "decline"),
        "story": story_of(proposal),
        "trail": [
            Link(CALENDAR, reverse("administration:calendar")),
            Link(w("Changes of the calendar", "日历变更"), reverse("administration:calendar-changes")),
            Link(proposal.told(), ""),
        ],
    }
    return render(
        request, "administration/calendar_change.html", context, status=refusal.status if refusal else 200
    )


def _facts(proposal: CalendarProposal) -> list[Fact]:
    place = proposal.jurisdiction.name if proposal.jurisdiction else w("every government", "全部政府")
    made = [
        Fact(w("Concerns", "适用范围"), place),
        Fact(w("Reason", "理由"), proposal.reason),
        Fact(w("Proposed", "提出"), str(proposal.proposed_by), note=_moment(proposal.proposed_at)),
    ]
    if proposal.decided_by:
        made.append(Fact(w("Decided", "决定"), str(proposal.decided_by), note=_moment(proposal.decided_at)))
    return made


def _moment(moment: Any) -> str:
    return moment_in_words(moment) if moment else ""


def change_table(moved: list[Change], actor: Any) -> Table:
    """Before and after, limit by limit. What the reader may not find has no number and no title."""
    visible = set(
        Matter.objects.visible_to(actor)
        .filter(pk__in={c.matter_id for c in moved})
        .values_list("pk", flat=True)
    )
    seen = Matter.objects.in_bulk(visible)
    hidden = w("a matter you may not see", "您无权查看的事项")
    rows = [
        Row(
            [
                (c.number or c.title) if c.matter_id in visible else hidden,
                w(c.duty_en, c.duty_zh),
                c.holder if c.matter_id in visible else None,
                _day(c.before, c.was_provisional),
                _day(c.after, c.is_provisional),
            ],
            url=addresses.of(seen[c.matter_id]) if c.matter_id in seen else "",
        )
        for c in moved
    ]
    columns = [
        Column("matter", w("Matter", "事项")),
        Column("duty", w("Duty", "责任")),
        Column("holder", w("Owed by", "责任主体")),
        Column("before", w("Before", "变更前")),
        Column("after", w("After", "变更后")),
    ]
    said = w("No running limit moves.", "没有时限因此变动。")
    return Table(w("Limits before and after", "时限变更前后对照"), columns, rows, empty=said)


def _day(iso: str, is_provisional: bool) -> list[Any]:
    day = date.fromisoformat(iso)
    return [day, w("provisional", "暂定")] if is_provisional else [day]
