"""The figures of official documents: each is the size of a set that can be opened as a list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from zhixing.base.words import w
from zhixing.kernel.measures.register import Measure, Scope, measure
from zhixing.kernel.obligations.models import Obligation
from zhixing.modules.correspondence.choices import IncomingState, OutgoingState
from zhixing.modules.correspondence.models import IncomingDocument, OutgoingDocument
from zhixing.modules.correspondence.tracking import FOLLOWED

FINISH_RULES = (
    "correspondence.finish_within_authority",
    "correspondence.finish_anew",
    "correspondence.finish_after_check",
)
CHECK_RULES = ("correspondence.check_complete", "correspondence.check_complete_working")
SILENT_DAYS = 7  # natural days without a follow-up entry: one weekly report


def _narrowed(found: QuerySet[Any], scope: Scope, day: str) -> QuerySet[Any]:
    """Those of the units, and of the period by this day."""
    if scope.units is not None:
        found = found.filter(lead_unit_id__in=scope.units)
    if scope.first:
        found = found.filter(**{f"{day}__gte": scope.first})
    if scope.last:
        found = found.filter(**{f"{day}__lte": scope.last})
    return found


def _accepted(scope: Scope) -> QuerySet[Any]:
    """Documents accepted, and not withdrawn, that the asker may see; in the period of acceptance."""
    found = IncomingDocument.objects.visible_to(scope.actor).exclude(accepted_on=None)
    return _narrowed(found.exclude(state=IncomingState.WITHDRAWN), scope, "accepted_on")


def _finished_within(scope: Scope) -> QuerySet[Any]:
    return _accepted(scope).filter(within_authority=True, state=IncomingState.FINISHED)


def _finished_in_time(scope: Scope) -> QuerySet[Any]:
    late = Obligation.objects.filter(rule__in=FINISH_RULES, is_late=True)
    return _finished_within(scope).exclude(pk__in=late.values("matter_id"))


def _checked(scope: Scope) -> QuerySet[Any]:
    return _accepted(scope).exclude(checked_on=None)


def _checked_in_time(scope: Scope) -> QuerySet[Any]:
    late = Obligation.objects.filter(rule__in=CHECK_RULES, is_late=True)
    return _checked(scope).exclude(pk__in=late.values("matter_id"))


def _returned(scope: Scope) -> QuerySet[Any]:
    return _accepted(scope).filter(returned_count__gt=0)


def _followed(scope: Scope) -> QuerySet[Any]:
    """Upward, parallel and outward documents that are delivered and not concluded."""
    found = OutgoingDocument.objects.visible_to(scope.actor)
    found = found.filter(state=OutgoingState.DELIVERED, direction__in=list(FOLLOWED))
    return _narrowed(found, scope, "delivered_on")


def _silent(scope: Scope) -> QuerySet[Any]:
    since = scope.today - timedelta(days=SILENT_DAYS)
    unheard = Q(last_followed_on=None) | Q(last_followed_on__lte=since)
    return _followed(scope).filter(unheard, delivered_on__lte=since)


FINISHED_IN_TIME = measure(
    Measure(
        "correspondence.finished_in_time",
        w("Documents finished in time", "来文按期办结率"),
        w(
            "Of the documents within own authority that were finished, those finished within five working days (DL-17).",
            "已办结的权限内来文中，在五个工作日内办结的比例（DL-17）；已撤回的不计入。",
        ),
        _finished_in_time,
        out_of=_finished_within,
    )
)
CHECKED_IN_TIME = measure(
    Measure(
        "correspondence.checked_in_time",
        w("Senders told in time", "资料检查按期告知率"),
        w(
            "Of the documents checked, those of which each check was done and told within two days (DL-16).",
            "已检查资料的来文中，每次检查均在两天内完成并告知的比例（DL-16）。",
        ),
        _checked_in_time,
        out_of=_checked,
    )
)
RETURNED = measure(
    Measure(
        "correspondence.returned_share",
        w("Returned for completion", "退回补正率"),
        w(
            "Of the documents accepted, those returned for completion at least once.",
            "已受理来文中至少退回补正一次的比例。",
        ),
        _returned,
        out_of=_accepted,
    )
)
SILENT = measure(
    Measure(
        "correspondence.silent_documents",
        w("Documents without follow-up", "一周无跟踪记录的行文"),
        w(
            "Upward, parallel and outward documents under way for at least seven days without a follow-up entry since.",
            "送达满七天且近七天无跟踪记录的在办上行、平行及对外文件。",
        ),
        _silent,
    )
)
