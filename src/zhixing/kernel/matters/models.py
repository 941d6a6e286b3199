"""Matter, Participation, Event and number counters: what every kind shares (architecture §1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from zhixing.base.refusals import NotFound
from zhixing.base.words import w
from zhixing.kernel.matters import kinds
from zhixing.kernel.organisation.models import Person, Unit

if TYPE_CHECKING:
    from zhixing.kernel.access.actors import Actor, Keys

AUDIENCE_LIMIT = 300  # more ids make index rows too large (a covering index fails from some 650 on)


class Standing(models.TextChoices):
    """How a unit or person stands to a matter."""

    LEAD = "lead", w("Lead unit", "主办单位")
    SUPPORTING = "supporting", w("Supporting unit", "协办单位")
    CARRYING = "carrying", w("Carrying leader", "包干领导")
    OVERALL = "overall", w("Overall responsible", "负总责")
    HANDLER = "handler", w("Handler", "承办人")
    SUPERVISOR = "supervisor", w("Supervising office", "督办单位")
    READER = "reader", w("Reader", "传阅对象")
    COSIGNER = "cosigner", w("Co-signer", "会签对象")
    OBSERVER = "observer", w("Observer", "知情单位")


M = TypeVar("M", bound="Matter", covariant=True)


def _seen_by(keys: Keys, *, confidential: bool) -> Q | None:
    """The row condition for these keys, or None where they open nothing.

    Units below a wholly seen jurisdiction add nothing to it, so only persons are asked for beside it: one plain
    condition that the index by due day serves.
    """
    if not keys:
        return None
    if keys.roots and not confidential:
        persons = sorted(i for i in keys.ids if i < 0)
        return Q(jurisdiction_id__in=sorted(keys.roots)) | Q(audience__overlap=persons)
    return Q(audience__overlap=sorted(keys.ids))


class MatterQuerySet(models.QuerySet[M]):
    def visible_to(self, actor: Actor, *, kind_code: str = "") -> Self:
        """What the actor may find, per kind: there is no "sees everything" across kinds.

        With a kind's code only matters of this kind, and only its rule is asked of each row.
        """
        wanted = Q(pk__in=[])
        for kind in self._kinds():
            if kind_code and kind.code != kind_code:
                continue
            seen = _seen_by(actor.keys(kind.view), confidential=kind.confidential)
            if seen is not None:
                wanted |= Q(kind=kind.code) & seen if self.model is Matter else seen
        return self.filter(wanted)

    def _kinds(self) -> list[kinds.Kind]:
        known = kinds.kinds().values()
        return [k for k in known if self.model is Matter or issubclass(self.model, k.model)]

    def open(self) -> Self:
        return self.filter(closed_on=None)

    def get_or_refuse(self, pk: int) -> M:
        """The one with this id among those of the queryset, or NotFound."""
        found = self.filter(pk=pk).first()
        if found is None:
            raise NotFound
        return found


class Matter(models.Model):
    """Anything that is opened, moved, closed and must be answered. Changed by actions only.

    `due_on` is the earliest due day of its open obligations (written by `settle`); `audience` holds unit ids and,
    negative, person ids who may find it (written by `participations`). Both are derived and audited.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=60, null=True, unique=True)
    title = models.CharField(max_length=300)
    jurisdiction = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    lead_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=30)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="offspring")
    audience = ArrayField(models.BigIntegerField(), default=list)
    rulebook_id = models.BigIntegerField(null=True, db_comment="The rulebook it was opened under")
    revision = models.IntegerField(default=0, db_comment="Counts actions; If-Match compares it")

    objects = MatterQuerySet.as_manager()

    noun: ClassVar[Any] = w("matter", "事项")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")),
                name="matter_closed_after_opening",
            ),
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="matter_not_its_own_parent"),
        ]
        indexes = [
            GinIndex(fields=["audience"], condition=Q(closed_on=None), name="matter_audience_open"),
            GinIndex(fields=["audience"], name="matter_audience"),
            models.Index(
                fields=["due_on", "id"],
                include=["kind", "state", "lead_unit"],
                condition=Q(closed_on=None),
                name="matter_open_by_due",
            ),
            models.Index(fields=["-opened_on", "-id"], name="matter_newest"),
            models.Index(
                fields=["lead_unit", "due_on"], condition=Q(closed_on=None), name="matter_open_by_lead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or '—'} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def standing(self, *standings: str) -> Self:
        """Those in force now, of these standings (all when none is given)."""
        found = self.filter(until_at=None)
        return found.filter(standing__in=standings) if standings else found


class Participation(models.Model):
    """Who stands how to a matter, from one moment to another. A unit or a person, never both.

    Without `from_at` it is only planned (named in a draft): it counts for what the draft says, not for who may find it.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="participations")
    standing = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField(null=True, db_comment="Empty while only named in a draft")
    until_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True, db_comment="Signed for, read or agreed, as its standing asks")
    place = models.IntegerField(default=0, db_comment="Order, where it matters (co-signers in order)")

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["matter_id", "place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=None, person__isnull=False) | Q(unit__isnull=False, person=None),
                name="participation_unit_or_person",
            ),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(standing="lead", until_at=None), name="participation_one_lead"
            ),
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(standing="carrying", until_at=None),
                name="participation_one_carrying",
            ),
            models.UniqueConstraint(
                fields=["matter", "standing", "unit"],
                condition=Q(until_at=None, unit__isnull=False),
                name="participation_unit_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "standing"], condition=Q(until_at=None), name="participation_of_unit"
            ),
            models.Index(
                fields=["person", "standing"], condition=Q(until_at=None), name="participation_of_person"
            ),
        ]


class Event(models.Model):
    """What happened: append-only, typed, tellable. The database refuses UPDATE, DELETE and TRUNCATE.

    `subject` names what it is about when that is no matter ("organisation.unit:12").
    """

    id = models.BigAutoField(primary_key=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="events")
    subject = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=60)
    version = models.SmallIntegerField(default=1)
    actor = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=80)
    on_behalf_of = models.CharField(max_length=80, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["matter", "happened_at", "id"], name="event_of_matter"),
            models.Index(fields=["subject", "id"], condition=~Q(subject=""), name="event_of_subject"),
            models.Index(fields=["kind", "id"], name="event_of_kind"),
        ]


class EventWaiting(models.Model):
    """An event that is not sealed yet. Written by a trigger with the event, taken by the sealer."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, db_constraint=False)

    class Meta:
        db_table = "matters_event_waiting"


class Counter(models.Model):
    """The last number taken, per series and year. Locked as the last thing before the event is written."""

    series = models.CharField(max_length=60)
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="counter_one_a_year")]
