"""The incoming document: what it says of itself, and how it is being handled."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.correspondence.choices import DocumentKind, IncomingState, Outcome, Review, Urgency


class IncomingDocument(Matter):
    """A document received (来文, E20, S4.1-12..14), with its elements (党政机关公文处理工作条例, art. 9).

    `received_as` is what the sender and its number come to when read without blanks and kinds of bracket: the same paper
    is registered once by a unit. `document_number` may be empty; then title and date stand for it.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    receiving_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sender = models.CharField(max_length=200, db_comment="发文机关")
    sender_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    document_number = models.CharField(max_length=60, blank=True, db_comment="发文字号")
    received_as = models.CharField(max_length=600)
    document_kind = models.CharField(max_length=16, default=DocumentKind.LETTER, db_comment="文种")
    urgency = models.CharField(max_length=12, default=Urgency.PLAIN)
    dated_on = models.DateField(db_comment="成文日期")
    received_on = models.DateField()
    signer = models.CharField(max_length=80, blank=True, db_comment="签发人")
    addressees = models.CharField(max_length=200, blank=True, db_comment="主送机关")
    copied_to = models.CharField(max_length=200, blank=True, db_comment="抄送机关")
    copies = models.IntegerField(default=1, db_comment="份数")
    text = models.TextField(blank=True)

    handler = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_on = models.DateField(null=True)
    within_authority = models.BooleanField(null=True)
    authority_reason = models.TextField(blank=True)
    checked_on = models.DateField(null=True)
    missing = ArrayField(models.CharField(max_length=200), default=list)
    returned_count = models.SmallIntegerField(default=0)
    submitted_on = models.DateField(null=True)
    submitted_to = models.CharField(max_length=200, blank=True)
    review = models.CharField(max_length=10, blank=True, default="")
    review_asked_on = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=8, blank=True, default="")
    agreement = models.CharField(max_length=6, blank=True, default="")

    noun: ClassVar[Any] = w("incoming document", "来文")
    states: ClassVar[Any] = IncomingState

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receiving_unit", "received_as"],
                condition=~Q(received_as=""),
                name="incoming_document_registered_once",
            ),
            models.CheckConstraint(
                condition=Q(received_on__gte=models.F("dated_on")), name="incoming_after_its_date"
            ),
            models.CheckConstraint(condition=Q(copies__gte=1), name="incoming_at_least_one_copy"),
            models.CheckConstraint(
                condition=~Q(within_authority=False) | ~Q(authority_reason=""),
                name="incoming_beyond_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(review__in=["", *Review.values]), name="incoming_review_is_one"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *Outcome.values]), name="incoming_outcome_is_one"
            ),
        ]
        indexes = [
            models.Index(fields=["document_number"], name="incoming_by_number"),
            models.Index(
                fields=["review", "review_asked_on"],
                condition=Q(reviewed_on=None) & ~Q(review=""),
                name="incoming_awaiting_review",
            ),
        ]

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of an incoming document."""
        return {
            "state": self.state,
            "within_authority": bool(self.within_authority),
            "returned": self.returned_count,
            "submitted": self.submitted_on is not None,
            "review_waiting": bool(self.review) and self.reviewed_on is None,
        }

    def numbered_as(self) -> tuple[str, int]:
        """The register number of the receiving unit (收文编号)."""
        unit = self.receiving_unit
        return (unit.document_code or unit.short_name)[:18] + "收", self.received_on.year

    def searched_text(self) -> str:
        return "\n".join([self.sender, self.document_number, self.text])
