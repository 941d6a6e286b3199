"""Efficiency scores: a table for a period, frozen, objected to, corrected beside the first, published when decided (S3-12)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhixing.base.words import w
from zhixing.kernel.access.models import Account
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.models.cases import OutsideCase
from zhixing.modules.approvals.models.sources import Source


class ScoreState(models.TextChoices):
    """What becomes of a table. Whether it is public follows from `publish_on` and the day."""

    FROZEN = "frozen", w("frozen", "已核定")
    TO_PUBLISH = "to_publish", w("publication decided", "已定公布")
    KEPT = "kept", w("not published", "不予公布")


class ScoreTable(Matter):
    """The efficiency scores of a period (审批绩效表). Its figures stand in snapshots; the latest is the one in force.

    `office` froze it and decides on objections; `unit_ids` are the units scored, each of which may object. `source` None:
    all outside systems of the government. Public from `publish_on` on, as decided by `decided_by` (G-34).
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField(db_comment="Inclusive")
    unit_ids = ArrayField(models.BigIntegerField(), default=list)
    frozen_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    version = models.IntegerField(default=1, db_comment="Number of the snapshot in force")
    sha256 = models.CharField(max_length=64, blank=True, db_comment="Of the snapshot in force")
    publish_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    grounds = models.TextField(blank=True, db_comment="Why it is published then, or not at all")

    noun: ClassVar[Any] = w("table of efficiency scores", "审批绩效表")
    states: ClassVar[Any] = ScoreState

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=models.F("first_on")), name="score_table_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(publish_on=None) | Q(decided_by__isnull=False, decided_on__isnull=False),
                name="score_table_published_by_someone",
            ),
            models.UniqueConstraint(
                fields=["office", "source", "first_on", "last_on"],
                nulls_distinct=False,
                name="score_table_once_a_period",
            ),
        ]

    def numbered_as(self) -> tuple[str, int]:
        """Numbered when it is frozen, in the year of its period."""
        return (self.office.document_code or "监") + "绩", self.last_on.year

    def is_public(self, today: date) -> bool:
        """Whether everyone may see it: from the day decided on."""
        return self.publish_on is not None and self.publish_on <= today

    @property
    def current(self) -> ScoreSnapshot:
        """The snapshot in force."""
        return self.snapshots.get(number=self.version)


class ScoreSnapshot(models.Model):
    """The figures as they were on one day, never changed: a correction is another one beside it.

    `content` is the whole table as published (scoring.freezing); `sha256` is that of its canonical JSON (RFC 8785).
    """

    id = models.BigAutoField(primary_key=True)
    table = models.ForeignKey(ScoreTable, models.PROTECT, related_name="snapshots")
    number = models.IntegerField(db_comment="1, 2, … within the table")
    made_on = models.DateField()
    reason = models.TextField(blank=True, db_comment="Of a correction: why")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["table_id", "number"]
        constraints = [models.UniqueConstraint(fields=["table", "number"], name="score_snapshot_numbered")]


class Counted(models.Model):
    """A duty as a snapshot counted it: what a frozen figure opens to. `card`: the gravest yellow or red one drawn, or none."""

    id = models.BigAutoField(primary_key=True)
    snapshot = models.ForeignKey(ScoreSnapshot, models.PROTECT, related_name="rows")
    duty_id = models.BigIntegerField(db_comment="The Duty it was; later judgements do not change this row")
    case = models.ForeignKey(OutsideCase, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    rule = models.CharField(max_length=80)
    ground = models.CharField(max_length=10)
    item = models.CharField(max_length=300)
    is_late = models.BooleanField()
    is_excused = models.BooleanField()
    term = models.IntegerField(null=True)
    used = models.IntegerField(null=True)
    card = models.CharField(max_length=6, blank=True)

    class Meta:
        indexes = [models.Index(fields=["snapshot", "unit", "case"], name="score_counted_of_unit")]


class ObjectionState(models.TextChoices):
    """What became of an objection."""

    OPEN = "open", w("to be decided", "待处理")
    UPHELD = "upheld", w("upheld", "成立")
    DISMISSED = "dismissed", w("dismissed", "不成立")


class ScoreObjection(models.Model):
    """A unit says that a figure is wrong, with grounds and the cases it means; somebody else decides.

    The late duties of the unit in the `cases` of an upheld objection count as in time from the next snapshot on
    (`taken_into`).
    """

    id = models.BigAutoField(primary_key=True)
    table = models.ForeignKey(ScoreTable, models.PROTECT, related_name="objections")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_on = models.DateField()
    grounds = models.TextField()
    cases = models.ManyToManyField(OutsideCase, related_name="+")
    state = models.CharField(max_length=10, default=ObjectionState.OPEN)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    decision = models.TextField(blank=True)
    taken_into = models.IntegerField(null=True, db_comment="Number of the snapshot that heeds it")

    class Meta:
        ordering = ["table_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_on=None) | (~Q(state="open") & Q(decided_on__isnull=False)),
                name="score_objection_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("made_by")),
                name="score_objection_decided_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}：{self.grounds[:40]}"
