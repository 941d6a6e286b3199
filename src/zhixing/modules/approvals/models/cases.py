"""Cases and events of outside systems: loaded in bulk, never matters (architecture §5)."""

from __future__ import annotations

from django.db import models

from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.models.items import ServiceItem
from zhixing.modules.approvals.models.sources import Batch, Source


class OutsideCase(models.Model):
    """A case (办件) of an outside system. All but its number is derived from its events, when it is judged.

    `unit` is who last handled it, `began_on` the day of its first event (or of one of the mapping's `starts`), `ended_on` that
    of the first of the mapping's `ends`. `path` is a fingerprint of the kinds of its events in their order.
    """

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="cases")
    number = models.TextField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    unit_name = models.CharField(max_length=200, blank=True)
    item_name = models.CharField(
        max_length=300, blank=True, db_comment="What is applied for, as the source says"
    )
    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, null=True, related_name="+")
    facts = models.JSONField(
        default=dict, db_comment="What the mapping reads of the whole case: first value known"
    )
    satisfaction = models.SmallIntegerField(null=True, db_comment="1 to 5, where the source tells it")
    began_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    last_kind = models.CharField(max_length=200, blank=True)
    events = models.IntegerField(default=0)
    path = models.CharField(max_length=32, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="approvals_case_once")]
        indexes = [
            models.Index(fields=["source", "-last_on", "-id"], name="approvals_case_recent"),
            models.Index(fields=["source"], condition=models.Q(ended_on=None), name="approvals_case_running"),
            models.Index(fields=["unit", "ended_on"], name="approvals_case_of_unit"),
            models.Index(fields=["source", "path"], name="approvals_case_path"),
            models.Index(
                fields=["item", "ended_on"],
                condition=models.Q(item__isnull=False),
                name="approvals_case_of_item",
            ),
        ]


class Happened(models.Model):
    """A believed event of an outside case. The table is partitioned by the hash of its case: 16 parts, one case in one part.

    `identity` tells it from all others of its case: what the source calls it, or all that the source says of it. A source
    that sends the same event with another time replaces it: the old row stays, `replaced_in` names the batch that did.
    `day` counts days since 2000-01-01 and `second` the seconds shown by the clock of the mapping's zone since then; `us` is
    the moment in microseconds since 1970 UTC (of a mere day: its beginning, or its end for an event that opens no case).
    """

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(
        OutsideCase, on_delete=models.PROTECT, related_name="happenings", db_constraint=False
    )
    kind = models.CharField(max_length=200)
    identity = models.UUIDField()
    day = models.IntegerField()
    second = models.BigIntegerField()
    us = models.BigIntegerField()
    timed = models.BooleanField(db_comment="Whether the source told a time of day")
    unit_name = models.CharField(max_length=200, blank=True)
    person_name = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    row = models.BigIntegerField(db_comment="Number of the record in its delivery")
    replaced_in = models.BigIntegerField(null=True, db_comment="The batch that said otherwise")

    class Meta:
        managed = False  # partitioned: made in SQL by the first migration
        db_table = "approvals_happened"


class Touched(models.Model):
    """A case that is to be judged again. Workers take rows with SKIP LOCKED; what arrives meanwhile makes a new `stamp`."""

    case = models.OneToOneField(
        OutsideCase, on_delete=models.CASCADE, primary_key=True, related_name="touched"
    )
    since = models.DateTimeField()
    stamp = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["since"], name="approvals_touched_since")]


class Arrival(models.Model):
    """A record that came by the API and waits for the next batch. Kept as it was said."""

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="arrivals")
    content = models.TextField(db_comment="The record as JSON")
    brought_by_id = models.BigIntegerField()
    arrived_at = models.DateTimeField()
