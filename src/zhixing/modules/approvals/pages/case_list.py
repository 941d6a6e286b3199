"""The list of cases, as an address asks for them, and how a case stands in a word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.cases import RUNNING, Asked, after, fitting, key_of, visible_cases
from zhixing.modules.approvals.models import Duty, OutsideCase, Source, UnitName
from zhixing.modules.approvals.powers import VIEW
from zhixing.modules.approvals.reckoning import called
from zhixing.web.components import Chip, Column, Link, Option, Pages, Row, Table
from zhixing.web.pages import Request, is_part, page

LINES = 50
COUNTED = 1000
STATES = (
    ("open", w("under way", "在办")),
    ("due", w("due today", "今日到期")),
    ("late", w("overdue", "已逾期")),
    ("ended", w("ended", "已办结")),
)


@page(VIEW)
def case_list(request: Request) -> HttpResponse:
    """The cases that the actor may see, as the address asks for them, the latest first."""
    asked, today = Asked.of(request.GET.dict()), clock.today()
    rows = fitting(visible_cases(request.actor), asked, today)
    counted = rows.order_by().values("pk")[: COUNTED + 1].count()
    told = w("more than {n}", "超过 {n} 件") if counted > COUNTED else w("{n} found", "共 {n} 件")
    shown = list(
        _ordered(after(rows, request.GET.get("after", ""))).select_related("source", "unit")[: LINES + 1]
    )
    more, shown = len(shown) > LINES, shown[:LINES]
    context = {
        "table": _list_table(shown, today),
        "pages": Pages(
            next_url=f"?{_with(request.GET, after=key_of(shown[-1]))}" if more else "",
            previous_url=f"?{_with(request.GET, after='')}" if request.GET.get("after") else "",
            told=told.put(n=min(counted, COUNTED)),
        ),
        "filters": _filters(asked, request.actor),
        "carried": [(k, v) for k, v in request.GET.items() if k in ("item", "rule", "path", "from", "until")],
        "chips": _chips(asked, request.GET),
        "clear_url": reverse("approvals-cases"),
        "query": asked.number,
        "trail": [Link(w("Monitored cases", "监察办件"), "")],
    }
    return render(request, "approvals/_cases.html" if is_part(request) else "approvals/cases.html", context)


def _ordered(rows: QuerySet[OutsideCase]) -> QuerySet[OutsideCase]:
    """The latest first, and before them what came in just now and is still to be judged; as the index by source has them."""
    return rows.order_by("-last_on", "-id")


def _list_table(cases: Sequence[OutsideCase], today: date) -> Table:
    columns = [
        Column("number", w("Case", "办件编号")),
        Column("item", w("Item", "审批事项")),
        Column("unit", w("Unit", "办理单位")),
        Column("began", w("Began", "开始日期"), kind="day"),
        Column("last", w("Last event", "最近环节")),
        Column("on", w("On", "日期"), kind="day"),
        Column("standing", w("Standing", "办理情况"), kind="chip"),
        Column("source", w("System", "接入系统")),
    ]
    duties: dict[int, list[Duty]] = {}
    for duty in Duty.objects.filter(case__in=[c.pk for c in cases], is_current=True):
        duties.setdefault(duty.case_id, []).append(duty)
    rows = [
        Row(
            [
                c.number, c.item_name or None, str(c.unit or c.unit_name) or None, c.began_on, called(c.last_kind) or None,
                c.last_on, standing(c, duties.get(c.pk, []), today), c.source.title,
            ],
            url=reverse("approvals-case", args=[c.pk]),
            tone="bad" if any(is_overdue(d, today) for d in duties.get(c.pk, [])) else "",
        )
        for c in cases
    ]  # fmt: skip
    empty = w(
        "No case fits. Here would stand every one that you may see.",
        "没有符合条件的办件。您有权查看的办件会列在这里。",
    )
    return Table(caption=w("Monitored cases", "监察办件"), columns=columns, rows=rows, empty=empty)


def is_overdue(duty: Duty, today: date) -> bool:
    """Runs, and its last day has passed."""
    return duty.state in RUNNING and duty.due_on is not None and duty.due_on < today


def standing(case: OutsideCase, duties: Sequence[Duty], today: date) -> Chip:
    """A case in a word: overdue, due today, under way; ended in time or late."""
    if any(is_overdue(d, today) for d in duties):
        return Chip(w("overdue", "已逾期"), icon="clock-exclamation", tone="bad")
    if any(d.state in RUNNING and d.due_on == today for d in duties):
        return Chip(w("due today", "今日到期"), icon="clock", tone="warn")
    was_late = any(d.late for d in duties)
    if case.ended_on is None:
        word = w("under way, was late", "在办，曾逾期") if was_late else w("under way", "在办")
        return Chip(word, icon="progress", tone="warn" if was_late else "active")
    if was_late:
        return Chip(w("ended, was late", "已办结，曾逾期"), icon="alert-triangle", tone="warn")
    return Chip(w("ended", "已办结"), icon="circle-check", tone="met")


def _filters(asked: Asked, actor: Any) -> list[tuple[str, Words, list[Option], str]]:
    sources = Source.objects.visible_to(actor).order_by("title").values_list("pk", "title")
    units = Unit.objects.filter(pk__in=UnitName.objects.exclude(unit=None).values("unit_id")).order_by("path")
    return [
        (
            "source",
            w("System", "接入系统"),
            [Option(str(pk), title) for pk, title in sources],
            str(asked.source or ""),
        ),
        (
            "unit",
            w("Unit", "办理单位"),
            [Option(str(u.pk), u.short_name) for u in units],
            str(asked.unit or ""),
        ),
        ("state", w("Standing", "办理情况"), [Option(key, words) for key, words in STATES], asked.state),
    ]


def _chips(asked: Asked, query: QueryDict) -> list[Link]:
    """The filters in force, each as a sentence that can be taken away."""
    said: list[tuple[str, Words]] = []
    if asked.source is not None and (source := Source.objects.filter(pk=asked.source).first()):
        said.append(("source", w("system is {x}", "接入系统 是 {x}").put(x=source.title)))
    if asked.unit is not None and (unit := Unit.objects.filter(pk=asked.unit).first()):
        said.append(("unit", w("unit is {x}", "办理单位 是 {x}").put(x=unit.short_name)))
    if asked.state:
        said.append(("state", dict(STATES)[asked.state]))
    if asked.item:
        said.append(("item", w("item is {x}", "审批事项 是 {x}").put(x=asked.item)))
    if asked.rule:
        said.append(("rule", w("rule is {x}", "规则 是 {x}").put(x=asked.rule)))
    if asked.path:
        said.append(("path", w("one way through", "同一办理路径")))
    if asked.from_on:
        said.append(
            ("from", w("last event from {day}", "最近环节不早于 {day}").put(day=asked.from_on.isoformat()))
        )
    if asked.until_on:
        said.append(
            ("until", w("last event until {day}", "最近环节不晚于 {day}").put(day=asked.until_on.isoformat()))
        )
    if asked.number:
        said.append(("q", w("number begins with {x}", "编号以 {x} 开头").put(x=asked.number)))
    return [Link(words, f"?{_with(query, after='', **{key: ''})}") for key, words in said]


def _with(query: QueryDict, **changes: str) -> str:
    pairs = [(k, v) for k in query for v in query.getlist(k) if k not in changes]
    return urlencode(pairs + [(k, v) for k, v in changes.items() if v])
