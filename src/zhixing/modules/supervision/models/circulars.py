"""The circular: praise, criticism, good practice, typical cases, and the weekly bulletin."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.calendars.counting import count_between
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision.choices import CircularState, Conduct, Nature, Scope


class Circular(Matter):
    """A circular (通报, S1-19, S1-20, S1-26, E40). Whoever wrote of it cannot approve it.

    `named_units` are those it speaks of, `addressees` those it is sent to. `tables` holds a bulletin's figures as they
    were when it was drafted: lists of text, so that the paper shows what was approved.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    nature = models.CharField(max_length=16, default=Nature.PRAISE)
    conduct = models.CharField(max_length=16, blank=True, default="")
    scope = models.CharField(max_length=12, default=Scope.GOVERNMENT)
    body = models.TextField()
    tables = models.JSONField(default=list)
    supervising_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    named_units = models.ManyToManyField(Unit, related_name="+")
    addressees = models.ManyToManyField(Unit, related_name="+")
    writer_ids = ArrayField(models.BigIntegerField(), default=list, db_comment="Accounts that wrote of it")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    issue = models.IntegerField(null=True, db_comment="A bulletin's issue; other circulars have a number")
    objecting_ids = ArrayField(
        models.BigIntegerField(), default=list, db_comment="Units whose objection is undecided"
    )
    correction = models.TextField(blank=True)

    noun: ClassVar[Any] = w("circular", "通报")
    states: ClassVar[Any] = CircularState

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(approved_by__isnull=False),
                name="circular_issued_when_approved",
            ),
            models.CheckConstraint(
                condition=~Q(nature=Nature.CRITICISM) | Q(conduct__in=Conduct.values),
                name="circular_criticism_names_a_conduct",
            ),
        ]
        indexes = [models.Index(fields=["nature"], name="circular_by_nature")]

    @cached_property
    def named_ids(self) -> frozenset[int]:
        """The units it speaks of."""
        return frozenset(self.named_units.values_list("pk", flat=True))

    @cached_property
    def addressee_ids(self) -> frozenset[int]:
        """The units it is sent to."""
        return frozenset(self.addressees.values_list("pk", flat=True))

    def working_days_since_issue(self) -> int:
        """Working days after the day of issue up to and including today."""
        if self.issued_on is None:
            return 0
        return count_between(self.issued_on, clock.today(), calendar_for(self.jurisdiction_id))

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of a circular."""
        return {
            "state": self.state,
            "nature": self.nature,
            "objections_open": len(self.objecting_ids),
            "working_days_since_issue": self.working_days_since_issue(),
        }

    def numbered_as(self) -> tuple[str, int] | None:
        """A circular takes its 发文字号 when it is issued; a bulletin is counted by issues."""
        if self.issued_on is None or self.nature == Nature.BULLETIN:
            return None
        return (self.supervising_unit.document_code or "督")[:18] + "报", self.issued_on.year

    def searched_text(self) -> str:
        return self.body
