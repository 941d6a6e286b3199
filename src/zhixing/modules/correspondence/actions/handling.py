"""From the check to the end: handle, submit upward, put up for joint review, finish (S4.1-13, S4.1-14)."""

from __future__ import annotations

from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions import handing
from zhixing.kernel.actions.parameters import FileId, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.organisation.models import Person
from zhixing.modules.correspondence.actions.receiving import stand
from zhixing.modules.correspondence.choices import IncomingState, Outcome, Review
from zhixing.modules.correspondence.events.incoming import (
    AnsweredFromAbove,
    DocumentFinished,
    DocumentWithdrawn,
    HandlerNamed,
    ReviewAskedFor,
    SubmittedUpward,
)
from zhixing.modules.correspondence.models import IncomingDocument
from zhixing.modules.correspondence.powers import HANDLE
from zhixing.modules.correspondence.refusals import ReviewAsked, ReviewWaits, SubmitFirst, WithinAuthority
from zhixing.modules.correspondence.relations import RECEIVING, members_of_receiving_unit

OPEN_STATES = [
    IncomingState.REGISTERED,
    IncomingState.ACCEPTED,
    IncomingState.INCOMPLETE,
    IncomingState.UNDER_WAY,
    IncomingState.SUBMITTED,
]


def must_be_reviewed(document: IncomingDocument) -> None:
    """Refuse to end what waits for a joint review (ReviewWaits)."""
    if document.review and document.reviewed_on is None:
        raise ReviewWaits(number=document.number, review=Review(document.review).label)


@action(
    IncomingDocument,
    "name_handler",
    power=HANDLE,
    by=RECEIVING,
    moves=dict.fromkeys(OPEN_STATES[1:], ""),
    words=w("Change the handler", "调整承办人"),
    help=w("Name another person of the unit as handler.", "指定本单位其他人员承办。"),
)
def name_handler(
    document: IncomingDocument, *, handler: Annotated[Person, among(members_of_receiving_unit)]
) -> HandlerNamed:
    """Another person of the unit handles it from now on."""
    document.handler = handler
    stand(document)
    return HandlerNamed(handler_id=handler.pk, handler=handler.name)


@action(
    IncomingDocument,
    "submit_upward",
    power=HANDLE,
    by=RECEIVING,
    moves={IncomingState.UNDER_WAY: IncomingState.SUBMITTED},
    tone="primary",
    words=w("Submit upward", "报批"),
    help=w(
        "Beyond own authority: submit it with the unit's opinion.", "部门权限外的，附本单位意见报上级审批。"
    ),
    shown_if=lambda document: document.within_authority is False,
)
def submit_upward(
    document: IncomingDocument,
    *,
    superior: str,
    opinion: Annotated[str, Long(3000)],
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> SubmittedUpward:
    """Faster submission of what lies beyond own authority (OP-13)."""
    if document.within_authority:
        raise WithinAuthority(number=document.number)
    document.submitted_on = clock.today()
    document.submitted_to = superior
    return SubmittedUpward(unit_id=document.receiving_unit_id, superior=superior, opinion=opinion)


@action(
    IncomingDocument,
    "record_answer",
    power=HANDLE,
    by=RECEIVING,
    moves={IncomingState.SUBMITTED: IncomingState.UNDER_WAY},
    tone="primary",
    words=w("Record the answer from above", "登记上级批复"),
    help=w("What the superior organ decided.", "登记上级机关的审批意见。"),
)
def record_answer(
    document: IncomingDocument,
    *,
    approved: bool,
    opinion: Annotated[str, Long(3000)],
    answer_number: str = "",
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> AnsweredFromAbove:
    """The superior's answer; the unit then carries it out and finishes."""
    return AnsweredFromAbove(
        unit_id=document.receiving_unit_id,
        superior=document.submitted_to,
        approved=approved,
        opinion=opinion,
        answer_number=answer_number,
    )


@action(
    IncomingDocument,
    "ask_review",
    power=HANDLE,
    by=RECEIVING,
    moves=dict.fromkeys([IncomingState.UNDER_WAY, IncomingState.SUBMITTED], ""),
    words=w("Put up for joint review", "提请联审"),
    help=w(
        "The next joint review of planning or land takes it up.", "列入下一次规划联审或土地联审会议议题。"
    ),
)
def ask_review(
    document: IncomingDocument, *, review: Review, reason: Annotated[str, Long(1000)]
) -> ReviewAskedFor:
    """Let the next joint review meeting take the matter up (S4.1-15, S4.1-16)."""
    if document.review and document.reviewed_on is None:
        raise ReviewAsked(number=document.number, review=Review(document.review).label)
    document.review = review
    document.review_asked_on = clock.today()
    document.reviewed_on = None
    return ReviewAskedFor(unit_id=document.receiving_unit_id, review=review, reason=reason)


@action(
    IncomingDocument,
    "finish",
    power=HANDLE,
    by=RECEIVING,
    moves={IncomingState.UNDER_WAY: IncomingState.FINISHED},
    tone="primary",
    words=w("Finish", "办结"),
    help=w("Say what came of it; the sender is told.", "填写办理结果，并告知来文单位。"),
    shown_if=lambda document: document.within_authority is not False or document.submitted_on is not None,
)
def finish(
    document: IncomingDocument,
    *,
    ending: Outcome = Outcome.DONE,
    result: Annotated[str, Long(5000)],
    answer_number: str = "",
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> DocumentFinished:
    """Finish it: within own authority at once, beyond it after the answer from above."""
    if document.within_authority is False and document.submitted_on is None:
        raise SubmitFirst(number=document.number)
    must_be_reviewed(document)
    document.outcome = ending
    document.closed_on = clock.today()
    return DocumentFinished(
        unit_id=document.receiving_unit_id,
        unit=document.receiving_unit.name,
        sender=document.sender,
        sender_unit_id=document.sender_unit_id,
        outcome=ending,
        result=result,
        answer_number=answer_number,
    )


@action(
    IncomingDocument,
    "withdraw",
    power=HANDLE,
    by=RECEIVING,
    moves=dict.fromkeys(OPEN_STATES, IncomingState.WITHDRAWN),
    tone="grave",
    words=w("Withdrawn by the sender", "来文撤回"),
    help=w(
        "The sender took it back; the limits end, its number may come again.",
        "来文单位撤回，计时终止；同一文号可重新登记。",
    ),
)
def withdraw(document: IncomingDocument, *, reason: Annotated[str, Long(1000)]) -> DocumentWithdrawn:
    """The sender took it back. What is sent anew under the same number can be registered again."""
    document.closed_on = clock.today()
    document.received_as = ""
    return DocumentWithdrawn(unit_id=document.receiving_unit_id, reason=reason)


hand_on = handing.declare(
    IncomingDocument, power=HANDLE, by=RECEIVING, moves=dict.fromkeys(OPEN_STATES[1:], "")
)
