"""The supervised item: a matter with what is special to it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.calendars.counting import count_between
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters.models import Matter, Standing
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision.choices import Rhythm, Source, State, Tier, Urgency


class SupervisedItem(Matter):
    """A task under supervised handling (督办事项, E15): one lead unit, one carrying leader, a limit, and an answer.

    `limit_on` is the present last day (inclusive), `first_limit_on` the one it was issued with, which never moves.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    source = models.CharField(max_length=16, default=Source.OTHER)
    source_title = models.CharField(max_length=200, blank=True)
    source_number = models.CharField(max_length=60, blank=True)
    source_on = models.DateField(null=True)
    content = models.TextField(blank=True)
    targets = ArrayField(models.CharField(max_length=200), default=list)
    urgency = models.CharField(max_length=10, default=Urgency.PLAIN)
    tier = models.CharField(max_length=8, default=Tier.UPPER)
    is_listed = models.BooleanField(default=False, db_comment="挂牌督办")
    supervising_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    carrying_leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    overall_leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    handler = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField(null=True)
    limit_on = models.DateField(null=True)
    first_limit_on = models.DateField(null=True)
    rhythm = models.CharField(max_length=10, default=Rhythm.NONE, blank=True)
    stage_due_on = ArrayField(models.DateField(), default=list)
    progress_percent = models.SmallIntegerField(default=0)
    coordination_count = models.SmallIntegerField(default=0)
    extension_count = models.SmallIntegerField(default=0)
    extension_asked_until = models.DateField(null=True)
    evidence_count = models.IntegerField(default=0)
    reopened_count = models.SmallIntegerField(default=0)
    agreement = models.CharField(max_length=6, blank=True)

    noun: ClassVar[Any] = w("supervised item", "督办事项")
    states: ClassVar[Any] = State

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(progress_percent__gte=0, progress_percent__lte=100),
                name="item_progress_in_percent",
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(first_limit_on__isnull=False), name="item_issued_with_a_limit"
            ),
        ]
        indexes = [
            models.Index(fields=["source"], name="item_by_source"),
            models.Index(fields=["carrying_leader"], name="item_by_carrying_leader"),
            models.Index(fields=["supervising_unit"], name="item_by_supervising_unit"),
        ]

    @cached_property
    def supporting_ids(self) -> frozenset[int]:
        """The supporting units in force now."""
        rows = self.participations.standing(Standing.SUPPORTING)
        return frozenset(rows.values_list("unit_id", flat=True))

    @cached_property
    def open_children_count(self) -> int:
        """Items broken down from this one that are not closed."""
        return Matter.objects.filter(parent_id=self.pk, closed_on=None).count()

    def working_days_since_issue(self) -> int:
        """Working days after the day of issue up to and including today; 0 on that day."""
        if self.issued_on is None:
            return 0
        calendar = calendar_for(self.jurisdiction_id)
        return count_between(self.issued_on, clock.today(), calendar)

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of an item."""
        return {
            "state": self.state,
            "lead_units": int(self.lead_unit_id is not None),
            "carrying_leaders": int(self.carrying_leader_id is not None),
            "overall_leaders": int(self.overall_leader_id is not None),
            "supporting_units": len(self.supporting_ids),
            "open_children": self.open_children_count,
            "parent_under_way": self.parent is None or self.parent.state == State.UNDER_WAY,
            "evidence": self.evidence_count,
            "coordinations": self.coordination_count,
            "extensions": self.extension_count,
            "working_days_since_issue": self.working_days_since_issue(),
            "source": self.source,
        }

    def numbered_as(self) -> tuple[str, int] | None:
        """An item gets its number when it is issued, from its supervising office's series."""
        if self.issued_on is None:
            return None
        return self.supervising_unit.document_code or "督", self.issued_on.year

    def searched_text(self) -> str:
        return "\n".join([self.content, self.source_title, self.source_number])
