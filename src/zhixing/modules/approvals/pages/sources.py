"""The page of an outside system: what it brought, whom it names, how it is read and judged; delivering, choosing packs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO, cast
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhixing.base.refusals import Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.models import Attempt
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.permission import why_not
from zhixing.kernel.actions.register import Spec
from zhixing.kernel.files import kinds as file_kinds
from zhixing.kernel.files.service import store
from zhixing.kernel.matters import events, kinds
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.schema import CheckRule, DeadlineRule, Pack, RecurringRule
from zhixing.modules.approvals.actions.sources import choose_packs, deliver, name_units
from zhixing.modules.approvals.cases import visible_cases
from zhixing.modules.approvals.models import Batch, Source
from zhixing.modules.approvals.models.sources import BatchState, SourceState
from zhixing.modules.approvals.packs import offered, switched_on
from zhixing.web.components import Chip, Column, Fact, Link, Row, Table
from zhixing.web.doors import addresses
from zhixing.web.doors.presenting import LedgerColumn, Presentation, present
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, is_part, page

SHOWN_BATCHES = 15
SHOWN_NAMES = 60
ACCEPTED = ".csv,.tsv,.txt,.xes,.xml,.jsonl,.ndjson,.json,.parquet,.gz"
RUNNING = (BatchState.WAITING, BatchState.LOADING)
_CHIPS = {
    SourceState.DRAFT: ("plug", "plain"),
    SourceState.ACTIVE: ("plug-connected", "active"),
    SourceState.SUSPENDED: ("player-pause", "warn"),
}
_BATCH_CHIPS = {
    BatchState.WAITING: ("clock", "plain"),
    BatchState.LOADING: ("loader", "active"),
    BatchState.LOADED: ("circle-check", "met"),
    BatchState.FAILED: ("alert-triangle", "bad"),
}


def chip(source: Any) -> Chip:
    """The state as icon, word and tone."""
    state = SourceState(source.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def batch_chip(batch: Batch) -> Chip:
    """How far a delivery has come."""
    state = BatchState(batch.state)
    icon, tone = _BATCH_CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def facts(source: Source) -> Sequence[Fact]:
    """What one asks of a system: who watches, how it is read, by what it is judged."""
    known = offered(source.jurisdiction_id) if source.packs else {}
    titles = [w(p.title.en, p.title.zh) if (p := known.get(code)) else code for code in source.packs]
    mapping = w("no. {n}", "第 {n} 版").put(n=source.mapping_version) if source.mapping_version else None
    return [
        Fact(w("Code", "系统代码"), source.code),
        Fact(w("Unit that watches", "监察单位"), source.supervising_unit.name),
        Fact(w("Mapping", "数据映射"), mapping),
        Fact(w("Rule packs", "规则包"), titles or None),
        Fact(w("Cards drawn from", "出示预警牌起始日"), source.watched_from),
    ]


def lead(source: Source) -> Words | str:
    """What has to be done next, or what the system is."""
    if source.state == SourceState.DRAFT:
        return w(
            "Upload a sample and map its columns: then it is connected.",
            "请上传样本并配置数据映射，完成后即接入。",
        )
    if source.watched_from is None:
        return w("Its cases are judged; no cards are drawn yet.", "办件已纳入判定，尚未出示预警牌。")
    return ""


def context(source: Source | None, actor: Actor) -> dict[str, Any]:
    """What the panels need, in a fixed number of queries."""
    if source is None:
        return {}
    cases = visible_cases(actor).filter(source=source)
    counted = cases.aggregate(all=Count("pk"), open=Count("pk", filter=Q(ended_on=None)))
    listed = reverse("approvals-cases")
    return {
        **batches_of(source),
        "counted": [
            Link(w("Cases", "办件总数"), f"{listed}?source={source.pk}", count=counted["all"]),
            Link(w("Under way", "在办"), f"{listed}?source={source.pk}&state=open", count=counted["open"]),
        ],
        **names_of(source, actor),
    }


def batches_of(source: Source) -> dict[str, Any]:
    """The latest deliveries, and whether one still runs: then the part asks again by itself."""
    batches = list(source.batches.order_by("-number")[:SHOWN_BATCHES])
    running = [b for b in batches if b.state in RUNNING]
    return {
        "source": source,
        "batches": batch_table(source, batches),
        "loading_now": running,
        "poll_url": reverse("approvals-deliveries", args=[source.pk]) if running else "",
    }


def batch_table(source: Source, batches: Sequence[Batch]) -> Table:
    """Deliveries as lines; each opens its quality report."""
    columns = [
        Column("number", w("No.", "批次"), kind="number"),
        Column("name", w("File or way", "文件或方式")),
        Column("state", w("State", "状态"), kind="chip"),
        Column("at", w("Loaded", "装载时间")),
        Column("records", w("Records", "记录数"), kind="number"),
        Column("believed", w("Believed", "采信"), kind="number"),
        Column("quarantined", w("Quarantined", "隔离"), kind="number"),
        Column("cases", w("Cases", "涉及办件"), kind="number"),
    ]
    rows = [
        Row(
            [
                b.number,
                b.name,
                batch_chip(b),
                b.ended_at,
                b.records,
                b.believed,
                b.quarantined + b.unread,
                b.cases,
            ],
            url=reverse("approvals-batch", args=[source.pk, b.number]),
            tone="bad" if b.state == BatchState.FAILED else "",
        )
        for b in batches
    ]
    empty = w("Nothing has been delivered yet.", "尚未报送数据。")
    return Table(caption=w("Deliveries", "数据报送"), columns=columns, rows=rows, empty=empty)


def names_of(source: Source, actor: Actor) -> dict[str, Any]:
    """Names nobody has said who they are, each with the unit of just that name where there is one; and those that are known."""
    names = list(source.unit_names.select_related("unit").order_by("name")[: 4 * SHOWN_NAMES])
    unknown = [n for n in names if n.unit is None][:SHOWN_NAMES]
    alike = Unit.objects.filter(
        Q(name__in=[n.name for n in unknown]) | Q(short_name__in=[n.name for n in unknown])
    )
    by_name: dict[str, Unit] = {}
    for unit in alike.exclude(kind="section").order_by("-pk"):
        by_name |= {unit.short_name: unit, unit.name: unit}
    known = [n for n in names if n.unit is not None]
    columns = [Column("name", w("As the system says", "系统所称")), Column("unit", w("Unit", "单位"))]
    return {
        "unknown_names": [(n, by_name.get(n.name)) for n in unknown],
        "known_names": Table(
            caption=w("Names of units", "单位名称对照"),
            columns=columns,
            rows=[Row([n.name, str(n.unit)]) for n in known],
            empty=w("No name has been said yet.", "尚无已确认的单位名称。"),
        ),
        "may_name": bool(unknown) and why_not(name_units, source, actor) is None,
        "name_url": addresses.of_action(kinds.kind("approvals.source"), source.pk, name_units.name),
        "once": uuid4().hex,
    }


@page(ANYONE_SIGNED_IN)
def deliveries(request: Request, item_id: int) -> HttpResponse:
    """The part of the page that shows how far deliveries have come. Once all are loaded the whole page is asked for: its
    figures and the names to be explained are others now."""
    source = Source.objects.visible_to(request.actor).get_or_refuse(item_id)
    told = batches_of(source)
    answer = render(request, "approvals/_deliveries.html", told)
    if is_part(request) and not told["loading_now"]:
        answer["HX-Refresh"] = "true"
    return answer


def to_own_page(request: Request) -> HttpResponse:
    """A deed's button asks for a form to put beside the story; a large form has a page of its own, and the browser goes there."""
    return HttpResponse(status=204, headers={"HX-Redirect": request.get_full_path()})


