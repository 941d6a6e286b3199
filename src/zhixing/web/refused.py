"""A refusal as a page, or as a part of one for htmx: the same words in both, and in the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhixing.base.refusals import Invalid, Refusal
from zhixing.base.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal, told in the reader's language."""

    status: int
    title: str
    reason: str
    remedy: str
    basis: str | None
    fields: dict[str, str]
    code: str

    @classmethod
    def of(cls, refusal: Refusal) -> Self:
        fields = refusal.fields if isinstance(refusal, Invalid) else {}
        return cls(
            status=refusal.status,
            title=str(refusal.title),
            reason=str(refusal.reason.put(**refusal.facts)) if refusal.facts else str(refusal.reason),
            remedy=refusal.way_out(),
            basis=refusal.on_what_ground(),
            fields={name: str(said) for name, said in fields.items()},
            code=refusal.code,
        )


def respond(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal's page with its status.

    For an htmx request it is the part alone, put into the page's `#refusal` region, so that the form in
    which the person was writing stays as it is.
    """
    told = Told.of(refusal)
    if not getattr(request, "htmx", False):
        return page(request, told)
    response = render(request, "shell/_refusal.html", {"refusal": told}, status=told.status)
    response["HX-Retarget"] = "#refusal"
    response["HX-Reswap"] = "innerHTML show:#refusal:top"
    return response


def page(request: HttpRequest, told: Told, **more: Any) -> HttpResponse:
    """The refusal in the shell."""
    return render(request, "shell/refusal.html", {"refusal": told, **more}, status=told.status)


def told(status: int, title: Words, reason: Words, remedy: Words, code: str) -> Told:
    """Words of the house itself (a page that is not there, too many requests), in the same shape."""
    return Told(status, str(title), str(reason), str(remedy), None, {}, code)
