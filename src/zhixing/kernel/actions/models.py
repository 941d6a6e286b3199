"""Keys under which a request was carried out, so that sending it again does not do it again."""

from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """An idempotency key of the API and the answer it got. Written in the transaction of the action itself."""

    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    digest = models.CharField(
        max_length=64, db_comment="SHA-256 of the request: the same key for another is refused"
    )
    answer = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="attempt_once")]
