"""Addresses of supervised handling that are not made from declarations, and names for those that are."""

from __future__ import annotations

from django.urls import path

from zhixing.modules.supervision.pages.documents import views as breaking_down
from zhixing.web.doors import listing


def _ledger(segment: str) -> object:
    """The generic ledger of a kind under a name of its own, for the navigation."""
    at = {"module": "supervision", "segment": segment}
    return path(segment, listing.ledger, at, name=f"supervision-{segment}")


urlpatterns = [
    _ledger("items"),
    _ledger("documents"),
    _ledger("checks"),
    _ledger("circulars"),
    _ledger("quarterlies"),
    path("breakdown/documents/new", breaking_down.take_in_page, name="breakdown-new"),
    path("breakdown/documents/<int:document_id>", breaking_down.workbench, name="breakdown"),
    path("breakdown/documents/<int:document_id>/names", breaking_down.settle_names, name="breakdown-names"),
    path("breakdown/documents/<int:document_id>/<slug:name>", breaking_down.deed, name="breakdown-deed"),
    path(
        "breakdown/documents/<int:document_id>/proposals/<int:proposal_id>",
        breaking_down.proposal,
        name="breakdown-proposal",
    ),
]
