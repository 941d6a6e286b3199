"""Questions to the record: slippage, the quarter in figures, why a project should be heard, who held a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from zhixing.base.words import Words, counted, w
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.matters.models import Event
from zhixing.kernel.obligations.models import Card, CardState, Colour, Obligation
from zhixing.kernel.rulebook.periods import Period, period_of
from zhixing.kernel.rulebook.service import ruleset
from zhixing.modules.projects.choices import Ground, Series
from zhixing.modules.projects.models import Milestone, MonthAmount, Problem, Project, TableDuty

MEETING_RULE = "projects.site_meeting"
TABLE_RULES = {"projects.table_site_meetings": "week", "projects.table_site_meetings_monthly": "month"}

# Stated defaults of “large”, “long unheard” and “behind”, for the source says only that the office picks (S4.1-03).
LARGE_FROM_YUAN = Decimal(100_000_000)
UNHEARD_FROM_DAYS = 90
BEHIND_FROM_DAYS = 30


def notice_day(meeting_on: date, calendar: Calendar) -> date:
    """The last day for the notice: a week before the meeting, a rest day moved to the working day before (DL-20)."""
    day = meeting_on - timedelta(days=7)
    while not calendar.works_on(day):
        day -= timedelta(days=1)
    return day


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """A quarter of a project as its ledger says it. Amounts in yuan, slippage in natural days behind the first plan."""

    period: str
    quarter_yuan: Decimal
    quarter_planned_yuan: Decimal
    all_yuan: Decimal
    reached: int
    slip_days: int
    open_problems: int


def quarter_of(project: Project, day: date, today: date) -> QuarterFigures:
    """The figures of the quarter that holds `day`, as known today."""
    quarter = period_of("quarter", day)
    invested = project.amounts.filter(series=Series.INVESTMENT)
    within = invested.filter(month__range=(quarter.first, quarter.last))
    return QuarterFigures(
        period=quarter.key,
        quarter_yuan=_sum(within, "actual_yuan"),
        quarter_planned_yuan=_sum(within, "planned_yuan"),
        all_yuan=_sum(invested.filter(month__lte=quarter.last), "actual_yuan"),
        reached=project.milestones.filter(reached_on__range=(quarter.first, quarter.last)).count(),
        slip_days=worst_slip(project.milestones.all(), today),
        open_problems=project.problems.open().count(),
    )


def _sum(rows: Any, column: str) -> Decimal:
    return rows.aggregate(all=Sum(column))["all"] or Decimal("0.00")


def worst_slip(milestones: Iterable[Milestone], today: date) -> int:
    """Most days that any milestone is or was behind its first plan; 0 when none is."""
    return max((m.slip_days(today) for m in milestones), default=0) if milestones else 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that might be reported, with the grounds that the record gives, the gravest first."""

    project: Project
    grounds: tuple[Ground, ...]
    said: tuple[Words, ...]

    @property
    def stored(self) -> list[list[str]]:
        """The grounds in both languages, as the list keeps them."""
        return [[words.text("en"), words.text("zh")] for words in self.said]


def candidates(projects: Iterable[Project], today: date) -> list[Candidate]:
    """Why each project should be heard, the most urgent first: the order is computed, the choice is the office's."""
    rows = list(projects)
    ids = [project.pk for project in rows]
    reds = _counted(Card.objects.filter(colour=Colour.RED).exclude(state=CardState.REMOVED), ids, "matter_id")
    problems = _counted(Problem.objects.open().filter(coordinated_on=None), ids, "project_id")
    slips = {pk: 0 for pk in ids}
    for milestone in Milestone.objects.filter(project_id__in=ids):
        slips[milestone.project_id] = max(slips[milestone.project_id], milestone.slip_days(today))
    found = [
        _candidate(project, reds.get(project.pk, 0), problems.get(project.pk, 0), slips[project.pk], today)
        for project in rows
    ]
    return sorted(found, key=_urgency)


_ORDER = list(Ground)


def _urgency(candidate: Candidate) -> tuple[Any, ...]:
    """The gravest ground first, then the number of grounds, then the larger project, then the older."""
    places = [_ORDER.index(ground) for ground in candidate.grounds]
    return (
        min(places, default=len(_ORDER)),
        -len(places),
        -candidate.project.total_yuan,
        candidate.project.pk,
    )


