"""A document that is broken down, the items proposed from it, and what its words were found to mean here."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from zhixing.base.words import w
from zhixing.kernel.files.models import StoredFile
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.supervision.choices import Rhythm
from zhixing.modules.supervision.documents.choices import WAITING, DocumentState, DueKind, ProposalState

#: Characters of a document that the search reads: its head and first chapter.
SEARCHED = 5_000


class BreakdownDocument(Matter):
    """An incoming document (来文) whose tasks become supervised items of one office.

    `text` never changes after it was taken in: the offsets of every proposal point into it.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    text = models.TextField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    source_number = models.CharField(max_length=60, blank=True)
    issuing_organ = models.CharField(max_length=120, blank=True)
    dated_on = models.DateField(null=True)
    supervising_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    default_limit_on = models.DateField(
        null=True, db_comment="For items without a limit of their own, or with one in the past"
    )
    default_leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    noun: ClassVar[Any] = w("document", "来文")
    states: ClassVar[Any] = DocumentState

    class Meta:
        indexes = [models.Index(fields=["supervising_unit"], name="document_by_office")]

    def searched_text(self) -> str:
        return "\n".join([self.source_number, self.issuing_organ, self.text[:SEARCHED]])


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def waiting(self) -> Self:
        """Neither accepted nor set aside."""
        return self.filter(state__in=WAITING)


class Proposal(models.Model):
    """An item proposed from document.text[start:end]. Names stand as written; units by hand go before names.

    `limit_on`, the leaders and the units are only what a clerk chose for this item; what follows from the document, the
    names and the defaults is worked out when it is shown or accepted (documents/resolving.py).
    """

    document = models.ForeignKey(BreakdownDocument, models.PROTECT, related_name="proposals")
    n = models.IntegerField(db_comment="Place in the document, from 1")
    start = models.IntegerField()
    end = models.IntegerField(db_comment="The character after the last")
    mark = models.CharField(max_length=40, blank=True, db_comment="Numbering mark as written, e.g. （一）")
    title = models.CharField(max_length=300)
    content = models.TextField(blank=True)
    lead_names = ArrayField(models.CharField(max_length=200), default=list)
    co_names = ArrayField(models.CharField(max_length=200), default=list)
    due_kind = models.CharField(max_length=10, default=DueKind.NONE, blank=True)
    due_on = models.DateField(null=True)
    due_text = models.CharField(max_length=200, blank=True)
    milestones = ArrayField(models.CharField(max_length=200), default=list)
    targets = ArrayField(models.CharField(max_length=200), default=list)
    doubts = models.JSONField(default=list, db_comment="[{en, zh}]: where a person should look twice")
    rhythm = models.CharField(max_length=10, default=Rhythm.MONTH, blank=True)
    state = models.CharField(max_length=10, default=ProposalState.PROPOSED)
    units_chosen_on = models.DateField(null=True, db_comment="Since then the names no longer decide")
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    supporting_units = models.ManyToManyField(Unit, related_name="+")
    carrying_leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    overall_leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    limit_on = models.DateField(null=True)
    item = models.OneToOneField(
        "supervision.SupervisedItem", models.PROTECT, null=True, related_name="proposal"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["document_id", "start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(start__gte=0, end__gt=F("start")), name="proposal_has_a_span"),
            models.CheckConstraint(
                condition=Q(state="accepted", item__isnull=False) | (~Q(state="accepted") & Q(item=None)),
                name="proposal_accepted_with_its_item",
            ),
        ]
        indexes = [models.Index(fields=["document", "start"], name="proposal_of_document")]

    def __str__(self) -> str:
        return f"{self.n} {self.title}"

    @property
    def names(self) -> list[str]:
        """All unit names of the proposal as written, leads first, each once."""
        return list(dict.fromkeys([*self.lead_names, *self.co_names]))


class NameMeaning(models.Model):
    """What a unit's name in a document means: these units; none at all when it is no unit of ours.

    The same name in a later document of the same office is suggested from here.
    """

    document = models.ForeignKey(BreakdownDocument, models.PROTECT, related_name="meanings")
    name = models.CharField(max_length=200)
    units = models.ManyToManyField(Unit, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["document", "name"], name="meaning_one_a_name")]
        indexes = [models.Index(fields=["name", "-id"], name="meaning_by_name")]

    def __str__(self) -> str:
        return self.name


class UnitLeader(models.Model):
    """The leader who, for an office, carries the tasks of a unit (分管领导). Kept from one document to the next."""

    supervising_unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["supervising_unit", "unit"], name="unit_leader_one_an_office")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.person}"
