"""The audit administrator's pages: who did what and when, who came in, how the sealed record stands. Nothing changes here."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max, QuerySet
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.ledger.models import Head, Leaf
from zhixing.kernel.matters import events, kinds
from zhixing.kernel.matters.models import Event, EventWaiting
from zhixing.modules.administration.events.access import SignedIn, SignInFailed
from zhixing.modules.administration.pages import subjects
from zhixing.web.components import Chip, Column, Link, Option, Pages, Row, Table
from zhixing.web.pages import Request, page

SHOWN = 100
EXPORTED = 50_000  # rows of one file; a narrower filter gives the rest
SIGN_INS = (SignedIn.kind, SignInFailed.kind)
CONFIDENTIAL = w("a confidential matter", "保密事项")
FAILED = Chip(w("Failed", "失败"), icon="alert-triangle", tone="bad")
CAME_IN = Chip(w("Signed in", "成功"), icon="circle-check", tone="met")


@require_safe
@page("audit.read")
def record(request: Request) -> HttpResponse:
    """The record by actor, kind, day and subject, the newest first."""
    found = filtered(request.GET).exclude(kind__in=SIGN_INS)
    rows, pages = _paged(found, request.GET)
    table = Table(
        w("The record", "留痕记录"),
        [
            Column("at", w("Recorded at", "记录时间"), kind="day"),
            Column("actor", w("Who", "操作人")),
            Column("what", w("What", "操作")),
            Column("about", w("About", "对象")),
            Column("happened", w("Happened at", "发生时间"), kind="day"),
        ],
        [Row([e.recorded_at, who(e), what(e), _opened_by(e), _earlier(e)]) for e in rows],
        empty=w("Nothing on record fits.", "没有符合条件的记录。"),
    )
    context = {"table": table, "pages": pages, **_asked(request.GET), "kinds": kind_options(request.GET)}
    return render(request, "administration/audit.html", context)


def _asked(params: QueryDict) -> dict[str, Any]:
    kept = params.copy()
    kept.pop("before", None)
    return {
        "asked": {name: params.get(name, "") for name in ("actor", "kind", "from", "until", "subject")},
        "query": kept.urlencode(),
    }


def kind_options(params: QueryDict) -> list[Option]:
    """Every kind of event in words."""
    chosen = params.get("kind", "")
    return [
        Option(code, cls.words or code, chosen=code == chosen)
        for code, cls in events.kinds().items()
        if code not in SIGN_INS
    ]


def filtered(params: QueryDict) -> QuerySet[Event]:
    """The events that the address asks for. A day that is none, a kind that is none: no filter by it."""
    found = Event.objects.select_related("matter").order_by("-id")
    if actor := params.get("actor", "").strip()[:60]:
        found = found.filter(actor_name__icontains=actor) | found.filter(on_behalf_of__icontains=actor)
    if kind := params.get("kind", ""):
        found = found.filter(kind=kind)
    if subject := params.get("subject", "").strip()[:80]:
        found = found.filter(subject=subject) | found.filter(matter__number=subject)
    if first := _day(params.get("from", "")):
        found = found.filter(recorded_at__gte=clock.moment_on(first, 0))
    if last := _day(params.get("until", "")):
        found = found.filter(recorded_at__lt=clock.moment_on(last + timedelta(days=1), 0))
    return found


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if len(said) == 10 else None
    except ValueError:
        return None


def _paged(found: QuerySet[Event], params: QueryDict) -> tuple[list[Event], Pages]:
    before = params.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 17:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: SHOWN + 1])
    if len(rows) <= SHOWN:
        return rows, Pages()
    kept = params.copy()
    kept["before"] = str(rows[SHOWN - 1].pk)
    return rows[:SHOWN], Pages(next_url=f"?{kept.urlencode()}")


def who(event: Event) -> Words | str:
    """Who did it, and for whom."""
    if event.on_behalf_of:
        said = w("{name} (standing in for {absent})", "{name}（代{absent}）")
        return said.put(name=event.actor_name, absent=event.on_behalf_of)
    return events.TIME_ITSELF if event.actor_name == "time" else event.actor_name


def what(event: Event) -> Words | str:
    """What was done: of a matter the kind of deed alone, of accounts, charts and calendars the sentence."""
    if event.matter_id is None:
        return events.tell(event)
    known = events.kinds().get(event.kind)
    return known.words if known is not None and known.words is not None else event.kind


def about(event: Event) -> Words | str:
    """What it was done to. A confidential matter has no name here."""
    if event.matter is None:
        return event.subject
    kind = kinds.kinds().get(event.matter.kind)
    if kind is None or kind.confidential:
        return CONFIDENTIAL
    return f"{event.matter.number or ''} {event.matter.title}".strip()


def _opened_by(event: Event) -> Words | str | Link:
    """The same on the page: what is no matter by its noun and number, which opens all that was done to it."""
    label, colon, number = event.subject.partition(":")
    noun = subjects.noun_of(label) if event.matter is None and colon else None
    if noun is None:
        return about(event)
    return Link(
        w("{noun} {n}", "{noun} {n}").put(noun=noun, n=number), f"?{urlencode({'subject': event.subject})}"
    )


def _earlier(event: Event) -> Any:
    """When it happened, where that was not the moment in which it was recorded."""
    is_same = abs((event.recorded_at - event.happened_at).total_seconds()) < 60
    return "" if is_same else event.happened_at


@require_safe
@page("audit.read")
def export(request: Request) -> HttpResponse | StreamingHttpResponse:
    """The filtered record as CSV (UTF-8 with a mark, so that spreadsheets read it)."""
    rows = filtered(request.GET)[:EXPORTED]
    name = f"zhixing-audit-{clock.today().isoformat()}.csv"
    return StreamingHttpResponse(
        _csv(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class _Line:
    """What `csv` writes to: each line is handed on at once."""

    def write(self, line: str) -> str:
        return line


def _csv(rows: QuerySet[Event]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"
    head = ("id", "recorded_at", "happened_at", "actor", "on_behalf_of", "kind", "what", "about")
    yield writer.writerow(head)
    for event in rows.iterator(chunk_size=2_000):
        cells = (
            event.pk,
            event.recorded_at.isoformat(timespec="seconds"),
            event.happened_at.isoformat(timespec="seconds"),
            event.actor_name,
            event.on_behalf_of,
            event.kind,
            str(what(event)),
            str(about(event)),
        )
        yield writer.writerow([harmless(cell) for cell in cells])


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet would run as a formula, with a mark before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


@require_safe
@page("audit.read")
def sign_ins(request: Request) -> HttpResponse:
    """Who came in and which attempts failed, the newest first."""
    found = filtered(request.GET).filter(kind__in=SIGN_INS)
    if request.GET.get("only") == "failed":
        found = found.filter(kind=SignInFailed.kind)
    rows, pages = _paged(found, request.GET)
    table = Table(
        w("Sign-in log", "登录日志"),
        [
            Column("at", w("At", "时间"), kind="day"),
            Column("how", w("Outcome", "结果"), kind="chip"),
            Column("who", w("User", "用户")),
            Column("address", w("From", "来源地址")),
        ],
        [_sign_in(e) for e in rows],
        empty=w("Nobody signed in yet.", "暂无登录记录。"),
    )
    context = {"table": table, "pages": pages, "only_failed": request.GET.get("only") == "failed"}
    return render(request, "administration/sign_ins.html", context)


def _sign_in(event: Event) -> Row:
    is_failed = event.kind == SignInFailed.kind
    name = event.facts.get("username", "") if is_failed else event.actor_name
    return Row(
        [event.recorded_at, FAILED if is_failed else CAME_IN, name, event.facts.get("address", "")],
        tone="bad" if is_failed else "",
    )


@require_safe
@page("audit.read")
def ledger(request: Request) -> HttpResponse:
    """How the sealed record stands: leaves, what waits, the newest heads."""
    last = Leaf.objects.aggregate(last=Max("position"))["last"]
    newest = list(Head.objects.order_by("-size")[:20])
    waiting = EventWaiting.objects.count()
    oldest = Event.objects.filter(pk__in=EventWaiting.objects.order_by("pk").values("pk")[:1]).first()
    context = {
        "leaves": 0 if last is None else last + 1,
        "waiting": waiting,
        "oldest": oldest.recorded_at if oldest else None,
        "heads": [(head, bytes(head.root).hex()) for head in newest],
    }
    return render(request, "administration/ledger.html", context)