@page(ANYONE_SIGNED_IN)
def deliver_page(request: Request, item_id: int) -> HttpResponse:
    """Hand in a file: the action's own form, but a log may be larger than an attachment and of kinds that no other door takes."""
    if is_part(request):
        return to_own_page(request)
    source = Source.objects.visible_to(request.actor).get_or_refuse(item_id)
    _must_be_allowed(deliver, source, request)
    refusal = None
    once = request.POST.get("once", "")[:80]
    if (
        request.method == "POST"
        and once
        and Attempt.objects.filter(account_id=request.actor.account_id, key=once).exists()
    ):
        messages.success(
            request, str(w("This was done already.", "该操作此前已完成。"))
        )  # a file has a new id each time
        return HttpResponseRedirect(addresses.of(source))
    if request.method == "POST":
        try:
            sent = request.FILES.get("file")
            given = {}
            if sent is not None:
                limit = settings.MAX_LOG_BYTES
                stream = cast("BinaryIO", sent.file)
                stored = store(
                    sent.name or "", stream, actor=request.actor, also=file_kinds.LOGS, limit=limit
                )
                given = {"file": stored.pk}
            done = perform(deliver, source.pk, actor=request.actor, key=once or None, given=given)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, str(events.tell(done.event)))
            return HttpResponseRedirect(addresses.of(source))
    said = {"accepted": ACCEPTED, "largest": settings.MAX_LOG_BYTES // (1024 * 1024)}
    return _form(request, source, deliver, "approvals/deliver.html", refusal, said)


@page(ANYONE_SIGNED_IN)
def packs_page(request: Request, item_id: int) -> HttpResponse:
    """Choose rule packs: boxes for those that know events of approvals."""
    if is_part(request):
        return to_own_page(request)
    source = Source.objects.visible_to(request.actor).get_or_refuse(item_id)
    _must_be_allowed(choose_packs, source, request)
    refusal, wanted = None, list(source.packs)
    if request.method == "POST":
        wanted = request.POST.getlist("packs")
        try:
            done = perform(
                choose_packs,
                source.pk,
                actor=request.actor,
                key=request.POST.get("once") or None,
                given={"packs": wanted},
            )
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, str(events.tell(done.event)))
            return HttpResponseRedirect(addresses.of(source))
    here = switched_on(source.jurisdiction_id)
    boxes = [
        (code, w(pack.title.en, pack.title.zh), _judging(pack), code in wanted, code in here)
        for code, pack in sorted(offered(source.jurisdiction_id).items())
        if _judging(pack)
    ]
    return _form(request, source, choose_packs, "approvals/packs.html", refusal, {"boxes": boxes})


