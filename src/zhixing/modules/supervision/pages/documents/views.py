"""The doors of document breakdown. Every form works without a script; htmx swaps one card instead of the page."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhixing.base.refusals import Invalid, NotFound, Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.actions.permission import why_not
from zhixing.kernel.actions.register import Spec
from zhixing.kernel.matters import events
from zhixing.kernel.organisation.naming import Chart
from zhixing.modules.supervision import powers
from zhixing.modules.supervision.actions.documents import accepting, correcting, naming, taking_in
from zhixing.modules.supervision.documents.refusals import NothingChosen, UnitUnknown
from zhixing.modules.supervision.models.documents import BreakdownDocument, Proposal
from zhixing.modules.supervision.pages.documents.presenting import offices_for, workbench_url
from zhixing.modules.supervision.pages.documents.workbench import Workbench, own_field
from zhixing.web.components import Link
from zhixing.web.doors import forms
from zhixing.web.pages import Request, is_part, page

#: What the workbench's forms do, by the last part of their address.
DEEDS: dict[str, Spec[Any, Any]] = {
    "accept": accepting.accept_proposals,
    "issue": accepting.issue_proposals,
    "add": correcting.add_proposal,
    "split": correcting.split_proposal,
    "merge": correcting.merge_proposals,
    "discard": correcting.discard_proposals,
    "restore": correcting.restore_proposals,
    "leader": naming.assign_leader,
    "defaults": naming.set_defaults,
    "heading": taking_in.describe_document,
    "finish": taking_in.close_document,
}
#: Deeds that need a choice of items: on the page, nothing chosen is no silent “all”.
CHOOSING = {"accept", "issue", "merge", "discard", "restore"}
#: Deeds on one card that htmx answers with that card alone.
ON_ONE_CARD = {"discard", "restore"}


def _found(request: Request, document_id: int) -> BreakdownDocument:
    return (
        BreakdownDocument.objects.visible_to(request.actor)
        .select_related("supervising_unit", "default_leader", "file")
        .get_or_refuse(document_id)
    )


@page(powers.REGISTER)
def take_in_page(request: Request) -> HttpResponse:
    """Take a document in: GET shows the form, POST reads the document and goes on to its workbench."""
    spec = taking_in.take_in
    refusal: Refusal | None = None
    given: dict[str, Any] = {}
    if request.method == "POST":
        try:
            given = forms.sent(spec, request.POST, request.FILES, request.actor)
            done = perform(spec, actor=request.actor, key=request.POST.get("once") or None, given=given)
        except Refusal as wrong:
            refusal = wrong
        else:
            messages.success(request, _told(done))
            return HttpResponseRedirect(workbench_url(done.item))
    own = offices_for(request.actor)
    given.setdefault("supervising_unit", next((int(o.value) for o in own), None))
    errors = {k: str(v) for k, v in refusal.fields.items()} if isinstance(refusal, Invalid) else {}
    where = forms.where("supervision", "documents", None, spec.name)
    asked = forms.fields_of(spec, None, request.actor, given, errors, where)
    only = own[0] if len(own) == 1 else None
    context = {
        "spec": spec,
        "fields": [f for f in asked if only is None or f.name != "supervising_unit"],
        "office": only,
        "refusal": refusal if not errors else None,
        "once": request.POST.get("once") or uuid4().hex,
        "has_files": True,
        "action_url": reverse("breakdown-new"),
        "back_url": reverse("supervision-documents"),
        "trail": [
            Link(w("Document breakdown", "来文分解"), reverse("supervision-documents")),
            Link(spec.words, ""),
        ],
    }
    return render(
        request, "supervision/documents/take_in.html", context, status=refusal.status if refusal else 200
    )


@page(powers.VIEW)
def workbench(request: Request, document_id: int) -> HttpResponse:
    """The document beside its items."""
    return _page(request, _found(request, document_id))


def _page(request: Request, document: BreakdownDocument, refusal: Refusal | None = None) -> HttpResponse:
    """The whole workbench; after a refusal with what was chosen and typed still there."""
    posted = request.POST if request.method == "POST" else None
    picked = {int(v) for v in posted.getlist("proposals") if v.isdigit()} if posted else None
    bench = Workbench(document, request.actor, picked or None)
    typed = {k: str(v) for k, v in posted.items()} if posted else None
    context = {**bench.context(typed), "refusal": refusal, "lines": _lines(bench, refusal)}
    return render(
        request, "supervision/documents/workbench.html", context, status=refusal.status if refusal else 200
    )


def _lines(bench: Workbench, refusal: Refusal | None) -> list[dict[str, Any]]:
    """What holds the chosen items back, each with its card."""
    by_n = {c.proposal.n: c.proposal.pk for c in bench.cards}
    return [
        {"n": n, "title": title, "missing": missing, "pk": by_n.get(n)}
        for n, title, missing in getattr(refusal, "lines", ())
    ]


@page(powers.REGISTER)
def settle_names(request: Request, document_id: int) -> HttpResponse:
    """Every name of the panel in one go: a suggestion, another unit by name, or none of ours."""
    document = _found(request, document_id)
    if request.method != "POST":
        return HttpResponseRedirect(workbench_url(document))
    try:
        done = perform(
            naming.map_units, document.pk, actor=request.actor, given={"meanings": _meanings(request)}
        )
    except Refusal as refusal:
        return _page(request, document, refusal)
    n = len(done.event.facts["settled"])
    told = (
        w("{n} names settled.", "已对应 {n} 个单位名称。")
        if n != 1
        else w("One name settled.", "已对应 1 个单位名称。")
    )
    messages.success(request, str(told.put(n=n)))
    return HttpResponseRedirect(f"{workbench_url(document)}#names")


def _meanings(request: Request) -> list[str]:
    """The panel's answers as lines “name=codes”. Names left open are left out."""
    chart = Chart(request.actor.on)
    lines = []
    for key, name in request.POST.items():
        if not key.startswith("name-"):
            continue
        place = key.removeprefix("name-")
        other = request.POST.get(f"other-{place}", "").strip()
        picked = request.POST.get(f"pick-{place}", "")
        if other:
            lines.append(f"{name}={','.join(_codes(chart, str(name), other))}")
        elif picked or request.POST.get("rest") == "-":
            picked = picked or "-"
            lines.append(f"{name}={'' if picked == '-' else picked}")
    if not lines:
        raise NothingChosen
    return lines


