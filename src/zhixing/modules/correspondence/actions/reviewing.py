"""A joint review meeting is convened with what waits for it as its agenda (S4.1-15, S4.1-16, DL-18, DL-19)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from zhixing.base.words import w
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.meetings import service
from zhixing.kernel.organisation.models import Person
from zhixing.modules.correspondence import reviews
from zhixing.modules.correspondence.choices import DutyState
from zhixing.modules.correspondence.events.duties import ReviewConvened
from zhixing.modules.correspondence.models import StandingDuty
from zhixing.modules.correspondence.powers import COORDINATE
from zhixing.modules.correspondence.refusals import NothingWaits, WrongDuty
from zhixing.modules.correspondence.relations import OWNING, leaders, serving


@action(
    StandingDuty,
    "convene_review",
    power=COORDINATE,
    by=OWNING,
    moves={DutyState.RUNNING: ""},
    tone="primary",
    words=w("Convene the joint review", "召集联审会议"),
    help=w(
        "The agenda is what was put up for this review and waits, the longest waiting first.",
        "议程由已提请联审、尚未审议的事项自动生成，按提请先后排列。",
    ),
    shown_if=lambda duty: duty.duty in reviews.REVIEW_OF_DUTY,
)
def convene_review(
    duty: StandingDuty,
    *,
    planned_at: Annotated[datetime, Label(w("Day and time", "会议时间"))],
    room: Annotated[str, Label(w("Place", "会议地点"))] = "",
    chair: Annotated[Person, among(leaders), Label(w("Chair", "主持人"))],
    members: Annotated[list[Person], among(serving), Label(w("Members", "组成人员"))],
    attending: Annotated[list[Person], among(serving), Label(w("Attending", "列席人员"))] = [],  # noqa: B006  # read only
    topics: Annotated[list[str], Label(w("Further items", "其他议题"))] = [],  # noqa: B006  # read, never changed
) -> list[tuple[Any, DomainEvent]]:
    """Convene the next meeting; refused where nothing waits, for a meeting without a matter reviews nothing."""
    if duty.duty not in reviews.REVIEW_OF_DUTY:
        raise WrongDuty(title=duty.title)
    review = reviews.REVIEW_OF_DUTY[duty.duty]
    agenda = list(reviews.waiting(review, duty.jurisdiction_id))
    titles = [t for t in topics if t.strip()]
    if not agenda and not titles:
        raise NothingWaits(review=review.label)
    title = f"{planned_at.year}年{planned_at.month}月{planned_at.day}日{review.label.text('zh')}会议"  # type: ignore[attr-defined]  # a choice's Words
    meeting, written = service.convene(
        sort=reviews.SORTS[review],
        title=title,
        organiser=duty.unit,
        chair=chair,
        members=members,
        attending=attending,
        planned_at=planned_at,
        place=room,
        about=duty.matter_ptr,
        agenda=agenda,
        titles=titles,
    )
    told = ReviewConvened(meeting_id=meeting.pk, meeting=title, n=len(agenda) + len(titles))
    return [(duty, told), *written]
