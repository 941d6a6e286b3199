"""The reports of a quarter, and what was found when they were checked."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter, Standing
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision.choices import QuarterlyState, Subject, Verdict


class QuarterlyReport(Matter):
    """The quarterly reports of all departments for one quarter (季报表, S0-36, S0-37, E21); copied to the organ."""

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    period = models.CharField(max_length=7, db_comment="2026-Q1")
    supervising_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    organ = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_comment="Gets a copy of every report"
    )
    reports_due_on = models.DateField(db_comment="Last day for the units' reports, inclusive")
    check_due_on = models.DateField(db_comment="Last day for the check, inclusive")
    cancelled_on = models.DateField(null=True)

    noun: ClassVar[Any] = w("quarterly report", "季报")
    states: ClassVar[Any] = QuarterlyState

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supervising_unit", "period"],
                condition=Q(cancelled_on=None),
                name="quarterly_once_a_quarter",
            ),
            models.CheckConstraint(
                condition=Q(check_due_on__gte=F("reports_due_on")), name="quarterly_checked_after_reported"
            ),
            models.CheckConstraint(
                condition=Q(period__regex=r"^\d{4}-Q[1-4]$"), name="quarterly_period_is_one"
            ),
        ]

    @cached_property
    def called_ids(self) -> frozenset[int]:
        """The units called on to report."""
        rows = self.participations.standing(Standing.SUPPORTING)
        return frozenset(rows.values_list("unit_id", flat=True))

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of the quarter."""
        lines = self.lines.current()
        return {
            "state": self.state,
            "lines": lines.count(),
            "unchecked_lines": lines.filter(verdict="").count(),
            "unreported_units": len(self.called_ids - set(lines.values_list("unit_id", flat=True))),
        }

    def numbered_as(self) -> tuple[str, int]:
        """Numbered when the reports are called for."""
        return (self.supervising_unit.document_code or "督") + "季", self.opened_on.year


class QuarterlyLineQuerySet(models.QuerySet["QuarterlyLine"]):
    def current(self) -> Self:
        """Without those that a later report of the same unit replaced."""
        return self.filter(replaced_at=None)


class QuarterlyLine(models.Model):
    """One line of a unit's report under one of the four subjects, and what its check found."""

    quarterly = models.ForeignKey(QuarterlyReport, models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=12)
    place = models.SmallIntegerField(default=0)
    text = models.TextField()
    reported_by = models.CharField(max_length=80)
    reported_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=8, blank=True, default="")
    note = models.TextField(blank=True)
    checked_on = models.DateField(null=True)

    objects = QuarterlyLineQuerySet.as_manager()

    class Meta:
        ordering = ["unit_id", "subject", "place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__in=Subject.values), name="quarterly_line_has_a_subject"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", checked_on=None)
                | Q(verdict__in=Verdict.values, checked_on__isnull=False),
                name="quarterly_line_checked_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["quarterly", "unit"], name="quarterly_line_of_unit")]

    def told(self) -> str:
        """The line as somebody who checks it chooses it: unit, subject, the beginning of its text."""
        return f"{self.unit.short_name} · {Subject(self.subject).label} · {self.text[:60]}"
