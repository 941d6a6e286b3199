"""Notices, who has read them, how people want to be told, and which outside systems are told too."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from zhixing.base.words import Words, language, w
from zhixing.kernel.access.models import Account
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.organisation.models import Person, Unit


class Urgency(models.TextChoices):
    """Urgent ones are mailed at once to everyone who takes mail."""

    PLAIN = "plain", w("Plain", "一般")
    URGENT = "urgent", w("Urgent", "紧急")


class Notice(models.Model):
    """Something that one unit or one person is told. Never changed.

    `by` is the account whose deed it tells: that account has nothing left to read. A notice of a
    confidential matter is shown only to who may find the matter (inbox.py).
    """

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    addressee = models.GeneratedField(
        expression=Coalesce(F("unit_id"), F("person_id") * -1),
        output_field=models.BigIntegerField(),
        db_persist=True,
        db_comment="Unit id, or person id as a negative number, as in a matter's audience",
    )
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=60)
    zh = models.TextField()
    en = models.TextField()
    urgency = models.CharField(max_length=8, default=Urgency.PLAIN)
    is_confidential = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=None, person__isnull=False) | Q(unit__isnull=False, person=None),
                name="notice_has_one_addressee",
            ),
            models.CheckConstraint(condition=~Q(zh="") & ~Q(en=""), name="notice_speaks_both_languages"),
        ]
        indexes = [models.Index(fields=["addressee", "-id"], name="notice_of_addressee")]

    def __str__(self) -> str:
        return self.zh if language() == "zh" else self.en

    @property
    def words(self) -> Words:
        """What is told, in both languages, for a page to show in the reader's."""
        return Words(self.en, self.zh)


class NoticeRead(models.Model):
    """An account has read a notice. Each reader of a unit's inbox reads for himself."""

    id = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="reads", db_index=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "notice"], name="notice_read_once")]
        indexes = [models.Index(fields=["notice"], name="notice_read_of_notice")]


class ReadThrough(models.Model):
    """Up to here an account has read its whole inbox, so that nobody looks there again for what is unread.

    Only ever moved forward, and never over notices so young that one with a lower id may still be uncommitted.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="+")
    through = models.BigIntegerField(db_comment="A notice's id; every one up to it counts as read")


class Pace(models.TextChoices):
    """When mail comes."""

    DIGEST = "digest", w("One mail each working morning", "每个工作日早晨汇总")
    AT_ONCE = "at_once", w("At once", "即时")


class Preference(models.Model):
    """How an account wants to be told beside the inbox. Without a row: one mail a working day, in Chinese."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="+")
    email = models.BooleanField(default=True)
    pace = models.CharField(max_length=8, default=Pace.DIGEST)
    language = models.CharField(max_length=2, default="zh")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(language__in=["zh", "en"]), name="preference_language_known")
        ]


class Mailing(models.Model):
    """A notice was mailed to an account. Claimed before sending, so that a job that runs twice sends once."""

    id = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    mailed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "notice"], name="mailing_once")]
        indexes = [models.Index(fields=["notice"], name="mailing_of_notice")]


class Subscription(models.Model):
    """An outside system is told what a unit is told. `kinds` narrows it; none means every kind."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=500)
    secret = models.CharField(max_length=80, db_comment="Signs each delivery; shown to people once")
    kinds = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "url"],
                condition=Q(ended_at=None),
                name="subscription_once_a_unit_and_address",
            )
        ]


class DeliveryState(models.TextChoices):
    """What became of a delivery."""

    WAITING = "waiting", w("waiting", "待投递")
    DELIVERED = "delivered", w("delivered", "已送达")
    DEAD = "dead", w("given up", "已放弃")


class Delivery(models.Model):
    """One notice for one subscription: how often it was tried and what came back."""

    id = models.BigAutoField(primary_key=True)
    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="deliveries")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=10, default=DeliveryState.WAITING)
    attempts = models.IntegerField(default=0)
    status = models.IntegerField(null=True, db_comment="HTTP status of the last answer")
    error = models.CharField(max_length=200, blank=True)
    tried_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["subscription", "notice"], name="delivery_once")]
        indexes = [
            models.Index(fields=["-id"], condition=~Q(state="delivered"), name="delivery_not_delivered")
        ]
