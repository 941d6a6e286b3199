"""The signed heads of the record, for everyone to keep: whoever holds an old one notices a rewritten past."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base.refusals import Invalid, NotFound, Refusal
from zhixing.base.words import w
from zhixing.kernel.ledger.merkle import consistency_proof
from zhixing.kernel.ledger.models import Head
from zhixing.kernel.ledger.nodes import DatabaseNodes
from zhixing.kernel.ledger.sealing import key, key_path
from zhixing.kernel.ledger.serving import signed
from zhixing.kernel.ledger.signing import key_id, public_json, public_pem
from zhixing.web.components import Pages
from zhixing.web.pages import page
from zhixing.web.portal.calculator import problem

SHOWN = 50


@require_safe
@page(None)
def heads(request: HttpRequest) -> HttpResponse:
    """The newest heads, and how to check a proof against them."""
    rows, next_url = _page_of(request, reverse("portal-heads"))
    context = {
        "rows": [(row, signed(row)) for row in rows],
        "pages": Pages(next_url=next_url),
        "key_id": key_id(key().public_key()) if key_path().exists() else "",
    }
    return render(request, "portal/heads.html", context)


@require_safe
@page(None)
def heads_json(request: HttpRequest) -> HttpResponse:
    """The newest heads as they were signed, with the public key; `before` (a size) goes on to older ones."""
    try:
        rows, next_url = _page_of(request, reverse("portal-heads-json"))
    except Refusal as refusal:
        return problem(refusal)
    keys = [public_json(key().public_key())] if key_path().exists() else []
    return JsonResponse(
        {"heads": [signed(row).as_json() for row in rows], "keys": keys, "next": next_url or None}
    )


@require_safe
@page(None)
def public_key(request: HttpRequest) -> HttpResponse:
    """The public key as PEM, to be kept and given to `zhixing verify --key`."""
    if not key_path().exists():
        raise NotFound
    return HttpResponse(
        public_pem(key().public_key()),
        content_type="application/x-pem-file",
        headers={"Content-Disposition": 'attachment; filename="zhixing-ledger-key.pem"'},
    )


@require_safe
@page(None)
def consistency_json(request: HttpRequest) -> HttpResponse:
    """That the tree of `old` leaves is the beginning of the tree of `new` leaves (RFC 9162, 2.1.4).

    Both are sizes of published heads.
    """
    try:
        old, new = _head_of(request, "old"), _head_of(request, "new")
        if old.size > new.size:
            raise Invalid({"old": w("The older head is the smaller one.", "较早的树头应较小。")})
    except Refusal as refusal:
        return problem(refusal)
    proof = consistency_proof(DatabaseNodes(), old.size, new.size, new.algorithm)
    said = {
        "old": signed(old).as_json(),
        "new": signed(new).as_json(),
        "proof": [node.hex() for node in proof],
    }
    return JsonResponse(said)


def _page_of(request: HttpRequest, address: str) -> tuple[list[Head], str]:
    found = Head.objects.order_by("-size")
    before = request.GET.get("before", "")
    if before:
        if not (before.isascii() and before.isdigit() and len(before) < 17):
            raise Invalid({"before": w("Give a size, a whole number.", "请填写记录数（整数）。")})
        found = found.filter(size__lt=int(before))
    rows: list[Any] = list(found[: SHOWN + 1])
    more = len(rows) > SHOWN
    return rows[:SHOWN], f"{address}?before={rows[SHOWN - 1].size}" if more else ""


def _head_of(request: HttpRequest, name: str) -> Head:
    said = request.GET.get(name, "")
    found = (
        Head.objects.filter(size=int(said)).first()
        if said.isascii() and said.isdigit() and len(said) < 17
        else None
    )
    if found is None:
        raise Invalid({name: w("Give the size of a published head.", "请填写已公布树头的记录数。")})
    return found
