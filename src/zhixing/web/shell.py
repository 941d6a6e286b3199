"""What every page's frame needs: names, navigation, unread, looks. Lazy: what is not shown costs nothing."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.db import DatabaseError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from zhixing.base.words import Words, language, speaking, w
from zhixing.web import looks, navigation

PRODUCT = w("Zhixing", "知行")
TAGLINE = w("Government execution and accountability", "政府执行力平台")


def context(request: HttpRequest) -> dict[str, Any]:
    """The context processor behind `shell/base.html` and `shell/portal.html`."""
    actor = getattr(request, "actor", None)
    chosen = looks.chosen(request)
    groups = cache(lambda: tuple(navigation.groups_for(_present(actor), request.path)))  # for this request
    return {
        "product": PRODUCT,
        "tagline": TAGLINE,
        "language_code": language(),
        "page_language": "zh-Hans" if language() == "zh" else language(),
        "actor": actor,
        "looks": chosen,
        "navigation": SimpleLazyObject(groups),
        "shell_places": SimpleLazyObject(lambda: _drawn("shell/_places.html", groups(), language())),
        "shell_keys": SimpleLazyObject(lambda: _drawn("shell/_keys.html", groups(), language())),
        "unread": SimpleLazyObject(lambda: navigation.unread_count(_present(actor))),
        "inbox_url": navigation.inbox_url(),
        "search_url": navigation.search_url(),
        "jurisdiction": SimpleLazyObject(lambda: jurisdiction_name(_present(actor))),
        "stands_in_for": SimpleLazyObject(lambda: stands_in_for(_present(actor))),
        "here": where(request),
    }


@lru_cache(maxsize=512)  # as many as there are combinations of powers, times places, times languages
def _drawn(template: str, groups: tuple[navigation.Group, ...], code: str) -> SafeString:
    """What hangs on the main navigation alone: drawn once for all who may open the same, not on each page."""
    with speaking(code):
        return render_to_string(template, {"navigation": groups})


def where(request: HttpRequest) -> str:
    """The address to come back to: this page, or for an answer to a form the page the form was on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return "/"
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")


def _present(actor: Any) -> Any:
    """The actor itself, or None: a lazy object around None is not None, so its truth is asked."""
    return actor if actor else None


def stands_in_for(actor: Any) -> list[str]:
    """The absent persons whose place the actor takes today (代理), by name."""
    return sorted({held.behalf_of for held in getattr(actor, "held", ()) if held.behalf_of})


def jurisdiction_name(actor: Any) -> str | Words:
    """The government whose house this is: the nearest one above the actor's unit, else the topmost.

    Before the chart has any unit, and while the database is away (the error page has a frame too), the
    product's own tagline stands there.
    """
    from zhixing.kernel.organisation.chart import government_over

    path = next((held.path for held in getattr(actor, "held", ()) if held.path), "")
    try:
        nearest = government_over(path)
    except DatabaseError:
        return TAGLINE
    if nearest is None:
        return TAGLINE
    name, name_en = nearest
    return name if language() == "zh" else (name_en or name)
