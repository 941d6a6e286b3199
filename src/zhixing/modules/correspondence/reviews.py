"""The two joint review meetings (S4.1-15, S4.1-16): what they may take up, and what follows from them.

The meeting itself (notice, attendance, decisions, minutes) is the kernel's; here stand the hooks of its two sorts.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.meetings.choices import Outcome
from zhixing.kernel.meetings.models import AgendaItem, Meeting
from zhixing.kernel.meetings.sorts import Sort, Written, register
from zhixing.modules.correspondence.choices import Duty, Review
from zhixing.modules.correspondence.events.duties import LandReviewHeld, PlanningReviewHeld
from zhixing.modules.correspondence.events.incoming import ReviewDecided
from zhixing.modules.correspondence.models import IncomingDocument, StandingDuty

SORTS = {
    Review.PLANNING: "correspondence.planning_review",
    Review.LAND: "correspondence.land_review",
}
REVIEW_OF = {code: review for review, code in SORTS.items()}
DUTY_OF = {Review.PLANNING: Duty.PLANNING, Review.LAND: Duty.LAND}
REVIEW_OF_DUTY = {duty.value: review for review, duty in DUTY_OF.items()}


def waiting(review: Review, jurisdiction_id: int) -> QuerySet[IncomingDocument]:
    """The documents that wait for this review in the jurisdiction, those that have waited longest first."""
    found = IncomingDocument.objects.filter(
        jurisdiction_id=jurisdiction_id, review=review, reviewed_on=None, closed_on=None
    )
    return found.order_by("review_asked_on", "pk")


def may_table(review: Review) -> Any:
    """What may be put on the agenda of this review: what waits for it."""

    def choices(meeting: Meeting | None, actor: Actor) -> QuerySet[Matter]:
        if meeting is None:
            return Matter.objects.none()
        return Matter.objects.filter(pk__in=waiting(review, meeting.jurisdiction_id).values("pk"))

    return choices


def held(meeting: Meeting) -> Written:
    """The meeting counts for the standing duty it was convened for: one in every fifteen days."""
    duty = StandingDuty.objects.select_for_update(no_key=True, of=("self", "matter_ptr")).get(
        pk=meeting.origin_id or 0
    )
    assert meeting.held_on is not None  # it was held
    duty.last_done_on = meeting.held_on
    told = PlanningReviewHeld if REVIEW_OF[meeting.sort] == Review.PLANNING else LandReviewHeld
    return [(duty, told(unit_id=duty.unit_id, held_on=meeting.held_on, n=len(meeting.items)))]


def settled(meeting: Meeting, item: AgendaItem) -> Written:
    """The decision reaches the document: it may be finished, or, put off, waits for the next meeting."""
    document = item.matter
    if not isinstance(document, IncomingDocument) or item.outcome == Outcome.DEFERRED:
        return []
    assert meeting.held_on is not None  # it was held
    document.reviewed_on = meeting.held_on
    outcome = Outcome(item.outcome).label.text("zh")  # type: ignore[attr-defined]  # a choice's Words
    told = ReviewDecided(
        unit_id=document.receiving_unit_id,
        review=Review(document.review),
        held_on=meeting.held_on,
        decision=f"{outcome}。{item.decision}",
    )
    return [(document, told)]


for _review, _code in SORTS.items():
    register(
        Sort(
            _code,
            w("Joint review of planning", "规划联审会议")
            if _review == Review.PLANNING
            else w("Joint review of land", "土地联审会议"),
            quorum=Fraction(1, 2),
            may_table=may_table(_review),
            held=held,
            settled=settled,
        )
    )
