"""My work today, the lists behind its counts, the inbox, and search over everything I may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.notices.inbox import inbox as inbox_of
from zhixing.kernel.notices.inbox import mark_read, reaches_below
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.wording import basis_of, duty_words
from zhixing.kernel.rulebook.gates import cited
from zhixing.kernel.search.service import find
from zhixing.modules.workdesk import queries
from zhixing.web import asked
from zhixing.web.components import Chip, Column, Link, Owed, Pages, Row, Table, left_in_words, time_left
from zhixing.web.doors import addresses
from zhixing.web.doors.presenting import presented
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page

FIRST = 12  # lines of a column; the rest is behind the counts
LIST = 100


@page(ANYONE_SIGNED_IN)
def my_work(request: Request) -> HttpResponse:
    """What I owe, sorted by what hurts first; what I wait for; what is new."""
    today = clock.today()
    owed, owed_counts = queries.seen(queries.owed_by(request.actor), today, FIRST)
    waiting, waiting_counts = queries.seen(queries.waited_for_by(request.actor), today, FIRST)
    news = list(inbox_of(request.actor, below=False).select_related("matter", "unit", "person")[:FIRST])
    context = {
        "today": today,
        "owed": as_lines(owed),
        "owed_counts": _counts("owed", owed_counts),
        "waiting": as_lines(waiting),
        "waiting_counts": _counts("waiting", waiting_counts),
        "news": [(notice, notice_link(notice)) for notice in news],
    }
    return render(request, "workdesk/my_work.html", context)


def _counts(which: str, counted: list[tuple[queries.Part, int]]) -> list[Link]:
    base = reverse("workdesk-duties", args=[which])
    return [Link(part.words, f"{base}?part={part.key}", count=n) for part, n in counted if n]


def as_lines(rows: Iterable[Obligation]) -> list[tuple[Owed, str, str]]:
    """Obligations as lines with their matter's title and address. The calendar is read once per jurisdiction."""
    calendars: dict[int, Calendar] = {}
    lines = []
    for row in rows:
        matter = row.matter
        if matter.jurisdiction_id not in calendars:
            calendars[matter.jurisdiction_id] = calendar_for(matter.jurisdiction_id)
        left, unit = (
            time_left(clock.today(), row.due_on, calendars[matter.jurisdiction_id])
            if row.due_on
            else (None, "working_days")
        )
        line = Owed(
            duty=duty_words(row, matter.rulebook_id),
            holder=str(row.unit or row.person or ""),
            due_on=row.due_on,
            left=left,
            unit=unit,
            state="paused" if row.state == "suspended" else "open",
            first_due_on=row.first_due_on,
            basis=cited(basis_of(row, matter.rulebook_id)),
            url=addresses.of_obligation(row.pk),
        )
        lines.append((line, f"{matter.number or ''} {matter.title}".strip(), addresses.of(matter)))
    return lines


@page(ANYONE_SIGNED_IN)
def duties(request: Request, which: str) -> HttpResponse:
    """The list behind a count of my work: as many lines as the count said."""
    rows = queries.owed_by(request.actor) if which == "owed" else queries.waited_for_by(request.actor)
    today = clock.today()
    all_parts = {part.key: part for part in queries.parts(today)}
    part = all_parts.get(request.GET.get("part", ""))
    if part is not None:
        rows = rows.filter(part.condition)
    start = asked.start(request.GET)
    shown = list(rows[start : start + LIST + 1])
    words = w("What I owe", "我的待办") if which == "owed" else w("What I wait for", "等待他人")
    base = reverse("workdesk-duties", args=[which])
    context = {
        "heading": words,
        "tabs": [Link(w("All", "全部"), base, current=part is None)]
        + [Link(p.words, f"{base}?part={p.key}", current=part == p) for p in all_parts.values()],
        "table": _table(shown[:LIST], today),
        "pages": Pages(
            next_url=f"?part={part.key if part else ''}&from={start + LIST}" if len(shown) > LIST else ""
        ),
        "trail": [Link(w("My work", "我的工作"), reverse("workdesk")), Link(words, "")],
    }
    return render(request, "workdesk/duties.html", context)


