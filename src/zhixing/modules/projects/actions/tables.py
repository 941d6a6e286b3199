"""The government office's duty to table on-site meetings to the chief and the executive deputy (DL-23, S4.1-07)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.projects.choices import DutyState
from zhixing.modules.projects.events.tables import DutyBegun, DutyEnded, SiteMeetingsTabled
from zhixing.modules.projects.models import TableDuty
from zhixing.modules.projects.powers import TABLE
from zhixing.modules.projects.queries import table_period, table_rows
from zhixing.modules.projects.refusals import DutyRuns, PeriodOpen
from zhixing.modules.projects.relations import OFFICE, government_leaders, offices

DUTY = "site_meeting_table"


def recipients_of(duty: TableDuty) -> list[Person]:
    """The chief, and the executive deputy where there is one."""
    return [duty.chief, *([duty.executive_deputy] if duty.executive_deputy else [])]


@action(
    TableDuty,
    "begin_table_duty",
    power=TABLE,
    opens=True,
    tone="primary",
    words=w("Begin the duty", "明确造表责任"),
    help=w(
        "From the next whole period on the office tables the on-site meetings.",
        "自下一完整周期起，由该办公室将现场办公会情况造表上报。",
    ),
)
def begin_table_duty(
    *,
    government_office: Annotated[Unit, among(offices)],
    chief: Annotated[Person, among(government_leaders)],
    executive_deputy: Annotated[Person | None, among(government_leaders)] = None,
) -> tuple[TableDuty, DutyBegun]:
    """Charge an office with the table of on-site meetings; one office of a government at a time."""
    running = TableDuty.objects.filter(office=government_office, ended_on=None).first()
    if running is not None:
        raise DutyRuns(unit=government_office.name, number=running.number or running.title)
    duty = open_matter(
        TableDuty,
        jurisdiction=jurisdiction_of(government_office),
        state=DutyState.RUNNING,
        title=f"{government_office.short_name}现场办公会情况造表上报",
        office=government_office,
        chief=chief,
        executive_deputy=executive_deputy,
    )
    people = recipients_of(duty)
    participations.assign(duty, Standing.LEAD, [government_office])
    participations.assign(duty, Standing.OBSERVER, persons=people)
    return duty, DutyBegun(
        duty=DUTY,
        unit_id=government_office.pk,
        unit=government_office.name,
        recipients=[person.name for person in people],
    )


@action(
    TableDuty,
    "table_meetings",
    power=TABLE,
    by=OFFICE,
    moves={DutyState.RUNNING: ""},
    tone="primary",
    words=w("Table the meetings", "造表上报"),
    help=w(
        "The table is made from the record: who owed a meeting, when it was held, which minutes are issued.",
        "表格由系统按记录生成：应召开、已召开及纪要印发情况。",
    ),
)
def table_meetings(
    duty: TableDuty, *, day_of_period: date, note: Annotated[str, Long(2000)] = ""
) -> SiteMeetingsTabled:
    """Table the meetings of a period that is over to the chief and the executive deputy."""
    period = table_period(duty, day_of_period)
    if period.last > clock.today():
        raise PeriodOpen(period=period.key)
    rows = table_rows(duty, period)
    people = recipients_of(duty)
    duty.last_period = period.key
    return SiteMeetingsTabled(
        unit_id=duty.office_id,
        period=period.key,
        first_on=period.first,
        owed=sum(row.owed for row in rows),
        held=sum(len(row.held_on) for row in rows),
        minuted=sum(row.minuted for row in rows),
        recipient_ids=[person.pk for person in people],
        recipients=[person.name for person in people],
        missing=[row.project.title for row in rows if row.is_missing],
        note=note,
    )


@action(
    TableDuty,
    "end_table_duty",
    power=TABLE,
    by=OFFICE,
    moves={DutyState.RUNNING: DutyState.ENDED},
    tone="grave",
    words=w("End the duty", "终止责任"),
    help=w(
        "Another office takes it over, or it is no longer asked for.", "由其他办公室承担或不再要求时终止。"
    ),
)
def end_table_duty(duty: TableDuty, *, reason: Annotated[str, Long(1000)]) -> DutyEnded:
    """End the duty; what was tabled stays on record."""
    duty.closed_on = duty.ended_on = clock.today()
    return DutyEnded(duty=DUTY, unit_id=duty.office_id, reason=reason)
