"""Publication for comment: opened for its days, commented by anyone on the portal, treated, summarised (S2.8-16; Art. 15, 18)."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.modules.decisions.actions.preparing import BEFORE
from zhixing.modules.decisions.choices import Treatment
from zhixing.modules.decisions.drawing import fresh_seed
from zhixing.modules.decisions.events.public import (
    CommentClosed,
    CommentReceived,
    CommentsAnswered,
    CommentSummarised,
    PublishedForComment,
)
from zhixing.modules.decisions.models import MajorDecision, PublicComment
from zhixing.modules.decisions.powers import PREPARE, SPEAK
from zhixing.modules.decisions.refusals import CommentNotOpen, CommentsUntreated, DayPassed, NothingToComment
from zhixing.modules.decisions.relations import PREPARING, comments_untreated
from zhixing.modules.decisions.words import Essay


def fingerprint(*parts: str) -> str:
    """What the record keeps of words that may hold personal details: enough to show later that they were not changed."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def receipt() -> str:
    """A number that only its holder knows."""
    return fresh_seed()[:12]


@action(
    MajorDecision,
    "publish_for_comment",
    power=PREPARE,
    by=PREPARING,
    moves=BEFORE,
    shown_if=lambda d: d.comment_opened_on is None,
    words=w("Publish for comment", "公开征求意见"),
    help=w(
        "It stands on the portal from today; the day of publication does not count. A shorter "
        "time needs a published reason.",
        "自今日起在门户公布，公布当日不计入；缩短期限的理由一并公布。",
    ),
)
def publish_for_comment(
    decision: MajorDecision,
    *,
    comment_text: Annotated[
        str, Long(20_000), Label(w("Draft and explanation as published", "公布的草案及说明"))
    ],
    days_open: int = 30,
    shortening_reason: str = "",
) -> PublishedForComment:
    """Publish the draft for comment for at least thirty days, or fewer with a published reason (Order 713, Art. 15)."""
    if decision.draft_count == 0:
        raise NothingToComment
    today = clock.today()
    if days_open < 1:
        raise DayPassed(day=today)
    decision.comment_text = comment_text
    decision.comment_opened_on = today
    decision.comment_until = today + timedelta(days=days_open)
    decision.comment_shortened_because = shortening_reason
    return PublishedForComment(
        until=decision.comment_until, days_open=days_open, shortening_reason=shortening_reason
    )


@action(
    MajorDecision,
    "submit_comment",
    power=SPEAK,
    moves=BEFORE,
    shown_if=lambda d: False,
    words=w("Comment", "提交意见"),
    help=w("Anyone may comment on a published draft.", "任何人均可对公布的草案提出意见。"),
)
def submit_comment(
    decision: MajorDecision,
    *,
    opinion: Annotated[str, Long(3000), Label(w("Your comment", "您的意见"))],
    name: Annotated[str, Label(w("Name", "姓名或单位"))] = "",
    contact: str = "",
) -> CommentReceived:
    """Take in a comment. The record keeps its receipt and fingerprint, not the words nor the name."""
    if not decision.comments_open or decision.comment_until is None or clock.today() > decision.comment_until:
        raise CommentNotOpen(title=decision.title)
    made = PublicComment.objects.create(
        decision=decision,
        receipt=receipt(),
        name=name,
        contact=contact,
        text=opinion,
        received_at=clock.now(),
    )
    return CommentReceived(receipt=made.receipt, fingerprint=fingerprint(opinion, name, contact))


@action(
    MajorDecision,
    "treat_comments",
    power=PREPARE,
    by=PREPARING,
    shown_if=lambda d: d.comment_opened_on is not None and not d.comment_summary,
    words=w("Treat comments", "处理意见"),
    help=w("Comments that say the same may be treated together.", "内容相同的意见可一并处理。"),
)
def treat_comments(
    decision: MajorDecision,
    *,
    comments: Annotated[list[PublicComment], among(comments_untreated)],
    treatment: Treatment,
    treatment_reason: Essay,
) -> CommentsAnswered:
    """Say of comments whether they are adopted, and why."""
    decision.comments.filter(pk__in=[c.pk for c in comments]).update(
        treatment=treatment, answer=treatment_reason, answered_on=clock.today()
    )
    return CommentsAnswered(
        count=len(comments),
        receipts=[c.receipt for c in comments],
        treatment=treatment,
        answer=treatment_reason,
    )


@action(
    MajorDecision,
    "close_comment",
    power=PREPARE,
    by=PREPARING,
    moves=BEFORE,
    shown_if=lambda d: d.comments_open,
    words=w("Close the comment", "结束征求意见"),
    help=w("When its last day is over.", "期满后办理。"),
)
def close_comment(decision: MajorDecision) -> CommentClosed:
    """Close the public comment after its last day."""
    if not decision.comments_open:
        raise CommentNotOpen(title=decision.title)
    decision.comment_closed_on = clock.today()
    return CommentClosed(count=decision.comments.count())


@action(
    MajorDecision,
    "publish_comment_summary",
    power=PREPARE,
    by=PREPARING,
    moves=BEFORE,
    shown_if=lambda d: d.comment_closed_on is not None and not d.comment_summary,
    words=w("Publish what became of the comments", "公布采纳情况"),
    help=w("It stands on the portal beside each comment's answer.", "采纳情况及逐条答复在门户公布。"),
)
def publish_comment_summary(
    decision: MajorDecision, *, note: Annotated[Essay, Label(w("Summary", "采纳情况综述"))]
) -> CommentSummarised:
    """Publish how the comments were treated, when each of them was (Order 713, Art. 18)."""
    if decision.comment_closed_on is None:
        raise CommentNotOpen(title=decision.title)
    if waiting := decision.comments.filter(treatment="").count():
        raise CommentsUntreated(n=waiting)
    decision.comment_summary = note
    found = list(decision.comments.values_list("treatment", flat=True))
    return CommentSummarised(
        adopted=found.count(Treatment.ADOPTED),
        partly=found.count(Treatment.PARTLY),
        not_adopted=found.count(Treatment.NOT_ADOPTED),
        summary=note,
    )
