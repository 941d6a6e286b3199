"""The standing duty: what an office owes again and again."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.correspondence.choices import Duty, DutyState


class StandingDuty(Matter):
    """The weekly report or one of the two joint reviews (DL-18, DL-19, DL-22) while it is in force for a unit.

    What was done in each period stands in its story; the rulebook reads it there.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    duty = models.CharField(max_length=16)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    last_done_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    noun: ClassVar[Any] = w("standing duty", "定期工作")
    states: ClassVar[Any] = DutyState

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(duty__in=Duty.values), name="standing_duty_is_one"),
            models.UniqueConstraint(
                fields=["unit", "duty"], condition=Q(ended_on=None), name="standing_duty_runs_once"
            ),
        ]

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of a duty."""
        return {"state": self.state, "duty": self.duty}
