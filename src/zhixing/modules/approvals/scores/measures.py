"""The figures of efficiency scores in the register: each is the size of a set that can be opened as a list."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.measures.register import Measure, Scope, measure
from zhixing.modules.approvals.models import ScoreTable


def _tables(scope: Scope) -> QuerySet[Any]:
    """Tables that the asker may see, of periods that end in the one asked for."""
    found = ScoreTable.objects.visible_to(scope.actor)
    if scope.units is not None:
        found = found.filter(office_id__in=scope.units)
    if scope.first:
        found = found.filter(last_on__gte=scope.first)
    if scope.last:
        found = found.filter(last_on__lte=scope.last)
    return found


def _as_matters(tables: QuerySet[Any]) -> QuerySet[Any]:
    return Matter.objects.filter(pk__in=tables.values("pk"))


OBJECTED = measure(
    Measure(
        "approvals.scores_objected",
        w("Scores with open objections", "异议未处理的评分"),
        w(
            "Tables of efficiency scores to which an objection was raised that nobody has decided yet.",
            "已提出异议且尚未处理的审批绩效表数。",
        ),
        lambda scope: _as_matters(_tables(scope).filter(objections__state="open").distinct()),
    )
)
PUBLISHED = measure(
    Measure(
        "approvals.scores_published",
        w("Scores published", "评分公布率"),
        w(
            "Of the tables of efficiency scores frozen, those that are public (S0-43, S3-12).",
            "已核定的审批绩效表中已向社会公布的比例（S0-43、S3-12）。",
        ),
        lambda scope: _as_matters(_tables(scope).filter(publish_on__lte=scope.today)),
        out_of=lambda scope: _as_matters(_tables(scope)),
    )
)
