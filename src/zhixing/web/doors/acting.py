"""The form of an action, and doing it: the same door for every action of every kind."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from zhixing.base.refusals import Invalid, NotFound, Refusal
from zhixing.base.words import w
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.permission import can, may, why_not
from zhixing.kernel.actions.register import Spec, actions_of
from zhixing.kernel.matters import events, kinds
from zhixing.kernel.matters.kinds import Kind
from zhixing.web.components import Link
from zhixing.web.doors import addresses, forms
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, is_part, page


def kind_at(module: str, segment: str) -> Kind:
    """The kind behind an address, or NotFound."""
    for kind in kinds.kinds().values():
        if kind.module == module and kind.segment == segment:
            return kind
    raise NotFound


def spec_of(kind: Kind, name: str, *, opens: bool) -> Spec[Any, Any]:
    """The action behind an address, or NotFound."""
    spec = actions_of(kind.model).get(name)
    if spec is None or spec.opens is not opens:
        raise NotFound
    return spec


@page(ANYONE_SIGNED_IN)
def act(request: Request, module: str, segment: str, item_id: int, name: str) -> HttpResponse:
    """An action on a matter: GET shows its form, POST does it. The power is the action's own, judged on the locked row."""
    kind = kind_at(module, segment)
    spec = spec_of(kind, name, opens=False)
    item = kind.model._default_manager.visible_to(request.actor).get_or_refuse(item_id)
    if request.method != "POST":
        if refusal := why_not(spec, item, request.actor):
            raise refusal
        return _form(request, kind, spec, item, {}, {}, None)
    return _done(request, kind, spec, item)


@page(ANYONE_SIGNED_IN)
def open_new(request: Request, module: str, segment: str, name: str) -> HttpResponse:
    """An action that makes a new matter."""
    kind = kind_at(module, segment)
    spec = spec_of(kind, name, opens=True)
    if refusal := may(spec, None, request.actor):
        raise refusal
    if request.method != "POST":
        given = {p.name: request.GET[p.name] for p in spec.parameters if p.name in request.GET}
        return _form(request, kind, spec, None, given, {}, None)
    return _done(request, kind, spec, None)


def _done(request: Request, kind: Kind, spec: Spec[Any, Any], item: Any) -> HttpResponse:
    given: dict[str, Any] = {}
    try:
        given = forms.sent(spec, request.POST, request.FILES, request.actor)
        revision = request.POST.get("revision", "")
        done = perform(
            spec,
            item.pk if item is not None else None,
            actor=request.actor,
            if_revision=int(revision) if revision.isdigit() else None,
            key=request.POST.get("once") or None,
            given=given,
        )
    except Refusal as refusal:
        errors = {k: str(v) for k, v in refusal.fields.items()} if isinstance(refusal, Invalid) else {}
        return _form(request, kind, spec, item, given, errors, refusal)
    said = events.tell(done.event) if not done.again else w("This was done already.", "该操作此前已完成。")
    messages.success(request, str(said))
    address = addresses.of(done.item)
    if is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _form(
    request: Request,
    kind: Kind,
    spec: Spec[Any, Any],
    item: Any,
    given: dict[str, Any],
    errors: dict[str, str],
    refusal: Refusal | None,
) -> HttpResponse:
    item_id = item.pk if item is not None else None
    where = forms.where(kind.module, kind.segment, item_id, spec.name)
    fields = forms.fields_of(spec, item, request.actor, given, errors, where)
    consequence = spec.consequence(item) if spec.consequence and item is not None else None
    trail = [Link(kind.plural, addresses.of_list(kind))]
    trail += [Link(item.number or item.title, addresses.of(item))] if item is not None else []
    context = {
        "kind": kind,
        "spec": spec,
        "item": item,
        "fields": fields,
        "refusal": refusal if refusal is not None and not errors else None,
        "consequence": consequence,
        "once": request.POST.get("once") or uuid4().hex,
        "action_url": addresses.of_action(kind, item_id, spec.name),
        "back_url": addresses.of(item) if item is not None else addresses.of_list(kind),
        "trail": [*trail, Link(spec.words, "")],
        "has_files": any(f.kind == "file" for f in fields),
    }
    template = "doors/_form.html" if is_part(request) else "doors/form.html"
    return render(request, template, context, status=refusal.status if refusal else 200)


@page(ANYONE_SIGNED_IN)
def choices(
    request: Request, module: str, segment: str, name: str, item_id: int | None = None
) -> HttpResponse:
    """What may be chosen for a reference field, by a word of its name."""
    kind = kind_at(module, segment)
    spec = spec_of(kind, name, opens=item_id is None)
    item = None
    if item_id is not None:
        item = kind.model._default_manager.visible_to(request.actor).get_or_refuse(item_id)
    if refusal := may(spec, item, request.actor) or can(spec, item):
        raise refusal
    parameter = next((p for p in spec.parameters if p.name == request.GET.get("field") and p.choices), None)
    if parameter is None:
        raise NotFound
    options = forms.found(parameter, item, request.actor, request.GET.get("q", ""))
    return render(
        request,
        "components/_options.html",
        {"options": options, "many": parameter.many, "name": parameter.name},
    )
