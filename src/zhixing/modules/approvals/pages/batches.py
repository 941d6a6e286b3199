"""One delivery: its quality report, what was quarantined, and that list to take away."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from zhixing.base.refusals import NotFound
from zhixing.base.words import Words, w
from zhixing.kernel.matters import kinds
from zhixing.modules.approvals.models import Batch, Quarantined, Source
from zhixing.modules.approvals.models.sources import BatchState
from zhixing.modules.approvals.pages.sources import RUNNING, batch_chip
from zhixing.modules.approvals.pages.tables import told_table, why
from zhixing.web.components import Column, Fact, Link, Pages, Row, Table
from zhixing.web.doors import addresses
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page

LINES = 50
LONGEST_SAID = 300
_WAYS = {"file": w("file", "文件"), "api": w("API", "接口")}
_WHAT = {
    "record": w("record", "记录"),
    "line": w("line", "行"),
    "date": w("date of the case", "办件日期"),
    "earlier": w("event of an earlier delivery", "此前批次的事件"),
}
_BESIDE = {"unread": w("lines that are no record of this log", "无法读取的行")}


def found(request: Request, item_id: int, number: int) -> tuple[Source, Batch]:
    """The delivery of a source that the actor may find, or NotFound."""
    source = Source.objects.visible_to(request.actor).get_or_refuse(item_id)
    batch = source.batches.select_related("brought_by__person", "file").filter(number=number).first()
    if batch is None:
        raise NotFound
    return source, batch


@page(ANYONE_SIGNED_IN)
def batch_page(request: Request, item_id: int, number: int) -> HttpResponse:
    """The quality report: what came of each record, each trouble with what to do, and its first examples."""
    source, batch = found(request, item_id, number)
    findings = batch.quality.get("findings", [])
    told = [
        {**f, "what": w(f["what"]["en"], f["what"]["zh"]), "mend": w(f["mend"]["en"], f["mend"]["zh"])}
        for f in findings
    ]
    context = {
        "source": source,
        "batch": batch,
        "chip": batch_chip(batch),
        "facts": _facts(batch),
        "is_running": batch.state in RUNNING,
        "is_loaded": batch.state == BatchState.LOADED,
        "problem": _problem(batch),
        "found": told_table(told, [f"#{f['code']}" for f in told]),
        "sections": [
            (f["code"], f["what"], f["mend"], f["count"], _examples(f)) for f in told if f["examples"]
        ],
        "quarantine_url": reverse("approvals-quarantine", args=[source.pk, batch.number]),
        "csv_url": reverse("approvals-quarantine-csv", args=[source.pk, batch.number]),
        "has_held": batch.held.exists(),
        "trail": _trail(source, batch, last=True),
    }
    return render(request, "approvals/batch.html", context)


def _facts(batch: Batch) -> list[Fact]:
    brought_by = str(batch.brought_by.person or batch.brought_by.username)
    return [
        Fact(w("Way", "方式"), _WAYS.get(batch.way, batch.way)),
        Fact(w("Brought by", "报送人"), brought_by),
        Fact(w("Loaded", "装载时间"), batch.ended_at),
        Fact(w("Records", "记录数"), batch.records),
        Fact(w("Believed", "采信"), batch.believed),
        Fact(w("Quarantined", "隔离"), batch.quarantined),
        Fact(w("Lines that are no record", "无法读取的行"), batch.unread),
        Fact(w("Known already, changed nothing", "此前已有、未作变更"), batch.known),
        Fact(w("Corrected earlier ones", "更正此前事件"), batch.corrected),
        Fact(w("Cases touched", "涉及办件"), batch.cases),
        Fact(w("Fingerprint (SHA-256)", "文件指纹（SHA-256）"), batch.sha256 or None),
    ]


def _problem(batch: Batch) -> tuple[Words, Words] | None:
    """Why it was not loaded, and the way out, as they were kept."""
    kept: dict[str, Any] | None = batch.problem
    if not kept:
        return None
    return w(kept["en"], kept["zh"]), w(kept["way_out_en"], kept["way_out_zh"])


def _examples(finding: dict[str, Any]) -> Table:
    """The first hundred of one trouble."""
    said = {name for example in finding["examples"] for name in example}
    names = [name for name in _NAMES if name in said]
    columns = [
        Column(name, _NAMES[name], kind="number" if name in ("record", "line") else "text") for name in names
    ]
    rows = [Row([_cell(example.get(name)) for name in names]) for example in finding["examples"]]
    return Table(caption=finding["what"], columns=columns, rows=rows)


_NAMES = {
    "record": w("Record", "记录"),
    "line": w("Line", "行"),
    "case": w("Case", "办件编号"),
    "said": w("What stands there", "内容"),
    "problem": w("Problem", "问题"),
    "rule": w("Rule", "规则"),
}


def _cell(value: Any) -> Any:
    return value[:LONGEST_SAID] if isinstance(value, str) else value


@page(ANYONE_SIGNED_IN)
def quarantine(request: Request, item_id: int, number: int) -> HttpResponse:
    """What was not believed, line by line, whole."""
    source, batch = found(request, item_id, number)
    after = request.GET.get("after", "")
    rows = batch.held.order_by("id")
    reason = request.GET.get("reason", "")
    if reason:
        rows = rows.filter(reason=reason[:30])
    if after.isdigit() and len(after) < 16:
        rows = rows.filter(pk__gt=int(after))
    page_rows = list(rows[: LINES + 1])
    more, page_rows = len(page_rows) > LINES, page_rows[:LINES]
    kept = f"&reason={reason}" if reason and reason.isidentifier() else ""
    context = {
        "source": source,
        "batch": batch,
        "table": _held_table(page_rows),
        "pages": Pages(
            next_url=f"?after={page_rows[-1].pk}{kept}" if more else "",
            previous_url=f"?{kept.removeprefix('&')}" if after else "",
        ),
        "csv_url": reverse("approvals-quarantine-csv", args=[source.pk, batch.number]),
        "trail": [*_trail(source, batch), Link(w("Quarantine", "隔离记录"), "")],
    }
    return render(request, "approvals/quarantine.html", context)


def _held_table(rows: list[Quarantined]) -> Table:
    columns = [
        Column("what", w("What", "类别")),
        Column("place", w("Record or line", "记录（行）号"), kind="number"),
        Column("case", w("Case", "办件编号")),
        Column("reason", w("Why", "隔离原因")),
        Column("content", w("As it was sent", "原始内容")),
    ]
    lines = [
        Row(
            [
                _WHAT.get(r.what, r.what),
                r.place,
                r.case_number,
                _BESIDE.get(r.reason) or why(r.reason),
                r.content[:LONGEST_SAID],
            ]
        )
        for r in rows
    ]
    empty = w("Nothing of this delivery was quarantined.", "本批次没有隔离记录。")
    return Table(caption=w("Quarantine", "隔离记录"), columns=columns, rows=lines, empty=empty)


class _Echo:
    """A file that hands back what is written to it: csv wants one."""

    def write(self, text: str) -> str:
        return text


@page(ANYONE_SIGNED_IN)
def quarantine_csv(request: Request, item_id: int, number: int) -> HttpResponseBase:
    """The whole list as CSV (UTF-8 with a mark, so that spreadsheets read it): what a clerk sends back to the source."""
    source, batch = found(request, item_id, number)
    answer = StreamingHttpResponse(_csv_lines(batch), content_type="text/csv; charset=utf-8")
    name = w("{code} delivery {n} quarantine.csv", "{code}第{n}批隔离记录.csv").put(
        code=source.code, n=batch.number
    )
    answer["Content-Disposition"] = content_disposition_header(True, str(name))
    return answer


def _csv_lines(batch: Batch) -> Iterator[str]:
    writer = csv.writer(_Echo())
    heads = [
        w("what", "类别"),
        w("record or line", "记录（行）号"),
        w("case", "办件编号"),
        w("why", "原因"),
        w("as sent", "原始内容"),
    ]
    yield "\ufeff"
    yield writer.writerow([str(head) for head in heads])
    for r in batch.held.order_by("id").iterator(chunk_size=2000):
        said = _BESIDE.get(r.reason) or why(r.reason)
        yield writer.writerow(
            [
                _harmless(cell)
                for cell in (_WHAT.get(r.what, r.what), r.place, r.case_number or "", said, r.content)
            ]
        )


def _harmless(cell: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _trail(source: Source, batch: Batch, *, last: bool = False) -> list[Link]:
    kind = kinds.kind("approvals.source")
    here = "" if last else reverse("approvals-batch", args=[source.pk, batch.number])
    return [
        Link(kind.plural, addresses.of_list(kind)),
        Link(source.title, addresses.of(source)),
        Link(w("Delivery no. {n}", "第 {n} 批").put(n=batch.number), here),
    ]
