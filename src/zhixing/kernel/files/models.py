"""Stored files, what they were used for, and their text. The content lies in a folder, by its digest."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from zhixing.kernel.access.models import Account
from zhixing.kernel.matters.models import Event, Matter

LONGEST_NAME = 150  # characters


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def unused(self) -> Self:
        """Brought, but no event rests on them."""
        return self.filter(~models.Exists(FileUse.objects.filter(file=models.OuterRef("pk"))))


class StoredFile(models.Model):
    """A file that an account brought. A newer version is a row of its own that `replaces` it.

    `content_type` was judged by the content. Rows with the same `sha256` share one content on disk.
    """

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(
        max_length=LONGEST_NAME, db_comment="Cleaned: no folder, no control or direction mark"
    )
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField(db_comment="Bytes")
    sha256 = models.CharField(max_length=64, db_comment="Lower-case hexadecimal; names the content's place")
    brought_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="replaced_by",
        db_comment="The version before",
    )
    version = models.IntegerField(default=1)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
            models.CheckConstraint(
                condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="file_has_a_fingerprint"
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, version=1) | Q(replaces__isnull=False, version__gt=1),
                name="file_first_version_replaces_none",
            ),
            models.CheckConstraint(condition=~Q(replaces=F("id")), name="file_replaces_another"),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="file_by_fingerprint"),
            models.Index(fields=["brought_at"], name="file_by_day"),
            models.Index(fields=["brought_by", "-id"], name="file_of_account"),
        ]

    def __str__(self) -> str:
        return self.name


class FileUse(models.Model):
    """An event rests on a file. `matter` is the event's own, repeated to find a matter's papers at once."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="uses")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="files")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="files")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["file", "event"], name="file_once_an_event")]


class FileText(models.Model):
    """What a used file says, for the search; or why that could not be read. Nothing depends on it."""

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, primary_key=True, related_name="text")
    body = models.TextField(blank=True)
    failed = models.CharField(max_length=120, blank=True, db_comment="Code of the refusal, or what broke")
    read_at = models.DateTimeField()
