"""The government office's standing duty to table the on-site meetings (DL-23, S4.1-07)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.projects.choices import DutyState


class TableDuty(Matter):
    """The duty of one office: from the day it begins each period is tabled to the chief and the executive deputy."""

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    chief = models.ForeignKey(Person, models.PROTECT, related_name="+")
    executive_deputy = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    last_period = models.CharField(max_length=8, blank=True, db_comment="2026-W11 or 2026-03")

    noun: ClassVar[Any] = w("duty to table on-site meetings", "现场办公会情况报送")
    states: ClassVar[Any] = DutyState

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office"], condition=models.Q(ended_on=None), name="table_duty_once_an_office"
            )
        ]

    def numbered_as(self) -> tuple[str, int]:
        """Numbered when it begins."""
        return (self.office.document_code or "府办") + "表", self.opened_on.year
