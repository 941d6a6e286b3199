"""How a date was reached: each day counted or skipped and why, with the article (for whoever may see the matter)."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render

from zhixing.base import clock
from zhixing.base.refusals import NotFound
from zhixing.kernel.calendars.calendar import DayKind
from zhixing.kernel.calendars.explaining import DayLine
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.obligations.explain import explain
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.wording import duty_words
from zhixing.web.components import Link, StripDay
from zhixing.web.doors import addresses
from zhixing.web.pages import ANYONE_SIGNED_IN, Request, is_part, page

STRIP_KINDS = {
    DayKind.WORKING: "work",
    DayKind.WEEKEND: "rest",
    DayKind.HOLIDAY: "holiday",
    DayKind.MAKEUP: "makeup",
    DayKind.LOCAL_REST: "holiday",
    DayKind.LOCAL_WORKING: "makeup",
}


@page(ANYONE_SIGNED_IN)
def explained(request: Request, obligation_id: int) -> HttpResponse:
    """The obligation's date, opened up."""
    found = Obligation.objects.filter(pk=obligation_id).select_related("matter", "unit", "person").first()
    if found is None:
        raise NotFound
    matter = Matter.objects.visible_to(request.actor).get_or_refuse(found.matter_id)
    told = explain(found)
    context = {
        "obligation": found,
        "matter": matter,
        "matter_url": addresses.of(matter),
        "duty": duty_words(found, matter.rulebook_id),
        "told": told,
        "days": strip(told.lines),
        "trail": [Link(matter.number or matter.title, addresses.of(matter)), Link(told.title, "")],
    }
    return render(request, "doors/_explained.html" if is_part(request) else "doors/explained.html", context)


def strip(lines: Iterable[DayLine]) -> list[StripDay]:
    """Day lines as squares of the calendar strip; the last day is ringed."""
    lines = list(lines)
    last = next((line.on for line in reversed(lines) if line.counted), None) if lines else None
    ringed = lines[-1].on if lines else last
    return [
        StripDay(
            day=line.on,
            kind="provisional" if not line.day.published else STRIP_KINDS[line.day.kind],
            name=line.why,
            counted=line.number,
            ringed=line.on == ringed,
            today=line.on == clock.today(),
        )
        for line in lines
    ]
