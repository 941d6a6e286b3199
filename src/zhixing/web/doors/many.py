"""One deed on many matters of a ledger, its form filled once: each is done, or refused with its reason, by itself.

Which deeds can be done so is declared with the action (`for_many`). What is chosen is judged like the single deed: through
the actor, on the locked row, at the revision that was on the page. Sending the page again does nothing twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from zhixing.base.refusals import Invalid, NotFound, Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.permission import may, why_not
from zhixing.kernel.actions.register import Spec, actions_of
from zhixing.kernel.actions.shapes import shaped
from zhixing.kernel.matters import events
from zhixing.kernel.matters.kinds import Kind
from zhixing.web.components import Column, Link, Row, Table
from zhixing.web.doors import addresses, forms
from zhixing.web.doors.acting import kind_at
from zhixing.web.doors.presenting import presented
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page

MOST = 100  # a person looks at what is chosen; and each is a transaction of its own within one request
CAN = w("can be done", "可以办理")
DONE_BEFORE = w("This was done already.", "该操作此前已完成。")


class NothingChosen(Refusal):
    """A deed for many needs at least one."""

    code = "web.nothing_chosen"
    reason = w("No line of the list is selected.", "尚未勾选任何事项。")
    remedy = w("Go back to the list, tick lines and press again.", "请返回列表，勾选后再操作。")


class TooManyChosen(Refusal):
    """More than a person looks at in one go."""

    code = "web.too_many_chosen"
    reason = w("{n} are selected, {most} can be done in one go.", "已勾选 {n} 项，一次最多办理 {most} 项。")
    remedy = w("Do them in several goes.", "请分批办理。")


@dataclass(frozen=True, slots=True)
class Line:
    """A chosen matter and what is to be said of it: that it can be done, what was done, or why not."""

    item: Any
    said: str
    stands: bool  # it can be done; afterwards: it was


def offered(kind: Kind, actor: Actor) -> list[Spec[Any, Any]]:
    """The deeds that this actor may do to many matters of the kind at once."""
    specs = actions_of(kind.model).values()
    return [spec for spec in specs if spec.for_many and may(spec, None, actor) is None]


@page(ANYONE_SIGNED_IN)
def many(request: Request, module: str, segment: str) -> HttpResponse:
    """What is chosen and the form (GET ?do=…&pick=…), or doing it (POST). The power is the action's own."""
    kind = kind_at(module, segment)
    asked = request.POST if request.method == "POST" else request.GET
    spec = actions_of(kind.model).get(asked.get("do", ""))
    if spec is None or not spec.for_many:
        raise NotFound
    if refusal := may(spec, None, request.actor):
        raise refusal
    items = chosen(kind, asked, request.actor)
    if request.method != "POST":
        return _form(request, kind, spec, items, {}, {})
    given: dict[str, Any] = {}
    try:
        given = forms.sent(spec, request.POST, request.FILES, request.actor)
        shaped(spec, given)
    except Invalid as refusal:
        return _form(request, kind, spec, items, given, {k: str(v) for k, v in refusal.fields.items()})
    lines = [_done(request, spec, item, given) for item in items]
    return render(request, "doors/many_done.html", _told(kind, spec, lines))


def chosen(kind: Kind, asked: QueryDict, actor: Actor) -> list[Any]:
    """The matters that are chosen and may be seen, in the order of choosing. Raises NothingChosen, TooManyChosen."""
    ids = [int(said) for said in dict.fromkeys(asked.getlist("pick")) if said.isdigit() and len(said) < 17]
    if len(ids) > MOST:
        raise TooManyChosen(n=len(ids), most=MOST)
    found = kind.model._default_manager.visible_to(actor).select_related(
        "lead_unit", "jurisdiction", *presented(kind).related
    )
    by_id = {item.pk: item for item in found.filter(pk__in=ids)}
    items = [by_id[pk] for pk in ids if pk in by_id]
    if not items:
        raise NothingChosen
    return items


def _done(request: Request, spec: Spec[Any, Any], item: Any, given: dict[str, Any]) -> Line:
    once, revision = request.POST.get("once", ""), request.POST.get(f"revision.{item.pk}", "")
    try:
        done = perform(
            spec,
            item.pk,
            actor=request.actor,
            if_revision=int(revision) if revision.isdigit() and len(revision) < 10 else None,
            key=f"{once[:40]}.{item.pk}" if once else None,
            given=dict(given),
        )
    except Refusal as refusal:
        return Line(item, reason_of(refusal), stands=False)
    return Line(done.item, str(DONE_BEFORE if done.again else events.tell(done.event)), stands=True)


def reason_of(refusal: Refusal) -> str:
    """Why not, with what is wrong in which field, and the article."""
    fields = refusal.fields.values() if isinstance(refusal, Invalid) else ()
    said = " ".join([refusal.why(), *(str(field) for field in fields)])
    ground = refusal.on_what_ground()
    return f"{said} {w('Basis: {basis}', '依据：{basis}').put(basis=ground)}" if ground else said


def _form(
    request: Request,
    kind: Kind,
    spec: Spec[Any, Any],
    items: Sequence[Any],
    given: dict[str, Any],
    errors: dict[str, str],
) -> HttpResponse:
    refused = {item.pk: why_not(spec, item, request.actor) for item in items}
    lines = [
        Line(item, reason_of(no) if (no := refused[item.pk]) else str(CAN), stands=no is None)
        for item in items
    ]
    first = next((line.item for line in lines if line.stands), None)
    fields = []
    if first is not None:  # what may be chosen is asked of the first: the others refuse what is not theirs
        where = forms.where(kind.module, kind.segment, first.pk, spec.name)
        fields = forms.fields_of(spec, first, request.actor, given, errors, where)
    context = {
        **_told(kind, spec, lines),
        "fields": fields,
        "able": [line.item for line in lines if line.stands],
        "once": request.POST.get("once") or uuid4().hex,
    }
    return render(request, "doors/many.html", context, status=422 if errors else 200)


def _told(kind: Kind, spec: Spec[Any, Any], lines: Sequence[Line]) -> dict[str, Any]:
    return {
        "kind": kind,
        "spec": spec,
        "stand": sum(line.stands for line in lines),
        "others": sum(not line.stands for line in lines),
        "table": _table(kind, spec.words, lines),
        "back_url": addresses.of_list(kind),
        "trail": [Link(kind.plural, addresses.of_list(kind)), Link(spec.words, "")],
    }


def _table(kind: Kind, caption: Words, lines: Sequence[Line]) -> Table:
    view = presented(kind)
    return Table(
        caption=caption,
        columns=[
            Column("number", w("Number", "编号")),
            Column("title", w("Matter", "事项")),
            Column("state", w("State", "状态"), kind="chip"),
            Column("said", w("What about it", "情况")),
        ],
        rows=[
            Row(
                cells=[line.item.number or "—", line.item.title, view.chip(line.item), line.said],
                url=addresses.of(line.item),
                tone="" if line.stands else "bad",
            )
            for line in sorted(lines, key=lambda line: line.stands)
        ],
    )
