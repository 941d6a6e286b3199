"""Obligations, the cards they draw, and what stands between: who owes what by when and why."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from zhixing.base.words import w
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.organisation.models import Person, Unit


class State(models.TextChoices):
    """How an obligation stands. Met in time or late is told by its days, not by a state."""

    OPEN = "open", w("open", "进行中")
    SUSPENDED = "suspended", w("suspended", "计时中止")
    MET = "met", w("met", "已完成")
    EXCUSED = "excused", w("no longer owed", "已免除")
    SUPERSEDED = "superseded", w("replaced", "已替换")
    MISSED = "missed", w("never met", "未完成")
    LAPSED = "lapsed", w("decided by silence", "逾期视为处理")


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def running(self) -> Self:
        return self.filter(closed_on=None)

    def overdue(self, today: Any) -> Self:
        """Running and late: the day after `due_on` is the first late day."""
        return self.running().filter(due_on__lt=today)


class Obligation(models.Model):
    """A rule applied to a matter. `key` makes it this one however often the story is folded again.

    `first_due_on` never moves. `terms` keeps what the date rests on: value, unit, basis, pauses, extensions.
    `next_check_at` drives everything that time does: warnings, escalation, the next period.
    """

    id = models.BigAutoField(primary_key=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="obligations")
    key = models.CharField(max_length=200)
    rule = models.CharField(max_length=80)
    clock = models.CharField(max_length=6, default="step")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    period = models.CharField(max_length=20, blank=True)
    trigger = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=State.OPEN)
    opened_on = models.DateField()
    first_due_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True, db_comment="The moment, where the term runs in hours")
    provisional = models.BooleanField(default=False)
    ended_by = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    closed_on = models.DateField(null=True, db_comment="Set when it stops running, whatever the reason")
    is_late = models.BooleanField(default=False, db_comment="Met or ended after due_on")
    terms = models.JSONField(default=dict)
    next_check_at = models.DateTimeField(null=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [models.UniqueConstraint(fields=["matter", "key"], name="obligation_once")]
        indexes = [
            models.Index(fields=["matter"], condition=Q(closed_on=None), name="obligation_open_of_matter"),
            models.Index(
                fields=["next_check_at", "id"], condition=Q(closed_on=None), name="obligation_to_check"
            ),
            models.Index(
                fields=["unit", "due_on"], condition=Q(closed_on=None), name="obligation_open_of_unit"
            ),
            models.Index(
                fields=["unit", "ended_on"], include=["is_late", "state"], name="obligation_ended_of_unit"
            ),
        ]


class Wake(models.Model):
    """The day on which time alone adds an obligation to a matter: the next period of a recurring rule begins."""

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, primary_key=True, related_name="wake")
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["on"], name="wake_on")]


class CardState(models.TextChoices):
    """What became of a card."""

    DRAWN = "drawn", w("awaiting an answer", "待回应")
    ANSWERED = "answered", w("answered", "已回应")
    CHALLENGED = "challenged", w("challenged", "申诉中")
    UPHELD = "upheld", w("upheld", "维持")
    REMOVED = "removed", w("removed", "已摘牌")


class Colour(models.TextChoices):
    """Blue warns before the day, yellow stands for late, red for late and unanswered (each rule says when)."""

    BLUE = "blue", w("Blue card", "蓝牌")
    YELLOW = "yellow", w("Yellow card", "黄牌")
    RED = "red", w("Red card", "红牌")


class Card(models.Model):
    """A warning drawn by an obligation. It can be answered, challenged and removed; it punishes nobody by itself."""

    id = models.BigAutoField(primary_key=True)
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="cards")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="cards")
    colour = models.CharField(max_length=6)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    drawn_on = models.DateField()
    for_due_on = models.DateField(null=True, db_comment="The due day it was drawn for")
    state = models.CharField(max_length=12, default=CardState.DRAWN)
    answer_due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    is_objective = models.BooleanField(null=True, db_comment="The cause lay outside the unit, as found")
    challenged_on = models.DateField(null=True)
    challenge = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decision = models.TextField(blank=True)
    decided_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, null=True, related_name="+")
    removal_proposed_on = models.DateField(null=True, db_comment="The duty turned out to be met in time")
    escalated_on = models.DateField(null=True)
    escalated_to = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-drawn_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "colour", "for_due_on"], name="card_once_a_colour_and_day"
            )
        ]
        indexes = [
            models.Index(fields=["matter"], name="card_of_matter"),
            models.Index(fields=["unit", "-drawn_on"], name="card_of_unit"),
            models.Index(
                fields=["answer_due_on"],
                condition=Q(state="drawn", escalated_on=None),
                name="card_unanswered",
            ),
        ]


class FindingState(models.TextChoices):
    """What became of a finding. A person decides; time only finds."""

    PROPOSED = "proposed", w("waits for a person", "待研判")
    TAKEN_UP = "taken_up", w("taken up", "已采纳")
    SET_ASIDE = "set_aside", w("set aside", "不予采纳")
    VOID = "void", w("no longer so", "情形已消除")


class Finding(models.Model):
    """A threshold that a unit or a person reached under a tally rule: an effect is proposed, a person decides.

    `evidence` are the ids of the events counted; `key` makes it this finding however often they are counted again.
    """

    id = models.BigAutoField(primary_key=True)
    jurisdiction = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    rule = models.CharField(max_length=80)
    rulebook_id = models.BigIntegerField(db_comment="The rulebook it was found under")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    count = models.DecimalField(max_digits=12, decimal_places=2)
    evidence = models.JSONField(default=list)
    begins_on = models.DateField(null=True)
    until = models.DateField(null=True)
    released_on = models.DateField(null=True)
    state = models.CharField(max_length=10, default=FindingState.PROPOSED)
    found_at = models.DateTimeField()
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.TextField(blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "key"], name="finding_once")]
        indexes = [models.Index(fields=["state", "-on"], name="finding_by_state")]

    def __str__(self) -> str:
        return f"{self.rule} {self.unit or self.person} {self.on}"


class TallyMark(models.Model):
    """How far the record was counted for a jurisdiction, and the last day on which quotas of past years were looked at."""

    jurisdiction = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="+")
    event_id = models.BigIntegerField(default=0)
    rulebook_id = models.BigIntegerField(null=True)
    counted_on = models.DateField()
