"""The figures of major decisions: each is the size of a set that can be opened as a list."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from zhixing.base.words import w
from zhixing.kernel.measures.register import Measure, Scope, measure
from zhixing.kernel.obligations.models import Obligation
from zhixing.modules.decisions.models import MajorDecision
from zhixing.modules.decisions.pages.decisions import UNDECIDED_AFTER, UNDONE_AFTER, undecided, undone


def _begun(scope: Scope) -> QuerySet[Any]:
    """Decisions begun that the asker may see; of the preparing units, in the period of beginning."""
    found = MajorDecision.objects.visible_to(scope.actor)
    if scope.units is not None:
        found = found.filter(lead_unit_id__in=scope.units)
    if scope.first:
        found = found.filter(opened_on__gte=scope.first)
    if scope.last:
        found = found.filter(opened_on__lte=scope.last)
    return found


def _discussed(scope: Scope) -> QuerySet[Any]:
    return _begun(scope).exclude(discussed_on=None)


def _decided(scope: Scope) -> QuerySet[Any]:
    return _begun(scope).exclude(decided_on=None)


def _public(scope: Scope) -> QuerySet[Any]:
    return _decided(scope).filter(is_public=True)


def _published_in_time(scope: Scope) -> QuerySet[Any]:
    met = Obligation.objects.filter(rule="decisions.publish", state="met", is_late=False)
    return _public(scope).filter(pk__in=met.values("matter_id"))


def _ended(scope: Scope) -> QuerySet[Any]:
    return _decided(scope).filter(closed_on__isnull=False, execute_by__isnull=False)


def _carried_out_in_time(scope: Scope) -> QuerySet[Any]:
    return _ended(scope).filter(state="closed", closed_on__lte=F("execute_by"))


UNDECIDED = measure(
    Measure(
        "decisions.undecided",
        w("Discussed but undecided", "议而不决"),
        w(
            f"Decisions first discussed more than {UNDECIDED_AFTER} natural days ago, not decided and still open (S1-03). "
            "The source names no figure; the days are this product's.",
            f"首次上会讨论已超过{UNDECIDED_AFTER}日（日历日）仍未作出决策的在办事项（S1-03）；原文未定天数，系默认值。",
        ),
        lambda scope: _discussed(scope).filter(undecided(scope.today)),
        out_of=_discussed,
    )
)
UNDONE = measure(
    Measure(
        "decisions.undone",
        w("Decided but not done", "决而不行"),
        w(
            f"Decisions whose execution has not begun {UNDONE_AFTER} natural days after the decision, or that are past their "
            "last day and not carried out (S1-03).",
            f"决策后超过{UNDONE_AFTER}日（日历日）未启动执行，或者超过完成时限仍未执行完毕的事项（S1-03）；原文未定天数，系默认值。",
        ),
        lambda scope: _decided(scope).filter(undone(scope.today)),
        out_of=_decided,
    )
)
PUBLISHED = measure(
    Measure(
        "decisions.published_in_time",
        w("Made public in time", "按时公布率"),
        w(
            "Of the decisions that may be public, those published within twenty working days (Order 713, Art. 32).",
            "可以公开的决策中，在20个工作日内公布的比例（《重大行政决策程序暂行条例》第三十二条）。",
        ),
        _published_in_time,
        out_of=_public,
    )
)
CARRIED_OUT = measure(
    Measure(
        "decisions.carried_out_in_time",
        w("Carried out in time", "按时执行完毕率"),
        w(
            "Of the decisions whose execution has ended, those carried out by their last day.",
            "已结束执行的决策中，在完成时限内执行完毕的比例。",
        ),
        _carried_out_in_time,
        out_of=_ended,
    )
)
