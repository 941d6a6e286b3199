"""Pages that only say something: the accessibility statement."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhixing.web.pages import page


@require_safe
@page(None)
def accessibility(request: HttpRequest) -> HttpResponse:
    """What the house promises to people with disabilities, what is known to fall short, and whom to tell."""
    return render(request, "portal/accessibility.html")
