"""Leader's view: five figures, units by how they stand, weeks ahead, the trend, the ten worst. Everything opens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.base.words import Words, counted, w
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters import kinds
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.measures.register import Measure, Scope, measures
from zhixing.kernel.measures.standing import DUE, LATE, ON_TIME, OPEN, RED, by_unit
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.workdesk import queries
from zhixing.modules.workdesk.pages import as_lines
from zhixing.web import asked
from zhixing.web.components import (
    UNIT_PHRASES,
    Chart,
    Column,
    Heat,
    HeatMap,
    HeatRow,
    Link,
    Pages,
    Row,
    Table,
    time_left,
)
from zhixing.web.dates import month_in_words
from zhixing.web.doors import addresses
from zhixing.web.pages import Request, page

WEEKS = 8
UNITS = 24
YEAR = timedelta(days=365)
PAGE = 100


def scope_of(request: Request) -> Scope:
    """What the address asks about: a kind, a unit with all below it, a period."""
    kind = request.GET.get("kind", "supervision.item")
    units = None
    if request.GET.get("unit", "").isdigit():
        unit = Unit.objects.filter(pk=int(request.GET["unit"])).first()
        units = frozenset(Unit.objects.below(unit).values_list("id", flat=True)) if unit else frozenset()
    return Scope(
        actor=request.actor,
        today=clock.today(),
        kind=kind if kind in kinds.kinds() else "",
        units=units,
        first=_day(request.GET.get("first")),
        last=_day(request.GET.get("last")),
    )


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None


def behind(one: Measure, scope: Scope, unit: int | None = None, **more: str) -> str:
    """The address of the list behind a figure."""
    said = {"kind": scope.kind, "unit": str(unit or ""), **more}
    return reverse("workdesk-figure", args=[one.code]) + "?" + urlencode({k: v for k, v in said.items() if v})


@page("workdesk.board")
def board(request: Request) -> HttpResponse:
    """How things stand, unit by unit."""
    scope = scope_of(request)
    past_year = queries.ended_in(scope.between(scope.today - YEAR, scope.today))
    tree = _Tree()
    now = {one.code: by_unit(one, scope) for one in (OPEN, LATE, RED)}
    context = {
        "figures": _figures(scope, now, past_year, request.GET.get("unit", "")),
        "units": _units(scope, now, past_year, tree),
        "heat": _weeks(scope, tree),
        "trend": _trend(past_year),
        "worst": _worst(scope),
        "measures": [OPEN, LATE, RED, ON_TIME],
        "unit": Unit.objects.filter(pk=int(request.GET["unit"])).first()
        if request.GET.get("unit", "").isdigit()
        else None,
        "today": scope.today,
    }
    return render(request, "workdesk/board.html", context)


def _figures(
    scope: Scope, now: dict[str, dict[int, int]], past_year: queries.Ended, unit: str
) -> list[dict[str, Any]]:
    sunday = scope.today + timedelta(days=6 - scope.today.weekday())
    week = scope.between(scope.today, sunday)
    span = {"first": week.first.isoformat() if week.first else "", "last": sunday.isoformat()}
    past = {"first": (scope.today - YEAR).isoformat(), "last": scope.today.isoformat()}
    chosen = int(unit) if unit.isdigit() else None
    share = past_year.share
    return [
        _figure(OPEN, sum(now[OPEN.code].values()), behind(OPEN, scope, chosen)),
        _figure(LATE, sum(now[LATE.code].values()), behind(LATE, scope, chosen), tone="bad"),
        _figure(
            DUE, DUE.count(week), behind(DUE, scope, chosen, **span), words=w("Due this week", "本周到期")
        ),
        _figure(RED, sum(now[RED.code].values()), behind(RED, scope, chosen), tone="bad"),
        _figure(
            ON_TIME,
            f"{share * 100:.1f}%" if share is not None else "—",
            behind(ON_TIME, scope, chosen, **past),
            words=w("On time, past year", "近一年按时办结率"),
            tone="met",
        ),
    ]


def _figure(one: Measure, value: Any, url: str, *, words: Any = None, tone: str = "plain") -> dict[str, Any]:
    return {
        "words": words or one.words,
        "value": value,
        "url": url,
        "definition": one.definition,
        "tone": tone,
    }


class _Tree:
    """Units in memory, so that a board is counted by a handful of queries and summed upward here."""

    def __init__(self) -> None:
        rows = Unit.objects.values_list("id", "path", "short_name", "kind", "is_jurisdiction")
        self.units = {pk: (str(path), name, kind, top) for pk, path, name, kind, top in rows}

    def answerable(self, unit_id: int) -> int:
        """The unit that answers for this one on a board: itself, or for an inner section the unit it belongs to."""
        path, _, kind, _ = self.units[unit_id]
        if kind != "section":
            return unit_id
        above = [int(label) for label in path.split(".")]
        return next((i for i in reversed(above[:-1]) if self.units[i][2] != "section"), unit_id)

    def summed(self, counts: Mapping[int, int]) -> dict[int, int]:
        total: dict[int, int] = {}
        for unit_id, n in counts.items():
            if unit_id in self.units:
                own = self.answerable(unit_id)
                total[own] = total.get(own, 0) + n
        return total

    def name(self, unit_id: int) -> str:
        return self.units[unit_id][1]


def _units(scope: Scope, now: dict[str, dict[int, int]], past_year: queries.Ended, tree: _Tree) -> Table:
    open_, late, red = (tree.summed(now[one.code]) for one in (OPEN, LATE, RED))
    met, ended = tree.summed(past_year.in_time), tree.summed(past_year.whole)
    ids = sorted({*open_, *ended}, key=lambda i: (-late.get(i, 0), -red.get(i, 0), -open_.get(i, 0), i))[
        :UNITS
    ]
    past = {"first": (scope.today - YEAR).isoformat(), "last": scope.today.isoformat()}
    rows = []
    for i in ids:
        share = met.get(i, 0) / ended[i] if ended.get(i) else None
        rows.append(
            Row(
                cells=[
                    Link(tree.name(i), f"{reverse('workdesk-board')}?unit={i}"),
                    Link(str(open_.get(i, 0)), behind(OPEN, scope, i)),
                    Link(str(late.get(i, 0)), behind(LATE, scope, i)),
                    Link(str(red.get(i, 0)), behind(RED, scope, i)),
                    Link(_share(share, ended.get(i, 0)), behind(ON_TIME, scope, i, **past)),
                ],
                tone="bad" if late.get(i) else "",
            )
        )
    columns = [
        Column("unit", w("Unit", "单位"), fixed=True),
        Column("open", OPEN.words, "number"),
        Column("late", LATE.words, "number"),
        Column("red", RED.words, "number"),
        Column("share", w("On time (of ended)", "按时办结率（了结数）"), "number"),
    ]
    return Table(
        caption=w("Units", "各单位情况"),
        columns=columns,
        rows=rows,
        empty=w("No unit leads an item that you may see.", "没有您有权查看的主办单位。"),
    )


def _share(share: float | None, ended: int) -> str:
    """A share with what it is out of: one of one is not the same as ninety of a hundred."""
    return f"{share * 100:.0f}%（{ended}）" if share is not None else "—"


def _weeks(scope: Scope, tree: _Tree) -> HeatMap:
    monday = scope.today - timedelta(days=scope.today.weekday())
    span = scope.between(monday, monday + timedelta(days=7 * WEEKS - 1))
    rows = DUE.rows(span).order_by().annotate(week=TruncWeek("due_on")).values_list("lead_unit_id", "week")
    counts: dict[tuple[int, date], int] = {}
    for unit_id, week, n in rows.annotate(n=Count("pk")):
        own = tree.answerable(unit_id)
        counts[own, week] = counts.get((own, week), 0) + n
    weeks = [monday + timedelta(days=7 * k) for k in range(WEEKS)]
    totals: dict[int, int] = {}
    for (unit_id, _), n in counts.items():
        totals[unit_id] = totals.get(unit_id, 0) + n
    most = max(counts.values(), default=1)
    ids = sorted(totals, key=lambda i: (-totals[i], i))[:UNITS]
    lines = [
        HeatRow(
            tree.name(i),
            [_cell(scope, i, week, counts.get((i, week), 0), most) for week in weeks],
            url=f"{reverse('workdesk-board')}?unit={i}",
        )
        for i in ids
    ]
    return HeatMap(
        caption=w("Items falling due, by unit and week", "各单位未来八周到期事项"),
        columns=[w(f"{d.day}/{d.month}", f"{d.month}.{d.day}") for d in weeks],
        rows=lines,
        corner=w("Week from", "周起始日"),
    )


def _cell(scope: Scope, unit_id: int, week: date, n: int, most: int) -> Heat:
    first = max(week, scope.today)
    url = behind(DUE, scope, unit_id, first=first.isoformat(), last=(week + timedelta(days=6)).isoformat())
    level = 0 if n == 0 else min(4, 1 + (3 * n) // most)
    return Heat(n, level, url if n else "")


def _trend(past_year: queries.Ended) -> Chart:
    met, late = past_year.in_time_by_month, past_year.late_by_month
    months = sorted({*met, *late})
    named = [str(month_in_words(m)) for m in months]
    values = [[met.get(m, 0) for m in months], [late.get(m, 0) for m in months]]
    option = {
        "tooltip": {"trigger": "axis"},
        "legend": {"bottom": 0},
        "grid": {"left": 40, "right": 16, "top": 16, "bottom": 56},
        "xAxis": {"type": "category", "data": named},
        "yAxis": {"type": "value", "minInterval": 1, "min": 0},
        "series": [
            {
                "name": str(w("On time", "按时")),
                "type": "bar",
                "stack": "a",
                "data": values[0],
                "color": "@met",
            },
            {"name": str(w("Late", "逾期")), "type": "bar", "stack": "a", "data": values[1], "color": "@bad"},
        ],
    }
    rows = [[name, *column] for name, column in zip(named, zip(*values, strict=True), strict=True)]
    return Chart(
        key="trend",
        title=w("Ended by month", "每月了结情况"),
        option=option,
        columns=[w("Month", "月份"), w("On time", "按时"), w("Late", "逾期")],
        rows=rows,
        definition=ON_TIME.definition,
    )


def _worst(scope: Scope) -> Table:
    rows = list(LATE.rows(scope).select_related("lead_unit").order_by("due_on", "id")[:10])
    calendars = {i: calendar_for(i) for i in {m.jurisdiction_id for m in rows}}
    lines = [
        Row(
            cells=[
                m.number or "",
                m.title,
                str(m.lead_unit or ""),
                m.due_on,
                _late_by(*time_left(scope.today, m.due_on, calendars[m.jurisdiction_id])),
            ],
            url=addresses.of(m),
            tone="bad",
        )
        for m in rows
    ]
    columns = [
        Column("number", w("Number", "编号")),
        Column("title", w("Title", "事项"), fixed=True),
        Column("unit", w("Lead unit", "主办单位")),
        Column("due", w("Was due", "应于"), "day"),
        Column("late", w("Late by", "逾期")),
    ]
    return Table(
        w("The ten worst", "逾期最久的十项"), columns, lines, empty=w("Nothing is late.", "没有逾期事项。")
    )


def _late_by(left: int, unit: str) -> Words:
    one, many, zh = UNIT_PHRASES[unit]
    return counted(-left, f"{{n}} {one}", f"{{n}} {many}", f"{{n}} {zh}")


@page("workdesk.board")
def figure(request: Request, code: str) -> HttpResponse:
    """The list behind a figure: the same set that was counted."""
    one = measures().get(code)
    if one is None:
        raise NotFound
    scope = scope_of(request)
    rows = one.rows(scope).order_by("pk")
    total, whole = rows.count(), one.out_of(scope).count() if one.out_of else None
    start = asked.start(request.GET)
    # Named one by one: without names select_related leaves out what may be empty, and each row would ask for it.
    related = ("lead_unit",) if rows.model is Matter else ("matter", "unit", "person")
    shown = list(rows.select_related(*related)[start : start + PAGE + 1])
    rest = {k: v for k, v in request.GET.items() if k != "from"}
    context = {
        "measure": one,
        "total": total,
        "whole": whole,
        "table": _matters(shown[:PAGE]) if rows.model is Matter else _duties(shown[:PAGE]),
        "pages": Pages(next_url="?" + urlencode({**rest, "from": start + PAGE}) if len(shown) > PAGE else ""),
        "trail": [Link(w("Leader's view", "领导视图"), reverse("workdesk-board")), Link(one.words, "")],
    }
    return render(request, "workdesk/figure.html", context)


def _matters(rows: list[Matter]) -> Table:
    columns = [
        Column("number", w("Number", "编号")),
        Column("title", w("Title", "事项"), fixed=True),
        Column("unit", w("Lead unit", "主办单位")),
        Column("due", w("Next due", "最近时限"), "day"),
    ]
    lines = [
        Row([m.number or "", m.title, str(m.lead_unit or ""), m.due_on], url=addresses.of(m)) for m in rows
    ]
    return Table(w("Matters", "事项"), columns, lines, empty=w("None.", "无。"))


def _duties(rows: list[Obligation]) -> Table:
    columns = [
        Column("duty", w("Duty", "责任事项"), fixed=True),
        Column("matter", w("Matter", "事项")),
        Column("unit", w("Owed by", "责任单位")),
        Column("due", w("Due", "截止日"), "day"),
        Column("ended", w("Ended", "了结日期"), "day"),
    ]
    lines = [
        Row([line.duty, title, line.holder, line.due_on, row.ended_on], url=url)
        for row, (line, title, url) in zip(rows, as_lines(rows), strict=True)
    ]
    return Table(w("Duties", "限时责任"), columns, lines, empty=w("None.", "无。"))
