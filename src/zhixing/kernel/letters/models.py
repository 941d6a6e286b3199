"""Issued papers as kept: the paper's own data, from which PDF, DOCX and screen are made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from zhixing.base.refusals import NotFound, Refusal
from zhixing.base.words import w
from zhixing.kernel.letters import coding
from zhixing.kernel.letters.paper import Paper

if TYPE_CHECKING:
    from zhixing.kernel.matters.models import Matter


class PaperAltered(Refusal):
    """The stored data no longer has the fingerprint that it was issued with."""

    code = "letters.paper_altered"
    reason = w(
        "The stored paper {number} is not the one that was issued: its fingerprint differs.",
        "已存文书 {number} 与签发时不一致：指纹不符。",
    )
    remedy = w(
        "Do not use it. Tell the security administrator, who restores it from a backup.",
        "请勿使用该文书，并立即告知安全管理员从备份中恢复。",
    )


class LetterQuerySet(models.QuerySet["Letter"]):
    def in_force(self) -> Self:
        """Those that were not declared void."""
        return self.filter(voided_on=None)

    def of_matter(self, matter: Matter) -> Self:
        return self.filter(matter=matter)

    def get_or_refuse(self, pk: int) -> Letter:
        """The one with this id among those of the queryset, or NotFound."""
        found = self.filter(pk=pk).first()
        if found is None:
            raise NotFound
        return found


class Letter(models.Model):
    """An issued paper. Written once; the database refuses any change but declaring it void, once.

    `kind` is the register's code (supervision.notice). A numbered paper has number, agency code, year and
    serial together; a paper without a number has none of them.
    """

    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=60, null=True, unique=True)
    agency_code = models.CharField(max_length=20, null=True)
    year = models.SmallIntegerField(null=True)
    serial = models.IntegerField(null=True)
    title = models.CharField(max_length=300)

    matter = models.ForeignKey(
        "matters.Matter", on_delete=models.PROTECT, null=True, related_name="letters", db_index=False
    )
    event_id = models.BigIntegerField(null=True, db_comment="The event of the matter by which it was issued")
    issued_on = models.DateField()
    issued_by = models.CharField(
        max_length=100, db_comment="Name of the person or service account, as on that day"
    )

    paper = models.JSONField(
        db_comment="letters.coding.to_plain: the original, from which every form is rendered"
    )
    fingerprint = models.CharField(max_length=64, db_comment="SHA-256 of the paper's canonical JSON")

    voided_on = models.DateField(null=True)
    void_reason = models.CharField(max_length=300, null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="letter_number_is_whole",
                condition=Q(number=None, agency_code=None, year=None, serial=None)
                | Q(number__isnull=False, agency_code__isnull=False, year__isnull=False, serial__gte=1),
            ),
            models.CheckConstraint(
                name="letter_fingerprint_is_sha256", condition=Q(fingerprint__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="letter_void_has_reason",
                condition=Q(voided_on=None, void_reason=None)
                | Q(voided_on__gte=F("issued_on"), void_reason__regex=r"\S"),
            ),
            models.UniqueConstraint(
                fields=["agency_code", "year", "serial"], name="letter_serial_given_once"
            ),
        ]
        indexes = [
            models.Index(fields=["matter", "id"], name="letter_by_matter"),
            models.Index(fields=["-issued_on", "-id"], name="letter_by_day"),
        ]

    def __str__(self) -> str:
        return self.number or self.title

    def value(self) -> Paper:
        """The paper as a value. Raises PaperAltered when its data does not match the fingerprint."""
        paper = coding.from_plain(self.paper)
        if coding.fingerprint(paper) != self.fingerprint:
            raise PaperAltered(number=str(self))
        return paper
