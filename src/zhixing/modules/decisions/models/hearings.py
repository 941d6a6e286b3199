"""The hearing, and who speaks at it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.modules.decisions.choices import HearingState


class Hearing(Matter):
    """A public hearing on a decision (S0-04; Order 713, Art. 16). Its parent is the decision."""

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    topics = models.TextField()
    place = models.CharField(max_length=200)
    planned_on = models.DateField()
    seats = models.SmallIntegerField(db_comment="How many participants are chosen")
    sign_up_until = models.DateField(db_comment="Last day to sign up, inclusive")
    noticed_on = models.DateField(null=True)
    named_on = models.DateField(null=True, db_comment="List of participants made public")
    papers_on = models.DateField(null=True, db_comment="Papers reached the last participant")
    held_on = models.DateField(null=True)
    presided_by = models.CharField(max_length=80, blank=True)
    record = models.TextField(blank=True)
    report = models.TextField(blank=True)

    noun: ClassVar[Any] = w("hearing", "听证会")
    states: ClassVar[Any] = HearingState

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sign_up_until__lt=models.F("planned_on")), name="hearing_after_its_sign_up"
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) | ~Q(record=""), name="hearing_held_has_a_record"
            ),
            models.CheckConstraint(condition=Q(seats__gt=0), name="hearing_has_seats"),
        ]

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of a hearing. Days are natural; the day of the hearing does not count."""
        days = (clock.today() - self.papers_on).days if self.papers_on else 0
        return {
            "state": self.state,
            "days_since_papers": days,
            "participants_published": self.named_on is not None,
        }

    def numbered_as(self) -> tuple[str, int] | None:
        """A hearing is numbered by its notice."""
        return ("听证", self.opened_on.year) if self.noticed_on else None

    def searched_text(self) -> str:
        return "\n".join([self.topics, self.record, self.report])


class Participant(models.Model):
    """Someone who signed up for a hearing, or was invited to it. The contact is for the handling unit only."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="participants")
    receipt = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    capacity = models.CharField(max_length=12)
    contact = models.CharField(max_length=120, blank=True)
    standpoint = models.TextField(blank=True)
    signed_up_at = models.DateTimeField()
    is_chosen = models.BooleanField(default=False)
    view = models.TextField(blank=True, db_comment="What was said at the hearing")
    treatment = models.CharField(max_length=12, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(treatment="") | ~Q(answer=""), name="view_treated_with_a_reason"
            ),
            models.CheckConstraint(condition=Q(view="") | Q(is_chosen=True), name="view_of_a_participant"),
        ]

    def __str__(self) -> str:
        return self.name
