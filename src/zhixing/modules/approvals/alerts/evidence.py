"""What an alert rests on: the events of its case as they were delivered, each with the delivery and the record it came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from zhixing.base.words import Words, w
from zhixing.kernel.matters import events
from zhixing.modules.approvals.models import Alert, Happened

SHOWN = 200  # events of one case on the page, the earliest first
_ZERO = datetime(2000, 1, 1)  # noqa: DTZ001  # seconds are those shown by the clock of the mapping's zone


@dataclass(frozen=True, slots=True)
class Evidence:
    """One event of the case. `at` is shown by the clock of the source's zone; without a time of day it is a mere day."""

    at: str
    kind: Words | str
    unit: str
    person: str
    delivery: str
    record: int
    began: bool
    ended: bool


def evidence_of(alert: Alert) -> list[Evidence]:
    """The events of the case that hold now, in their order; those that began and ended the duty are marked. One query."""
    rows = Happened.objects.filter(case_id=alert.case_id, replaced_in=None).select_related("batch")
    duty = alert.duty
    return [
        Evidence(
            at=shown(row),
            kind=events.words_of(row.kind) or row.kind,
            unit=row.unit_name,
            person=row.person_name,
            delivery=row.batch.name,
            record=row.row,
            began=row.pk == duty.trigger_id,
            ended=row.pk == duty.ended_by,
        )
        for row in rows.order_by("second", "id")[:SHOWN]
    ]


def shown(row: Happened) -> str:
    """Day and time of an event, as its source's clock showed them.

    >>> shown(Happened(second=826_365_600, timed=True))
    '2026-03-09 10:00'
    """
    at = _ZERO + timedelta(seconds=row.second)
    return at.strftime("%Y-%m-%d %H:%M") if row.timed else at.date().isoformat()


def marks(one: Evidence) -> Words | str:
    """What the event did to the duty, in words."""
    if one.began and one.ended:
        return w("the breach", "违规发生")
    if one.began:
        return w("began the term", "起算")
    return w("ended the term", "终止计时") if one.ended else ""
