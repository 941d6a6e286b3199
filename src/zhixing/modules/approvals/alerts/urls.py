"""Addresses of alerts that are not made from declarations."""

from __future__ import annotations

from django.urls import path

from zhixing.modules.approvals.alerts import portal

urlpatterns = [path("public/delays/", portal.delays, name="approvals-public-delays")]
