"""The ledger of a kind: tabs, filters as sentences, a column chooser, search, pages by keyset, 50 rows.

A page of the list costs a fixed number of queries however many matters there are: the rows with what the shown columns
read, and a count that stops.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.actions.permission import may
from zhixing.kernel.actions.register import Spec, actions_of
from zhixing.kernel.matters.kinds import Kind
from zhixing.kernel.search.service import matching
from zhixing.web import asked
from zhixing.web.components import Column, Deed, Link, Pages, Row, Table
from zhixing.web.doors import addresses, exporting, many, views_saved
from zhixing.web.doors.acting import kind_at
from zhixing.web.doors.importing import leads_elsewhere
from zhixing.web.doors.presenting import (
    TABS,
    LedgerColumn,
    LedgerFilter,
    Presentation,
    common_columns,
    presented,
    state_filter,
    unit_filter,
)
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, is_part, page

PAGE = 50
COUNTED, COUNTED_IN_SEARCH = 1000, 100  # matters are counted up to here; finding words in each costs more
NEEDED = ("pk", "opened_on", "closed_on", "due_on")  # what a list reads of a row whichever columns are shown


@page(ANYONE_SIGNED_IN)
def ledger(request: Request, module: str, segment: str) -> HttpResponseBase:
    """The ledger. Anyone signed in may open it: it lists what they may find, and says so when that is nothing."""
    kind = kind_at(module, segment)
    view = presented(kind)
    today = clock.today()
    filters = filters_of(kind, view)
    rows = found(kind, view, filters, request, today)
    order = "newest" if request.GET.get("order") == "newest" else "due"
    columns = columns_of(kind, view, request.GET)
    if request.GET.get("export") == "xlsx":
        shown_columns = [c for c in columns if c.is_shown]
        return exporting.workbook(kind, shown_columns, plain(ordered(rows, order), view, columns))
    told = how_many(rows, COUNTED_IN_SEARCH if asked.words(request.GET) else COUNTED)
    shown, pages = one_page(rows, view, columns, order, request.GET, told)
    for_many = many.offered(kind, request.actor)
    table = replace(table_of(kind, columns, shown, request.GET, today), selectable=bool(for_many and shown))
    views = views_saved.views_of(kind, request.actor)
    saved = views_saved.current_of(views, request.GET)
    context = {
        "kind": kind,
        "table": table,
        "carried": [(k, v) for k, v in table.keep if k != "q" and k not in {f.key for f in filters}],
        "pages": pages,
        "for_many": for_many,
        "many_url": addresses.of_many(kind),
        "tabs": [*tabs_of(view, request.GET, at_saved=saved is not None), *views_saved.tabs_of(views, saved)],
        "saved": saved,
        "view_query": views_saved.plain_query(request.GET),
        "chips": chips_of(filters, request.GET, request.actor),
        "clear_url": addresses.of_list(kind),
        "filters": [(f, f.options(request.actor), request.GET.get(f.key, "")) for f in filters],
        "query": request.GET.get("q", ""),
        "told": told,
        "deeds": openings(kind, request.actor),
        "above": view.above,
        "trail": [Link(kind.plural, "")],
        "export_url": f"?{_with(request.GET, export='xlsx', after='')}",
        **view.context(None, request.actor),
    }
    return render(request, "doors/_ledger.html" if is_part(request) else "doors/ledger.html", context)


def found(
    kind: Kind, view: Presentation, filters: Sequence[LedgerFilter], request: Request, today: date
) -> QuerySet[Any]:
    """The matters of the list as the address asks for them."""
    rows: QuerySet[Any] = kind.model._default_manager.visible_to(request.actor)
    return rows.filter(condition(view, filters, request.GET, today, request.actor))


def how_many(rows: QuerySet[Any], most: int) -> Words:
    """How many there are, in words; the database stops counting at `most`."""
    count = rows.order_by().values("pk")[: most + 1].count()
    said = w("more than {n}", "超过 {n} 件") if count > most else w("{n} found", "共 {n} 件")
    return said.put(n=min(count, most))


def plain(rows: QuerySet[Any], view: Presentation, columns: Sequence[LedgerColumn]) -> QuerySet[Any]:
    """The rows as plain ones: what every list needs, and what the shown columns read."""
    fields = [*NEEDED, *(name for c in columns if c.is_shown for name in c.fields)]
    return view.annotated(rows).values_list(*dict.fromkeys(fields), named=True)


def condition(
    view: Presentation, filters: Sequence[LedgerFilter], query: QueryDict, today: date, actor: Any
) -> Q:
    """Tab, filters and search as one condition."""
    tabs = {t.key: t for t in (*TABS, *view.tabs)}
    tab = tabs.get(query.get("tab", "open"), tabs["open"])
    wanted = tab.condition(today) & tab.mine(actor)
    for one in filters:
        if value := query.get(one.key):
            wanted &= one.condition(value)
    if q := asked.words(query):
        wanted &= matching(q)
    return wanted


def filters_of(kind: Kind, view: Presentation) -> list[LedgerFilter]:
    """Lead unit and state for every kind, and its own."""
    return [unit_filter(), state_filter(kind), *view.filters]


def one_page(
    rows: QuerySet[Any],
    view: Presentation,
    columns: Sequence[LedgerColumn],
    order: str,
    query: QueryDict,
    told: Words,
) -> tuple[Sequence[Any], Pages]:
    """One page by keyset: the rows after the one that the address names."""
    after = query.get("after", "")
    found = ordered(rows.filter(_after(order, after)) if after else rows, order)
    page_rows = list(plain(found, view, columns)[: PAGE + 1])
    more, page_rows = len(page_rows) > PAGE, page_rows[:PAGE]
    next_url = f"?{_with(query, after=_key(order, page_rows[-1]))}" if more else ""
    first_url = f"?{_with(query, after='')}" if after else ""
    return page_rows, Pages(next_url=next_url, previous_url=first_url, told=told)


def ordered(rows: QuerySet[Any], order: str) -> QuerySet[Any]:
    """Newest first, or what is due first first and what is never due last."""
    if order == "newest":
        return rows.order_by("-opened_on", "-id")
    return rows.order_by(F("due_on").asc(nulls_last=True), "id")


def _key(order: str, row: Any) -> str:
    day = row.opened_on if order == "newest" else row.due_on
    return f"{day.isoformat() if day else ''}_{row.pk}"


def _after(order: str, key: str) -> Q:
    said, _, pk = key.rpartition("_")
    if not pk.isdigit():
        return Q()
    try:
        day = date.fromisoformat(said) if said else None
    except ValueError:
        return Q()
    if order == "newest":
        return Q(opened_on__lt=day) | Q(opened_on=day, pk__lt=int(pk))
    if day is None:
        return Q(due_on=None, pk__gt=int(pk))
    return Q(due_on__gt=day) | Q(due_on=day, pk__gt=int(pk)) | Q(due_on=None)


def columns_of(kind: Kind, view: Presentation, query: QueryDict) -> list[LedgerColumn]:
    """All columns; which are shown is the reader's choice (?columns=a&columns=b), else the declared one."""
    wanted = query.getlist("columns")
    return [
        replace(c, is_shown=c.is_fixed or c.key in wanted) if wanted else c
        for c in (*common_columns(kind), *view.columns)
    ]


