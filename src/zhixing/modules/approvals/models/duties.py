"""What was judged: duties of outside cases, and the cards due for them."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, DateField, F, Q, When
from django.db.models.functions import Coalesce

from zhixing.base.words import w
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.models.cases import OutsideCase


class Ground(models.TextChoices):
    """On what ground a rule watches. Time is judged by deadline and recurring rules, the others by checks."""

    TIME = "time", w("Time limit", "时效")
    PROCEDURE = "procedure", w("Procedure", "流程")
    CONTENT = "content", w("Content", "内容")
    FEE = "fee", w("Fee", "收费")
    INTEGRITY = "integrity", w("Integrity risk", "廉政风险")


def answered_on() -> Case:
    """The day on which it was known whether a duty was in time: the day it ended, or its last day where that passed."""
    in_time = Coalesce("ended_on", "due_on", output_field=DateField())
    return Case(When(late=True, then=F("due_on")), default=in_time, output_field=DateField())


class Duty(models.Model):
    """A rule applied to a case, as last judged. `key` makes it this one however often the case is judged again.

    Days as in `obligations.Obligation`: `due_on` is inclusive and None while the clock stands. `state` is open, suspended, met,
    missed, lapsed, excused or superseded; a breach that a check found is `missed` with `due_on` the day it happened. `late`:
    met after `due_on`, or missed. `term` and `used` count the days of the whole limit and those used, in `counted` (working
    or natural days); None where the limit is no number of days. `next_on` is the day on which time alone changes it or
    draws its next card. `is_current` is false once the case's story makes it no more.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(OutsideCase, on_delete=models.PROTECT, related_name="duties")
    rule = models.CharField(max_length=80)
    ground = models.CharField(max_length=10, default=Ground.TIME)
    key = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    holder = models.CharField(max_length=200, blank=True, db_comment="Unit or person as the source calls it")
    opened_on = models.DateField()
    first_due_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    state = models.CharField(max_length=12)
    ended_on = models.DateField(null=True)
    late = models.BooleanField(default=False)
    term = models.IntegerField(null=True)
    used = models.IntegerField(null=True)
    counted = models.CharField(max_length=14, blank=True)
    trigger_id = models.BigIntegerField(db_comment="The event (Happened) that began it")
    ended_by = models.BigIntegerField(null=True)
    next_on = models.DateField(null=True)
    judged_for = models.DateField(db_comment="As at the end of this day")
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="approvals_duty_once")]
        indexes = [
            models.Index(
                fields=["next_on"], condition=Q(next_on__isnull=False), name="approvals_duty_to_check"
            ),
            models.Index(
                fields=["unit", "due_on"],
                condition=Q(state__in=["open", "suspended"], is_current=True),
                name="approvals_duty_open",
            ),
            models.Index(fields=["unit", "ended_on"], include=["rule", "late"], name="approvals_duty_ended"),
            models.Index(answered_on(), name="approvals_duty_answered", condition=Q(is_current=True)),
        ]


class DutyCard(models.Model):
    """A card that a duty was due to draw on a day. Drawn in the house only from the source's `watched_from` on (see alerts)."""

    id = models.BigAutoField(primary_key=True)
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="cards")
    colour = models.CharField(max_length=6)
    drawn_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "colour"], name="approvals_duty_card_once")]
        indexes = [models.Index(fields=["drawn_on", "id"], name="approvals_duty_card_by_day")]
