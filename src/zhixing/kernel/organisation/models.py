"""Units, posts, persons and appointments, as they are now and as they were on any day (E01–E04)."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q

from zhixing.base.words import w
from zhixing.kernel.organisation.fields import PathField


class Level(models.TextChoices):
    """The level of government on which a unit stands (S0-12)."""

    PROVINCE = "province", w("Province", "省级")
    CITY = "city", w("City", "市级")
    COUNTY = "county", w("County or district", "县（区）级")
    TOWN = "town", w("Town or sub-district", "乡镇（街道）级")


class Kind(models.TextChoices):
    """What kind of body a unit is (E01)."""

    GOVERNMENT = "government", w("Government", "人民政府")
    OFFICE = "office", w("Government office", "政府办公室")
    INSPECTION = "inspection", w("Inspection office", "督查机构")
    DEPARTMENT = "department", w("Department", "工作部门")
    SUPERVISION = "supervision", w("Supervision organ", "监察部门")
    VERTICAL = "vertical", w("Vertically managed department", "垂直管理部门")
    TOWN = "town", w("Town government", "乡镇人民政府")
    SUBDISTRICT = "subdistrict", w("Sub-district office", "街道办事处")
    SECTION = "section", w("Internal body", "内设机构")
    ZONE = "zone", w("Economic zone", "开发区")
    BODY = "body", w("Authorised body", "授权组织")


class _Period(Func):
    """The closed range of days from one column to another; an absent end is open."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"
    output_field: models.Field = models.Field()  # type: ignore[type-arg]  # a bare field: only PostgreSQL reads it


class UnitQuerySet(models.QuerySet["Unit"]):
    def existing(self, on: date) -> Self:
        """Opened by that day and not dissolved before or on it."""
        return self.filter(opened_on__lte=on).filter(Q(dissolved_on=None) | Q(dissolved_on__gt=on))

    def below(self, unit: Unit) -> Self:
        """The unit itself and all under it."""
        return self.filter(path__below=unit.path)


class Unit(models.Model):
    """A body that can be given work and can answer for it. Its present name and place; older ones in UnitSpell."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=160, blank=True)
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    level = models.CharField(max_length=12)
    kind = models.CharField(max_length=16)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = PathField()
    order = models.IntegerField(default=0)
    opened_on = models.DateField()
    dissolved_on = models.DateField(null=True, db_comment="The first day on which it no longer exists")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")
    is_jurisdiction = models.BooleanField(
        default=False, db_comment="A government with its own rules and calendar"
    )
    document_code = models.CharField(
        max_length=20, blank=True, db_comment="发文字号 agency code, e.g. 云川政督"
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(dissolved_on__gt=F("opened_on")),
                name="unit_dissolved_after_opening",
            ),
            models.CheckConstraint(condition=~Q(successor=F("id")), name="unit_succeeds_another"),
        ]
        indexes = [GistIndex(fields=["path"], name="unit_path")]

    def __str__(self) -> str:
        return self.short_name

    def exists_on(self, day: date) -> bool:
        return self.opened_on <= day and (self.dissolved_on is None or day < self.dissolved_on)

    def ancestor_ids(self) -> list[int]:
        """Ids from the root down to this unit itself."""
        return [int(label) for label in str(self.path).split(".")]


class UnitSpell(models.Model):
    """What a unit was called and where it stood, from one day to another: the chart of any day is read from here."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="spells")
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, db_comment="Last day, inclusive")

    class Meta:
        ordering = ["unit_id", "from_on"]
        constraints = [
            ExclusionConstraint(
                name="unit_has_one_spell_a_day",
                expressions=[
                    (_Period("from_on", "until_on"), RangeOperators.OVERLAPS),
                    ("unit", RangeOperators.EQUAL),
                ],
            )
        ]


class Rank(models.TextChoices):
    """What a post is within its unit."""

    HEAD = "head", w("Top leader", "主要负责人")
    IN_CHARGE = "in_charge", w("Leader in charge", "分管负责人")
    SECTION_HEAD = "section_head", w("Section head", "内设机构负责人")
    STAFF = "staff", w("Staff", "工作人员")


class Post(models.Model):
    """A post in a unit; who holds it is told by its appointments (E03)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    rank = models.CharField(max_length=16)
    order = models.IntegerField(default=0)

    class Meta:
        ordering = ["unit_id", "order", "id"]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    def serving(self, on: date) -> Self:
        """Everyone with an appointment on that day."""
        return self._holding(on)

    def leading(self, on: date, *ranks: str) -> Self:
        """Leaders in office on that day: heads and those in charge, or of these ranks alone."""
        return self._holding(on, appointments__post__rank__in=ranks or (Rank.HEAD, Rank.IN_CHARGE))

    def _holding(self, on: date, **post: Any) -> Self:
        until = Q(appointments__until_on=None) | Q(appointments__until_on__gte=on)
        return self.filter(until, appointments__from_on__lte=on, **post).distinct()

    def serving_in(self, unit_ids: list[int], on: date) -> Self:
        """Persons with an appointment in one of the units on that day."""
        return self._holding(on, appointments__post__unit_id__in=unit_ids)


class Person(models.Model):
    """Someone who holds or held a post (E04)."""

    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    staff_number = models.CharField(max_length=30, unique=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    left_on = models.DateField(
        null=True, db_comment="The first day on which the person no longer serves anywhere"
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["staff_number"]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A person holds a post from one day to another, both inclusive."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    is_main = models.BooleanField(default=True)

    class Meta:
        ordering = ["person_id", "from_on"]
        indexes = [models.Index(fields=["post", "from_on"], name="appointment_by_post")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="appointment_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="appointment_once_per_post_and_day",
                expressions=[
                    (_Period("from_on", "until_on"), RangeOperators.OVERLAPS),
                    ("person", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                ],
            ),
        ]
