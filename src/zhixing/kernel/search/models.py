"""The searched text of a matter, beside the narrow matter row."""

from __future__ import annotations

from django.db import models

from zhixing.kernel.matters.models import Matter


class SearchText(models.Model):
    """What can be found of a matter: number, title and what its kind adds. Indexed by two-character pieces.

    The index is functional (migration 0002): no extension, 0.1 ms for a rare two-character word in 200,000 rows, where a
    trigram index scans (dependencies, Chinese search).
    """

    matter = models.OneToOneField(
        Matter, on_delete=models.CASCADE, primary_key=True, related_name="search_text"
    )
    body = models.TextField()
