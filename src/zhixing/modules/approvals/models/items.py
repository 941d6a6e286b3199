"""The catalogue of approval items (审批事项目录): items with every version of their guide, and the list of changes (S2.2-08)."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from zhixing.base.words import Words, w
from zhixing.kernel.calendars.terms import Term
from zhixing.kernel.matters.models import Matter, MatterQuerySet, Standing
from zhixing.kernel.organisation.models import Person, Unit
from zhixing.modules.approvals.models.sources import Source


class ItemType(models.TextChoices):
    """What kind of deed an item is. The first six are approvals in the wide sense; the others stand in official lists too."""

    LICENCE = "licence", w("licence", "行政许可")
    OTHER_APPROVAL = "other_approval", w("other approval", "其他审批（其他行政权力）")
    CONFIRMATION = "confirmation", w("confirmation", "行政确认")
    REGISTRATION = "registration", w("registration", "登记")
    FILING = "filing", w("filing", "备案")
    NOTICE_PROMISE = "notice_promise", w("registration by notice and promise", "告知承诺（注册）")
    PAYMENT = "payment", w("payment", "行政给付")
    REWARD = "reward", w("reward", "行政奖励")
    RULING = "ruling", w("ruling", "行政裁决")
    PUBLIC_SERVICE = "public_service", w("public service", "公共服务")


REPLACEMENTS = (
    ItemType.NOTICE_PROMISE,
    ItemType.REGISTRATION,
    ItemType.FILING,
)  # S2.2-08: 注册制、登记制、备案制


class ItemState(models.TextChoices):
    """Where an item stands. From `in_force` on it is public; a new version is drafted beside the one in force."""

    DRAFT = "draft", w("being drafted", "拟定中")
    REVIEWED = "reviewed", w("reviewed, to be confirmed", "已审核待确认")
    IN_FORCE = "in_force", w("in force", "实施中")
    REVISING = "revising", w("in force, being revised", "实施中（修订）")
    REVISED = "revised", w("in force, revision to be confirmed", "实施中（修订待确认）")
    ENDING = "ending", w("in force, its end proposed", "实施中（拟取消、调整）")
    ADJUSTED = "adjusted", w("adjusted", "已调整")
    CANCELLED = "cancelled", w("cancelled", "已取消")
    DROPPED = "dropped", w("draft dropped", "草案作废")


OFFERED = (ItemState.IN_FORCE, ItemState.REVISING, ItemState.REVISED, ItemState.ENDING)  # applied for today


class LimitUnit(models.TextChoices):
    """In which days a limit is counted."""

    WORKING_DAYS = "working_days", w("working days", "工作日")
    NATURAL_DAYS = "natural_days", w("natural days", "自然日")


class Charging(models.TextChoices):
    """Whether an item costs its applicant anything."""

    UNSAID = "", w("not said yet", "尚未明确")
    FREE = "free", w("free of charge", "不收费")
    CHARGED = "charged", w("a fee is charged", "收费")


class ChangeKind(models.TextChoices):
    """What became of an item (S2.1-02, S2.2-08): what the list of changes tells, and what an end can be."""

    ADDED = "added", w("added", "新增")
    SIMPLIFIED = "simplified", w("simplified", "简化")
    AMENDED = "amended", w("amended", "修订")
    CANCELLED = "cancelled", w("cancelled", "取消")
    TO_NOTICE = "to_notice", w("turned into registration by notice", "改为注册（告知承诺）")
    TO_REGISTRATION = "to_registration", w("turned into registration", "改为登记")
    TO_FILING = "to_filing", w("turned into filing", "改为备案")
    MERGED = "merged", w("merged into another item", "合并")
    DELEGATED = "delegated", w("delegated to a lower level", "下放")


class Ending(models.TextChoices):
    """How an item ends. All but a cancellation name the item that takes its place."""

    CANCELLED = "cancelled", w("cancel", "取消")
    TO_NOTICE = "to_notice", w("turn into registration by notice", "改为注册（告知承诺）")
    TO_REGISTRATION = "to_registration", w("turn into registration", "改为登记")
    TO_FILING = "to_filing", w("turn into filing", "改为备案")
    MERGED = "merged", w("merge into another item", "并入其他事项")
    DELEGATED = "delegated", w("delegate to a lower level", "下放下级实施")


class Route(models.TextChoices):
    """The three ways in which what was approved goes on without approval (S2.8-06)."""

    MARKET = (
        "market",
        w("handed to market bodies, with service standards", "交由市场中介组织（制定服务标准）"),
    )
    GUIDANCE = "guidance", w("planning, policy and guidance instead", "转为规划、政策、引导监督")
    LOCAL = (
        "local",
        w("handed to local or social bodies, with revised rules", "转交地方或社会组织（修订规则）"),
    )


class Guide(models.Model):
    """What the guide (办事指南) of an item says.

    Limits count from acceptance. `promised_days` (None: nothing promised) never allow longer than `statutory_days` (None:
    the law sets no limit); whether working and natural days compare is a question to the calendar (`catalogue.terms`).
    `steps` are lines as people write them, each with its limit or without one ("审查 5个工作日"; see `catalogue.terms`).
    """

    applicants = models.CharField(max_length=200, blank=True)
    basis = ArrayField(models.CharField(max_length=200), default=list, db_comment="Provisions it rests on")
    listed_as = models.CharField(
        max_length=80, blank=True, db_comment="Its place in the published list of licences; empty: not on it"
    )
    conditions = models.TextField(blank=True)
    materials = ArrayField(models.CharField(max_length=200), default=list)
    steps = ArrayField(models.CharField(max_length=200), default=list)
    statutory_days = models.IntegerField(null=True)
    statutory_unit = models.CharField(max_length=12, default=LimitUnit.WORKING_DAYS)
    promised_days = models.IntegerField(null=True)
    promised_unit = models.CharField(max_length=12, default=LimitUnit.WORKING_DAYS)
    charging = models.CharField(max_length=8, default=Charging.UNSAID, blank=True)
    fee_basis = models.CharField(max_length=200, blank=True)
    fee_standard = models.CharField(max_length=200, blank=True)
    windows = ArrayField(models.CharField(max_length=200), default=list)
    result = models.CharField(max_length=200, blank=True, db_comment="What is issued")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(Q(statutory_days=None) | Q(statutory_days__gte=1))
                & (Q(promised_days=None) | Q(promised_days__gte=1)),
                name="approvals_%(class)s_days_positive",
            ),
            models.CheckConstraint(
                condition=Q(promised_days=None)
                | Q(statutory_days=None)
                | ~Q(promised_unit=F("statutory_unit"))
                | Q(promised_days__lte=F("statutory_days")),
                name="approvals_%(class)s_promise_within_the_law",
            ),
            models.CheckConstraint(
                condition=~Q(charging="charged") | ~Q(fee_basis=""),
                name="approvals_%(class)s_charged_by_law",
            ),
        ]

    @property
    def statutory(self) -> Term | None:
        """The longest that the law allows; None where it is silent."""
        return self.term(self.statutory_days, self.statutory_unit)

    @property
    def promised(self) -> Term | None:
        """What is promised; None where nothing is."""
        return self.term(self.promised_days, self.promised_unit)

    @staticmethod
    def term(days: int | None, unit: str) -> Term | None:
        """A limit as its two columns tell it."""
        if days is None:
            return None
        return Term(days, "natural_days" if unit == LimitUnit.NATURAL_DAYS else "working_days")


class ItemQuerySet(MatterQuerySet["ServiceItem"]):
    def offered(self) -> Self:
        """Those that can be applied for: in force, whatever is drafted beside."""
        return self.filter(state__in=OFFERED)


class ServiceItem(Guide, Matter):
    """An approval item (审批事项, E22): its official code is its `number`. A draft that is dropped gives its code back.

    The guide's columns hold the text being worked on; what is in force is the version `current`, and people are shown
    that one (`shown`). `lead_unit` handles the item, `office` keeps the catalogue. `reviewer` reviewed the text or
    proposed the end: another person decides. An end says from which day, by which route or into which item
    (`successor_item`), who takes over (`successor`) and by what (`successor_rules`): no vacuum (S2.8-06).
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    type = models.CharField(max_length=16)
    main_item = models.CharField(max_length=300, blank=True, db_comment="主项")
    new_title = models.CharField(max_length=200, blank=True, db_comment="Its name from the next version on")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_comment="Keeps the catalogue")
    current = models.ForeignKey("ItemVersion", models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=1000, blank=True, db_comment="Why it is being revised")
    reviewer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField(null=True)
    in_force_on = models.DateField(null=True, db_comment="First day of its first version")
    ending = models.CharField(max_length=16, blank=True)
    route = models.CharField(max_length=10, blank=True)
    successor = models.CharField(max_length=200, blank=True, db_comment="Who takes over")
    successor_rules = models.TextField(blank=True, db_comment="By which standards, plan or rules")
    successor_item = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")
    ending_reason = models.TextField(blank=True)
    ends_on = models.DateField(null=True, db_comment="First day on which it cannot be applied for")
    ended_on = models.DateField(null=True)

    objects = ItemQuerySet.as_manager()  # type: ignore[misc]  # narrower than the parent's manager

    noun: ClassVar[Any] = w("approval item", "审批事项")
    states: ClassVar[Any] = ItemState

    class Meta(Guide.Meta):
        abstract = False
        constraints = [
            *Guide.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_on=None) | (~Q(ending="") & Q(ends_on__isnull=False)),
                name="approvals_item_ended_as_said",
            ),
            models.CheckConstraint(
                condition=~Q(ending="cancelled") | (~Q(route="") & ~Q(successor="") & ~Q(successor_rules="")),
                name="approvals_item_cancelled_by_a_route",
            ),
            models.CheckConstraint(
                condition=Q(ending__in=["", "cancelled"]) | Q(successor_item__isnull=False),
                name="approvals_item_adjusted_into_another",
            ),
        ]
        indexes = [
            models.Index(fields=["type"], name="approvals_item_by_type"),
        ]

    @property
    def shown(self) -> Guide:
        """What people are told: the version in force; before the first, the draft."""
        return self.current or self

    @property
    def is_offered(self) -> bool:
        return self.state in OFFERED

    @cached_property
    def joint_ids(self) -> frozenset[int]:
        """The units that handle it together with the lead unit."""
        rows = self.participations.standing(Standing.SUPPORTING)
        return frozenset(pk for pk in rows.values_list("unit_id", flat=True) if pk)

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates ask of an item before it is reviewed and published (S2.8-03, OP-16)."""
        is_comparable = self.promised_days is not None and self.promised_unit == self.statutory_unit
        return {
            "is_licence": self.type == ItemType.LICENCE,
            "is_on_licence_list": self.listed_as != "",
            "has_conditions": self.conditions != "",
            "has_procedure": bool(self.basis) and bool(self.materials),
            "has_steps": bool(self.steps),
            "has_limit": self.statutory_days is not None or self.promised_days is not None,
            "has_legal_limit": self.statutory_days is not None and is_comparable,
            "legal_days": self.statutory_days or 0,
            "promised_days": self.promised_days or 0,
            "steps": len(self.steps),
        }

    def searched_text(self) -> str:
        told = self.shown
        parts = [self.main_item, told.conditions, *told.basis, *told.materials]
        return "\n".join(part for part in parts if part)


class ItemVersion(Guide):
    """The guide of an item as it held from one day to another (`until_on` inclusive; None: still). Never changed afterwards."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="versions")
    number = models.IntegerField(db_comment="Counts the versions of an item from 1")
    title = models.CharField(max_length=300)
    why = models.CharField(max_length=1000, blank=True, db_comment="Why it was changed")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    reviewed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta(Guide.Meta):
        abstract = False
        ordering = ["item_id", "number"]
        constraints = [
            *Guide.Meta.constraints,
            models.UniqueConstraint(fields=["item", "number"], name="approvals_item_version_once"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(until_on=None), name="approvals_item_version_one_holds"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="approvals_item_version_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("confirmed_by")), name="approvals_item_version_two_persons"
            ),
        ]


class ItemChange(models.Model):
    """A line of the list of changes: what became of an item on a day, with how long, how many steps and materials it took.

    Days are those of the promise, else of the law. A line about an end names the route or the item that takes over.
    """

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=16)
    on = models.DateField()
    version_before = models.ForeignKey(ItemVersion, models.PROTECT, null=True, related_name="+")
    version_after = models.ForeignKey(ItemVersion, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["-on", "-id"], name="approvals_item_change_by_day")]

    @property
    def words(self) -> Words:
        said: Words = ChangeKind(self.kind).label  # type: ignore[assignment]  # labels are Words here
        return said


class ItemName(models.Model):
    """What an outside system calls an item, where neither code nor title says which it is. Without `item` nobody has said yet."""

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="item_names")
    name = models.CharField(max_length=300)
    item = models.ForeignKey(ServiceItem, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "name"], name="approvals_item_name_once")]

    def __str__(self) -> str:
        return self.name
