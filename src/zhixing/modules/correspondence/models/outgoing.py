"""The document of one's own: consulted on, drafted, signed, delivered, followed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.correspondence.choices import Direction, DocumentKind, OutgoingState, Urgency


class OutgoingDocument(Matter):
    """An upward, parallel, outward or downward document (行文, S4.1-17..19, E20).

    `counterpart` is the functional department to which it goes when that is in the chart; `follower` the one leader in
    charge who follows it (TH-06). `drafter_ids` are accounts: whoever drafted does not sign.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    issuing_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_comment="发文机关")
    direction = models.CharField(max_length=10, db_comment="行文方向")
    document_kind = models.CharField(max_length=16, db_comment="文种")
    urgency = models.CharField(max_length=12, default=Urgency.PLAIN)
    addressee = models.CharField(max_length=200, db_comment="主送机关")
    counterpart = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    copied_to = models.CharField(max_length=200, blank=True, db_comment="抄送机关")
    copies = models.IntegerField(default=1, db_comment="份数")
    body = models.TextField(blank=True)
    drafter_ids = ArrayField(models.BigIntegerField(), default=list)
    consultation_count = models.SmallIntegerField(default=0)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_comment="签发人")
    signed_on = models.DateField(null=True)
    follower = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    delivered_on = models.DateField(null=True)
    last_followed_on = models.DateField(null=True)
    progress = models.TextField(
        blank=True, db_comment="The last follow-up entry, for lists and the weekly report"
    )
    agreement = models.CharField(max_length=6, blank=True, default="")

    noun: ClassVar[Any] = w("document", "发文")
    states: ClassVar[Any] = OutgoingState

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="outgoing_direction_is_one"
            ),
            models.CheckConstraint(
                condition=Q(document_kind__in=DocumentKind.values), name="outgoing_kind_is_one"
            ),
            models.CheckConstraint(condition=Q(copies__gte=1), name="outgoing_at_least_one_copy"),
            models.CheckConstraint(
                condition=Q(delivered_on=None) | Q(signed_on__isnull=False, follower__isnull=False),
                name="outgoing_delivered_when_signed_and_followed",
            ),
        ]
        indexes = [
            models.Index(fields=["direction", "delivered_on"], name="outgoing_by_direction"),
        ]

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of a document."""
        return {
            "state": self.state,
            "direction": self.direction,
            "consultations": self.consultation_count,
            "following_leaders": int(self.follower_id is not None),
        }

    def numbered_as(self) -> tuple[str, int] | None:
        """It gets its 发文字号 when it is signed."""
        if self.signed_on is None:
            return None
        unit = self.issuing_unit
        code = (unit.document_code or unit.short_name)[:18]
        return (
            code + "函" if self.document_kind == DocumentKind.LETTER else code + "发"
        ), self.signed_on.year

    def searched_text(self) -> str:
        return "\n".join([self.addressee, self.body])
