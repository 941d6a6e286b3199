"""The key project, with what hangs on it: linked leaders by unit, milestones, amounts by month, problems."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter, Standing
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.projects.choices import Category, KeyField, Level, Series, State


class Project(Matter):
    """A key project (重点项目, E18, S4.1-02..11): one lead unit, the units involved, one linked leader, a work group.

    Amounts are in yuan. `filed_on` is the day on which the ledger was last filed, `changed_at` the moment of its last change.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    level = models.CharField(max_length=10, default=Level.DISTRICT)
    category = models.CharField(max_length=16, default=Category.OTHER)
    key_field = models.CharField(max_length=24, default=KeyField.NONE, blank=True)
    content = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True, db_comment="建设单位")
    sites = ArrayField(models.CharField(max_length=200), default=list)
    total_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    planned_from_on = models.DateField()
    planned_until_on = models.DateField(db_comment="Last day of the planned period, inclusive")
    key_office = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_comment="重点项目办公室")
    linked_leader = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_comment="挂钩领导"
    )
    group_head = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    group_deputy = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    group_members = models.ManyToManyField(Person, related_name="+")
    progress_percent = models.SmallIntegerField(default=0)
    started_on = models.DateField(null=True)
    suspended_on = models.DateField(null=True)
    completed_on = models.DateField(null=True)
    heard_on = models.DateField(null=True, db_comment="Last reported in an executive meeting")
    met_on = models.DateField(null=True, db_comment="Last on-site meeting held")
    changed_at = models.DateTimeField(null=True)
    filed_on = models.DateField(null=True)
    filed_at = models.DateTimeField(null=True)
    is_public = models.BooleanField(default=False, db_comment="Shown on the portal")

    noun: ClassVar[Any] = w("key project", "重点项目")
    states: ClassVar[Any] = State

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(progress_percent__gte=0, progress_percent__lte=100),
                name="project_progress_in_percent",
            ),
            models.CheckConstraint(
                condition=Q(planned_until_on__gte=F("planned_from_on")), name="project_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(total_yuan__gt=0), name="project_costs_something"),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(linked_leader__isnull=False),
                name="project_started_with_a_leader",
            ),
        ]
        indexes = [
            models.Index(fields=["level"], name="project_by_level"),
            models.Index(fields=["linked_leader"], name="project_by_linked_leader"),
            models.Index(fields=["is_public"], condition=Q(is_public=True), name="project_public"),
        ]

    @cached_property
    def involved_ids(self) -> frozenset[int]:
        """The units involved beside the lead unit."""
        rows = self.participations.standing(Standing.SUPPORTING)
        return frozenset(rows.values_list("unit_id", flat=True))

    @property
    def taking_part_ids(self) -> frozenset[int]:
        """The lead unit and those involved."""
        return self.involved_ids | ({self.lead_unit_id} if self.lead_unit_id else frozenset())

    @property
    def is_filed(self) -> bool:
        """Nothing changed since the ledger was filed."""
        return self.changed_at is None or (self.filed_at is not None and self.filed_at >= self.changed_at)

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of a project (S4.1-08, S4.1-09)."""
        links = {link.unit_id: link for link in self.unit_links.current()}
        lead = links.get(self.lead_unit_id or 0)
        units = self.taking_part_ids
        return {
            "state": self.state,
            "level": self.level,
            "units_without_top_leader": len(units - links.keys()),
            "units_without_leader_in_charge": sum(
                1 for pk in units if pk not in links or links[pk].leader_in_charge_id is None
            ),
            "group_head_is_top_leader": lead is not None and self.group_head_id == lead.top_leader_id,
            "group_deputy_is_leader_in_charge": lead is not None
            and lead.leader_in_charge_id is not None
            and self.group_deputy_id == lead.leader_in_charge_id,
        }

    def numbered_as(self) -> tuple[str, int] | None:
        """A project gets its number from its key-project office's series when it is registered."""
        return (self.key_office.document_code or "重点") + "项", self.opened_on.year

    def searched_text(self) -> str:
        return "\n".join([self.content, self.owner, *self.sites])


