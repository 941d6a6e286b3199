"""Accounts, grants of roles for a unit and a period, stand-ins, and the three separated administrators."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from zhixing.base.words import w
from zhixing.kernel.organisation.models import Person, Unit, _Period


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """The key to the door: of a person, of an outside system, or of the product's own jobs."""

    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, related_name="account")
    is_service = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.person.name if self.person else self.username


class Reach(models.TextChoices):
    """How far a granted role sees from its unit."""

    OWN = "own", w("Own matters only", "仅本人参与")
    UNIT = "unit", w("This unit", "本单位")
    BELOW = "below", w("This unit and those below", "本单位及下级")


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, on: date) -> Self:
        return self.filter(from_on__lte=on, revoked_on=None).filter(Q(until_on=None) | Q(until_on__gte=on))


class Grant(models.Model):
    """An account holds a role for a unit from one day to another, both inclusive."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reach = models.CharField(max_length=8, default=Reach.UNIT)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["account_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="grant_ends_after_it_begins"
            )
        ]


class CustomRole(models.Model):
    """A role an authority made for itself, beside the ones the product declares."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    powers = ArrayField(models.CharField(max_length=80))

    class Meta:
        ordering = ["code"]


class Office(models.TextChoices):
    """The three separated administrators (GB/T 22239-2019 8.1.5)."""

    SYSTEM = "system", w("System administrator", "系统管理员")
    SECURITY = "security", w("Security administrator", "安全管理员")
    AUDIT = "audit", w("Audit administrator", "审计管理员")


class Seat(models.Model):
    """An account is administrator of one office for a period. One person never holds two (the database refuses)."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=10)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            ExclusionConstraint(
                name="seat_one_office_a_person",
                expressions=[
                    (_Period("from_on", "until_on"), RangeOperators.OVERLAPS),
                    ("person", RangeOperators.EQUAL),
                    ("office", RangeOperators.NOT_EQUAL),
                ],
            )
        ]


class StandIn(models.Model):
    """While someone is away another account acts in their place; each deed names both (代理)."""

    absent = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="stood_in_by")
    deputy = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="stands_in_for")
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=200)
    revoked_on = models.DateField(null=True)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(absent=F("deputy")), name="stand_in_is_another"),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="stand_in_ends_after_it_begins"
            ),
        ]


class Token(models.Model):
    """A key for the API. Only its SHA-256 is kept; the key is shown once."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.BinaryField(unique=True)
    expires_on = models.DateField()
    revoked_on = models.DateField(null=True)
    last_used_on = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
