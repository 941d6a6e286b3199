"""Investment and funds by month: the plan, the first plan, and what was done or came (S2.7-04, S2.7-33)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import FileId, Label, Long
from zhixing.kernel.actions.register import action
from zhixing.modules.projects.actions.keeping import LEDGER_STATES
from zhixing.modules.projects.actions.ledger import touch
from zhixing.modules.projects.choices import Series, State
from zhixing.modules.projects.events.keeping import AmountRecorded, AmountsPlanned
from zhixing.modules.projects.models import MonthAmount, Project
from zhixing.modules.projects.powers import KEEP
from zhixing.modules.projects.refusals import MonthAhead, MonthTwice, MoreThanTotal, PlanUnreadable
from zhixing.modules.projects.relations import LEAD

_LINE = re.compile(r"^(\d{4})[-年/.](\d{1,2})月?[\s,，:：]+(\d{1,12}(?:\.\d{1,2})?)$")


def read_plan(text: str) -> dict[date, Decimal]:
    """A plan as people write or paste it: one month and one amount in yuan a line.

    >>> read_plan("2026-03 1200.50\\n2026年4月　800")
    {datetime.date(2026, 3, 1): Decimal('1200.50'), datetime.date(2026, 4, 1): Decimal('800')}
    """
    found: dict[date, Decimal] = {}
    for n, line in enumerate(text.splitlines(), start=1):
        said = line.strip()
        if not said:
            continue
        match = _LINE.match(said.replace("\u3000", " "))
        if match is None or not 1 <= int(match[2]) <= 12 or not 1949 <= int(match[1]) <= 2100:
            raise PlanUnreadable(line=n, text=said[:60])
        month = date(int(match[1]), int(match[2]), 1)
        if month in found:
            raise MonthTwice(month=f"{month:%Y-%m}")
        found[month] = Decimal(match[3])
    if not found:
        raise PlanUnreadable(line=1, text="")
    return found


@action(
    Project,
    "plan_amounts",
    power=KEEP,
    by=LEAD,
    moves=dict.fromkeys([State.DRAFT, *LEDGER_STATES], ""),
    words=w("Plan investment or funds", "编制投资、资金计划"),
    help=w(
        "The plan of one kind by month, whole; the plan at the start stays on record as the first.",
        "按月编制一类资金的完整计划；启动时的计划作为首次计划留存。",
    ),
)
def plan_amounts(
    project: Project,
    *,
    series: Series,
    amounts_plan: Annotated[
        str,
        Long(10_000),
        Label(hint=w("One month a line, yuan: 2026-03 1200000", "每行一个月份，单位元，如：2026-03 1200000")),
    ],
) -> AmountsPlanned:
    """Plan investment or the funds of one source, month by month; a new plan replaces the present one, never the first.

    The first plan is the one at the start, or the first that is made after it.
    """
    planned = read_plan(amounts_plan)
    whole = sum(planned.values(), Decimal(0))
    rows = {row.month: row for row in project.amounts.filter(series=series)}
    is_first = project.started_on is not None and all(r.first_planned_yuan is None for r in rows.values())
    if whole > project.total_yuan:
        raise MoreThanTotal(planned=f"{whole:,.2f}", total=f"{project.total_yuan:,.2f}")
    for month, row in rows.items():
        row.planned_yuan = planned.get(month, Decimal(0))
        row.first_planned_yuan = row.planned_yuan if is_first else row.first_planned_yuan
        row.save(update_fields=["planned_yuan", "first_planned_yuan"])
    MonthAmount.objects.bulk_create(
        MonthAmount(
            project=project,
            series=series,
            month=month,
            planned_yuan=amount,
            first_planned_yuan=amount if is_first else None,
        )
        for month, amount in planned.items()
        if month not in rows
    )
    return AmountsPlanned(**touch(project), series=series, months=len(planned), planned_yuan=whole)


@action(
    Project,
    "record_amount",
    power=KEEP,
    by=LEAD,
    moves=dict.fromkeys(LEDGER_STATES, ""),
    words=w("Record investment or funds", "填报投资、资金"),
    help=w(
        "What was invested, or came from one source, in one month; a second entry corrects the first.",
        "填报某月完成投资或到位资金；再次填报为更正，前后数据均留痕。",
    ),
)
def record_amount(
    project: Project,
    *,
    series: Series,
    month: date,
    amount_yuan: Decimal,
    materials: list[FileId] = [],  # noqa: B006  # read, never changed
) -> AmountRecorded:
    """Record the actual amount of a month; a correction keeps what stood before in the record."""
    first = month.replace(day=1)
    if first > clock.today():
        raise MonthAhead(month=f"{first:%Y-%m}")
    row, _ = MonthAmount.objects.get_or_create(project=project, series=series, month=first)
    was, row.actual_yuan = row.actual_yuan, amount_yuan
    row.save(update_fields=["actual_yuan"])
    return AmountRecorded(
        **touch(project),
        series=series,
        month=f"{first:%Y-%m}",
        planned_yuan=row.planned_yuan,
        actual_yuan=amount_yuan,
        was_yuan=was,
    )
