"""The major decision: what it is about, how it is classed, how far its procedure has come."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.decisions.choices import State


class MajorDecision(Matter):
    """A major decision (重大决策, S0-01..08; State Council Order 713), from its start to its later evaluation.

    What a named person has not judged yet is null, and no gate that asks for it opens. The lead unit prepares the
    decision (承办单位); the executing units stand in the links and the assignments.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    problem = models.TextField(db_comment="What is to be decided and why")
    deciding_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_comment="决策机关")

    matter_class = models.CharField(max_length=20, blank=True)
    matter_kind = models.CharField(max_length=20, blank=True)
    sphere = models.CharField(max_length=10, blank=True)
    forum = models.CharField(max_length=12, blank=True, db_comment="The meeting it is to go to")
    classed_by = models.CharField(max_length=80, blank=True)
    classed_on = models.DateField(null=True)
    is_major = models.BooleanField(null=True)
    vital_interests = models.BooleanField(null=True, db_comment="Touches vital interests of the public")
    local_or_trade = models.BooleanField(null=True)
    is_specialised = models.BooleanField(null=True)
    may_harm_stability = models.BooleanField(null=True)
    touches_market = models.BooleanField(null=True)
    is_exploratory_reform = models.BooleanField(null=True)
    to_congress = models.BooleanField(null=True, db_comment="Goes on to the People's Congress")

    draft_count = models.SmallIntegerField(default=0, db_comment="Versions of the draft so far")
    disagreeing = ArrayField(models.CharField(max_length=120), default=list, db_comment="Units that disagree")
    dispute = models.TextField(blank=True, db_comment="Issues, views of the units, own view and its grounds")

    comment_text = models.TextField(blank=True)
    comment_opened_on = models.DateField(null=True)
    comment_until = models.DateField(null=True, db_comment="Last day for comments, inclusive")
    comment_shortened_because = models.TextField(blank=True)
    comment_closed_on = models.DateField(null=True)
    comment_summary = models.TextField(blank=True)

    legal_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    legality = models.CharField(max_length=10, blank=True)
    legality_sent_on = models.DateField(null=True)
    legality_due_on = models.DateField(null=True)
    legality_opinion = models.TextField(blank=True)
    risk_stated = models.TextField(blank=True, db_comment="The risk of an exploratory reform, as stated")
    risk = models.CharField(max_length=14, blank=True)
    risk_level = models.CharField(max_length=6, blank=True)
    main_appraisers = ArrayField(models.CharField(max_length=120), default=list)

    tabled_on = models.DateField(null=True)
    discussed_on = models.DateField(null=True, db_comment="First discussed in a meeting")
    decided_on = models.DateField(null=True)
    decided_in = models.CharField(max_length=12, blank=True)
    decision_text = models.TextField(blank=True)
    is_public = models.BooleanField(default=True)
    reported_to_party_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    archived_on = models.DateField(null=True)

    executing_units = models.ManyToManyField(Unit, related_name="+")
    execute_by = models.DateField(null=True, db_comment="Last day for carrying it out, inclusive")
    tracker = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    begun_on = models.DateField(null=True)
    trouble_open = models.BooleanField(default=False)
    trouble_reported = models.BooleanField(default=False)
    change_proposed_on = models.DateField(null=True)
    change_count = models.SmallIntegerField(default=0)
    evaluator = models.CharField(max_length=120, blank=True)
    evaluation = models.TextField(blank=True)
    evaluated_on = models.DateField(null=True)

    noun: ClassVar[Any] = w("major decision", "重大决策")
    states: ClassVar[Any] = State

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(comment_until=None) | Q(comment_until__gt=F("comment_opened_on")),
                name="decision_comment_ends_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | ~Q(decision_text=""), name="decision_made_has_its_text"
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(decided_on__lte=F("published_on")),
                name="decision_published_when_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["matter_class"], name="decision_by_class"),
            models.Index(fields=["comment_until"], name="decision_by_comment_day"),
        ]

    @cached_property
    def executing_ids(self) -> frozenset[int]:
        """The units that carry it out."""
        return frozenset(self.executing_units.values_list("pk", flat=True))

    @property
    def comments_open(self) -> bool:
        """Has the notice been published, and has nobody closed it?"""
        return self.comment_opened_on is not None and self.comment_closed_on is None

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of a decision."""
        from zhixing.modules.decisions.facts import facts_of

        return facts_of(self)

    def numbered_as(self) -> tuple[str, int]:
        """A decision is numbered when it is begun, in the deciding organ's series."""
        return (self.deciding_unit.document_code or "政") + "决", self.opened_on.year

    def searched_text(self) -> str:
        return "\n".join([self.problem, self.decision_text, self.comment_text])
