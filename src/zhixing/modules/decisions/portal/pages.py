"""The portal's part: drafts open for comment, hearings, what became of what was said, decisions made public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhixing.base import clock
from zhixing.base.refusals import Invalid, NotFound, Refusal
from zhixing.base.words import w
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.register import Spec
from zhixing.modules.decisions.actions.comments import submit_comment
from zhixing.modules.decisions.actions.hearings import sign_up
from zhixing.modules.decisions.choices import Capacity, HearingState
from zhixing.modules.decisions.models import Hearing, MajorDecision, PublicComment
from zhixing.modules.decisions.pages.decisions import treated
from zhixing.modules.decisions.portal.acting import public_actor
from zhixing.modules.decisions.refusals import TooManyAtOnce
from zhixing.web.pages import Request, page

SHOWN = 200
ANNOUNCED = [HearingState.NOTICED, HearingState.NAMED, HearingState.HELD, HearingState.REPORTED]
MOST_AN_HOUR = 10  # from one address; an office behind one address still gets its say by letter


@page(None)
def front(request: Request) -> HttpResponse:
    """What one may take part in now, and what was decided."""
    today = clock.today()
    asked = MajorDecision.objects.exclude(comment_opened_on=None).select_related("lead_unit", "deciding_unit")
    context = {
        "open_now": [
            d
            for d in asked.filter(comment_closed_on=None, comment_until__gte=today).order_by("comment_until")
        ],
        "answered": asked.exclude(comment_summary="").order_by("-comment_until")[:20],
        "hearings": Hearing.objects.filter(state__in=ANNOUNCED).order_by("-planned_on")[:20],
        "published": MajorDecision.objects.exclude(published_on=None).order_by("-published_on")[:20],
    }
    return render(request, "decisions/portal/front.html", context)


@page(None)
def decision(request: Request, decision_id: int) -> HttpResponse:
    """A draft published for comment with its form, its answers afterwards, and the decision once it is public."""
    found = (
        MajorDecision.objects.select_related("lead_unit", "deciding_unit", "jurisdiction")
        .filter(pk=decision_id)
        .first()
    )
    if found is None or (found.comment_opened_on is None and found.published_on is None):
        raise NotFound
    is_open = found.comments_open and found.comment_until is not None and found.comment_until >= clock.today()
    context: dict[str, Any] = {"decision": found, "is_open": is_open, "given": {}, "errors": {}}
    names = ["opinion", "name", "contact"]
    answer = _take_in(request, submit_comment, found, names, context) if request.method == "POST" else None
    if answer is not None:
        return answer
    context["comments"] = _answered(found) if found.comment_summary else []
    return render(request, "decisions/portal/decision.html", context, status=context.get("status", 200))


def _answered(found: MajorDecision) -> list[tuple[PublicComment, Any]]:
    """Each comment with its answer, without names: published with the summary (Order 713, Art. 18)."""
    return [(c, treated(c.treatment)) for c in found.comments.order_by("id")[:SHOWN]]


@page(None)
def hearing(request: Request, hearing_id: int) -> HttpResponse:
    """A hearing announced: sign-up, then the list of participants, then how each view was treated."""
    found = (
        Hearing.objects.filter(pk=hearing_id).select_related("parent", "jurisdiction", "lead_unit").first()
    )
    if found is None or found.noticed_on is None:
        raise NotFound
    is_open = found.state == HearingState.NOTICED and found.sign_up_until >= clock.today()
    context: dict[str, Any] = {
        "hearing": found,
        "is_open": is_open,
        "capacities": [(c.value, c.label) for c in Capacity],
        "given": {},
        "errors": {},
    }
    names = ["name", "capacity", "contact", "standpoint"]
    answer = _take_in(request, sign_up, found, names, context) if request.method == "POST" else None
    if answer is not None:
        return answer
    chosen = found.participants.filter(is_chosen=True)
    context["participants"] = [(p, Capacity(p.capacity).label, treated(p.treatment)) for p in chosen]
    return render(request, "decisions/portal/hearing.html", context, status=context.get("status", 200))


def _take_in(
    request: Request, spec: Spec[Any, Any], thing: Any, names: list[str], context: dict[str, Any]
) -> HttpResponse | None:
    """Do the public's deed; on a refusal the form again, with what was given and what is wrong with it."""
    given = {name: said for name in names if (said := request.POST.get(name, "").strip())}
    context["given"] = given
    try:
        _not_too_many(request)
        if request.POST.get("website"):  # a field that people do not see
            raise TooManyAtOnce
        done = perform(spec, thing.pk, actor=public_actor(thing.jurisdiction), given=given)
    except Refusal as refusal:
        context["errors"] = dict(refusal.fields) if isinstance(refusal, Invalid) else {}
        context["refusal"] = None if context["errors"] else refusal
        context["status"] = refusal.status
        return None
    thanks = w(
        "Thank you. Your receipt number is {receipt}.", "感谢参与，您的回执号是 {receipt}，请妥善保存。"
    )
    messages.success(request, str(thanks.put(receipt=done.event.facts["receipt"])))
    return HttpResponseRedirect(request.path)


def _not_too_many(request: Request) -> None:
    """Refuse more than ten an hour from one address; the address itself is kept for that hour only."""
    key = f"decisions-public:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, 3600)
    if cache.incr(key) > MOST_AN_HOUR:
        raise TooManyAtOnce


@page(None)
def receipt(request: Request) -> HttpResponse:
    """What became of one's own comment, by its receipt number."""
    number = request.GET.get("number", "").strip().lower()[:20]
    found = (
        PublicComment.objects.filter(receipt=number).select_related("decision").first() if number else None
    )
    context = {"number": number, "comment": found, "chip": treated(found.treatment) if found else None}
    context["front_url"] = reverse("decisions-public")
    return render(request, "decisions/portal/receipt.html", context)
