"""The public catalogue: search, one item's guide, the list of changes; the same as JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.base.words import Words, w
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.catalogue.pages import chip, ending_facts, fee_facts, flow, limit_words
from zhixing.modules.approvals.catalogue.terms import steps_of
from zhixing.modules.approvals.models import ItemChange, ServiceItem
from zhixing.modules.approvals.models.items import OFFERED, ChangeKind, Charging, ItemType
from zhixing.web import asked
from zhixing.web.components import Column, Fact, Field, Option, Pages, Row, Table
from zhixing.web.pages import page

A_PAGE = 50
MOST = 5_000  # items in one JSON answer or CSV file: a city's whole catalogue


def published() -> QuerySet[ServiceItem]:
    """Items that can be applied for today: in force, or decided to end on a later day."""
    today = clock.today()
    found = ServiceItem.objects.filter(
        Q(state__in=OFFERED) | Q(ended_on__isnull=False, ends_on__gt=today), in_force_on__lte=today
    )
    return found.select_related("current", "lead_unit").order_by("number")


def chosen(request: HttpRequest) -> QuerySet[ServiceItem]:
    """Those that the address asks for: words in name, code or guide, the type, the unit."""
    found = published()
    said = asked.words(request.GET)[:100]
    if said:
        found = found.filter(
            Q(title__icontains=said)
            | Q(number__icontains=said)
            | Q(main_item__icontains=said)
            | Q(current__conditions__icontains=said)
        )
    if (kind := request.GET.get("type", "")) in ItemType.values:
        found = found.filter(type=kind)
    unit = request.GET.get("unit", "")
    if unit.isascii() and unit.isdigit() and len(unit) < 17:
        found = found.filter(lead_unit_id=int(unit))
    return found


@require_safe
@page(None)
def catalogue(request: HttpRequest) -> HttpResponse:
    """The list, fifty on a page, with the search."""
    found = chosen(request)
    skipped = asked.start(request.GET)
    total = found.count()
    rows = [Row(_cells(item), url=_address(item)) for item in found[skipped : skipped + A_PAGE]]
    columns = [
        Column("title", w("Item", "事项")),
        Column("type", w("Type", "类型")),
        Column("unit", w("Handled by", "实施部门")),
        Column("promised", w("Promised", "承诺时限")),
        Column("legal", w("Legal limit", "法定时限")),
        Column("fee", w("Fee", "收费")),
    ]
    empty = w("No item fits. Try fewer words.", "没有符合条件的事项，请减少检索词。")
    if not request.GET:
        empty = w("No item has been published yet.", "尚未公布审批事项。")
    context = {
        "table": Table(caption=w("Approval items", "审批事项"), columns=columns, rows=rows, empty=empty),
        "pages": _pages(request, skipped, total),
        "fields": _fields(request),
        "query": request.GET.urlencode(),
        "today": clock.today(),
    }
    return render(request, "approvals/catalogue/public.html", context)


def _cells(item: ServiceItem) -> list[Any]:
    promised, statutory = limit_words(item.shown)
    unit = item.lead_unit.short_name if item.lead_unit else None
    return [
        item.title,
        ItemType(item.type).label,
        unit,
        promised,
        statutory,
        Charging(item.shown.charging).label,
    ]


def _address(item: ServiceItem) -> str:
    return reverse("approvals-catalogue-item", args=[item.number])


def _pages(request: HttpRequest, skipped: int, total: int) -> Pages:
    def at(start: int) -> str:
        query = request.GET.copy()
        query["from"] = str(start)
        return f"?{query.urlencode()}"

    last = min(skipped + A_PAGE, total)
    said = w("{first} to {last} of {total} items", "第 {first} 至 {last} 项，共 {total} 项")
    return Pages(
        next_url=at(skipped + A_PAGE) if last < total else "",
        previous_url=at(max(0, skipped - A_PAGE)) if skipped else "",
        told=said.put(first=skipped + 1, last=last, total=total) if total else "",
    )


def _fields(request: HttpRequest) -> list[Field]:
    kind, unit = request.GET.get("type", ""), request.GET.get("unit", "")
    types = [Option(t.value, t.label, chosen=t.value == kind) for t in ItemType]
    handling = Unit.objects.filter(pk__in=published().order_by().values("lead_unit_id")).order_by("path")
    units = [Option(str(u.pk), u.short_name, chosen=str(u.pk) == unit) for u in handling]
    return [
        Field(
            name="q",
            kind="line",
            label=w("Words in the item", "事项关键词"),
            value=asked.words(request.GET),
            required=False,
        ),
        Field(name="type", kind="choice", label=w("Type", "事项类型"), options=types, required=False),
        Field(name="unit", kind="choice", label=w("Handled by", "实施部门"), options=units, required=False),
    ]


@require_safe
@page(None)
def item_page(request: HttpRequest, code: str) -> HttpResponse:
    """One item's guide, as anyone may read it; also of an item that ended, for what takes its place."""
    item = _one(code)
    guide = item.shown
    promised, statutory = limit_words(guide)
    facts = [
        Fact(w("Code", "事项编码"), item.number),
        Fact(w("Type", "事项类型"), ItemType(item.type).label),
        Fact(w("Handled by", "实施部门"), item.lead_unit.name if item.lead_unit else None),
        Fact(w("Who may apply", "申请人范围"), guide.applicants or None),
        Fact(w("Legal limit", "法定时限"), statutory),
        *fee_facts(guide),
        Fact(w("What is issued", "办理结果"), guide.result or None),
        Fact(w("In force since", "本版实施日期"), item.current.from_on if item.current else None),
        *ending_facts(item),
    ]
    heir = item.successor_item
    context = {
        "item": item,
        "guide": guide,
        "promised": promised,
        "facts": facts,
        "flow": flow(guide),
        "chip": chip(item),
        "heir_url": _address(heir) if heir and heir.current_id else "",
    }
    return render(request, "approvals/catalogue/public_item.html", context)


