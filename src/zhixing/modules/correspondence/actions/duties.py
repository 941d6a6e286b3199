"""Standing duties come into force and end; what is done in each period is done elsewhere and told here."""

from __future__ import annotations

from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import jurisdiction_of, open_matter
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.correspondence.choices import Duty, DutyState
from zhixing.modules.correspondence.events.duties import DutyBegun, DutyEnded
from zhixing.modules.correspondence.models import StandingDuty
from zhixing.modules.correspondence.powers import COORDINATE
from zhixing.modules.correspondence.refusals import DutyRuns
from zhixing.modules.correspondence.relations import OWNING, own_units


@action(
    StandingDuty,
    "begin_duty",
    power=COORDINATE,
    opens=True,
    tone="primary",
    words=w("Put a standing duty into force", "启动定期工作"),
    help=w(
        "The weekly report, or a joint review every fifteen days; the periods count from today.",
        "每周书面汇报或每十五天联审会议；自今日起按期计算。",
    ),
)
def begin_duty(
    *, duty: Duty, unit: Annotated[Unit, among(own_units(COORDINATE))]
) -> tuple[StandingDuty, DutyBegun]:
    """Put one of the standing duties of the district measures into force for a unit, once."""
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)  # two at once begin one after the other
    if StandingDuty.objects.filter(unit=unit, duty=duty, ended_on=None).exists():
        raise DutyRuns(unit=unit.name, duty=duty.label)
    begun = open_matter(
        StandingDuty,
        jurisdiction=jurisdiction_of(unit),
        state=DutyState.RUNNING,
        title=f"{unit.short_name}{Duty(duty).label.text('zh')}",  # type: ignore[attr-defined]  # a choice's Words
        duty=duty,
        unit=unit,
    )
    participations.assign(begun, Standing.LEAD, [unit])
    return begun, DutyBegun(duty=duty, unit_id=unit.pk, unit=unit.name)


@action(
    StandingDuty,
    "end_duty",
    power=COORDINATE,
    by=OWNING,
    moves={DutyState.RUNNING: DutyState.ENDED},
    tone="grave",
    words=w("End the standing duty", "终止定期工作"),
    help=w("No further period is owed; what is late stays late.", "此后不再计期；已逾期的仍计逾期。"),
)
def end_duty(duty: StandingDuty, *, reason: str) -> DutyEnded:
    """The duty ends for this unit."""
    duty.closed_on = duty.ended_on = clock.today()
    return DutyEnded(duty=Duty(duty.duty), unit_id=duty.unit_id, reason=reason)
