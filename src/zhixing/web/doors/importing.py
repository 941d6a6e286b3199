"""Bringing a ledger in: template, upload with a dry run, a report line by line, and then one button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header

from zhixing.base.refusals import NotFound, Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Parameter, ParameterKind
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.permission import may
from zhixing.kernel.actions.register import Spec
from zhixing.kernel.files.service import store
from zhixing.kernel.matters.kinds import Kind
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.tables import template
from zhixing.kernel.tables.columns import ColumnSet
from zhixing.kernel.tables.findings import Judged, Problem, by_line
from zhixing.kernel.tables.service import tried
from zhixing.kernel.tables.sheets import MOST_LINES
from zhixing.web.components import Column, Link, Row, Table
from zhixing.web.doors import addresses
from zhixing.web.doors.acting import kind_at
from zhixing.web.doors.exporting import XLSX
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page

ENTERED = w("They are entered for {unit}.", "导入后记入{unit}名下。")
DONE = w("{n} lines were imported.", "已导入 {n} 项。")
SHOWN = 500  # problems on the page; the first five hundred keep anyone busy


@dataclass(frozen=True, slots=True)
class Import:
    """How a kind's ledger is brought in: the action that does it, its columns, and the words around it."""

    action: Spec[Any, Any]
    columns: ColumnSet
    unit: Parameter
    consequence: Words
    done: Words
    shows: str

    def units(self, actor: Actor) -> Any:
        """The units into whose ledger this person may bring lines."""
        assert self.unit.choices is not None
        return self.unit.choices(None, actor)


_IMPORTS: dict[str, Import] = {}


def present_import(
    kind_code: str,
    action: Spec[Any, Any],
    columns: ColumnSet,
    *,
    consequence: Words = ENTERED,
    done: Words = DONE,
    shows: str = "tab=all&order=newest",
) -> None:
    """Declare that a kind's ledger can be brought in; call it beside `present`.

    `action` opens matters from a spreadsheet: it takes `file` and exactly one unit, the one whose ledger it is.
    `consequence` ({unit}) says before, `done` ({n}) after, what came of it; `shows` is the ledger's query afterwards.
    TypeError for an action that takes something else.
    """
    by_kind = {p.kind: p for p in action.parameters if not p.many}
    file, unit = by_kind.get(ParameterKind.FILE), by_kind.get(ParameterKind.REFERENCE)
    if (
        len(action.parameters) != 2
        or file is None
        or file.name != "file"
        or unit is None
        or unit.target is not Unit
    ):
        raise TypeError(f"{action.code} takes not just a file and the unit whose ledger it is")
    _IMPORTS[kind_code] = Import(action, columns, unit, consequence, done, shows)


def leads_elsewhere(kind: Kind, name: str) -> str:
    """The address of the import's own page, when this opening action is the kind's import; else ""."""
    declared = _IMPORTS.get(kind.code)
    return addresses.of_import(kind) if declared is not None and declared.action.name == name else ""


def _declared(request: Request, module: str, segment: str) -> tuple[Kind, Import]:
    """The import behind an address, for someone who may use it; NotFound where none is declared."""
    kind = kind_at(module, segment)
    declared = _IMPORTS.get(kind.code)
    if declared is None:
        raise NotFound
    if refusal := may(declared.action, None, request.actor):
        raise refusal
    return kind, declared


@page(ANYONE_SIGNED_IN)
def importing(request: Request, module: str, segment: str) -> HttpResponse:
    """GET: how to; POST with a file: the dry run; POST with `file.kept`: the import itself, all or nothing."""
    return _Door(request, *_declared(request, module, segment)).answer()


@page(ANYONE_SIGNED_IN)
def import_template(request: Request, module: str, segment: str) -> HttpResponse:
    """The spreadsheet to start from."""
    kind, declared = _declared(request, module, segment)
    answer = HttpResponse(template.made(declared.columns), content_type=XLSX)
    name = w("{kind} – template.xlsx", "{kind}导入模板.xlsx").put(kind=kind.plural)
    answer["Content-Disposition"] = content_disposition_header(True, str(name))
    return answer


class _Door:
    """One request to a kind's import page."""

    def __init__(self, request: Request, kind: Kind, declared: Import) -> None:
        self.request, self.kind, self.declared = request, kind, declared
        self.unit: Unit | None = None

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            return self._page({})
        self.unit = unit = self._chosen()
        try:
            if kept := self.request.POST.get("file.kept", ""):
                return self._imported(unit, kept)
            return self._tried(unit)
        except NotFound:
            raise
        except Refusal as refused:
            return self._page({"refusal": refused}, refused.status)

    def _chosen(self) -> Unit:
        said = self.request.POST.get(self.declared.unit.name, "")
        units = self.declared.units(self.request.actor)
        found: Unit | None = units.filter(pk=int(said)).first() if said.isdecimal() else None
        if found is None:
            raise NotFound
        return found

    def _tried(self, unit: Unit) -> HttpResponse:
        """The dry run: the file is kept, every line judged, nothing changed."""
        sent = self.request.FILES.get("file")
        if sent is None:
            return self._page({"said": w("Choose a file first.", "请先选择文件。")}, 422)
        stored = store(sent.name or "", cast("BinaryIO", sent.file), actor=self.request.actor)
        name, found = tried(stored.pk, self.declared.columns, unit, self.request.actor)
        context = {
            "found": found,
            "name": name,
            "stored": stored,
            "once": uuid4().hex,
            "consequence": self.declared.consequence.put(unit=unit.name),
            "is_cut": len(found.problems) > SHOWN,
            **dict(_tables(found)),
        }
        return self._page(context, 422 if found.problems else 200)

    def _imported(self, unit: Unit, kept: str) -> HttpResponse:
        """Do what the dry run showed. What changed since is judged again and refused in the same words."""
        done = perform(
            self.declared.action,
            actor=self.request.actor,
            key=self.request.POST.get("once") or None,
            given={"file": int(kept) if kept.isdecimal() else 0, self.declared.unit.name: unit.pk},
        )
        said = self.declared.done.put(n=len(done.events))
        if done.again:
            said = w("This was imported already.", "该表格此前已导入。")
        messages.success(self.request, str(said))
        return HttpResponseRedirect(f"{addresses.of_list(self.kind)}?{self.declared.shows}")

    def _page(self, context: dict[str, Any], status: int = 200) -> HttpResponse:
        words = self.declared.action.words
        shared = {
            "heading": words,
            "trail": [Link(self.kind.plural, addresses.of_list(self.kind)), Link(words, "")],
            "units": list(self.declared.units(self.request.actor)),
            "unit": self.unit,
            "parameter": self.declared.unit,
            "limit": MOST_LINES,
            "address": addresses.of_import(self.kind),
            "template_url": addresses.of_import(self.kind, template=True),
        }
        return render(self.request, "doors/import.html", {**shared, **context}, status=status)


def _tables(found: Judged) -> Iterator[tuple[str, Table]]:
    yield "problems", _table(found.problems, w("What is wrong", "需要更正的问题"))
    yield "hints", _table(found.hints, w("Worth knowing", "提示"))


def _table(problems: list[Problem], caption: Words) -> Table:
    columns = [
        Column("line", w("Line", "行"), kind="number"),
        Column("column", w("Column", "列")),
        Column("said", w("What", "情况")),
        Column("mend", w("The mend", "如何更正")),
    ]
    rows = [Row([p.line or None, p.column, p.said, p.mend]) for p in by_line(problems)[:SHOWN]]
    return Table(caption=caption, columns=columns, rows=rows)
