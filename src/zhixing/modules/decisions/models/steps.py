"""What the procedure leaves behind: papers of steps, comments, links of responsibility, deviations, observers."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.decisions.models.decisions import MajorDecision


class Step(models.Model):
    """A step that was taken, by whom, with the papers that prove it."""

    decision = models.ForeignKey(MajorDecision, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=24)
    done_on = models.DateField()
    done_by = models.CharField(max_length=120)
    summary = models.TextField()
    file_ids = ArrayField(models.BigIntegerField(), default=list, db_comment="Stored files that prove it")

    class Meta:
        ordering = ["done_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(file_ids__len__gt=0), name="step_has_evidence"),
        ]
        indexes = [models.Index(fields=["decision", "kind"], name="step_of_decision")]


class PublicComment(models.Model):
    """What somebody said of a draft that was published for comment. Name and contact are for the handling unit only."""

    decision = models.ForeignKey(MajorDecision, models.PROTECT, related_name="comments")
    receipt = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    received_at = models.DateTimeField()
    treatment = models.CharField(max_length=12, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(treatment="") | ~Q(answer=""), name="comment_treated_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.receipt} {self.text[:40]}"


class Link(models.Model):
    """One link of the decision before it is carried out: who answers for it, and how (S0-07, DL-39)."""

    decision = models.ForeignKey(MajorDecision, models.PROTECT, related_name="links")
    name = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    liability = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["decision", "name"], name="link_once_a_decision")]

    def __str__(self) -> str:
        return self.name


class Deviation(models.Model):
    """A deviation from the decision that was found while it is carried out, and what became of it (S0-08)."""

    decision = models.ForeignKey(MajorDecision, models.PROTECT, related_name="deviations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    what = models.TextField()
    found_on = models.DateField()
    ended_on = models.DateField(null=True)
    is_founded = models.BooleanField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, is_founded=None)
                | Q(ended_on__gte=F("found_on"), is_founded__isnull=False),
                name="deviation_ends_with_a_finding",
            )
        ]

    def __str__(self) -> str:
        return self.what[:60]


class Observer(models.Model):
    """Somebody invited to listen when a decision is discussed (S2.7-15, S2.7-16)."""

    decision = models.ForeignKey(MajorDecision, models.PROTECT, related_name="observers")
    name = models.CharField(max_length=80)
    observer_class = models.CharField(max_length=14)
    invited_on = models.DateField()
    told_on = models.DateField(null=True, db_comment="Told beforehand what will be discussed")
    attended_on = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "name"], name="observer_once_a_decision"),
        ]

    def __str__(self) -> str:
        return self.name
