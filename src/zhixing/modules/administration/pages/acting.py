"""The form of an action on what is no matter, and doing it: the same door for units, accounts, calendars …"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from zhixing.base import clock
from zhixing.base.refusals import Invalid, NotFound, Refusal
from zhixing.base.words import w
from zhixing.kernel.access import powers as register
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.access.models import CustomRole
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.actions.permission import may
from zhixing.kernel.actions.register import Spec
from zhixing.kernel.matters import events
from zhixing.modules.administration.actions.roles import grantable
from zhixing.modules.administration.handing_out import handed_out
from zhixing.modules.administration.own import with_own
from zhixing.modules.administration.pages import subjects
from zhixing.modules.administration.pages.subjects import Subject
from zhixing.web.components import Field, Link, Option
from zhixing.web.doors import forms
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, is_part, page

BEGINS = {"from_on", "opened_on", "left_on"}


@never_cache
@page(ANYONE_SIGNED_IN)
def act(request: Request, segment: str, thing_id: int, name: str) -> HttpResponse:
    """An action on one thing: GET shows its form, POST does it. Who lacks the power learns nothing of the thing."""
    found = subjects.at(segment)
    spec = subjects.spec_of(found, name, opens=False)
    actor = with_own(request.actor)
    if refusal := may(spec, None, actor):
        raise refusal
    thing = found.model._default_manager.filter(pk=thing_id).first()
    if thing is None:
        raise NotFound
    if request.method != "POST":
        return _form(request, actor, found, spec, thing, _given(request, spec), {}, None)
    return _done(request, actor, found, spec, thing)


@never_cache
@page(ANYONE_SIGNED_IN)
def open_new(request: Request, segment: str, name: str) -> HttpResponse:
    """An action that makes a new thing."""
    found = subjects.at(segment)
    spec = subjects.spec_of(found, name, opens=True)
    actor = with_own(request.actor)
    if refusal := may(spec, None, actor):
        raise refusal
    if request.method != "POST":
        return _form(request, actor, found, spec, None, _given(request, spec), {}, None)
    return _done(request, actor, found, spec, None)


@page(ANYONE_SIGNED_IN)
def choices(request: Request, segment: str, name: str, thing_id: int | None = None) -> HttpResponse:
    """What may be chosen for a reference field, by a word of its name."""
    found = subjects.at(segment)
    spec = subjects.spec_of(found, name, opens=thing_id is None)
    actor = with_own(request.actor)
    if refusal := may(spec, None, actor):
        raise refusal
    thing = found.model._default_manager.filter(pk=thing_id).first() if thing_id is not None else None
    parameter = next((p for p in spec.parameters if p.name == request.GET.get("field") and p.choices), None)
    if parameter is None or (thing_id is not None and thing is None):
        raise NotFound
    options = forms.found(parameter, thing, actor, request.GET.get("q", ""))
    context = {"options": options, "many": parameter.many, "name": parameter.name}
    return render(request, "components/_options.html", context)


def _given(request: Request, spec: Spec[Any, Any]) -> dict[str, Any]:
    """What the address fills in; a change that is not said otherwise begins today."""
    given: dict[str, Any] = {
        p.name: clock.today() for p in spec.parameters if p.name in BEGINS and p.required
    }
    return given | {p.name: request.GET[p.name] for p in spec.parameters if p.name in request.GET}


def _done(request: Request, actor: Actor, found: Subject, spec: Spec[Any, Any], thing: Any) -> HttpResponse:
    given: dict[str, Any] = {}
    try:
        given = forms.sent(spec, request.POST, request.FILES, actor)
        key = request.POST.get("once") or None
        done = perform(spec, thing.pk if thing is not None else None, actor=actor, key=key, given=given)
    except Refusal as refusal:
        errors = {k: str(v) for k, v in refusal.fields.items()} if isinstance(refusal, Invalid) else {}
        return _form(request, actor, found, spec, thing, given, errors, refusal)
    if (secret := handed_out(done.item)) is not None:
        template = "administration/_secret.html" if is_part(request) else "administration/secret.html"
        return render(request, template, {**secret.shown(), "home": _home(found, done)})
    said = events.tell(done.event) if not done.again else w("This was done already.", "该操作此前已完成。")
    messages.success(request, str(said))
    address = _home(found, done)
    if is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _home(found: Subject, done: Done) -> str:
    return found.home(done.item) if isinstance(done.item, found.model) else found.home(None)


def _form(
    request: Request,
    actor: Actor,
    found: Subject,
    spec: Spec[Any, Any],
    thing: Any,
    given: dict[str, Any],
    errors: dict[str, str],
    refusal: Refusal | None,
) -> HttpResponse:
    thing_id = thing.pk if thing is not None else None
    home = found.home(thing)
    fields = forms.fields_of(spec, thing, actor, given, errors, _where(found, thing_id, spec.name))
    context = {
        "spec": spec,
        "thing": thing,
        "fields": [offered(field) for field in fields],
        "refusal": refusal if refusal is not None and not errors else None,
        "consequence": spec.consequence(thing) if spec.consequence and thing is not None else None,
        "once": request.POST.get("once") or uuid4().hex,
        "action_url": subjects.address(found, spec.name, thing_id),
        "back_url": home,
        "trail": [Link(str(thing) if thing is not None else found.words, home), Link(spec.words, "")],
        "has_files": False,
    }
    template = "doors/_form.html" if is_part(request) else "administration/form.html"
    return render(request, template, context, status=refusal.status if refusal else 200)


def offered(field: Field) -> Field:
    """Names of roles and powers are chosen from what the register has when the form is shown."""
    if field.name == "role":
        options = [Option(code, role.words) for code, role in register.roles().items()]
        options += [Option(r.code, w(r.name_en or r.name, r.name)) for r in CustomRole.objects.all()]
    elif field.name == "powers":
        options = [Option(code, register.named(code)) for code in grantable()]
    else:
        return field
    chosen = set(field.value) if field.many else {field.value}
    marked = [replace(option, chosen=option.value in chosen) for option in options]
    return replace(field, kind="choice", options=marked)


def _where(found: Subject, thing_id: int | None, name: str) -> str:
    if thing_id is None:
        return reverse("administration:open-choices", args=[found.segment, name])
    return reverse("administration:choices", args=[found.segment, thing_id, name])
