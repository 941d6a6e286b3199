"""The operations of one kind of matter: list, detail, its actions, and why some are not possible now."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import create_model

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access import powers
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.register import actions_of
from zhixing.kernel.matters.kinds import Kind
from zhixing.kernel.matters.models import Matter
from zhixing.web.api import cursors, deeds
from zhixing.web.api.filters import (
    filters_for,
    must_be_known,
    narrowed,
    own_narrowed,
    states_must_be_known,
)
from zhixing.web.api.operations import IN_PATH, IN_QUERY, pascal, said, typed
from zhixing.web.api.reasons import add_reasons
from zhixing.web.api.register import Fields, fields_of
from zhixing.web.api.shapes.marks import Id, coded
from zhixing.web.api.shapes.matters import MatterRow, MatterStory
from zhixing.web.api.telling import matter_row, story
from zhixing.web.pages import PowerMissing

LIST = w("List: {plural}", "{plural}列表")
DETAIL = w("{noun}: detail", "{noun}详情")
ETAG = {"ETag": {"description": "The revision, for If-Match", "schema": {"type": "string"}}}


def router_for(kind: Kind) -> Router:
    """All operations of a kind, to be mounted at its module and segment."""
    router = Router(tags=[kind.code])
    fields = fields_of(kind.code)
    row, detail, page = _shapes(kind, fields)
    _add_list(router, kind, fields, row, page)
    _add_detail(router, kind, fields, detail)
    add_reasons(router, kind)
    deeds.add_opening(router, kind, [s for s in actions_of(kind.model).values() if s.opens])
    for spec in actions_of(kind.model).values():
        if not spec.opens:
            deeds.add_deed(router, kind, spec)
    return router


def _shapes(kind: Kind, fields: Fields | None) -> tuple[Any, Any, Any]:
    """The kind's row, detail and page: what every matter shares, and its own fields."""
    name = pascal(kind.code)
    own = (fields.schema,) if fields else ()
    states = getattr(kind.model, "states", None)
    state: Any = {"state": (Annotated[str, coded(states)] if states else str, ...)}
    row = create_model(f"{name}Row", __base__=(*own, MatterRow), **state)
    detail = create_model(f"{name}Detail", __base__=(MatterStory, row))
    page = create_model(f"{name}Page", __base__=Schema, items=(list[row], ...), next=(str | None, ...))  # type: ignore[valid-type]  # made above
    return row, detail, page


def _add_list(router: Router, kind: Kind, fields: Fields | None, row: Any, page: Any) -> None:
    filters = filters_for(kind, fields)
    related = ("lead_unit", *(fields.related if fields else ()))

    def handle(request: Any, asked: Any) -> Any:
        must_hold(request.actor, kind.view)
        must_be_known(request, filters)
        states_must_be_known(kind.model, asked)
        today = clock.today()
        rows = kind.model.objects.visible_to(request.actor).select_related(*related)
        found = own_narrowed(narrowed(rows, asked, today), asked, fields)
        of = {"list": kind.code, **asked.asked()}
        shown, cursor = cursors.page(found, asked.ordered, asked.cursor, asked.limit, of)
        return page(items=[row(**_told(m, fields, today)) for m in shown], next=cursor)

    words = LIST.put(plural=kind.plural)
    declared = said(words, _id(kind, "list"), power=kind.view)
    router.get("", response=page, **declared)(typed(handle, asked=IN_QUERY[filters]))


def _add_detail(router: Router, kind: Kind, fields: Fields | None, detail: Any) -> None:
    related = ("lead_unit", *(fields.related if fields else ()))

    def handle(request: Any, id: Any, response: Any) -> Any:
        rows = kind.model.objects.visible_to(request.actor).select_related(*related)
        matter = rows.get_or_refuse(id)
        response["ETag"] = f'"{matter.revision}"'
        return detail(**_told(matter, fields, clock.today()), **story(matter, request.actor))

    words = DETAIL.put(noun=kind.words)
    declared = said(words, _id(kind, "detail"), power=kind.view, responses={200: {"headers": ETAG}})
    router.get("/{int:id}", response=detail, **declared)(typed(handle, id=IN_PATH[Id], response=HttpResponse))


def _told(matter: Matter, fields: Fields | None, today: Any) -> dict[str, Any]:
    own = fields.build(matter) if fields else {}
    return {**matter_row(matter, today), **own}


def must_hold(actor: Actor, power: str) -> None:
    """Refuse a list to whoever could never find anything in it: an empty page would be taken for an answer."""
    if not actor.has(power):
        raise PowerMissing(power=powers.named(power))


def _id(kind: Kind, verb: str) -> str:
    return f"{kind.code.replace('.', '_')}_{verb}"
