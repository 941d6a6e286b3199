"""The door of every page: `@page("module.power")` names the power, and a test finds doors without it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from zhixing.base.refusals import NotAllowed
from zhixing.base.words import w

if TYPE_CHECKING:
    from zhixing.kernel.access.actors import Actor
    from zhixing.kernel.access.models import Account

P = ParamSpec("P")


class Request(HttpRequest):
    """The request as pages get it: signed in, with its actor. Only for annotations."""

    actor: Actor
    user: Account
    htmx: Any
    reference: str


Door = Callable[Concatenate[Any, P], HttpResponseBase]

ANYONE_SIGNED_IN = "*"
"""Instead of a power: whoever is signed in (own password, own inbox). Such pages stand in a reviewed list."""


class PowerMissing(NotAllowed):
    """The page needs a power that the person holds over no unit."""

    code = "power_missing"
    reason = w(
        "This page needs the power “{power}”, which you do not hold.",
        "打开此页需要“{power}”权限，您未被授予。",
    )


def page(power: str | None) -> Callable[[Door[P]], Door[P]]:
    """Name the power at the page's door.

    None lets everyone in (public pages; they stand in a reviewed list), ANYONE_SIGNED_IN whoever is signed
    in. Who is not signed in is sent to sign in and comes back; who lacks the power is refused with its name.
    The view keeps `page_power` so that the guard tests can read it.
    """

    def at_the_door(view: Door[P]) -> Door[P]:
        @wraps(view)
        def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if power is None:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return to_sign_in(request)
            if request.user.must_change_password:
                return _go(request, reverse("account_change_password"))
            if power != ANYONE_SIGNED_IN and not request.actor.has(power):
                raise PowerMissing(power=_called(power))
            return view(request, *args, **kwargs)

        guarded.page_power = power  # type: ignore[attr-defined]  # read by tests/architecture
        return cast("Door[P]", guarded)

    return at_the_door


def is_part(request: HttpRequest) -> bool:
    """Is only a part of the page asked for (an htmx request that is no boosted navigation)?"""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not (htmx.boosted or htmx.history_restore_request)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send the person to sign in, and back to where they were."""
    htmx = getattr(request, "htmx", None)
    wanted = (htmx.current_url_abs_path if htmx else None) or request.get_full_path()
    return _go(request, f"{settings.LOGIN_URL}?{urlencode({'next': wanted})}")


def _go(request: HttpRequest, url: str) -> HttpResponse:
    """Leave for `url`: with htmx the whole page goes, not the part."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _called(power: str) -> Any:
    """The power's words; a power nobody declared is a mistake of ours, shown by its code."""
    from zhixing.kernel.access.powers import powers

    known = powers().get(power)
    return known.words if known else power
