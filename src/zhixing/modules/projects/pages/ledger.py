"""The ledger of key projects: columns, filters, tabs. What a column shows comes with the row's own query."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import DateField, F, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.modules.projects.amounts_told import in_wan
from zhixing.modules.projects.choices import Category, KeyField, Level, Series, State
from zhixing.modules.projects.models import Milestone, MonthAmount, Problem
from zhixing.modules.projects.relations import government_leaders
from zhixing.web.components import Chip, Option
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, LedgerTab


def annotated(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with their worst slip against the first plan and what was invested, in the same query."""
    today = Value(clock.today(), output_field=DateField())
    expected = Coalesce("reached_on", Greatest(Coalesce("forecast_on", "planned_on"), today))
    milestones = Milestone.objects.filter(project_id=OuterRef("pk")).order_by().values("project_id")
    slips = milestones.annotate(worst=Max(expected - F("planned_on"))).values("worst")
    amounts = MonthAmount.objects.filter(project_id=OuterRef("pk"), series=Series.INVESTMENT).order_by()
    invested = amounts.values("project_id").annotate(all=Sum("actual_yuan")).values("all")
    told: QuerySet[Any] = rows.annotate(worst_slip=Subquery(slips), invested_yuan=Subquery(invested))
    return told


def slip_chip(worst: timedelta | None) -> Chip | None:
    """Days behind the first plan; None where there is no milestone."""
    if worst is None:
        return None
    if worst.days <= 0:
        return Chip(w("on plan", "未滞后"), icon="circle-check", tone="met")
    said = w("{n} days behind", "滞后 {n} 天").put(n=worst.days)
    return Chip(said, icon="clock-exclamation", tone="bad" if worst.days >= 30 else "warn")


COLUMNS = [
    LedgerColumn("level", w("Level", "级别"), lambda p: Level(p.level).label, is_shown=False),
    LedgerColumn("linked_leader", w("Linked leader", "挂钩领导"), reads=("linked_leader__name",)),
    LedgerColumn(
        "total",
        w("Total, 10,000 yuan", "总投资（万元）"),
        lambda p: in_wan(p.total_yuan),
        kind="number",
        reads=("total_yuan",),
    ),
    LedgerColumn(
        "invested",
        w("Invested, 10,000 yuan", "累计完成（万元）"),
        lambda p: in_wan(p.invested_yuan),
        kind="number",
        is_shown=False,
        reads=("invested_yuan",),
    ),
    LedgerColumn(
        "progress", w("Physical progress, %", "形象进度（%）"), kind="number", reads=("progress_percent",)
    ),
    LedgerColumn(
        "slip",
        w("Against the first plan", "较首次计划"),
        lambda p: slip_chip(p.worst_slip),
        kind="chip",
        reads=("worst_slip",),
    ),
    LedgerColumn("met_on", w("Last on-site meeting", "最近现场办公会"), kind="day", is_shown=False),
    LedgerColumn("category", w("Category", "类别"), lambda p: Category(p.category).label, is_shown=False),
    LedgerColumn(
        "key_field", w("Monitored field", "监控重点"), lambda p: KeyField(p.key_field).label, is_shown=False
    ),
    LedgerColumn("heard_on", w("Last heard", "最近听取汇报"), kind="day", is_shown=False),
    LedgerColumn("filed_on", w("Ledger filed", "台账报备"), kind="day", is_shown=False),
    LedgerColumn("planned_until_on", w("Planned until", "计划完成"), kind="day", is_shown=False),
    LedgerColumn("completed_on", w("Completed", "竣工"), kind="day", is_shown=False),
    LedgerColumn("owner", w("Owner", "建设单位"), is_shown=False),
]


def _choices(members: Any) -> Any:
    options = [Option(m.value, m.label) for m in members if m.value]
    return lambda actor: options


def _leaders(actor: Any) -> list[Option]:
    found = government_leaders(None, actor).order_by("name").values_list("pk", "name")
    return [Option(str(pk), name) for pk, name in found]


def _of_leader(value: str) -> Q:
    return Q(linked_leader_id=int(value)) if value.isdigit() and len(value) < 17 else Q(pk__in=[])


FILTERS = [
    LedgerFilter("level", w("Level", "级别"), _choices(Level), lambda value: Q(level=value)),
    LedgerFilter("category", w("Category", "类别"), _choices(Category), lambda value: Q(category=value)),
    LedgerFilter(
        "key_field", w("Monitored field", "监控重点"), _choices(KeyField), lambda value: Q(key_field=value)
    ),
    LedgerFilter("linked_leader", w("Linked leader", "挂钩领导"), _leaders, _of_leader),
]

TABS = [
    LedgerTab(
        "behind",
        w("Behind the first plan", "落后首次计划"),
        lambda today: Q(closed_on=None, pk__in=Milestone.objects.slipping(today).values("project_id")),
    ),
    LedgerTab(
        "unmet",
        w("No on-site meeting this week", "本周未开现场办公会"),
        lambda today: (
            Q(state=State.UNDER_WAY)
            & (Q(met_on=None) | Q(met_on__lt=today - timedelta(days=today.weekday())))
        ),
    ),
    LedgerTab(
        "problems",
        w("With open problems", "问题未解决"),
        lambda today: Q(closed_on=None, pk__in=Problem.objects.open().values("project_id")),
    ),
    LedgerTab(
        "unfiled",
        w("Changes not filed", "变更未报备"),
        lambda today: (
            Q(started_on__isnull=False, changed_at__isnull=False)
            & (Q(filed_at=None) | Q(changed_at__gt=F("filed_at")))
        ),
    ),
]
