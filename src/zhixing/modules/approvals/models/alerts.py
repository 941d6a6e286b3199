"""The alert (监察预警件): one judged duty of an outside case, brought into the house with its cards."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.models.cases import OutsideCase
from zhixing.modules.approvals.models.duties import Duty, Ground
from zhixing.modules.approvals.models.sources import Source


class AlertState(models.TextChoices):
    """Where an alert stands."""

    RAISED = "raised", w("raised, to be dealt with", "待处置")
    NOTICED = "noticed", w("warning notice issued", "已发预警通知")
    SUGGESTED = "suggested", w("suggestion issued, to be carried out", "已发监察建议，待整改")
    REPORTED = "reported", w("carrying out reported, to be confirmed", "整改已报，待确认")
    SETTLED = "settled", w("carrying out confirmed", "整改已确认")
    CLOSED = "closed", w("closed", "已办结")


class Outcome(models.TextChoices):
    """How an alert ended. What was removed, or was in time, counts nowhere."""

    IN_TIME = "in_time", w("done in time after a reminder", "提醒后按期办结")
    LATE = "late", w("done late, answered for", "逾期办结，已回应")
    BREACH = "breach", w("breach found, answered for", "违规已查实，已回应")
    RECTIFIED = "rectified", w("put right", "已整改")
    REMOVED = "removed", w("cards removed", "已摘牌")


class Colour(models.TextChoices):
    """The gravest card that the duty has drawn in the house."""

    BLUE = "blue", w("Blue card", "蓝牌")
    YELLOW = "yellow", w("Yellow card", "黄牌")
    RED = "red", w("Red card", "红牌")


class Alert(Matter):
    """A duty of an outside case that drew a card: who answers for it, which papers went out, how it ended (S0-42, S2.8-04).

    `lead_unit` holds the duty; `supervising_unit` watches and issues the papers. The duty and its cards are kept as the kernel's
    own obligation and cards, so they are answered, challenged and removed like any other. `judged` is a fingerprint of the duty
    as the obligation shows it: when the duty is judged otherwise, the two differ until the alert has followed.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="alerts")
    case = models.ForeignKey(OutsideCase, models.PROTECT, related_name="alerts")
    duty = models.OneToOneField(Duty, models.PROTECT, related_name="alert")
    supervising_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=80)
    ground = models.CharField(max_length=10)
    colour = models.CharField(max_length=6, db_comment="The gravest card drawn, removed or not")
    judged = models.CharField(max_length=32, db_comment="Fingerprint of the duty as it was taken over")
    noticed_on = models.DateField(null=True, db_comment="预警通知单")
    suggested_on = models.DateField(null=True, db_comment="监察建议书")
    report_by = models.DateField(
        null=True, db_comment="Last day to report that it was carried out, inclusive"
    )
    carried_out_on = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)
    explained_on = models.DateField(null=True, db_comment="The delay was explained to the public")
    explanation = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, blank=True)

    noun: ClassVar[Any] = w("alert", "监察预警件")
    states: ClassVar[Any] = AlertState

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="alert_ground_is_one"),
            models.CheckConstraint(condition=Q(colour__in=Colour.values), name="alert_colour_is_one"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *Outcome.values]), name="alert_outcome_is_one"
            ),
            models.CheckConstraint(
                condition=Q(suggested_on=None) | Q(report_by__isnull=False),
                name="alert_suggestion_with_a_day",
            ),
            models.CheckConstraint(
                condition=Q(explained_on=None, explanation="")
                | Q(explained_on__isnull=False) & ~Q(explanation=""),
                name="alert_explained_in_words",
            ),
        ]
        indexes = [
            models.Index(fields=["source", "ground"], name="alert_of_source"),
            models.Index(fields=["rule"], name="alert_of_rule"),
            models.Index(
                fields=["explained_on"], condition=Q(explained_on__isnull=False), name="alert_explained"
            ),
        ]

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of an alert."""
        return {
            "state": self.state,
            "ground": self.ground,
            "colour": self.colour,
            "suggestion_out": self.suggested_on is not None,
        }

    def numbered_as(self) -> tuple[str, int]:
        """Counted by who watches, from the day it is raised (云政督监〔2026〕3号)."""
        unit = self.supervising_unit
        return (unit.document_code or unit.short_name)[:18] + "监", self.opened_on.year

    def searched_text(self) -> str:
        return self.explanation