def _codes(chart: Chart, name: str, typed: str) -> list[str]:
    """The codes of the units whose names were typed, several with 、 between."""
    codes = []
    for part in typed.replace("，", "、").replace(",", "、").replace("；", "、").split("、"):
        if part.strip():
            unit = chart.named(part)
            if unit is None:
                raise UnitUnknown(name=name, unit=part.strip())
            codes.append(unit.code)
    return codes


@page(powers.REGISTER)
def deed(request: Request, document_id: int, name: str) -> HttpResponse:
    """One of the workbench's deeds."""
    document = _found(request, document_id)
    spec = DEEDS.get(name)
    if spec is None:
        raise NotFound
    if request.method != "POST":
        return HttpResponseRedirect(workbench_url(document))
    given = forms.sent(spec, request.POST, request.FILES, request.actor)
    try:
        if name in CHOOSING and not given.get("proposals"):
            raise NothingChosen
        done = perform(
            spec, document.pk, actor=request.actor, key=request.POST.get("once") or None, given=given
        )
    except Refusal as refusal:
        if is_part(request):
            raise
        return _page(request, document, refusal)
    if is_part(request) and name in ON_ONE_CARD and len(given["proposals"]) == 1:
        return _card(request, document_id, given["proposals"][0], said=_told(done))
    messages.success(request, _told(done))
    at = f"#item-{given['proposal']}" if "proposal" in given else ""
    return _go(request, f"{workbench_url(document)}{at}")


@page(powers.REGISTER)
def proposal(request: Request, document_id: int, proposal_id: int) -> HttpResponse:
    """One item: its card, or with ?edit its form; POST writes it."""
    document = _found(request, document_id)
    spec = correcting.edit_proposal
    if refusal := why_not(spec, document, request.actor):
        raise refusal
    if request.method != "POST":
        if "card" in request.GET:
            return _card(request, document_id, proposal_id)
        return _editor(request, document, proposal_id, None, None)
    given = forms.sent(spec, request.POST, request.FILES, request.actor)
    try:
        done = perform(spec, document.pk, actor=request.actor, given={**given, "proposal": proposal_id})
    except Refusal as wrong:
        return _editor(request, document, proposal_id, given, wrong)
    if is_part(request):
        return _card(request, document_id, proposal_id, said=_told(done))
    messages.success(request, _told(done))
    return _go(request, f"{workbench_url(document)}#item-{proposal_id}")


