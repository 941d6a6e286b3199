"""The figures of supervised handling: each is the size of a set that can be opened as a list."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from zhixing.base.words import w
from zhixing.kernel.measures.register import Measure, Scope, measure
from zhixing.kernel.obligations.models import Obligation
from zhixing.modules.supervision.choices import State
from zhixing.modules.supervision.models import SupervisedItem


def _issued(scope: Scope) -> QuerySet[Any]:
    """Items issued, and not withdrawn, that the asker may see; of the units, in the period of issue."""
    found = SupervisedItem.objects.visible_to(scope.actor).exclude(issued_on=None)
    found = found.exclude(state=State.WITHDRAWN)
    if scope.units is not None:
        found = found.filter(lead_unit_id__in=scope.units)
    if scope.first:
        found = found.filter(issued_on__gte=scope.first)
    if scope.last:
        found = found.filter(issued_on__lte=scope.last)
    return found


def _due_to_answer(scope: Scope) -> QuerySet[Any]:
    """Issued items whose limit has passed by the day of asking, or that were closed before it."""
    return _issued(scope).filter(limit_on__lt=scope.today) | _issued(scope).filter(state=State.CLOSED)


def _answered(scope: Scope) -> QuerySet[Any]:
    """Those of which completion was reported, whether checked yet or not."""
    reported = Obligation.objects.filter(rule="supervision.finish", state="met", closed_on__isnull=False)
    still = Obligation.objects.running().filter(rule="supervision.finish")
    answered = _due_to_answer(scope).filter(pk__in=reported.values("matter_id"))
    return answered.exclude(pk__in=still.values("matter_id"))


def _extended(scope: Scope) -> QuerySet[Any]:
    return _issued(scope).filter(extension_count__gt=0)


def _reopened(scope: Scope) -> QuerySet[Any]:
    return _issued(scope).filter(reopened_count__gt=0)


def _closed(scope: Scope) -> QuerySet[Any]:
    return _issued(scope).filter(state=State.CLOSED)


def _closed_within_first_limit(scope: Scope) -> QuerySet[Any]:
    return _closed(scope).filter(closed_on__lte=F("first_limit_on"))


ANSWER_RATE = measure(
    Measure(
        "supervision.answer_rate",
        w("Answer rate", "回音率"),
        w(
            "Of the items issued whose limit has passed or that were closed, those of which completion was reported "
            "(TH-20, S1-24: 100 %). Withdrawn items are left out.",
            "已交办且时限已过或已销号的事项中，已报送办结的比例（TH-20，S1-24：应为 100%）；已撤回的不计入。",
        ),
        _answered,
        out_of=_due_to_answer,
    )
)
EXTENDED = measure(
    Measure(
        "supervision.extended_share",
        w("Extended", "延期率"),
        w(
            "Of the items issued, those whose limit was extended at least once.",
            "已交办事项中至少延期一次的比例；已撤回的不计入。",
        ),
        _extended,
        out_of=_issued,
    )
)
REOPENED = measure(
    Measure(
        "supervision.reopened_share",
        w("Reopened", "重新办理率"),
        w(
            "Of the items issued, those that were closed and had to be reopened.",
            "已交办事项中销号后又重新办理的比例。",
        ),
        _reopened,
        out_of=_issued,
    )
)
WITHIN_FIRST_LIMIT = measure(
    Measure(
        "supervision.within_first_limit",
        w("Closed within the first limit", "首次时限内销号率"),
        w(
            "Of the items closed, those closed by the limit they were issued with; extensions do not count.",
            "已销号事项中，在首次时限内（不计延期）销号的比例。",
        ),
        _closed_within_first_limit,
        out_of=_closed,
    )
)


def average_days(scope: Scope) -> float | None:
    """Natural days from issue to closing of the items closed, on average; None where none was closed."""
    spans = [(c - i).days for i, c in _closed(scope).values_list("issued_on", "closed_on") if i and c]
    return sum(spans) / len(spans) if spans else None