def _one(code: str) -> ServiceItem:
    wanted = ServiceItem.objects.select_related("current", "lead_unit", "successor_item", "office")
    found = wanted.filter(number=code, current__isnull=False).first()
    if found is None:
        raise NotFound
    return found


@require_safe
@page(None)
def item_json(request: HttpRequest, code: str) -> JsonResponse:
    """The same guide for machines."""
    return JsonResponse(told_of(_one(code)))


@require_safe
@page(None)
def catalogue_json(request: HttpRequest) -> JsonResponse:
    """The catalogue, or the part that the address asks for, for machines."""
    items = [told_of(item) for item in chosen(request)[:MOST]]
    return JsonResponse({"as_of": clock.today().isoformat(), "items": items})


def told_of(item: ServiceItem) -> dict[str, Any]:
    """An item as open data: days as numbers with their unit, closed sets by their codes."""
    guide = item.shown
    return {
        "code": item.number,
        "title": item.title,
        "type": item.type,
        "main_item": item.main_item,
        "unit": item.lead_unit.name if item.lead_unit else None,
        "version": item.current.number if item.current else None,
        "from_on": item.current.from_on.isoformat() if item.current else None,
        "ends_on": item.ends_on.isoformat() if item.ended_on and item.ends_on else None,
        "applicants": guide.applicants,
        "basis": guide.basis,
        "conditions": guide.conditions,
        "materials": guide.materials,
        "steps": [
            {
                "name": step.name,
                "days": step.term.amount if step.term else None,
                "unit": step.term.unit if step.term else None,
                "counted": step.counted,
            }
            for step in steps_of(guide.steps)
        ],
        "statutory_days": guide.statutory_days,
        "statutory_unit": guide.statutory_unit,
        "promised_days": guide.promised_days,
        "promised_unit": guide.promised_unit,
        "charging": guide.charging or None,
        "fee_basis": guide.fee_basis,
        "fee_standard": guide.fee_standard,
        "windows": guide.windows,
        "result": guide.result,
    }


@require_safe
@page(None)
def catalogue_csv(request: HttpRequest) -> HttpResponse:
    """The same list as CSV (UTF-8 with a mark, so that spreadsheets read it), one item a line."""
    head = [
        w("Code", "事项编码"), w("Name", "事项名称"), w("Type", "事项类型"), w("Main item", "主项名称"), w("Unit", "实施部门"),
        w("Legal limit", "法定时限"), w("Promised limit", "承诺时限"), w("Fee", "是否收费"), w("Legal basis", "设定依据"),
        w("Materials", "申请材料"), w("Steps", "办理环节"), w("Windows", "办理窗口"), w("In force from", "实施日期"),
    ]  # fmt: skip
    rows = (_csv_row(item) for item in chosen(request)[:MOST])
    return _download(_lines([head, *rows]), "approval-items.csv")


def _csv_row(item: ServiceItem) -> list[Any]:
    guide = item.shown
    promised, statutory = limit_words(guide)
    return [
        item.number, item.title, ItemType(item.type).label, item.main_item, item.lead_unit.name if item.lead_unit else "",
        statutory, promised, Charging(guide.charging).label, "；".join(guide.basis), "；".join(guide.materials),
        "；".join(guide.steps), "；".join(guide.windows), item.current.from_on.isoformat() if item.current else "",
    ]  # fmt: skip


