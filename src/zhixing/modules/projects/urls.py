"""Addresses of key projects that are not made from declarations, and names for those that are."""

from __future__ import annotations

from django.urls import path

from zhixing.web.doors import listing


def _ledger(segment: str) -> object:
    """The generic ledger of a kind under a name of its own, for the navigation."""
    at = {"module": "projects", "segment": segment}
    return path(segment, listing.ledger, at, name=f"projects-{segment}")


urlpatterns = [_ledger("projects"), _ledger("reports"), _ledger("tables")]
