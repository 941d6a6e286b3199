"""The field check: a visit, announced or not, with what was found."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision.choices import CheckState


class FieldCheck(Matter):
    """A check on the spot (明查暗访, S1-25, E51), open or unannounced.

    The units checked are no participants, and so cannot find an unannounced check, until its findings are recorded.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    is_unannounced = models.BooleanField(db_comment="暗访")
    place = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    supervising_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    checked_units = models.ManyToManyField(Unit, related_name="+")
    planned_on = models.DateField()
    held_on = models.DateField(null=True)
    findings = models.TextField(blank=True)
    evidence_count = models.IntegerField(default=0)

    noun: ClassVar[Any] = w("field check", "明查暗访")
    states: ClassVar[Any] = CheckState

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on=None, findings="") | Q(held_on__isnull=False),
                name="check_found_when_held",
            )
        ]
        indexes = [models.Index(fields=["supervising_unit"], name="check_by_supervising_unit")]

    @cached_property
    def checked_ids(self) -> frozenset[int]:
        """The units checked."""
        return frozenset(self.checked_units.values_list("pk", flat=True))

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of a check."""
        return {"state": self.state, "evidence": self.evidence_count}

    def numbered_as(self) -> tuple[str, int]:
        """A check is numbered when it is planned."""
        return (self.supervising_unit.document_code or "督") + "查", self.opened_on.year

    def searched_text(self) -> str:
        return "\n".join([self.place, self.purpose, self.findings])
