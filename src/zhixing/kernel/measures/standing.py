"""How matters and duties stand: the figures that every kind of matter has."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.measures.register import Measure, Scope, measure
from zhixing.kernel.obligations.models import Card, CardState, Obligation, State


def _matters(scope: Scope) -> QuerySet[Any]:
    found: QuerySet[Any] = Matter.objects.visible_to(scope.actor, kind_code=scope.kind)
    if scope.units is not None:
        found = found.filter(lead_unit_id__in=scope.units)
    return found


def _open(scope: Scope) -> QuerySet[Any]:
    return _matters(scope).filter(closed_on=None, number__isnull=False)


def _late(scope: Scope) -> QuerySet[Any]:
    return _open(scope).filter(due_on__lt=scope.today)


def _due(scope: Scope) -> QuerySet[Any]:
    return _open(scope).filter(due_on__gte=scope.first or scope.today, due_on__lte=scope.last or scope.today)


def _red(scope: Scope) -> QuerySet[Any]:
    standing = Card.objects.filter(matter_id=OuterRef("pk"), colour="red").exclude(state=CardState.REMOVED)
    return _open(scope).filter(Exists(standing))


def _ended(scope: Scope) -> QuerySet[Any]:
    """Whole-clock duties that came to an end in the period: met in time, met late, or never met."""
    visible = Matter.objects.visible_to(scope.actor, kind_code=scope.kind)
    found = Obligation.objects.filter(
        clock="whole", state__in=[State.MET, State.MISSED], matter__in=visible.values("pk")
    )
    if scope.units is not None:
        found = found.filter(unit_id__in=scope.units)
    if scope.first:
        found = found.filter(ended_on__gte=scope.first)
    if scope.last:
        found = found.filter(ended_on__lte=scope.last)
    return found


def _in_time(scope: Scope) -> QuerySet[Any]:
    return _ended(scope).filter(state=State.MET, is_late=False)


OPEN = measure(
    Measure(
        "matters.open",
        w("Open", "在办"),
        w("Matters that were issued and are not closed.", "已交办且尚未办结的事项。"),
        _open,
    )
)
LATE = measure(
    Measure(
        "matters.late",
        w("Overdue", "逾期"),
        w(
            "Open matters with a duty whose last day has passed (the last day itself is in time).",
            "存在已超过截止日的限时责任的在办事项（截止日当日不算逾期）。",
        ),
        _late,
    )
)
DUE = measure(
    Measure(
        "matters.due",
        w("Due in the period", "期间到期"),
        w(
            "Open matters whose next duty falls due in the period.",
            "最近一项限时责任在该期间到期的在办事项。",
        ),
        _due,
    )
)
RED = measure(
    Measure(
        "matters.red",
        w("Red card", "红牌"),
        w("Open matters with a red card that was not removed.", "持有未摘除红牌的在办事项。"),
        _red,
    )
)
ON_TIME = measure(
    Measure(
        "duties.on_time",
        w("On-time share", "按时办结率"),
        w(
            "Of the whole-matter duties that ended in the period, those met by their last day. Excused ones are left out.",
            "期间内了结的全程限时责任中，在截止日前（含当日）完成的比例；已免除的不计入。",
        ),
        _in_time,
        out_of=_ended,
        unit_of="unit_id",
    )
)
ENDED_LATE = measure(
    Measure(
        "duties.late",
        w("Ended late", "逾期办结"),
        w(
            "Whole-matter duties that ended in the period after their last day.",
            "期间内逾期了结的全程限时责任。",
        ),
        lambda scope: _ended(scope).filter(is_late=True),
        unit_of="unit_id",
    )
)


def by_unit(one: Measure, scope: Scope) -> dict[int, int]:
    """The measure's count for each unit that has any: one query however many units there are.

    What no unit leads stands under 0, so that the counts add up to the measure's own.
    """
    rows = one.rows(scope).order_by().values_list(one.unit_of).annotate(n=Count("pk"))
    return {unit or 0: n for unit, n in rows}


def whole_by_unit(one: Measure, scope: Scope) -> dict[int, int]:
    """What a share is out of, for each unit."""
    assert one.out_of is not None  # only shares have a whole
    rows = one.out_of(scope).order_by().values_list(one.unit_of).annotate(n=Count("pk"))
    return {unit: n for unit, n in rows if unit is not None}
