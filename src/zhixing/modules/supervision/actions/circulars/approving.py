"""Approving by another pair of eyes, issuing, withdrawing with a correction, concluding."""

from __future__ import annotations

from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Long
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import numbering, participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision.choices import CircularState, Nature, Scope
from zhixing.modules.supervision.events.circulars import (
    CircularApproved,
    CircularConcluded,
    CircularIssued,
    CircularReturned,
    CircularWithdrawn,
)
from zhixing.modules.supervision.models import Circular
from zhixing.modules.supervision.powers import APPROVE_CIRCULAR, DRAFT_CIRCULAR
from zhixing.modules.supervision.refusals import NobodyAddressed
from zhixing.modules.supervision.relations import ANOTHER, SUPERVISING


@action(
    Circular,
    "return_circular",
    power=APPROVE_CIRCULAR,
    by=SUPERVISING,
    moves=dict.fromkeys([CircularState.REVIEW, CircularState.APPROVED], CircularState.DRAFT),
    words=w("Return for revision", "退回修改"),
    help=w("Say what is to be changed.", "说明修改要求。"),
)
def return_circular(circular: Circular, *, reason: Annotated[str, Long(2000)]) -> CircularReturned:
    """Send a draft back to its writers; an approval given before no longer holds."""
    circular.approved_by, circular.approved_on = None, None
    return CircularReturned(reason=reason)


@action(
    Circular,
    "approve_circular",
    power=APPROVE_CIRCULAR,
    by=(SUPERVISING, ANOTHER),
    moves={CircularState.REVIEW: CircularState.APPROVED},
    tone="primary",
    words=w("Approve", "签发"),
    help=w("Only someone who wrote nothing of it can approve it.", "由起草人以外的负责人签发。"),
)
def approve_circular(
    circular: Circular, *, opinion: Annotated[str, Long(1000)] = "", actor: Actor
) -> CircularApproved:
    """Approve the text as it stands: the second pair of eyes."""
    circular.approved_by_id = actor.account_id
    circular.approved_on = clock.today()
    return CircularApproved(opinion=opinion)


@action(
    Circular,
    "issue_circular",
    power=DRAFT_CIRCULAR,
    by=SUPERVISING,
    moves={CircularState.APPROVED: CircularState.ISSUED},
    tone="primary",
    words=w("Issue the circular", "印发"),
    help=w("It takes its number and reaches its units.", "编号并送达主送单位和所涉单位。"),
)
def issue_circular(circular: Circular) -> CircularIssued:
    """Send it to its addressees and to the units it speaks of, numbered and dated."""
    if not circular.addressee_ids:
        raise NobodyAddressed
    circular.issued_on = clock.today()
    if circular.nature == Nature.BULLETIN:
        code = circular.supervising_unit.document_code or "督"
        circular.issue = numbering.take(f"{code}周报", circular.issued_on.year)
    units = list(Unit.objects.filter(pk__in=circular.addressee_ids).order_by("order", "id"))
    named = list(Unit.objects.filter(pk__in=circular.named_ids))
    participations.assign(circular, Standing.OBSERVER, {u.pk: u for u in [*units, *named]}.values())
    return CircularIssued(
        nature=Nature(circular.nature),
        scope=Scope(circular.scope),
        unit_ids=[u.pk for u in units],
        units=[u.name for u in units],
        named_unit_ids=sorted(circular.named_ids),
        supervising_unit_id=circular.supervising_unit_id,
    )


@action(
    Circular,
    "withdraw_circular",
    power=APPROVE_CIRCULAR,
    by=SUPERVISING,
    moves={CircularState.ISSUED: CircularState.WITHDRAWN, CircularState.CONCLUDED: CircularState.WITHDRAWN},
    tone="grave",
    words=w("Withdraw with a correction", "撤回更正"),
    help=w(
        "The paper is declared void and the correction sent to everyone who got it.",
        "原件作废，更正送达全部收文单位。",
    ),
)
def withdraw_circular(
    circular: Circular, *, reason: Annotated[str, Long(2000)], correction: Annotated[str, Long(5000)]
) -> CircularWithdrawn:
    """Take an issued circular back; what was wrong is put right in the same place."""
    circular.correction = correction
    circular.closed_on = clock.today()
    return CircularWithdrawn(
        reason=reason, correction=correction, unit_ids=sorted(circular.addressee_ids | circular.named_ids)
    )


@action(
    Circular,
    "conclude_circular",
    power=DRAFT_CIRCULAR,
    by=SUPERVISING,
    moves={CircularState.ISSUED: CircularState.CONCLUDED},
    words=w("Conclude", "办结通报"),
    help=w("Receipts and objections are settled.", "收文、异议均已处理。"),
)
def conclude_circular(circular: Circular) -> CircularConcluded:
    """Conclude an issued circular; no objection may be undecided (a gate holds it)."""
    circular.closed_on = clock.today()
    received = circular.participations.standing(Standing.OBSERVER).filter(
        unit_id__in=circular.addressee_ids, done_at__isnull=False
    )
    return CircularConcluded(received=received.count(), sent=len(circular.addressee_ids), on=clock.today())
