"""The office's weekly written report to the leaders concerned, made from the record (S4.1-20, DL-22)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Event, Standing
from zhixing.kernel.organisation.models import Person
from zhixing.modules.correspondence import tracking
from zhixing.modules.correspondence.choices import Duty, DutyState
from zhixing.modules.correspondence.events.outgoing import WeekReported
from zhixing.modules.correspondence.models import StandingDuty
from zhixing.modules.correspondence.powers import COORDINATE
from zhixing.modules.correspondence.refusals import DateInTheFuture, ReportedAlready, WrongDuty
from zhixing.modules.correspondence.relations import OWNING, leaders


@action(
    StandingDuty,
    "report_week",
    power=COORDINATE,
    by=OWNING,
    moves={DutyState.RUNNING: ""},
    tone="primary",
    words=w("Report the week in writing", "每周书面汇报"),
    help=w(
        "The paper is written from the record of upward and parallel documents.",
        "依据上行、平行文件的跟踪记录自动生成书面汇报。",
    ),
    shown_if=lambda duty: duty.duty == Duty.REPORT,
)
def report_week(
    duty: StandingDuty,
    *,
    day_of_week: date,
    leaders: Annotated[list[Person], among(leaders)],
    summary: Annotated[str, Long(5000)] = "",
) -> WeekReported:
    """Report a week once, to the leaders concerned, who may find it from now on."""
    today = clock.today()
    if duty.duty != Duty.REPORT:
        raise WrongDuty(title=duty.title)
    if day_of_week > today:
        raise DateInTheFuture(day=day_of_week)
    week = tracking.week(duty.unit, day_of_week, today, lines=0)
    told = Event.objects.filter(matter_id=duty.pk, kind=WeekReported.kind, facts__period=week.period)
    if told.exists():
        raise ReportedAlready(period=week.period)
    duty.last_done_on = today
    participations.add(duty, Standing.READER, persons=leaders)
    return WeekReported(
        unit_id=duty.unit_id,
        period=week.period,
        leader_ids=[p.pk for p in leaders],
        leaders=[p.name for p in leaders],
        running=week.running_count,
        new=week.new_count,
        concluded=week.concluded_count,
        silent=week.silent_count,
        summary=summary,
        monday=week.monday,
    )
