"""The meetings that discuss decisions: their sorts, and what their minutes say of a decision (S1-02, S2.2-11, G-38)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Q, QuerySet

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.meetings import service, sorts
from zhixing.kernel.meetings.choices import DISSENT, PASSED
from zhixing.kernel.meetings.models import AgendaItem, Meeting, View
from zhixing.kernel.meetings.sorts import Sort, Written
from zhixing.kernel.organisation.models import Person
from zhixing.modules.decisions.choices import Forum, State
from zhixing.modules.decisions.events.deciding import MeetingCancelled
from zhixing.modules.decisions.models import MajorDecision

OURS = ("decisions.decision", "decisions.hearing", "decisions.expert", "meetings.meeting")


def waiting_decisions() -> QuerySet[MajorDecision]:
    """Decisions that wait for a meeting: tabled, or standing with a change proposed."""
    return MajorDecision.objects.filter(Q(state=State.TABLED) | Q(change_proposed_on__isnull=False))


def may_be_discussed(meeting: Meeting | None, actor: Actor) -> QuerySet[Matter]:
    """Decisions that wait for a meeting, and whatever else of the government's business is open."""
    waiting = waiting_decisions().values("pk")
    return Matter.objects.filter(Q(pk__in=waiting) | (Q(closed_on=None) & ~Q(kind__in=OURS)))


def may_be_reviewed(meeting: Meeting | None, actor: Actor) -> QuerySet[Matter]:
    """Decisions that wait for a meeting."""
    return Matter.objects.filter(pk__in=waiting_decisions().values("pk"))


def _discussed(meeting: Meeting, item: AgendaItem) -> Written:
    """The day of the first discussion: from then on a matter without a decision is “discussed but undecided”."""
    if isinstance(item.matter, MajorDecision) and item.matter.discussed_on is None:
        item.matter.discussed_on = meeting.held_on
    return []


def _cancelled(meeting: Meeting) -> Written:
    """Each decision of its agenda hears of it; observers need not be told of a meeting that is not held."""
    ids = [item.matter_id for item in meeting.items if item.matter_id]
    found = service.lock(MajorDecision.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return [
        (one, MeetingCancelled(unit_id=one.deciding_unit_id, meeting=meeting.title)) for one in found.values()
    ]


def _sort(forum: Forum, words: Words) -> None:
    sorts.register(
        Sort(
            f"decisions.{forum.value}",
            words,
            free=True,
            views=True,
            quorum=Fraction(1, 2),
            may_table=may_be_reviewed if forum == Forum.JOINT_REVIEW else may_be_discussed,
            settled=_discussed,
            cancelled=_cancelled,
        )
    )


_sort(Forum.EXECUTIVE, w("Executive meeting", "政府常务会议"))
_sort(Forum.PLENARY, w("Plenary meeting", "政府全体会议"))
_sort(Forum.JOINT_REVIEW, w("Joint review meeting", "会审会"))
_sort(Forum.CHIEF, w("Chief's office meeting", "市长办公会"))


@dataclass(frozen=True, slots=True)
class Talk:
    """One meeting with minutes that dealt with the decision."""

    meeting_id: int
    forum: Forum
    held_on: date
    adopted: bool
    present: int
    observers: int
    dissents: int


def talks_of(decision: MajorDecision) -> list[Talk]:
    """Every meeting with minutes that dealt with the decision, newest last. The part of a sort behind the dot is its form."""
    found = [(d.sort.rpartition(".")[2], d) for d in service.deliberations(decision) if d.minuted_on]
    return [
        Talk(
            meeting_id=d.meeting_id,
            forum=Forum(form),
            held_on=d.held_on,
            adopted=d.outcome in PASSED,
            present=d.present,
            observers=d.observers,
            dissents=d.dissents,
        )
        for form, d in found
        if form in Forum.values
    ]


def since_tabled(decision: MajorDecision) -> list[Talk]:
    """Those held since the draft was tabled or, where a decision that stands is to be changed, since that was proposed."""
    since = decision.change_proposed_on or decision.tabled_on
    return [talk for talk in talks_of(decision) if since is not None and talk.held_on >= since]


def latest(decision: MajorDecision) -> Talk | None:
    """The last of them; what it says of the outcome counts."""
    return next(reversed(since_tabled(decision)), None)


def meeting_of(talks: Sequence[Talk]) -> str:
    """The form of meeting that collective discussion asks for, where there was one; else the last one's; "" for none."""
    forums = [talk.forum for talk in talks]
    found = next((f for f in reversed(forums) if f in (Forum.EXECUTIVE, Forum.PLENARY)), None)
    return (found or forums[-1]).value if forums else ""


def forum_among(talks: Sequence[Talk]) -> str:
    """ "joint_review" where a joint review meeting was among them, for no other form replaces it; else the last one's."""
    forums = [talk.forum for talk in talks]
    return Forum.JOINT_REVIEW.value if Forum.JOINT_REVIEW in forums else forums[-1].value if forums else ""


def forum_of(decision: MajorDecision) -> str:
    """The form in which the decision is made or changed; without minutes the one it was tabled for."""
    return forum_among(since_tabled(decision)) or decision.forum


def days_until(day: date | None) -> int:
    """Natural days from today to the day's end: 1 on the day itself, 0 from the day after; 0 without a day."""
    return max((day - clock.today()).days + 1, 0) if day else 0


def has_dissented(decision: MajorDecision, person: Person) -> bool:
    """Do the minutes of a meeting that dealt with the decision hold this person's disagreement?"""
    found = View.objects.filter(item__matter_id=decision.pk, seat__person=person, stance__in=DISSENT)
    return found.filter(item__meeting__minuted_on__isnull=False).exists()