@require_safe
@page(None)
def changes(request: HttpRequest) -> HttpResponse:
    """The list of changes (S2.1-02, S2.2-08): added, simplified, cancelled, adjusted; and who takes over."""
    found, skipped = _changes(request), asked.start(request.GET)
    total = found.count()
    columns = [
        Column("on", w("From", "生效日期"), kind="day"),
        Column("kind", w("Change", "变更类型")),
        Column("item", w("Item", "事项")),
        Column("unit", w("Handled by", "实施部门")),
        Column("limit", w("Limit", "办理时限")),
        Column("materials", w("Materials", "材料")),
        Column("steps", w("Steps", "环节")),
        Column("goes_on", w("Who takes over", "后续管理")),
    ]
    rows = [
        Row(_change_cells(change), url=_address(change.item)) for change in found[skipped : skipped + A_PAGE]
    ]
    empty = w("Nothing has changed in this time.", "此期间没有变更。")
    table = Table(caption=w("Changes", "变更清单"), columns=columns, rows=rows, empty=empty)
    context = {
        "table": table,
        "pages": _pages(request, skipped, total),
        "fields": _change_fields(request),
        "query": request.GET.urlencode(),
        "counts": _counted(found),
    }
    return render(request, "approvals/catalogue/changes.html", context)


def _changes(request: HttpRequest) -> QuerySet[ItemChange]:
    found = ItemChange.objects.select_related(
        "item__lead_unit", "item__successor_item", "version_before", "version_after"
    ).order_by("-on", "-pk")
    if (kind := request.GET.get("kind", "")) in ChangeKind.values:
        found = found.filter(kind=kind)
    year = request.GET.get("year", "")
    if year.isascii() and year.isdigit() and len(year) == 4 and int(year) >= 1949:
        found = found.filter(on__year=int(year))
    return found


def _counted(found: QuerySet[ItemChange]) -> list[Fact]:
    counts = dict(found.order_by().values_list("kind").annotate(n=Count("pk")))
    return [Fact(kind.label, counts[kind.value]) for kind in ChangeKind if kind.value in counts]


def _change_cells(change: ItemChange) -> list[Any]:
    before, after = change.version_before, change.version_after
    unit = change.item.lead_unit
    return [
        change.on,
        change.words,
        change.item.title,
        unit.short_name if unit else None,
        _arrow(limit_words(before)[0] if before else None, limit_words(after)[0] if after else None),
        _arrow(len(before.materials) if before else None, len(after.materials) if after else None),
        _arrow(len(before.steps) if before else None, len(after.steps) if after else None),
        _goes_on(change.item) if after is None else None,
    ]


def _arrow(before: Words | int | None, after: Words | int | None) -> Words | str | None:
    """What it was and is; one of the two where they are equal or where there was nothing before."""
    if after is None or before is None or str(before) == str(after):
        said = after if after is not None else before
        return said if isinstance(said, Words) or said is None else str(said)
    return w("{before} → {after}", "{before} → {after}").put(before=before, after=after)


def _goes_on(item: ServiceItem) -> str | Words:
    if item.successor_item is not None:
        return item.successor_item.title
    return item.successor


def _change_fields(request: HttpRequest) -> list[Field]:
    kind, year = request.GET.get("kind", ""), request.GET.get("year", "")
    kinds = [Option(k.value, k.label, chosen=k.value == kind) for k in ChangeKind]
    return [
        Field(name="kind", kind="choice", label=w("Change", "变更类型"), options=kinds, required=False),
        Field(name="year", kind="line", label=w("Year", "年度"), value=year, required=False),
    ]


@require_safe
@page(None)
def changes_csv(request: HttpRequest) -> HttpResponse:
    """The list of changes as CSV."""
    head = [
        w("From", "生效日期"), w("Change", "变更类型"), w("Code", "事项编码"), w("Item", "事项名称"), w("Unit", "实施部门"),
        w("Limit", "办理时限"), w("Materials", "材料数"), w("Steps", "环节数"), w("Who takes over", "后续管理"), w("Why", "理由"),
    ]  # fmt: skip

    def rows() -> Iterator[list[Any]]:
        for change in _changes(request)[:MOST]:
            on, kind, title, unit, *numbers = _change_cells(change)
            yield [on.isoformat(), kind, change.item.number, title, unit, *numbers, change.why]

    return _download(_lines([head, *rows()]), "approval-item-changes.csv")


def _lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """CSV lines; a cell that a spreadsheet would take for a formula is shown as text."""
    yield "\ufeff"
    for row in rows:
        kept = io.StringIO()
        csv.writer(kept).writerow([_cell(value) for value in row])
        yield kept.getvalue()


def _cell(value: Any) -> str:
    said = "" if value is None else str(value)
    return f"'{said}" if said[:1] in ("=", "+", "-", "@", "\t") else said


def _download(lines: Iterator[str], name: str) -> HttpResponse:
    answer = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
