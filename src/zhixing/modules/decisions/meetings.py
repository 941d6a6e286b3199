"""The meetings that discuss decisions: their sorts, and what their minutes say of a decision (S1-02, S2.2-11, G-38)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhixing.base import clock
from zhixing.kernel.meetings import service
from zhixing.kernel.organisation.models import Person
from zhixing.modules.decisions.choices import Forum
from zhixing.modules.decisions.models import MajorDecision

SORTS = {f"decisions.{forum.value}": forum for forum in Forum}
ADOPTED = ("adopted", "adopted_changed")


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
    """Every meeting of ours with minutes that dealt with the decision, newest last."""
    return [
        Talk(
            meeting_id=d.meeting_id,
            forum=SORTS[d.sort],
            held_on=d.held_on,
            adopted=d.outcome in ADOPTED,
            present=d.present,
            observers=d.observers,
            dissents=d.dissents,
        )
        for d in service.deliberations(decision)
        if d.minuted_on is not None and d.held_on is not None and d.sort in SORTS
    ]


def since_tabled(decision: MajorDecision) -> list[Talk]:
    """Those held since the draft was tabled or, for a decision that stands, since its change was proposed."""
    since = decision.change_proposed_on if decision.decided_on else decision.tabled_on
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
    return service.dissented(decision, person)
