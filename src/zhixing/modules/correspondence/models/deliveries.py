"""The rule or notice that is delivered to everyone concerned."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter, Standing
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.correspondence.choices import DeliveryState


class Delivery(Matter):
    """A rule, notice or other paper delivered with receipt (制度、通知送达, S2.5-14, E61).

    Units confirm through their clerks, persons for themselves; each participation keeps when.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    issuing_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    source_number = models.CharField(max_length=60, blank=True, db_comment="发文字号")
    text = models.TextField(blank=True)
    delivered_on = models.DateField(null=True)
    receipt_due_on = models.DateField(null=True, db_comment="Receipt is asked for by this day, inclusive")
    reminded_count = models.SmallIntegerField(default=0)

    noun: ClassVar[Any] = w("notice", "送达件")
    states: ClassVar[Any] = DeliveryState

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(delivered_on=None) | Q(receipt_due_on__gte=models.F("delivered_on")),
                name="delivery_receipt_after_delivery",
            ),
        ]

    @cached_property
    def awaited_ids(self) -> frozenset[int]:
        """Units and, negative, persons whose receipt is still missing."""
        rows = self.participations.standing(Standing.READER).filter(done_at=None)
        return frozenset(unit or -(person or 0) for unit, person in rows.values_list("unit_id", "person_id"))

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of a delivery."""
        return {"state": self.state, "reminders": self.reminded_count}

    def numbered_as(self) -> tuple[str, int] | None:
        """Counted when it is delivered."""
        if self.delivered_on is None:
            return None
        unit = self.issuing_unit
        return (unit.document_code or unit.short_name)[:18] + "送", self.delivered_on.year

    def searched_text(self) -> str:
        return "\n".join([self.source_number, self.text])
