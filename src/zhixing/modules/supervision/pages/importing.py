"""Bringing a ledger in: template, upload with a dry run, a report line by line, and then one button."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, BinaryIO, cast
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhixing.base.refusals import NotFound, Refusal
from zhixing.base.words import w
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.permission import may
from zhixing.kernel.files.service import store
from zhixing.kernel.matters import kinds
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision import powers
from zhixing.modules.supervision.actions.importing import import_items, judged
from zhixing.modules.supervision.importing import template
from zhixing.modules.supervision.importing.judging import Judged, Problem, by_line
from zhixing.modules.supervision.importing.sheets import MOST_LINES
from zhixing.modules.supervision.relations import offices
from zhixing.web.components import Column, Deed, Link, Row, Table
from zhixing.web.doors import addresses
from zhixing.web.doors.exporting import XLSX
from zhixing.web.doors.listing import openings
from zhixing.web.pages import Request, page

SHOWN = 500  # problems on the page; the first five hundred keep anyone busy


@page(powers.REGISTER)
def importing(request: Request) -> HttpResponse:
    """GET: how to; POST with a file: the dry run; POST with `file.kept`: the import itself, all or nothing."""
    if refusal := may(import_items, None, request.actor):
        raise refusal
    if request.method != "POST":
        return _page(request, {})
    try:
        office = _office(request)
        if kept := request.POST.get("file.kept", ""):
            return _imported(request, office, kept)
        sent = request.FILES.get("file")
        if sent is None:
            return _page(
                request, {"said": w("Choose a file first.", "请先选择文件。"), "office": office}, 422
            )
        stored = store(sent.name or "", cast("BinaryIO", sent.file), actor=request.actor)
        name, found = judged(stored.pk, office, request.actor)
    except NotFound:
        raise
    except Refusal as refused:
        return _page(request, {"refusal": refused}, refused.status)
    context = {"found": found, "name": name, "stored": stored, "office": office, "once": uuid4().hex}
    return _page(request, context | _tables(found), 200 if not found.problems else 422)


def _office(request: Request) -> Unit:
    chosen = request.POST.get("supervising_unit", "")
    found = offices(None, request.actor).filter(pk=int(chosen)).first() if chosen.isdigit() else None
    if found is None:
        raise NotFound
    return found


def _imported(request: Request, office: Unit, kept: str) -> HttpResponse:
    """Do what the dry run showed. What changed since is judged again and refused in the same words."""
    done = perform(
        import_items,
        actor=request.actor,
        key=request.POST.get("once") or None,
        given={"file": int(kept) if kept.isdigit() else 0, "supervising_unit": office.pk},
    )
    said = w("{n} items were imported as drafts.", "已导入 {n} 项，均为拟办状态。").put(n=len(done.events))
    if done.again:
        said = w("This was imported already.", "该表格此前已导入。")
    messages.success(request, str(said))
    kind = kinds.kind("supervision.item")
    return HttpResponseRedirect(f"{addresses.of_list(kind)}?state=draft&order=newest")


def _page(request: Request, context: dict[str, Any], status: int = 200) -> HttpResponse:
    kind = kinds.kind("supervision.item")
    trail = [
        Link(kind.plural, addresses.of_list(kind)),
        Link(w("Import a ledger", "导入台账"), ""),
    ]
    shared = {"trail": trail, "offices": list(offices(None, request.actor)), "limit": MOST_LINES}
    return render(request, "supervision/import.html", {**shared, **context}, status=status)


def _tables(found: Judged) -> dict[str, Any]:
    caption = w("What is wrong", "需要更正的问题")
    told = w("Worth knowing", "提示")
    return {
        "problems": _table(found.problems, caption),
        "hints": _table(found.hints, told),
        "is_cut": len(found.problems) > SHOWN,
    }


def _table(problems: list[Problem], caption: Any) -> Table:
    columns = [
        Column("line", w("Line", "行"), kind="number"),
        Column("column", w("Column", "列")),
        Column("said", w("What", "情况")),
        Column("mend", w("The mend", "如何更正")),
    ]
    rows = [Row([p.line or None, p.column, p.said, p.mend]) for p in by_line(problems)[:SHOWN]]
    return Table(caption=caption, columns=columns, rows=rows)


@page(powers.REGISTER)
def import_template(request: Request) -> HttpResponse:
    """The spreadsheet to start from."""
    answer = HttpResponse(template.made(), content_type=XLSX)
    answer["Content-Disposition"] = "attachment; filename*=UTF-8''%E5%AF%BC%E5%85%A5%E6%A8%A1%E6%9D%BF.xlsx"
    return answer


def with_import(actor: Any) -> list[Deed]:
    """The ledger's opening actions, with the import leading to its own page."""
    kind = kinds.kind("supervision.item")
    generic = addresses.of_action(kind, None, import_items.name)
    return [
        replace(deed, url=reverse("supervision-import"), icon="table-import") if deed.url == generic else deed
        for deed in openings(kind, actor)
    ]
