"""What is in force where: a rulebook is a dated snapshot of packs for one jurisdiction, kept as long as matters need it."""

from __future__ import annotations

from django.db import models

from zhixing.kernel.organisation.models import Unit


class PackText(models.Model):
    """The text of one version of a pack as it was loaded, so that an old matter keeps its rule for good."""

    pack = models.CharField(max_length=60)
    version = models.IntegerField()
    digest = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["pack", "version", "id"]


class Rulebook(models.Model):
    """The packs switched on for a jurisdiction from one moment on, with its local values and chosen settings.

    A change makes a new one; none is edited.
    Matters opened while it is the latest keep it (`Matter.rulebook_id`).
    """

    jurisdiction = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    packs = models.ManyToManyField(PackText)
    locals = models.JSONField(
        default=list, db_comment="Local values over the packs' own (rulebook.local.LocalValue)"
    )
    choices = models.JSONField(default=dict, db_comment="Setting of a pack → the option chosen here")
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
