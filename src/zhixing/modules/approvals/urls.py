"""Addresses of approval monitoring that are not made from declarations."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("catalogue/", include("zhixing.modules.approvals.catalogue.urls")),
    path("", include("zhixing.modules.approvals.scores.urls")),
]
