"""The shell's own few pages: home, language, looks, health, style guide."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from zhixing.base.refusals import NotFound
from zhixing.web import looks, navigation, styleguide
from zhixing.web.looks import A_YEAR_SECONDS
from zhixing.web.pages import page


@require_GET
@page(None)
def home(request: Any) -> HttpResponse:
    """The public portal's front; whoever is signed in goes on to where their work is."""
    if request.user.is_authenticated:
        if request.user.must_change_password:
            return HttpResponseRedirect(navigation.address("account_change_password"))
        if own := navigation.home_of(request.actor):
            return HttpResponseRedirect(own)
        groups = navigation.groups_for(request.actor, request.path)
        if groups:
            return HttpResponseRedirect(groups[0].places[0].url)
    return render(request, "portal/home.html", {"offers": navigation.public_offers()})


@require_POST
@page(None)
def set_language(request: HttpRequest) -> HttpResponse:
    """Change the language and stay on the page."""
    response = HttpResponseRedirect(_back(request))
    code = request.POST.get("language", "")
    if translation.check_for_language(code) and code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=A_YEAR_SECONDS,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


@require_POST
@page(None)
def set_looks(request: HttpRequest) -> HttpResponse:
    """Change theme, navigation or density and stay on the page (204 for the script)."""
    response = HttpResponse(status=204) if "quiet" in request.POST else HttpResponseRedirect(_back(request))
    for key in looks.CHOICES:
        if key in request.POST:
            looks.keep(response, key, request.POST[key], secure=settings.SESSION_COOKIE_SECURE)
    return response


@require_GET
@never_cache
@page(None)
def health(request: HttpRequest) -> HttpResponse:
    """For the watcher of the machine: 200 while web and database answer, else 503. Tells nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"status": "database away"}, status=503)
    return JsonResponse({"status": "ok"})


@require_GET
@page(None)
def style_guide(request: Any) -> HttpResponse:
    """All components with sample values; for those who build pages (DEBUG) and for administrators."""
    may = settings.DEBUG or (request.user.is_authenticated and request.actor.seats)
    if not may:
        raise NotFound
    if "options" in request.GET:
        return render(request, "components/_options.html", styleguide.found(request.GET))
    return render(request, "shell/styleguide.html", styleguide.samples())


def _back(request: HttpRequest) -> str:
    """Where the form was: an address of this house, else the front."""
    wanted = request.POST.get("next", "/")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"
