"""The pages for what goes wrong outside of any action: 400, 403, 404, 429, 500 and 503."""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from zhixing.base.refusals import NotAllowed, NotFound
from zhixing.base.words import language, w
from zhixing.web import looks, refused
from zhixing.web.shell import PRODUCT

log = logging.getLogger("zhixing.web")

AGAIN_SECONDS = 20
"""How long a client should wait when the database is away; a restart of PostgreSQL takes less."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself is malformed. Drawn without the shell: its cookies or host may be the cause."""
    title = w("The request could not be understood", "请求无法识别")
    reason = w("What the browser sent is incomplete or malformed.", "浏览器发送的内容不完整或格式不正确。")
    remedy = w("Go back, load the page again and repeat the step.", "请返回上一页，重新加载后再办理。")
    return _bare(request, refused.told(400, title, reason, remedy, "bad_request"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 without a refusal: Django's own PermissionDenied."""
    return refused.respond(request, NotAllowed())


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's proof of origin is missing or old; nearly always a page left open over a sign-out."""
    title = w("This form has expired", "表单已过期")
    why = w(
        "The page was open for a long time, or you signed in or out in another window. Nothing was changed.",
        "页面停留时间过长，或已在其他窗口登录、退出。未做任何改动。",
    )
    remedy = w(
        "Load the page again and send the form once more. Cookies must be allowed.",
        "请重新加载页面后再次提交，并允许浏览器使用 Cookie。",
    )
    return _bare(request, refused.told(403, title, why, remedy, "form_expired"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such address."""
    return refused.respond(request, NotFound())


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: more requests than one person makes."""
    title = w("Too many requests", "请求过于频繁")
    reason = w("There were more attempts than allowed in a short time.", "短时间内的尝试次数超过上限。")
    remedy = w("Wait some minutes, then try again.", "请等待几分钟后重试。")
    return _bare(request, refused.told(429, title, reason, remedy, "too_many"))


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with a reference number, or 503 when the cause is a database that does not answer.

    The log has the same reference, next to the traceback that Django writes.
    Drawn without context processors: whatever broke may be what they need.
    """
    if isinstance(sys.exception(), DATABASE_AWAY):
        return unavailable(request)
    log.error("reference %s: %s %s failed", reference_of(request), request.method, request.path)
    title = w("A mistake on our side", "系统出现错误")
    reason = w(
        "Your request could not be completed. It has been recorded.", "您的请求未能完成，错误已被记录。"
    )
    remedy = w(
        "Try again later. If it happens again, tell the system administrator the reference number.",
        "请稍后重试；如再次出现，请将参考编号告知系统管理员。",
    )
    return _bare(request, refused.told(500, title, reason, remedy, "mistake"))


DATABASE_AWAY = (OperationalError, InterfaceError)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer, or broke off. What was not confirmed was not done."""
    title = w("Not available for a moment", "服务暂时不可用")
    reason = w(
        "The database does not answer at the moment. Nothing was changed.",
        "数据库暂时没有响应，未做任何改动。",
    )
    remedy = w("Try again in half a minute.", "请半分钟后重试。")
    response = _bare(request, refused.told(503, title, reason, remedy, "unavailable"))
    response["Retry-After"] = str(AGAIN_SECONDS)
    return response


def reference_of(request: HttpRequest) -> str:
    """The number by which a person and the log speak of the same request."""
    return getattr(request, "reference", "")


def _bare(request: HttpRequest, told: refused.Told) -> HttpResponse:
    """The page without navigation, database or session."""
    known: dict[str, Any] = {
        "refusal": told,
        "product": PRODUCT,
        "looks": looks.chosen(request),
        "language_code": language(),
        "page_language": "zh-Hans" if language() == "zh" else language(),
        "reference": reference_of(request) if told.status == SERVER_ERROR else "",
    }
    template = "shell/_refusal.html" if getattr(request, "htmx", False) else "shell/bare.html"
    response = HttpResponse(render_to_string(template, known), status=told.status)
    if getattr(request, "htmx", False):
        response["HX-Retarget"] = "#refusal"
        response["HX-Reswap"] = "innerHTML show:#refusal:top"
    return response


SERVER_ERROR = 500
