"""Duties whose cards were taken down: they count as in time."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from zhixing.kernel.obligations.elsewhere import ELSEWHERE
from zhixing.kernel.obligations.models import Card, CardState
from zhixing.modules.approvals.models import Duty


def excused_duties() -> QuerySet[Duty]:
    """Duties that drew a yellow or red card in the house, all of which were removed."""
    key = Concat(Value(ELSEWHERE), Cast(OuterRef("pk"), TextField()), output_field=TextField())
    reproaches = Card.objects.filter(obligation__key=key, colour__in=["yellow", "red"])
    return Duty.objects.filter(Exists(reproaches), ~Exists(reproaches.exclude(state=CardState.REMOVED)))
