"""What the ledger is compared with: a Django view that selects 50 rows and renders them, and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import URLPattern, URLResolver, path

from zhixing.config.urls import urlpatterns as product
from zhixing.kernel.matters.models import Matter

_PAGE = Engine().from_string(
    "<!doctype html><html lang=zh><title>督办事项</title><table><tr><th>编号<th>事项<th>主办单位<th>状态<th>时限</tr>"
    "{% for m in rows %}<tr><td><a href='/supervision/items/{{ m.pk }}'>{{ m.number }}</a><td>{{ m.title }}"
    "<td>{{ m.lead_unit.short_name }}<td>{{ m.state }}<td>{{ m.due_on|date:'Y-m-d' }}</tr>{% endfor %}</table>"
)


def bare(request: HttpRequest) -> HttpResponse:
    """The 50 open matters with the earliest limit. It asks who is signed in, as any page behind a door does."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    rows = Matter.objects.filter(closed_on=None).select_related("lead_unit").order_by("due_on", "id")[:50]
    return HttpResponse(_PAGE.render(Context({"rows": rows})))


urlpatterns: list[URLPattern | URLResolver] = [path("bare", bare), *product]