def table_of(
    kind: Kind, columns: Sequence[LedgerColumn], rows: Sequence[Any], query: QueryDict, today: date
) -> Table:
    """The table as the component wants it."""
    order = "newest" if query.get("order") == "newest" else "due"
    made = [
        Column(
            c.key,
            c.label,
            c.kind,
            order_url=f"?{_with(query, order=c.orders, after='')}" if c.orders else "",
            ordered=("descending" if order == "newest" else "ascending") if c.orders == order else "",
            shown=c.is_shown,
            fixed=c.is_fixed,
        )
        for c in columns
    ]
    values = [c.value for c in columns if c.is_shown]
    address = addresses.of_each(kind)
    lines = [
        Row(
            cells=[value(row) for value in values],
            url=address(row.pk),
            id=str(row.pk),
            tone="bad" if row.closed_on is None and row.due_on and row.due_on < today else "",
        )
        for row in rows
    ]
    keep = [(k, v) for k in query if k not in {"columns", "after"} for v in query.getlist(k)]
    return Table(
        caption=kind.plural,
        columns=made,
        rows=lines,
        keep=keep,
        empty=w(
            "No matter fits. Here would stand every one that you may see.",
            "没有符合条件的事项。您有权查看的事项会列在这里。",
        ),
    )


def tabs_of(view: Presentation, query: QueryDict, *, at_saved: bool) -> list[Link]:
    """The views everyone needs; no counts, so that the list does not wait for them."""
    now = "" if at_saved else query.get("tab", "open")
    return [
        Link(t.label, f"?{_with(query, tab=t.key, after='')}", current=t.key == now)
        for t in (*TABS, *view.tabs)
    ]


def chips_of(filters: Sequence[LedgerFilter], query: QueryDict, actor: Any) -> list[Link]:
    """The filters in force, each as a sentence that can be taken away."""
    chips = []
    for one in filters:
        value = query.get(one.key, "")
        option = next((o for o in one.options(actor) if o.value == value), None) if value else None
        if option:
            said = w("{label} is {value}", "{label} 是 {value}").put(label=one.label, value=option.label)
            chips.append(Link(said, f"?{_with(query, after='', **{one.key: ''})}"))
    if q := query.get("q", ""):
        chips.append(Link(w("contains “{q}”", "包含“{q}”").put(q=q), f"?{_with(query, q='', after='')}"))
    return chips


def openings(kind: Kind, actor: Any) -> list[Deed]:
    """The actions that make a new one, for those who may; an import leads to its own page."""
    specs = [s for s in actions_of(kind.model).values() if s.opens and may(s, None, actor) is None]
    return [_opening(kind, s) for s in specs]


def _opening(kind: Kind, spec: Spec[Any, Any]) -> Deed:
    if address := leads_elsewhere(kind, spec.name):
        return Deed(spec.words, address, icon="table-import", main=spec.tone == "primary")
    address = addresses.of_action(kind, None, spec.name)
    return Deed(spec.words, address, icon="plus", main=spec.tone == "primary")


def _with(query: QueryDict, **changes: str) -> str:
    """The address's query with these changes; an empty value takes the parameter away."""
    pairs = [(k, v) for k in query for v in query.getlist(k) if k not in changes]
    return urlencode(pairs + [(k, v) for k, v in changes.items() if v])
