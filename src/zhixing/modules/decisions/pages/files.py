"""The download of a decision's whole file."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from zhixing.modules.decisions import powers
from zhixing.modules.decisions.filing import archive
from zhixing.modules.decisions.models import MajorDecision
from zhixing.web.pages import Request, page


@page(powers.VIEW)
def whole_file(request: Request, decision_id: int) -> HttpResponse:
    """Record, papers, attachments and proofs as one ZIP, for whoever may see the decision."""
    decision = MajorDecision.objects.visible_to(request.actor).get_or_refuse(decision_id)
    response = HttpResponse(archive(decision, request.actor), content_type="application/zip")
    name = f"{decision.number or decision.pk}.zip"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
