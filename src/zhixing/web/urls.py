"""Addresses of the shell. Of allauth only what the house uses is mounted: no sign-up, no e-mail."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from zhixing.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("language/", views.set_language, name="set-language"),
    path("looks/", views.set_looks, name="set-looks"),
    path("health", views.health, name="health"),
    path("styleguide/", views.style_guide, name="styleguide"),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("", include("zhixing.web.portal.urls")),
    path("", include("zhixing.web.doors.urls")),
]
