"""Matters of every kind together: list, search, story, duties, and how their dates were reached."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Path, Query, Router, Schema
from pydantic import Field

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.obligations.explain import explain
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.search.service import find
from zhixing.web.api import cursors, telling
from zhixing.web.api.cursors import BY_ID, NEWEST
from zhixing.web.api.filters import MatterFilters, must_be_known, narrowed
from zhixing.web.api.operations import said
from zhixing.web.api.shapes.marks import Cursor, Id, Limit, Search, worded
from zhixing.web.api.shapes.matters import (
    EventPage,
    ExplanationOut,
    MatterPage,
    MatterRow,
    ObligationOut,
)

router = Router(tags=["matters"])


class Pages(Schema):
    """Which part of a list that can only be read from its beginning."""

    cursor: Cursor | None = None
    limit: Limit = 50


class SearchFilters(Pages):
    """What to look for, in number, title and text."""

    q: Annotated[Search, Field(min_length=1)]


class ExplainFilters(Schema):
    """All dates of the matter, or one."""

    obligation: Annotated[Id | None, worded(w("Only this obligation", "仅此项责任"))] = None


@router.get(
    "/matters",
    response=MatterPage,
    **said(w("Matters of every kind that you may see", "可见的各类事项"), "matters_list"),
)
def matters(request: Any, asked: Query[MatterFilters]) -> MatterPage:
    must_be_known(request, MatterFilters)
    rows = narrowed(_visible(request), asked, clock.today())
    of = {"list": "matters", **asked.asked()}
    return _page(*cursors.page(rows, asked.ordered, asked.cursor, asked.limit, of))


@router.get(
    "/search",
    response=MatterPage,
    **said(w("Search number, title and text, newest first", "检索编号、标题和正文，新的在前"), "search"),
)
def search(request: Any, asked: Query[SearchFilters]) -> MatterPage:
    must_be_known(request, SearchFilters)
    rows = find(asked.q, _visible(request))
    return _page(*cursors.page(rows, NEWEST, asked.cursor, asked.limit, {"list": "search", "q": asked.q}))


@router.get(
    "/matters/{int:id}",
    response=MatterRow,
    **said(w("A matter of any kind; “url” leads to its detail", "任一类事项；url 指向其详情"), "matters_one"),
)
def matter(request: Any, id: Path[Id]) -> MatterRow:
    return _row(_visible(request).get_or_refuse(id))


@router.get(
    "/matters/{int:id}/events",
    response=EventPage,
    **said(w("Its story, in the order of record", "办理留痕，按记录先后"), "matters_events"),
)
def events(request: Any, id: Path[Id], asked: Query[Pages]) -> EventPage:
    found = _visible(request).get_or_refuse(id)
    rows = Event.objects.filter(matter_id=found.pk)
    of = {"list": "events", "matter": found.pk}
    shown, cursor = cursors.page(rows, BY_ID, asked.cursor, asked.limit, of)
    return EventPage(items=[telling.event(row) for row in shown], next=cursor)


@router.get(
    "/matters/{int:id}/obligations",
    response=list[ObligationOut],
    **said(w("Who owes what by when", "限时责任"), "matters_obligations"),
)
def obligations(request: Any, id: Path[Id]) -> list[ObligationOut]:
    return telling.obligations(_visible(request).get_or_refuse(id))


@router.get(
    "/matters/{int:id}/explain",
    response=list[ExplanationOut],
    **said(w("How each of its dates was reached", "各项时限的计算过程"), "matters_explain"),
)
def explained(request: Any, id: Path[Id], asked: Query[ExplainFilters]) -> list[ExplanationOut]:
    must_be_known(request, ExplainFilters)
    found = _visible(request).get_or_refuse(id)
    rows = Obligation.objects.filter(matter_id=found.pk).select_related("matter")
    if asked.obligation is not None:
        rows = rows.filter(pk=asked.obligation)
    return [telling.explanation(row, explain(row)) for row in rows]


def _visible(request: Any) -> Any:
    """The matters that the actor may find, each with its lead unit."""
    found: QuerySet[Matter] = Matter.objects.visible_to(request.actor).select_related("lead_unit")
    return found


def _row(found: Matter) -> MatterRow:
    return MatterRow(**telling.matter_row(found, clock.today()))  # type: ignore[arg-type]  # the mapping's values differ in type


def _page(shown: list[Matter], cursor: str | None) -> MatterPage:
    return MatterPage(items=[_row(found) for found in shown], next=cursor)
