"""What the shared door keeps of its own: the views of ledgers that people save."""

from __future__ import annotations

from django.db import models

from zhixing.kernel.access.models import Account


class SavedView(models.Model):
    """A ledger's query under a name of the person's own: tab, filters, columns, order and words to find."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40, db_comment="Code of the kind whose ledger it is")
    name = models.CharField(max_length=30)
    query = models.CharField(max_length=2000, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["saved_at", "id"]
        constraints = [models.UniqueConstraint(fields=["account", "kind", "name"], name="view_once_a_name")]

    def __str__(self) -> str:
        return self.name
