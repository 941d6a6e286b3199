"""Addresses of approval monitoring that are not made from declarations."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("zhixing.modules.approvals.scores.urls")),
]
