"""What an authority adds to the national calendar: its own days, and a year's notice once it is published."""

from __future__ import annotations

from django.db import models

from zhixing.kernel.organisation.models import Unit


class LocalDayEntry(models.Model):
    """One day on which a jurisdiction rests or works differently. Never edited: undone by a later entry."""

    jurisdiction = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    rests = models.BooleanField()
    reason = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "on"], condition=models.Q(undone_at=None), name="local_day_once"
            )
        ]


class PublishedYear(models.Model):
    """The State Council's notice for a year that the product did not ship with: which days rest, which are worked.

    `days` is a list of [ISO day, rests, Chinese occasion]. A correction is a later row for the same year.
    """

    year = models.IntegerField()
    notice = models.CharField(max_length=200)
    days = models.JSONField()
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
