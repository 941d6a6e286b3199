"""Outside approval systems, what their columns say, and what they sent (S0-42)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhixing.base.words import w
from zhixing.kernel.access.models import Account
from zhixing.kernel.files.models import StoredFile
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.organisation.models import Unit


class SourceState(models.TextChoices):
    """Whether what a system sends is taken in."""

    DRAFT = "draft", w("being connected", "接入准备")
    ACTIVE = "active", w("connected", "已接入")
    SUSPENDED = "suspended", w("suspended", "暂停接入")


class Source(Matter):
    """An outside system whose cases are watched (接入系统).

    `mapping` is YAML: which column says what, kept as data (`zhixing.modules.approvals.mapping`); empty until adopted.
    `packs` are the codes of the rule packs that judge its cases. Cards dated on or after `watched_from` are drawn in the
    house, earlier ones only count; None: only counting. `lead_unit` runs the system, `supervising_unit` watches.
    """

    matter_ptr = models.OneToOneField(
        Matter,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="%(app_label)s_%(class)s",  # no two kinds share the parent's accessor
    )
    code = models.SlugField(max_length=40, unique=True, db_comment="Its name in addresses and in the API")
    supervising_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    mapping = models.TextField(blank=True)
    mapping_version = models.IntegerField(default=0, db_comment="Counts adopted mappings")
    packs = ArrayField(models.CharField(max_length=60), default=list)
    watched_from = models.DateField(null=True)

    states: ClassVar = SourceState
    noun: ClassVar = w("outside system", "接入系统")


class UnitName(models.Model):
    """What an outside system calls a unit. Without `unit` the name was met and nobody has said yet who it is."""

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="unit_names")
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "name"], name="approvals_unit_name_once")]

    def __str__(self) -> str:
        return self.name


class BatchState(models.TextChoices):
    """How far a delivery has come."""

    WAITING = "waiting", w("waiting", "等待装载")
    LOADING = "loading", w("being loaded", "装载中")
    LOADED = "loaded", w("loaded", "已装载")
    FAILED = "failed", w("not loaded", "装载失败")


class Batch(models.Model):
    """One delivery: a file, or what came by the API since the last one. It is loaded whole or not at all.

    Records in = `believed` + `quarantined`; `unread` lines never became records. `known` records had come before and changed
    nothing; `corrected` events replaced what the same event had said earlier. `sha256` is the content's; `event` is the one
    event (and so the one leaf of the ledger) that seals it. `done` and `of` tell progress while it is loaded.
    """

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="batches")
    number = models.IntegerField(db_comment="Counts the deliveries of a source from 1")
    way = models.CharField(max_length=8, db_comment="file, or api")
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    brought_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    mapping = models.TextField(db_comment="The mapping it is read by")
    state = models.CharField(max_length=8, default=BatchState.WAITING)
    problem = models.JSONField(null=True, db_comment="Why it was not loaded: en, zh, way out")
    sha256 = models.CharField(max_length=64, blank=True)
    done = models.BigIntegerField(default=0)
    of = models.BigIntegerField(default=0)
    records = models.BigIntegerField(default=0)
    believed = models.BigIntegerField(default=0)
    quarantined = models.BigIntegerField(default=0)
    unread = models.BigIntegerField(default=0)
    known = models.BigIntegerField(default=0)
    corrected = models.BigIntegerField(default=0)
    cases = models.BigIntegerField(default=0)
    quality = models.JSONField(default=dict, db_comment="The quality report (quality.json)")
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="approvals_batch_numbered"),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(state__in=["waiting", "loading"]), name="approvals_batch_to_load"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.name}"


class Quarantined(models.Model):
    """What is not believed, whole, with its reason (`zhixing.modules.approvals.quality`)."""

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="held")
    what = models.CharField(max_length=8, db_comment="record, line, date")
    place = models.BigIntegerField(db_comment="Number of the record or line in the delivery, from 1")
    case_number = models.TextField(null=True)
    reason = models.CharField(max_length=30)
    content = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["batch", "reason", "id"], name="approvals_quarantined_by")]
