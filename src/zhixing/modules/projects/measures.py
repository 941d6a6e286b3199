"""The figures of key projects: each is the size of a set that can be opened as a list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from zhixing.base.words import w
from zhixing.kernel.measures.register import Measure, Scope, measure
from zhixing.kernel.obligations.models import Obligation
from zhixing.modules.projects.choices import State
from zhixing.modules.projects.models import Milestone, Problem, Project
from zhixing.modules.projects.queries import MEETING_RULE


def _started(scope: Scope) -> QuerySet[Any]:
    """Projects started and not given up that the asker may see; of the units, in the period of their start."""
    found = Project.objects.visible_to(scope.actor).exclude(started_on=None).exclude(state=State.CANCELLED)
    if scope.units is not None:
        found = found.filter(lead_unit_id__in=scope.units)
    if scope.first:
        found = found.filter(started_on__gte=scope.first)
    if scope.last:
        found = found.filter(started_on__lte=scope.last)
    return found


def _running(scope: Scope) -> QuerySet[Any]:
    return _started(scope).filter(closed_on=None)


def _behind(scope: Scope) -> QuerySet[Any]:
    behind = Milestone.objects.filter(reached_on=None).slipping(scope.today)
    return _running(scope).filter(pk__in=behind.values("project_id"))


def _under_way(scope: Scope) -> QuerySet[Any]:
    return _running(scope).filter(state=State.UNDER_WAY)


def _met_last_week(scope: Scope) -> QuerySet[Any]:
    """Those whose duty of the last whole week was met."""
    monday = scope.today - timedelta(days=scope.today.weekday() + 7)
    return _owed_last_week(scope).filter(pk__in=_meetings(monday).filter(state="met").values("matter_id"))


def _owed_last_week(scope: Scope) -> QuerySet[Any]:
    monday = scope.today - timedelta(days=scope.today.weekday() + 7)
    owed = _meetings(monday).exclude(state__in=["excused", "superseded"])
    return _under_way(scope).filter(pk__in=owed.values("matter_id"))


def _meetings(monday: Any) -> QuerySet[Obligation]:
    year, week, _ = monday.isocalendar()
    return Obligation.objects.filter(rule=MEETING_RULE, period=f"{year}-W{week:02}")


def _with_problems(scope: Scope) -> QuerySet[Any]:
    return _running(scope).filter(pk__in=Problem.objects.open().values("project_id"))


BEHIND = measure(
    Measure(
        "projects.behind_first_plan",
        w("Behind the first plan", "落后首次计划率"),
        w(
            "Of the key projects started and not closed, those with an open milestone that is expected after its first "
            "plan; a later plan never counts.",
            "已启动未办结的重点项目中，有未完成节点晚于首次计划的比例；计划调整不影响计算。",
        ),
        _behind,
        out_of=_running,
    )
)
MEETINGS_HELD = measure(
    Measure(
        "projects.meetings_held",
        w("On-site meetings held", "现场办公会召开率"),
        w(
            "Of the key projects under way that owed an on-site meeting in the last whole week, those whose linked "
            "leader held it (DL-21).",
            "上一完整周应召开现场办公会的重点项目中，挂钩领导已召开的比例（DL-21）。",
        ),
        _met_last_week,
        out_of=_owed_last_week,
    )
)
WITH_PROBLEMS = measure(
    Measure(
        "projects.with_problems",
        w("With open problems", "问题未解决项目"),
        w(
            "Key projects started and not closed that have a problem without a result.",
            "已启动未办结且有未解决问题的重点项目数。",
        ),
        _with_problems,
    )
)
