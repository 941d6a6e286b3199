"""Jobs of administration."""

from __future__ import annotations

from zhixing.base import clock
from zhixing.kernel.access.actors import actor_of
from zhixing.kernel.jobs.app import app
from zhixing.kernel.obligations import recompute
from zhixing.modules.administration.models import CalendarProposal


@app.task(queue="time", name="administration.recompute_dates", retry=5)
def recompute_dates(proposal_id: int) -> int:
    """Write the changes that a confirmed calendar made, in the name of whoever confirmed it."""
    return write_changes(proposal_id)


def write_changes(proposal_id: int) -> int:
    """The job's work: may be stopped and run again, for what stands on a record already is left out."""
    proposal = CalendarProposal.objects.select_related("decided_by__person").get(pk=proposal_id)
    if proposal.applied_at is not None or proposal.decided_by is None:
        return 0
    changes = [recompute.Change.of(kept) for kept in proposal.changes]
    done = recompute.apply_in_batches(changes, reason_of(proposal), actor_of(proposal.decided_by))
    CalendarProposal.objects.filter(pk=proposal_id).update(applied_at=clock.now())
    return done


def reason_of(proposal: CalendarProposal) -> str:
    """Names this change and no other on the records of the matters it moves."""
    return f"{proposal.told().text('zh')}（变更{proposal.pk}号）"
