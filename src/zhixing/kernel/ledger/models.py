"""The sealed record: leaves in their order, the frontier that continues the tree, and its signed heads."""

from __future__ import annotations

from django.db import models

from zhixing.kernel.matters.models import Event


class Leaf(models.Model):
    """An event's place in the tree and the hash of its row as read back at sealing."""

    position = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="leaf")
    hash = models.BinaryField(max_length=32)


class Node(models.Model):
    """The hash of a full subtree of 2^level leaves, numbered from 0 on its level: proofs need few reads."""

    id = models.BigAutoField(primary_key=True)
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="node_once")]


class Head(models.Model):
    """A signed statement: so many leaves, this root. Heads are published on the portal."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    algorithm = models.CharField(max_length=10, default="sha256")
    signed_at = models.DateTimeField()
    signed_at_text = models.CharField(max_length=30, db_comment="The moment as it stands in what was signed")
    key_id = models.CharField(max_length=64)
    signature = models.BinaryField(max_length=64)

    class Meta:
        ordering = ["-size"]