class UnitLinkQuerySet(models.QuerySet["UnitLink"]):
    def current(self) -> Self:
        """Those in force now."""
        return self.filter(until_on=None)


class UnitLink(models.Model):
    """The two linked leaders of a unit involved (TH-05, S4.1-08): its top leader and its leader in charge."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="unit_links")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    top_leader = models.ForeignKey(Person, models.PROTECT, related_name="+")
    leader_in_charge = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = UnitLinkQuerySet.as_manager()

    class Meta:
        ordering = ["project_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "unit"], condition=Q(until_on=None), name="unit_link_once_a_unit"
            ),
            models.CheckConstraint(
                condition=~Q(leader_in_charge=F("top_leader")), name="unit_link_two_leaders"
            ),
        ]


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def open(self) -> Self:
        return self.filter(reached_on=None)

    def slipping(self, today: date) -> Self:
        """Expected or reached after the first plan: the same line as `Milestone.slip_days`, in SQL."""
        expected = Coalesce(
            "reached_on", Greatest(Coalesce("forecast_on", "planned_on"), models.Value(today))
        )
        return self.annotate(expected=expected).filter(expected__gt=F("planned_on"))


class Milestone(models.Model):
    """A milestone: its first plan, which never moves once the project has begun; the present forecast; when it was reached."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="milestones")
    name = models.CharField(max_length=100)
    place = models.SmallIntegerField(default=0)
    begins_on = models.DateField(null=True)
    planned_on = models.DateField(db_comment="The first plan")
    forecast_on = models.DateField(null=True)
    reached_on = models.DateField(null=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["project_id", "planned_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="milestone_once"),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(planned_on__gte=F("begins_on")),
                name="milestone_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def expected_on(self, today: date) -> date:
        """When it was reached, or is to be expected: the forecast or the plan, but never before today.

        >>> Milestone(planned_on=date(2026, 3, 10)).expected_on(date(2026, 3, 11))
        datetime.date(2026, 3, 11)
        """
        return self.reached_on or max(self.forecast_on or self.planned_on, today)

    def slip_days(self, today: date) -> int:
        """Natural days behind the first plan; negative when ahead of it. On the planned day itself nothing has slipped.

        >>> late = Milestone(planned_on=date(2026, 3, 10), forecast_on=date(2026, 4, 9))
        >>> late.slip_days(date(2026, 3, 1)), late.slip_days(date(2026, 4, 10))
        (30, 31)
        """
        return (self.expected_on(today) - self.planned_on).days


class MonthAmount(models.Model):
    """What was planned and what was done or came in one month, in yuan. `first_planned_yuan` is the plan at the start."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="amounts")
    series = models.CharField(max_length=12)
    month = models.DateField(db_comment="The first day of the month")
    first_planned_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    planned_yuan = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal("0.00"))
    actual_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    class Meta:
        ordering = ["project_id", "series", "month"]
        constraints = [
            models.UniqueConstraint(fields=["project", "series", "month"], name="amount_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="amount_of_a_whole_month"),
            models.CheckConstraint(condition=Q(series__in=Series.values), name="amount_of_a_series"),
        ]


class ProblemQuerySet(models.QuerySet["Problem"]):
    def open(self) -> Self:
        return self.filter(solved_on=None)


class Problem(models.Model):
    """Something that holds the project up: raised, coordinated once with minutes, solved."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="problems")
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    wanted = models.TextField(blank=True, db_comment="What is asked of the leaders")
    raised_by = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    raised_on = models.DateField()
    coordinated_on = models.DateField(null=True)
    leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    minutes = models.TextField(blank=True)
    solved_on = models.DateField(null=True)
    result = models.TextField(blank=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering = ["project_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(coordinated_on=None, minutes="")
                | Q(coordinated_on__isnull=False) & ~Q(minutes=""),
                name="problem_coordinated_with_minutes",
            ),
        ]

    def __str__(self) -> str:
        return self.title
