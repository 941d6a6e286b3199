"""Live figures: scores of any period, the heat map of units and items, and the cases behind every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base.refusals import NotFound
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.models import OutsideCase, ScoreTable, Source
from zhixing.modules.approvals.powers import VIEW
from zhixing.modules.approvals.scores import tables
from zhixing.modules.approvals.scores.asked import Asked, asked
from zhixing.modules.approvals.scores.pages.tables import may_open
from zhixing.modules.approvals.scores.pictures import percent, whiskers
from zhixing.modules.approvals.scoring.counting import (
    OF_DUTIES,
    WHICH,
    CaseLine,
    Relation,
    behind,
    narrowed,
    relation,
)
from zhixing.modules.approvals.scoring.definitions import method
from zhixing.modules.approvals.scoring.freezing import frozen, sources_of
from zhixing.modules.approvals.scoring.intervals import Against, Share, against
from zhixing.modules.approvals.scoring.naming import NO_ITEM, NO_UNIT, rule_names
from zhixing.modules.approvals.scoring.table import table_of
from zhixing.web import asked as in_address
from zhixing.web.components import Card, Chip, Column, Heat, HeatMap, HeatRow, Link, Pages, Row, Table
from zhixing.web.doors import addresses
from zhixing.web.navigation import address
from zhixing.web.pages import Request, page

PAGE = 100
MOST_ROWS, MOST_COLUMNS = 30, 12
PERFORMANCE = w("Approval performance", "审批效能")
OF_WHICH = {
    "": w("Cases that count", "计入评分的办件"),
    "late": w("Cases with a late duty", "逾期办件"),
    "in_time": w("Cases in time", "按时办件"),
    "yellow": w("Duties with a yellow card", "黄牌责任"),
    "red": w("Duties with a red card", "红牌责任"),
    "removed": w("Duties whose cards were removed", "已摘牌责任"),
    "breach": w("Breaches found", "违规情形"),
}


@require_safe
@page(VIEW)
def performance(request: Request) -> HttpResponse:
    """The scores of a period as they stand now, and units by items."""
    question = asked(request)
    content = table_of(relation(question.counted()), question.sources)
    opens = question.opened
    context = {
        "asked": question,
        "figures": tables.figures(content["all"], opens),
        "whiskers": whiskers(content["units"], content["all"]["share"]),
        "units": tables.units(content, opens),
        "heat": heat(content, opens),
        "items": tables.items(content, opens),
        "steps": tables.steps(content, opens),
        "method": method(),
        "fields": question.fields(),
        "title": PERFORMANCE,
    }
    return render(request, "approvals/scores/performance.html", context)


def heat(content: Mapping[str, Any], opens: tables.Opens) -> HeatMap:
    """On-time shares by unit and item: the units and items with the most cases. Dark only where the share is below the mean."""
    mean = float(content["all"]["share"]) if content["all"]["share"] else None
    pairs = {(p["unit_id"], p["item"]): Share(p["in_time"], p["cases"]) for p in content["units_and_items"]}
    columns = sorted(content["items"], key=lambda i: -i["cases"])[:MOST_COLUMNS]
    lines = sorted(content["units"], key=lambda u: -u["cases"])[:MOST_ROWS]
    rows = []
    for line in (line for line in lines if line["cases"]):
        unit = line["unit_id"] or "none"
        cells = [
            _cell(
                pairs.get((line["unit_id"], item["item"])),
                mean,
                opens(unit=unit, item=item["item"] or "none"),
            )
            for item in columns
        ]
        rows.append(HeatRow(line["unit"] or NO_UNIT, cells, url=opens(unit=unit)))
    return HeatMap(
        caption=w("On-time share by unit and item", "各单位各事项按时率"),
        columns=[item["item"] or NO_ITEM for item in columns],
        rows=rows,
        corner=w("Unit", "单位"),
    )


def _cell(share: Share | None, mean: float | None, url: str) -> Heat:
    if share is None or share.value is None:
        return Heat("")
    low, high = share.interval
    told = w(
        "{part} of {whole} in time; 95 % interval {low} to {high}",
        "{whole} 件按时 {part} 件；95% 区间 {low} 至 {high}",
    )
    level = {Against.BELOW: 3, Against.LIKE: 1 if mean is not None and share.value < mean else 0}.get(
        against(share, mean), 0
    )
    said = told.put(part=share.part, whole=share.whole, low=percent(str(low)), high=percent(str(high)))
    return Heat(f"{share.value * 100:.0f}% / {share.whole}", level, url, told=said)


@require_safe
@page(VIEW)
def live(request: Request) -> HttpResponse:
    """The cases behind a live figure."""
    question: Asked = asked(request)
    rows = narrowed(relation(question.everything().counted()), **_narrowing(request))
    trail = [
        Link(PERFORMANCE, reverse("approvals-performance") + question.query(unit=None, item=None, rule=None))
    ]
    return _listed(request, rows, question.sources, trail, question.in_words())


@require_safe
@page(VIEW)
def kept(request: Request, table_id: int) -> HttpResponse:
    """The cases behind a frozen figure, as they were counted; a unit sees those of its own."""
    table, actor = _table(request, table_id)
    wanted = _narrowing(request)
    if not may_open(table, actor, wanted.get("unit_id")):
        raise NotFound
    rows = narrowed(frozen(table.current), **wanted)
    return _listed(
        request, rows, sources_of(table), [Link(table.number or table.title, addresses.of(table))], ""
    )


@require_safe
@page(VIEW)
def version(request: Request, table_id: int, number: int) -> HttpResponse:
    """A snapshot as a file, for whoever checks its fingerprint."""
    table, _ = _table(request, table_id)
    snapshot = table.snapshots.filter(number=number).first()
    if snapshot is None:
        raise NotFound
    return JsonResponse(snapshot.content, json_dumps_params={"ensure_ascii": False})


def _table(request: Request, table_id: int) -> tuple[ScoreTable, Actor]:
    actor = request.actor
    return ScoreTable.objects.visible_to(actor).get_or_refuse(table_id), actor


def _narrowing(request: Request) -> dict[str, Any]:
    """Unit, item and step of the address; "none" stands for what nobody named."""
    said, found = request.GET, dict[str, Any]()
    unit, item, rule = said.get("unit", ""), in_address.words(said, "item"), in_address.words(said, "rule")
    if unit == "none" or (unit.isascii() and unit.isdigit() and len(unit) < 16):
        found["unit_id"] = None if unit == "none" else int(unit)
    if item:
        found["item"] = "" if item == "none" else item
    return found | ({"rule": rule} if rule else {})


def _listed(
    request: Request, rows: Relation, sources: Sequence[Source], trail: Sequence[Link], where: Words | str
) -> HttpResponse:
    which = request.GET.get("which", "")
    which = which if which in WHICH else ""
    skip = in_address.start(request.GET)
    found = behind(rows, which, most=PAGE + 1, skip=skip)
    rest = {k: v for k, v in request.GET.items() if k != "from"}
    context = {
        "title": OF_WHICH[which],
        "where": where,
        "table": _cases(found[:PAGE], sources, of_duties=which in OF_DUTIES),
        "pages": Pages(next_url="?" + urlencode({**rest, "from": skip + PAGE}) if len(found) > PAGE else ""),
        "trail": [*trail, Link(OF_WHICH[which], "")],
    }
    return render(request, "approvals/scores/counted.html", context)


def _cases(lines: Sequence[CaseLine], sources: Sequence[Source], *, of_duties: bool) -> Table:
    cases = OutsideCase.objects.select_related("item").in_bulk([line.case_id for line in lines])
    units = dict(
        Unit.objects.filter(pk__in={u for line in lines for u in line.unit_ids}).values_list("pk", "name")
    )
    names = rule_names({rule for line in lines for rule in line.rules}, sources)
    rows = [
        Row(
            [
                cases[line.case_id].number,
                _item(cases[line.case_id]),
                [units[u] for u in line.unit_ids] or NO_UNIT,
                [names[rule] for rule in line.rules],
                cases[line.case_id].began_on,
                cases[line.case_id].ended_on,
                _standing(line),
            ],
            url=address("approvals-case", case_id=line.case_id),
        )
        for line in lines
    ]
    columns = [
        Column("number", w("Case", "办件编号"), fixed=True),
        Column("item", w("Item", "事项")),
        Column("unit", w("Unit", "责任单位")),
        Column(
            "rules", w("Duty", "责任（规则）") if of_duties else w("Duties counted", "计入的责任（规则）")
        ),
        Column("began", w("Began", "开始"), "day"),
        Column("ended", w("Ended", "办结"), "day"),
        Column("state", w("Counts as", "计为"), "chip"),
    ]
    return Table(w("Cases", "办件"), columns, rows, empty=w("None.", "无。"))


def _item(case: OutsideCase) -> Any:
    return (case.item.title if case.item else case.item_name) or NO_ITEM


def _standing(line: CaseLine) -> list[Any]:
    late = Chip(w("late", "逾期"), icon="clock-exclamation", tone="bad")
    found: list[Any] = [late if line.is_late else Chip(w("in time", "按时"), icon="circle-check", tone="met")]
    if line.card:
        found.append(Card(line.card, removed=line.is_removed))
    elif line.is_removed:
        found.append(Chip(w("set right", "已更正"), icon="shield-check", tone="closed"))
    return found
