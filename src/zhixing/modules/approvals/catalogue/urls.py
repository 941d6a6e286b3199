"""Addresses of the public catalogue."""

from __future__ import annotations

from django.urls import path

from zhixing.modules.approvals.catalogue import portal

urlpatterns = [
    path("", portal.catalogue, name="approvals-catalogue"),
    path("items.json", portal.catalogue_json, name="approvals-catalogue-json"),
    path("items.csv", portal.catalogue_csv, name="approvals-catalogue-csv"),
    path("changes", portal.changes, name="approvals-catalogue-changes"),
    path("changes.csv", portal.changes_csv, name="approvals-catalogue-changes-csv"),
    path("items/<str:code>.json", portal.item_json, name="approvals-catalogue-item-json"),
    path("items/<str:code>", portal.item_page, name="approvals-catalogue-item"),
]
