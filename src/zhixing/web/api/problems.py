"""A refusal as problem details (RFC 9457): one shape for everything that does not succeed."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError
from pydantic import Field

from zhixing.base.refusals import Invalid, NotAllowed, NotFound, Refusal
from zhixing.base.words import Words, w
from zhixing.kernel.actions.shapes import OTHERWISE, SENTENCES
from zhixing.web.api.refusals import Mistake, RequestBroken, SignInNeeded, TooOften, Unavailable
from zhixing.web.api.rendering import Renderer
from zhixing.web.errors import AGAIN_SECONDS, DATABASE_AWAY, reference_of
from zhixing.web.refused import Told

log = logging.getLogger("zhixing.web.api")

MEDIA_TYPE = "application/problem+json"
_ALSO_SAID = {"literal_error": w("Choose one of {expected}.", "应为以下之一：{expected}。")}


class Problem(Schema):
    """Why nothing was done, and the way out (RFC 9457). Texts are in the language of Accept-Language."""

    type: str = Field(description="Address of the refusal's entry in the reference")
    title: str
    status: int
    detail: str = Field(description="The reason, with the facts in it")
    instance: str = Field(description="The path that was asked for")
    code: str = Field(description="Stable; the same for every language")
    remedy: str = Field(description="What can be done next")
    basis: str | None = Field(None, description="The article on which the refusal rests")
    fields: dict[str, str] | None = Field(None, description="For 422: a sentence for each field")
    request_id: str = Field(description="The number by which the log knows this request")


def problem(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal as an answer, in the reader's language, with the headers its status asks for."""
    told = Told.of(refusal)
    body: dict[str, Any] = {
        "type": f"/api/v1/docs#{told.code}",
        "title": told.title,
        "status": told.status,
        "detail": told.reason,
        "instance": request.path,
        "code": told.code,
        "remedy": told.remedy,
        "request_id": reference_of(request),
    }
    if told.basis:
        body["basis"] = told.basis
    if told.fields:
        body["fields"] = told.fields
    content = Renderer().render(request, body, response_status=told.status)
    response = HttpResponse(content, status=told.status, content_type=MEDIA_TYPE)
    if told.status == SignInNeeded.status:
        response["WWW-Authenticate"] = 'Bearer realm="zhixing"'
    if isinstance(refusal, TooOften):
        response["Retry-After"] = str(refusal.facts["seconds"])
    if isinstance(refusal, Unavailable):
        response["Retry-After"] = str(AGAIN_SECONDS)
    return response


def set_handlers(api: NinjaAPI) -> None:
    """Let whatever goes wrong inside an operation be told as a problem."""
    api.add_exception_handler(Refusal, problem)  # type: ignore[arg-type]  # told the class or the instance
    api.add_exception_handler(ValidationError, _parameters_wrong)  # type: ignore[arg-type]  # as above
    for kind, refusal in _PLAIN.items():
        api.add_exception_handler(kind, _telling(refusal))
    api.add_exception_handler(Exception, mistake)  # type: ignore[arg-type]  # as above


_PLAIN: dict[type[Exception], type[Refusal]] = {
    AuthenticationError: SignInNeeded,
    Http404: NotFound,
    PermissionDenied: NotAllowed,
    SuspiciousOperation: RequestBroken,
    BadRequest: RequestBroken,
    MultiPartParserError: RequestBroken,
}


def _telling(refusal: type[Refusal]) -> Any:
    return lambda request, _: problem(request, refusal())


def mistake(request: HttpRequest, failed: Exception) -> HttpResponse:
    """500 with the request's number, or 503 when the database is away.

    Nothing is carried on: whoever watches Django's own signal for failed requests (mail to administrators,
    the test client) is told as for any page.
    """
    if isinstance(failed, DATABASE_AWAY):
        log.error("reference %s: database away: %s", reference_of(request), failed)
        return problem(request, Unavailable())
    log.error(
        "reference %s: %s %s failed", reference_of(request), request.method, request.path, exc_info=failed
    )
    got_request_exception.send(sender=None, request=request)
    return problem(request, Mistake())


def _parameters_wrong(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Query parameters that cannot be right are named; an id in the path that cannot exist is not found."""
    if any(error["loc"][0] == "path" for error in wrong.errors):
        return problem(request, NotFound())
    fields: dict[str, str | Words] = {}
    for error in wrong.errors:
        facts = {name: str(fact) for name, fact in error.get("ctx", {}).items()}
        sentence = {**SENTENCES, **_ALSO_SAID}.get(error["type"], OTHERWISE)
        fields.setdefault(_name_of(error["loc"]), sentence.put(**facts))
    return problem(request, Invalid(fields=fields))


def _name_of(where: tuple[str | int, ...]) -> str:
    """The parameter's own name: after the source and ninja's wrapper, before the place in a list."""
    names = [str(step) for step in where[1:] if isinstance(step, str)]
    return names[-1] if names else "__all__"
