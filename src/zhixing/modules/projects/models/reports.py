"""The projects that are reported in one executive meeting, and what was said of each."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Appointment, Person, Rank, Unit
from zhixing.modules.projects.choices import ReportState
from zhixing.modules.projects.models.projects import Project


class ReportList(Matter):
    """The list of projects for one executive meeting (常务会议汇报名单, S4.1-02..05).

    `notice_due_on` is the last day for the notice: a week before the meeting, a rest day moved to the working day before.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_comment="The government office")
    approver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    meeting_on = models.DateField()
    notice_due_on = models.DateField()
    agenda = ArrayField(models.CharField(max_length=200), default=list)
    approved_on = models.DateField(null=True)
    notified_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)

    noun: ClassVar[Any] = w("list of projects to report", "常务会议汇报名单")
    states: ClassVar[Any] = ReportState

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "meeting_on"],
                condition=Q(cancelled_on=None),
                name="report_list_once_a_meeting",
            )
        ]

    @cached_property
    def approver_post(self) -> str:
        """What the person it was sent to is in the government: district_chief, executive_deputy, deputy or none."""
        today = clock.today()
        held = Appointment.objects.filter(person_id=self.approver_id, post__unit_id=self.jurisdiction_id)
        held = held.filter(Q(until_on=None) | Q(until_on__gte=today), from_on__lte=today).select_related(
            "post"
        )
        ranks = {(a.post.rank, "常务" in a.post.name) for a in held}
        if any(rank == Rank.HEAD for rank, _ in ranks):
            return "district_chief"
        if (Rank.IN_CHARGE.value, True) in ranks:
            return "executive_deputy"
        return "deputy" if ranks else "none"

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of the list (TH-04, S4.1-02, S4.1-03)."""
        n = self.lines.on_list().count()
        return {
            "state": self.state,
            "projects": n,
            "approver_post": self.approver_post,
            "project_report_items": n if self.approved_on else 0,
        }

    def numbered_as(self) -> tuple[str, int]:
        """Numbered when it is proposed."""
        return (self.office.document_code or "府办") + "汇", self.opened_on.year


class ReportLineQuerySet(models.QuerySet["ReportLine"]):
    def on_list(self) -> Self:
        """Those that were not taken off."""
        return self.filter(taken_off_on=None)


class ReportLine(models.Model):
    """One project on the list: why it was chosen, as the record said on that day, and what the leader reported."""

    report_list = models.ForeignKey(ReportList, models.PROTECT, related_name="lines")
    project = models.ForeignKey(Project, models.PROTECT, related_name="report_lines")
    place = models.SmallIntegerField(default=0)
    grounds = ArrayField(models.CharField(max_length=10), default=list)
    said = models.JSONField(default=list, db_comment="The grounds with their figures, in both languages")
    taken_off_on = models.DateField(null=True)
    reporter = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    report = models.TextField(blank=True)
    reported_on = models.DateField(null=True)

    objects = ReportLineQuerySet.as_manager()

    class Meta:
        ordering = ["report_list_id", "place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report_list", "project"], name="report_line_once"),
            models.CheckConstraint(
                condition=Q(reported_on=None, reporter=None)
                | Q(reported_on__isnull=False, reporter__isnull=False),
                name="report_line_reported_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.project.title


class ReportAddition(models.Model):
    """What a unit added to the leader's report, in the order of speaking."""

    line = models.ForeignKey(ReportLine, models.PROTECT, related_name="additions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        ordering = ["line_id", "id"]
