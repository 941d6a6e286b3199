"""Duties that count as kept: every yellow and red card they drew in the house was removed."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from zhixing.kernel.obligations.elsewhere import ELSEWHERE
from zhixing.kernel.obligations.models import Card, CardState
from zhixing.modules.approvals.alerts.judged import REPROACHES
from zhixing.modules.approvals.models import Duty

# The same as a condition on approvals_duty under the name d, for queries in SQL.
EXCUSED_SQL = """exists (
    select from approvals_alert a
    join obligations_card k on k.matter_id = a.matter_ptr_id and k.colour in ('yellow', 'red')
    join obligations_obligation o on o.id = k.obligation_id and o.key like 'elsewhere|%'
    where a.duty_id = d.id having count(*) > 0 and bool_and(k.state = 'removed'))"""


def excused_duties() -> QuerySet[Duty]:
    """Duties that were late or breached by the record, and of which a person removed each card: they count as in time.

    A duty whose cards never came into the house (drawn before its source was watched) had nothing to remove and is not here.
    """
    cards = Card.objects.filter(
        matter__approvals_alert__duty=OuterRef("pk"),
        obligation__key__startswith=ELSEWHERE,
        colour__in=REPROACHES,
    )
    return Duty.objects.filter(
        Exists(cards.filter(state=CardState.REMOVED)), ~Exists(cards.exclude(state=CardState.REMOVED))
    )
