"""Addresses that exist only in tests: pages that refuse, fail, or need a power."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from zhixing.base.refusals import Invalid, Refusal
from zhixing.base.words import w
from zhixing.web.pages import ANYONE_SIGNED_IN, page


class ClosedAlready(Refusal):
    """The item has been closed (art. 21)."""

    code = "tests.closed_already"
    reason = w("Item {number} was closed already.", "事项 {number} 已销号。")
    remedy = w("Ask the inspection office to reopen it.", "请联系督查机构重新启动。")
    basis = w("Provisions on supervised handling, art. 21", "《督查督办工作规定》第二十一条")


@page(None)
def refuse(request: HttpRequest) -> HttpResponse:
    raise ClosedAlready(number=request.GET.get("number", "督〔2026〕17号"))


@page(None)
def invalid(request: HttpRequest) -> HttpResponse:
    raise Invalid({"due_on": w("The limit is in the past.", "时限早于今天。")})


@page(None)
def fail(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError("a secret detail")


@page(None)
def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("server closed the connection unexpectedly")


@page("tests.look")
def needs_power(request: Any) -> HttpResponse:
    return HttpResponse(f"seen by {request.actor.name}")


@page(ANYONE_SIGNED_IN)
def own(request: Any) -> HttpResponse:
    return HttpResponse("own")


@page(None)
def post(request: HttpRequest) -> HttpResponse:
    return HttpResponse("posted")


urlpatterns = [
    path("", include("zhixing.web.urls")),
    path("refuse/", refuse),
    path("invalid/", invalid),
    path("fail/", fail),
    path("away/", away),
    path("power/", needs_power, name="tests-power"),
    path("own/", own, name="tests-own"),
    path("post/", post),
]

handler400 = "zhixing.web.errors.bad_request"
handler403 = "zhixing.web.errors.forbidden"
handler404 = "zhixing.web.errors.not_found"
handler429 = "zhixing.web.errors.too_many"
handler500 = "zhixing.web.errors.server_error"