def _judging(pack: Pack) -> int:
    """How many rules of the pack can judge outside cases: those that some event of an approval touches."""
    return sum(
        any(kind.startswith("approvals.") for kind in rule.on)
        for rule in pack.rules
        if isinstance(rule, (DeadlineRule, RecurringRule, CheckRule))
    )


def _must_be_allowed(spec: Spec[Any, Any], source: Source, request: Request) -> None:
    if refusal := why_not(spec, source, request.actor):
        raise refusal


def _form(
    request: Request,
    source: Source,
    spec: Spec[Any, Any],
    template: str,
    refusal: Refusal | None,
    more: dict[str, Any],
) -> HttpResponse:
    kind = kinds.kind("approvals.source")
    context = {
        "source": source,
        "spec": spec,
        "refusal": refusal,
        "once": request.POST.get("once") or uuid4().hex,
        "action_url": addresses.of_action(kind, source.pk, spec.name),
        "back_url": addresses.of(source),
        "trail": [
            Link(kind.plural, addresses.of_list(kind)),
            Link(source.title, addresses.of(source)),
            Link(spec.words, ""),
        ],
        **more,
    }
    return render(request, template, context, status=refusal.status if refusal else 200)


COLUMNS = [
    LedgerColumn("code", w("Code", "系统代码")),
    LedgerColumn("supervising_unit", w("Watched by", "监察单位"), reads=("supervising_unit__short_name",)),
    LedgerColumn("mapping_version", w("Mapping", "映射版本"), kind="number"),
    LedgerColumn("watched_from", w("Cards from", "出示预警牌起始日"), kind="day"),
]

present(
    "approvals.source",
    Presentation(
        icon="plug-connected",
        chip=chip,
        facts=facts,
        columns=COLUMNS,
        related=("supervising_unit",),
        below="approvals/_source_below.html",
        context=context,
        lead=lead,
        standings={
            "lead": w("Runs the system", "系统运行单位"),
            "supervisor": w("Watches", "监察单位"),
        },
    ),
)
