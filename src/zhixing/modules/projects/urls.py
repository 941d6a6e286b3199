"""Addresses of key projects that are not made from declarations: the public list."""

from __future__ import annotations

from django.urls import path

from zhixing.modules.projects.pages import portal

urlpatterns = [
    path("public", portal.public, name="projects-public"),
    path("public.json", portal.public_json, name="projects-public-json"),
]
