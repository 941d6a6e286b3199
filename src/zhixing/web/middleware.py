"""Two layers around every page: the outer seals the answer, the inner knows who asks and tells refusals."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from zhixing.base.refusals import Refusal
from zhixing.web import errors, refused

log = logging.getLogger("zhixing.web")

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""No inline script or style, no eval, nothing from elsewhere. Chart options come as JSON, which is no script;
the style sheet's form marks are data: images."""

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

GetResponse = Callable[[HttpRequest], HttpResponse]


class SealMiddleware:
    """Outermost: a reference for the request, and the security headers on every answer, errors included."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reference = new_reference()  # type: ignore[attr-defined]  # in pages.Request
        response = self.get_response(request)
        response["X-Request-ID"] = request.reference  # type: ignore[attr-defined]  # in pages.Request
        response.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ShellMiddleware:
    """Innermost: `request.actor` (lazy; false for nobody), refusals as pages, a database away as 503."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_behind(request))  # type: ignore[attr-defined]  # as above
        response = self.get_response(request)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal becomes its page; a mistake of ours is left to `errors.server_error`."""
        if isinstance(exception, Refusal):
            return refused.respond(request, exception)
        if isinstance(exception, errors.DATABASE_AWAY):
            log.error("reference %s: database away: %s", errors.reference_of(request), exception)
            return errors.unavailable(request)
        return None


def actor_behind(request: HttpRequest) -> Any:
    """The kernel's actor for the signed-in account, or None for nobody."""
    from zhixing.kernel.access.actors import actor_of

    account = getattr(request, "user", None)
    return actor_of(account) if account is not None and account.is_authenticated else None


def new_reference() -> str:
    """A number short enough to be read out over the telephone."""
    return secrets.token_hex(5)
