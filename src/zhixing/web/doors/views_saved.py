"""Views of a ledger that a person saves under a name: shown as tabs to that person alone."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict

from zhixing.base import clock
from zhixing.base.refusals import Invalid, NotFound, Refusal
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters.kinds import Kind
from zhixing.web.components import Link
from zhixing.web.doors import addresses
from zhixing.web.doors.acting import kind_at
from zhixing.web.models import SavedView
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page

MOST_VIEWS = 20  # of one person on one ledger: beyond it tabs are no help
NAME_LIMIT = 30
_NOT_KEPT = {"after", "export", "csrfmiddlewaretoken"}


class TooManyViews(Refusal):
    """More tabs than anyone finds their way in."""

    code = "web.too_many_views"
    reason = w("You have saved {n} views of this ledger.", "您在该台账已保存 {n} 个视图。")
    remedy = w("Remove one that you no longer need.", "请先删除不再使用的视图。")


class ViewNamedSo(Refusal):
    """Two tabs of one name could not be told apart."""

    code = "web.view_named_so"
    reason = w("You have a view named “{name}” already.", "您已有名为“{name}”的视图。")
    remedy = w("Choose another name, or remove the old one.", "请换一个名称，或先删除原视图。")


def plain_query(query: QueryDict) -> str:
    """The query as it is kept and compared: without page and file, parameters in order, empty ones left out."""
    pairs = [(k, v) for k in sorted(query) if k not in _NOT_KEPT for v in query.getlist(k) if v]
    kept = QueryDict(mutable=True)
    for key, value in pairs:
        kept.appendlist(key, value)
    return kept.urlencode()


def views_of(kind: Kind, actor: Actor) -> list[SavedView]:
    """The person's views of this ledger, oldest first."""
    return list(SavedView.objects.filter(account_id=actor.account_id, kind=kind.code))


def current_of(views: list[SavedView], query: QueryDict) -> SavedView | None:
    """The saved view that the address shows just now, or None."""
    shown = plain_query(query)
    return next((v for v in views if v.query == shown), None)


def tabs_of(views: list[SavedView], current: SavedView | None) -> list[Link]:
    """The saved views as tabs behind those that everyone has."""
    return [Link(v.name, f"?{v.query}", icon="bookmark", current=v is current) for v in views]


@page(ANYONE_SIGNED_IN)
def save(request: Request, module: str, segment: str) -> HttpResponse:
    """Keep the ledger's present query under a name. Refuses an empty or used name and too many views."""
    kind = kind_at(module, segment)
    if request.method != "POST":
        return HttpResponseRedirect(addresses.of_list(kind))
    name = " ".join(request.POST.get("name", "").split())
    query = plain_query(QueryDict(request.POST.get("query", "")))
    if not name or len(name) > NAME_LIMIT or len(query) > 2000:
        said = w("Give a name of 1 to {n} characters.", "请填写 1 至 {n} 个字的名称。").put(n=NAME_LIMIT)
        raise Invalid(fields={"name": said})
    if (n := len(views_of(kind, request.actor))) >= MOST_VIEWS:
        raise TooManyViews(n=n)
    try:
        with transaction.atomic():
            SavedView.objects.create(
                account_id=request.actor.account_id,
                kind=kind.code,
                name=name,
                query=query,
                saved_at=clock.now(),
            )
    except IntegrityError as clash:
        raise ViewNamedSo(name=name) from clash
    messages.success(request, str(w("The view “{name}” is saved.", "已保存视图“{name}”。").put(name=name)))
    return HttpResponseRedirect(f"{addresses.of_list(kind)}?{query}")


@page(ANYONE_SIGNED_IN)
def remove(request: Request, module: str, segment: str, view_id: int) -> HttpResponse:
    """Remove a saved view of one's own; another's does not exist for oneself."""
    kind = kind_at(module, segment)
    if request.method != "POST":
        return HttpResponseRedirect(addresses.of_list(kind))
    gone, _ = SavedView.objects.filter(
        pk=view_id, account_id=request.actor.account_id, kind=kind.code
    ).delete()
    if not gone:
        raise NotFound
    messages.success(request, str(w("The view is removed.", "已删除该视图。")))
    return HttpResponseRedirect(addresses.of_list(kind))
