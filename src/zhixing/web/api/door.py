"""What stands around every operation: size, methods, and answers that no cache keeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from zhixing.base.refusals import NotFound, Refusal
from zhixing.web.api.bodies import must_fit
from zhixing.web.api.problems import problem
from zhixing.web.api.refusals import MethodNotHere

View = Callable[..., HttpResponseBase]


def guarded(view: View) -> View:
    """The operation's view behind the door. Sessions prove the origin of changes in `auth`, not here."""

    @csrf_exempt
    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            must_fit(request)
            response = view(request, *args, **kwargs)
        except Refusal as refusal:
            response = problem(request, refusal)
        if response.status_code == MethodNotHere.status:
            response = _other_methods(request, response["Allow"])
        patch_vary_headers(response, ["Authorization", "Accept-Language"])
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return door


def _other_methods(request: HttpRequest, allow: str) -> HttpResponse:
    allowed = ", ".join(sorted(allow.replace(" ", "").split(",")))
    response = problem(request, MethodNotHere(method=request.method, allowed=allowed))
    response["Allow"] = allowed
    return response


def no_such_address(request: HttpRequest, **_: Any) -> HttpResponse:
    """Every other address under /api/: a problem, not a page."""
    return problem(request, NotFound())
