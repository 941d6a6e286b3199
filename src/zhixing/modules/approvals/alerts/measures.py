"""The figures of alerts: each is the size of a set that can be opened as a list."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from zhixing.base.words import w
from zhixing.kernel.measures.register import Measure, Scope, measure
from zhixing.kernel.obligations.elsewhere import ELSEWHERE
from zhixing.kernel.obligations.models import Card, CardState
from zhixing.modules.approvals.alerts.judged import REPROACHES
from zhixing.modules.approvals.models import Alert


def _cards(*colours: str) -> QuerySet[Card]:
    """The cards of an alert's duty of these colours."""
    return Card.objects.filter(
        matter_id=OuterRef("pk"), obligation__key__startswith=ELSEWHERE, colour__in=colours
    )


def _raised(scope: Scope) -> QuerySet[Any]:
    """Alerts with a yellow or red card that the asker may see; of the units, in the period in which they were raised."""
    found = Alert.objects.visible_to(scope.actor).filter(Exists(_cards(*REPROACHES)))
    if scope.units is not None:
        found = found.filter(lead_unit_id__in=scope.units)
    if scope.first:
        found = found.filter(opened_on__gte=scope.first)
    if scope.last:
        found = found.filter(opened_on__lte=scope.last)
    return found


def _standing(scope: Scope, colour: str) -> QuerySet[Any]:
    return _raised(scope).filter(Exists(_cards(colour).exclude(state=CardState.REMOVED)))


def _unanswered(scope: Scope) -> QuerySet[Any]:
    """With a card whose last day for an answer has passed."""
    late = _cards(*REPROACHES).filter(state=CardState.DRAWN, answer_due_on__lt=scope.today)
    return _raised(scope).filter(Exists(late))


def _removed(scope: Scope) -> QuerySet[Any]:
    """Of which no card stands any more."""
    return _raised(scope).exclude(Exists(_cards(*REPROACHES).exclude(state=CardState.REMOVED)))


YELLOW = measure(
    Measure(
        "approvals.yellow_alerts",
        w("Yellow cards for approvals", "审批黄牌件"),
        w(
            "Alerts raised in the period with a yellow card that was not removed.",
            "期间内生成、黄牌未被摘除的预警件。",
        ),
        lambda scope: _standing(scope, "yellow"),
    )
)
RED = measure(
    Measure(
        "approvals.red_alerts",
        w("Red cards for approvals", "审批红牌件"),
        w(
            "Alerts raised in the period with a red card that was not removed.",
            "期间内生成、红牌未被摘除的预警件。",
        ),
        lambda scope: _standing(scope, "red"),
    )
)
UNANSWERED = measure(
    Measure(
        "approvals.unanswered_share",
        w("Alerts unanswered in time", "预警逾期未回应率"),
        w(
            "Of the alerts with a yellow or red card, those with a card whose last day for an answer has passed unanswered.",
            "有黄牌或红牌的预警件中，存在逾期未回应预警牌的比例。",
        ),
        _unanswered,
        out_of=_raised,
    )
)
REMOVED = measure(
    Measure(
        "approvals.removed_share",
        w("Alerts with all cards removed", "预警摘牌率"),
        w(
            "Of the alerts with a yellow or red card, those of which every such card was removed; they count as in time.",
            "有黄牌或红牌的预警件中，此类预警牌全部摘除的比例；摘牌的视为未超时（未违规）。",
        ),
        _removed,
        out_of=_raised,
    )
)
