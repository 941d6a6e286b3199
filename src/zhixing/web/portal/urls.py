"""Addresses of the public portal."""

from __future__ import annotations

from django.urls import path

from zhixing.web.portal import calculator, heads, statements

urlpatterns = [
    path("calculator", calculator.calculator, name="portal-calculator"),
    path("calculator.json", calculator.calculator_json, name="portal-calculator-json"),
    path("heads", heads.heads, name="portal-heads"),
    path("heads.json", heads.heads_json, name="portal-heads-json"),
    path("heads/consistency.json", heads.consistency_json, name="portal-consistency"),
    path("heads/key.pem", heads.public_key, name="portal-key"),
    path("accessibility", statements.accessibility, name="portal-accessibility"),
]
