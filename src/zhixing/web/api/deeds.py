"""Each declared action as an operation: the same decision as on the page, no second logic."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.db import models
from django.http import HttpResponse
from ninja import Router, Schema, Status
from pydantic import AwareDatetime

from zhixing.base.refusals import Refusal
from zhixing.base.words import w
from zhixing.kernel.actions.models import Attempt
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.actions.register import Spec
from zhixing.kernel.matters.kinds import Kind
from zhixing.kernel.matters.models import Matter
from zhixing.web.api.bodies import json_object, key_given, revision_expected
from zhixing.web.api.contents import reference_to
from zhixing.web.api.operations import IN_PATH, IN_QUERY, said, typed
from zhixing.web.api.register import segment_of
from zhixing.web.api.shapes.marks import Id, both, worded
from zhixing.web.api.shapes.matters import DeedOut
from zhixing.web.api.telling import event, url_of

HAPPENED = w(
    "When it happened, if before now; with its time zone", "实际发生时间（早于现在时填写），须带时区"
)


class BackDated(Schema):
    """For deeds that may be recorded later than they happened."""

    happened_at: Annotated[AwareDatetime | None, worded(HAPPENED)] = None


KEY = w(
    "Sent again with the same key, the request is not carried out again and gets the same answer",
    "使用同一幂等键重复发送时不会重复办理，并返回相同结果",
)
REVISION = w(
    'The revision on which you decided ("7"); refused with 412 if it was changed since',
    '作出决定所依据的版本（如 "7"）；其后已有变更的，以 412 拒绝',
)
KEY_HEADER = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80,
        "pattern": "^[!-~]+$",
        "x-label": both(KEY),
    },
    "description": KEY.text("en"),
}
REVISION_HEADER = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "schema": {"type": "string", "pattern": '^(\\*|"[0-9]{1,9}")$', "x-label": both(REVISION)},
    "description": REVISION.text("en"),
}
_TEXT = {"schema": {"type": "string"}}
REPLAYED = {"Idempotency-Replayed": {"description": "true: it had been done before", **_TEXT}}
ETAG = {"ETag": {"description": "The revision now, for If-Match", **_TEXT}}
LOCATION = {"Location": {"description": "Where it is", **_TEXT}}


def add_opening(router: Router, kind: Kind, specs: list[Spec[Any, Any]]) -> None:
    """The actions that open a matter: the first declared at the list's own address, others below it by name."""
    for place, spec in enumerate(specs):
        add(router, spec, _id(kind, spec), "" if place == 0 else f"/{spec.name}")


def add_deed(router: Router, kind: Kind, spec: Spec[Any, Any]) -> None:
    """An action on a matter of the kind."""
    add(router, spec, _id(kind, spec), f"/{{int:id}}/{spec.name}")


def add_thing(router: Router, spec: Spec[Any, Any]) -> None:
    """An action on something that is no matter (a unit, an account): `/<module>/<segment>/{id}/<action>`."""
    base = f"/{spec.model._meta.app_label}/{segment_of(spec.model)}"
    operation = f"{spec.model._meta.app_label}_{spec.model._meta.model_name}_{spec.name}"
    add(router, spec, operation, f"{base}/{spec.name}" if spec.opens else f"{base}/{{int:id}}/{spec.name}")


def add(router: Router, spec: Spec[Any, Any], operation: str, path: str) -> None:
    """One operation. Its body is read and judged by `perform`; the contract shows the action's own shape."""

    def act(request: Any, thing_id: int | None, happened_at: datetime | None, response: Any) -> Any:
        done = done_once(spec, thing_id, request, happened_at)
        return Status(201 if spec.opens else 200, _answer(done, response, opens=spec.opens))

    def on_thing(request: Any, id: Any, response: Any) -> Any:
        return act(request, id, None, response)

    def on_thing_then(request: Any, id: Any, response: Any, asked: Any) -> Any:
        return act(request, id, asked.happened_at, response)

    def on_nothing(request: Any, response: Any) -> Any:
        return act(request, None, None, response)

    types = {"id": IN_PATH[Id], "response": HttpResponse, "asked": IN_QUERY[BackDated]}
    handler = on_nothing if spec.opens else on_thing_then if spec.takes_moment else on_thing
    status = 201 if spec.opens else 200
    extra = {
        "x-action": spec.code,
        "x-help": both(spec.help),
        "parameters": [KEY_HEADER] if spec.opens else [KEY_HEADER, REVISION_HEADER],
        "requestBody": {
            "required": any(p.required for p in spec.parameters),
            "content": {"application/json": {"schema": reference_to(spec)}},
        },
        "responses": {status: {"headers": {**REPLAYED, **ETAG, **(LOCATION if spec.opens else {})}}},
    }
    declared = said(spec.words, operation, power=spec.power, **extra) | {"description": spec.help.text("en")}
    router.post(path, response={status: DeedOut}, **declared)(typed(handler, **types))


def done_once(spec: Spec[Any, Any], thing_id: int | None, request: Any, happened_at: datetime | None) -> Done:
    """Perform the action as the request asks.

    Of several requests with one key at the same moment one is carried out, and the others wait for it at the
    locked row, where they find it moved. They are then answered as what they are: the same request again.
    """
    given, key = json_object(request), key_given(request)
    expected = revision_expected(request)

    def once() -> Done:
        return perform(
            spec,
            thing_id,
            actor=request.actor,
            happened_at=happened_at,
            if_revision=expected,
            key=key,
            given=given,
        )

    try:
        return once()
    except Refusal:
        if key is None or not Attempt.objects.filter(account_id=request.actor.account_id, key=key).exists():
            raise
        return once()


def _answer(done: Done, response: HttpResponse, *, opens: bool) -> DeedOut:
    if done.again:
        response["Idempotency-Replayed"] = "true"
    url = url_of(done.item) if isinstance(done.item, Matter) else None
    if isinstance(done.item, Matter):
        response["ETag"] = f'"{done.item.revision}"'
    if opens and url:
        response["Location"] = url
    return DeedOut(id=_id_of(done.item), url=url, event=event(done.event))


def _id_of(thing: models.Model) -> int:
    return int(thing.pk)


def _id(kind: Kind, spec: Spec[Any, Any]) -> str:
    return f"{kind.code.replace('.', '_')}_{spec.name}"
