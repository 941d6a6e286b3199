"""Files and papers of matters, for whoever may see the matter."""

from __future__ import annotations

import json

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header

from zhixing.base.refusals import NotFound
from zhixing.kernel.files.service import download
from zhixing.kernel.ledger.serving import proof_of
from zhixing.kernel.letters import FORMS
from zhixing.kernel.letters import render as render_paper
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters.models import Matter
from zhixing.web.doors import addresses
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, page


@page(ANYONE_SIGNED_IN)
def file(request: Request, file_id: int) -> HttpResponseBase:
    """A stored file, always as a download and never opened in the page."""
    stored, path = download(file_id, request.actor)
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
    response["Content-Security-Policy"] = "sandbox"
    return response


def _letter(request: Request, letter_id: int) -> Letter:
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is None or letter.matter_id is None:
        raise NotFound
    Matter.objects.visible_to(request.actor).get_or_refuse(letter.matter_id)
    return letter


@page(ANYONE_SIGNED_IN)
def paper(request: Request, letter_id: int) -> HttpResponse:
    """An official paper on screen."""
    letter = _letter(request, letter_id)
    context = {
        "letter": letter,
        "paper_html": render_paper(letter.value(), "html"),
        "matter": letter.matter,
        "matter_url": addresses.of(letter.matter),
    }
    return render(request, "doors/paper.html", context)


@page(ANYONE_SIGNED_IN)
def paper_file(request: Request, letter_id: int, form: str) -> HttpResponse:
    """An official paper as PDF or DOCX."""
    letter = _letter(request, letter_id)
    if form == "pdf":
        made = render_paper(letter.value(), "pdf")
    elif form == "docx":
        made = render_paper(letter.value(), "docx")
    else:
        raise NotFound
    response = HttpResponse(made, content_type=FORMS[form])
    name = f"{letter.number or letter.title}.{form}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@page(ANYONE_SIGNED_IN)
def proof(request: Request, matter_id: int) -> HttpResponse:
    """The proof of a matter's record, to be checked offline with `zhixing verify`."""
    matter = Matter.objects.visible_to(request.actor).get_or_refuse(matter_id)
    bundle = json.dumps(proof_of(matter), ensure_ascii=False, indent=1)
    response = HttpResponse(bundle, content_type="application/json; charset=utf-8")
    name = f"{matter.number or matter.pk}-proof.json"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
