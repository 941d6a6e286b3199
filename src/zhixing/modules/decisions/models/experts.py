"""The pool of experts, and their seats in the argumentation of a decision."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.modules.decisions.choices import ExpertState
from zhixing.modules.decisions.models.decisions import MajorDecision


class Expert(Matter):
    """An expert in the pool (决策咨询论证专家库): the title is the name."""

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    trade = models.CharField(max_length=12)
    institution = models.CharField(max_length=120, db_comment="Where the expert works")
    speciality = models.CharField(max_length=200, blank=True)
    is_adviser = models.BooleanField(default=False, db_comment="Appointed legislative adviser (S2.4-06)")

    noun: ClassVar[Any] = w("expert", "专家")
    states: ClassVar[Any] = ExpertState

    class Meta:
        indexes = [models.Index(fields=["trade"], name="expert_by_trade")]

    def __str__(self) -> str:
        return f"{self.title}（{self.institution}）"

    def numbered_as(self) -> tuple[str, int]:
        """Experts are numbered as they enter the pool."""
        return "专", self.opened_on.year

    def searched_text(self) -> str:
        return "\n".join([self.institution, self.speciality])


class Seat(models.Model):
    """An expert drawn for a decision: interest declared, opinion given, opinion adopted or not."""

    decision = models.ForeignKey(MajorDecision, models.PROTECT, related_name="seats")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="seats")
    draw = models.SmallIntegerField(db_comment="Which draw of this decision, from 1")
    drawn_on = models.DateField()
    is_interested = models.BooleanField(null=True, db_comment="Direct interest in the matter, as declared")
    recused_on = models.DateField(null=True)
    stance = models.CharField(max_length=8, blank=True)
    opinion = models.TextField(blank=True)
    opinion_on = models.DateField(null=True)
    treatment = models.CharField(max_length=12, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "expert"], name="seat_once_a_decision"),
            models.CheckConstraint(
                condition=Q(recused_on=None) | Q(opinion_on=None), name="seat_recused_gives_no_opinion"
            ),
            models.CheckConstraint(
                condition=Q(treatment="") | ~Q(answer=""), name="seat_treated_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.expert)