def _table(rows: list[Obligation], today: date) -> Table:
    columns = [
        Column("duty", w("Duty", "责任事项"), fixed=True),
        Column("matter", w("Matter", "事项")),
        Column("holder", w("Owed by", "责任单位")),
        Column("due", w("Due", "截止日"), "day"),
        Column("left", w("Left", "剩余")),
    ]
    lines = [
        Row(
            cells=[line.duty, title, line.holder, line.due_on, _left(line)],
            url=url,
            tone="bad" if line.due_on and line.due_on < today else "",
        )
        for line, title, url in as_lines(rows)
    ]
    return Table(
        caption=w("Duties", "限时责任"),
        columns=columns,
        rows=lines,
        empty=w("Nothing here: all done or not begun.", "此处暂无事项：均已办结或尚未开始。"),
    )


def _left(line: Owed) -> Any:
    return left_in_words(line.left, line.unit) if line.left is not None else w("stands still", "计时中止")


def notice_link(notice: Any) -> str:
    """Where a notice leads: its matter, or nowhere."""
    return addresses.of(notice.matter) if notice.matter_id and notice.matter.kind in kinds.kinds() else ""


@page(ANYONE_SIGNED_IN)
def inbox(request: Request) -> HttpResponse:
    """What I and my own units were told, newest first; behind a tab, units below too. Reading marks are mine alone.

    All that is marked at once is my own: a leader who has seen his news has not read that of every bureau.
    """
    if request.method == "POST":
        ids = [int(i) for i in request.POST.getlist("notice") if i.isdigit()]
        mark_read(None if "all" in request.POST else ids, request.actor, below=False)
        return HttpResponseRedirect(reverse("workdesk-inbox"))
    below = "below" in request.GET
    found = inbox_of(request.actor, below=below).select_related("matter", "unit", "person")
    before = request.GET.get("before", "")
    if before.isdigit():
        found = found.filter(pk__lt=int(before))
    shown = list(found[: LIST + 1])
    context = {
        "news": [(notice, notice_link(notice)) for notice in shown[:LIST]],
        "pages": Pages(next_url=_older(shown[LIST - 1].pk, below) if len(shown) > LIST else ""),
        "below": below,
        "tabs": _inbox_tabs(below) if below or reaches_below(request.actor) else [],
    }
    return render(request, "workdesk/inbox.html", context)


def _older(before: int, below: bool) -> str:
    return f"?before={before}&below=1" if below else f"?before={before}"


def _inbox_tabs(below: bool) -> list[Link]:
    base = reverse("workdesk-inbox")
    own, all_of_them = w("Mine and my unit's", "本人和本单位"), w("With units below", "含下级单位")
    return [Link(own, base, current=not below), Link(all_of_them, f"{base}?below=1", current=below)]


@page(ANYONE_SIGNED_IN)
def search(request: Request) -> HttpResponse:
    """What I may see that holds all these words, newest first."""
    query = asked.words(request.GET)
    visible = Matter.objects.visible_to(request.actor)
    shown = list(find(query, visible).select_related("lead_unit")[: LIST + 1]) if query else []
    rows = [
        Row(
            cells=[
                m.number or "",
                m.title,
                kinds.kind(m.kind).words,
                str(m.lead_unit or ""),
                _chip(m),
                m.opened_on,
            ],
            url=addresses.of(m),
        )
        for m in shown[:LIST]
    ]
    columns = [
        Column("number", w("Number", "编号")),
        Column("title", w("Title", "事项"), fixed=True),
        Column("kind", w("Kind", "类别")),
        Column("unit", w("Lead unit", "主办单位")),
        Column("state", w("State", "状态"), "chip"),
        Column("opened", w("Opened", "立项日期"), "day"),
    ]
    empty = w("Nothing you may see holds “{q}”.", "您有权查看的事项中没有“{q}”。").put(q=query)
    ask = w("Write two or more characters.", "请输入两个以上的字。")
    table = Table(w("Found", "检索结果"), columns, rows, empty=empty if query else ask)
    return render(
        request, "workdesk/search.html", {"query": query, "table": table, "is_cut": len(shown) > LIST}
    )


def _chip(matter: Matter) -> Chip:
    states = getattr(kinds.kind(matter.kind).model, "states", None)
    plain = Chip(
        states(matter.state).label if states else matter.state,
        tone="closed" if matter.closed_on else "active",
    )
    return presented(kinds.kind(matter.kind)).chip(matter) if states is None else plain