def _counted(rows: Any, ids: list[int], column: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for pk in rows.filter(**{f"{column}__in": ids}).values_list(column, flat=True):
        found[pk] = found.get(pk, 0) + 1
    return found


def _candidate(project: Project, reds: int, problems: int, slip: int, today: date) -> Candidate:
    since = project.heard_on or project.started_on or project.opened_on
    unheard = (today - since).days
    grounds: list[tuple[Ground, Words]] = []
    if reds:
        grounds.append(
            (Ground.RED, counted(reds, "one red card stands", "{n} red cards stand", "红牌 {n} 张"))
        )
    if slip >= BEHIND_FROM_DAYS:
        said = w("{n} days behind its first plan", "落后首次计划 {n} 天")
        grounds.append((Ground.SLIPPED, said.put(n=slip)))
    if unheard >= UNHEARD_FROM_DAYS:
        said = w("not heard for {n} days", "已 {n} 天未听取汇报")
        grounds.append((Ground.UNHEARD, said.put(n=unheard)))
    if project.total_yuan >= LARGE_FROM_YUAN:
        said = w("investment of {n} million yuan", "总投资 {m} 亿元")
        put = said.put(
            n=f"{project.total_yuan / 1_000_000:,.0f}", m=f"{project.total_yuan / LARGE_FROM_YUAN:.2f}"
        )
        grounds.append((Ground.LARGE, put))
    if problems:
        said = counted(problems, "one problem waits", "{n} problems wait", "待协调问题 {n} 个")
        grounds.append((Ground.PROBLEM, said))
    return Candidate(project, tuple(g for g, _ in grounds), tuple(s for _, s in grounds))


@dataclass(frozen=True, slots=True)
class TableRow:
    """One project's line of the table of on-site meetings: owed by whom, held when, minuted when."""

    project: Project
    leader: str
    owed: int
    held_on: tuple[date, ...]
    minuted: int

    @property
    def is_missing(self) -> bool:
        return len(self.held_on) < self.owed


def table_period(duty: TableDuty, day: date) -> Period:
    """The period that holds `day`: a week, or a month where the authority chose so (G-36)."""
    rules = ruleset(duty.rulebook_id).timed
    rhythm = next((every for code, every in TABLE_RULES.items() if code in rules), "week")
    return period_of(rhythm, day)


def table_rows(duty: TableDuty, period: Period) -> list[TableRow]:
    """What the record says of a period: each project that owed a meeting or held one, by number."""
    owed = Obligation.objects.filter(rule=MEETING_RULE, matter__jurisdiction_id=duty.jurisdiction_id)
    owed = owed.filter(first_due_on__range=(period.first, period.last)).exclude(
        state__in=["excused", "superseded"]
    )
    owing: dict[int, list[str]] = {}
    for pk, name in owed.values_list("matter_id", "person__name"):
        owing.setdefault(pk, []).append(name)
    told = Event.objects.filter(
        kind__in=["projects.site_meeting_held", "projects.minutes_issued"],
        matter__jurisdiction_id=duty.jurisdiction_id,
        facts__held_on__range=(period.first.isoformat(), period.last.isoformat()),
    )
    held: dict[int, list[date]] = {}
    minuted: dict[int, int] = {}
    for kind, pk, day in told.order_by("id").values_list("kind", "matter_id", "facts__held_on"):
        if kind == "projects.site_meeting_held":
            held.setdefault(pk, []).append(date.fromisoformat(day))
        else:
            minuted[pk] = minuted.get(pk, 0) + 1
    projects = Project.objects.filter(pk__in=owing.keys() | held.keys()).select_related(
        "linked_leader", "lead_unit"
    )
    return [
        TableRow(
            project=project,
            leader="、".join(dict.fromkeys(owing.get(project.pk, []))) or str(project.linked_leader or "—"),
            owed=len(owing.get(project.pk, [])),
            held_on=tuple(sorted(held.get(project.pk, []))),
            minuted=minuted.get(project.pk, 0),
        )
        for project in projects.order_by("number", "pk")
    ]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One month of the S-curve, in yuan, each cumulated from the first month; `actual` is None where nothing is recorded yet."""

    month: date
    first_planned: Decimal
    planned: Decimal
    actual: Decimal | None
    arrived: Decimal | None


def curve_of(amounts: Iterable[MonthAmount]) -> list[CurvePoint]:
    """The amounts of one project cumulated by month: first plan, present plan, invested, and funds that came.

    A month that the record passes over counts as nothing done once a later one is recorded; after the last recorded one
    there is no actual.
    """
    rows = list(amounts)
    months = sorted({row.month for row in rows})
    nothing = date.min  # before every month
    last = {
        kind: max((r.month for r in rows if r.actual_yuan is not None and _is(r, kind)), default=nothing)
        for kind in (True, False)
    }
    points = []
    sums = dict.fromkeys(("first", "planned", "actual", "arrived"), Decimal(0))
    for month in months:
        for row in (r for r in rows if r.month == month):
            if _is(row, True):
                sums["first"] += row.first_planned_yuan or 0
                sums["planned"] += row.planned_yuan
                sums["actual"] += row.actual_yuan or 0
            else:
                sums["arrived"] += row.actual_yuan or 0
        points.append(
            CurvePoint(
                month,
                sums["first"],
                sums["planned"],
                sums["actual"] if month <= last[True] else None,
                sums["arrived"] if month <= last[False] else None,
            )
        )
    return points


def _is(row: MonthAmount, investment: bool) -> bool:
    return (row.series == Series.INVESTMENT) is investment
