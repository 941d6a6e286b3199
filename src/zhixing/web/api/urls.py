"""Addresses of the API, mounted at /api/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from zhixing.web.api.door import guarded, no_such_address
from zhixing.web.api.front import front
from zhixing.web.api.reference import openapi, reference

_operations = [p for p in front().urls[0] if not (isinstance(p, URLPattern) and p.name == "api-root")]
for _pattern in _operations:
    if isinstance(_pattern, URLPattern):
        _pattern.callback = guarded(_pattern.callback)

v1: list[URLPattern | URLResolver] = [
    path("openapi.json", guarded(openapi), name="api-contract"),
    path("docs", reference, name="api-reference"),
    *_operations,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(v1)),
    re_path(r"^", guarded(no_such_address), name="api-nothing"),  # whatever follows, line breaks too
]