def _editor(
    request: Request,
    document: BreakdownDocument,
    proposal_id: int,
    given: dict[str, Any] | None,
    refusal: Refusal | None,
) -> HttpResponse:
    """The form of one item, with what it would become now as its values."""
    spec = correcting.edit_proposal
    bench = Workbench(document, request.actor)
    shown = next((c for c in bench.cards if c.proposal.pk == proposal_id), None)
    if shown is None:
        raise NotFound
    correcting.must_wait([shown.proposal])
    errors = {k: str(v) for k, v in refusal.fields.items()} if isinstance(refusal, Invalid) else {}
    where = forms.where("supervision", "documents", document.pk, spec.name)
    asked = forms.fields_of(spec, None, request.actor, given or _values(shown), errors, where)
    after = [c for c in bench.cards if c.waits and c.proposal.start >= shown.proposal.end]
    context = {
        "document": document,
        "shown": shown,
        "fields": [own_field(f, f"{proposal_id}-") for f in asked if f.name != "proposal"],
        "refusal": refusal if refusal is not None and not errors else None,
        "next": after[0] if after else None,
        "trail": [
            Link(w("Document breakdown", "来文分解"), reverse("supervision-documents")),
            Link(document.title, workbench_url(document)),
            Link(shown.proposal.title, ""),
        ],
    }
    template = "_editor.html" if is_part(request) else "editor.html"
    return render(
        request, f"supervision/documents/{template}", context, status=refusal.status if refusal else 200
    )


def _values(shown: Any) -> dict[str, Any]:
    """What stands in the form at first: the item as it would be accepted now."""
    row, line = shown.proposal, shown.line
    return {
        "title": row.title,
        "content": row.content,
        "lead_unit": line.lead.pk if line.lead else None,
        "supporting_units": [u.pk for u in line.supporting],
        "carrying_leader": line.carrying.pk if line.carrying else None,
        "overall_leader": line.overall.pk if line.overall else None,
        "limit_on": line.limit_on,
        "rhythm": line.rhythm,
        "targets": row.targets,
    }


def _card(request: Request, document_id: int, proposal_id: int, said: str = "") -> HttpResponse:
    """One card anew, and with it the bar at the foot and the span in the text."""
    document = _found(request, document_id)
    row = Proposal.objects.filter(document_id=document_id, pk=proposal_id).first()
    if row is None:
        raise NotFound
    if not is_part(request):
        return HttpResponseRedirect(f"{workbench_url(document)}#item-{proposal_id}")
    bench = Workbench(document, request.actor)
    shown = next(c for c in bench.cards if c.proposal.pk == proposal_id)
    context = {"document": document, "card": shown, "is_alone": True, **bench.summary()}
    response = render(request, "supervision/documents/_card_alone.html", context)
    if said:
        response["HX-Trigger"] = json.dumps({"said": said})  # ASCII, as headers are
    return response


def _told(done: Done) -> str:
    """What was done, in one sentence; for many items in figures rather than in titles."""
    if done.again:
        return str(w("This was done already.", "该操作此前已完成。"))
    items = [row for row in done.events[1:] if row.kind == "supervision.registered"]
    if not items:
        return str(events.tell(done.event))
    numbers = [
        row.matter.number for row in done.events[1:] if row.matter and row.kind == "supervision.issued"
    ]
    return str(_accepted_words(len(items), [n for n in numbers if n]))


def _accepted_words(n: int, numbers: list[str]) -> Words:
    if not numbers:
        return w(
            "{n} drafts were made; issue them from the ledger.",
            "已立 {n} 项拟办督办事项，可在督办事项中交办。",
        ).put(n=n)
    told = numbers[0] if len(numbers) == 1 else f"{numbers[0]} — {numbers[-1]}"
    return w("{n} items were issued: {told}.", "已交办 {n} 项：{told}。").put(n=n, told=told)


def _go(request: Request, url: str) -> HttpResponse:
    if is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
