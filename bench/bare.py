"""What the ledger is compared with: a plain Django view of the same 50 rows with the same ten columns.

It has what any view behind a sign-in has (the product's middleware, session, account: two statements) and one statement
of its own: the open items by limit as model instances, their unit and leader joined, the colours of their cards as a list.
It renders them with a plain template. It judges no power, counts nothing, and has no frame, tabs, filters or words.
"""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import URLPattern, URLResolver, path

from zhixing.config.urls import urlpatterns as product
from zhixing.kernel.obligations.models import Card, CardState
from zhixing.modules.supervision.models import SupervisedItem

_PAGE = Engine().from_string(
    "<!doctype html><html lang=zh><title>督办事项</title><table><tr><th>编号<th>事项<th>主办单位<th>状态<th>最近时限"
    "<th>来源<th>包干领导<th>办结时限<th>进度<th>预警牌</tr>"
    "{% for i in rows %}<tr><td><a href='/supervision/items/{{ i.pk }}'>{{ i.number }}</a><td>{{ i.title }}"
    "<td>{{ i.lead_unit.short_name }}<td>{{ i.state }}<td>{{ i.due_on|date:'Y-m-d' }}<td>{{ i.source }}"
    "<td>{{ i.carrying_leader.name }}<td>{{ i.limit_on|date:'Y-m-d' }}<td>{{ i.progress_percent }}"
    "<td>{{ i.card_colours|join:'、' }}</tr>{% endfor %}</table>"
)


def bare(request: HttpRequest) -> HttpResponse:
    """The 50 open items with the earliest limit. It asks who is signed in, as any page behind a door does."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    rows = SupervisedItem.objects.filter(closed_on=None).select_related("lead_unit", "carrying_leader")
    cards = Card.objects.filter(matter_id=OuterRef("pk")).exclude(state=CardState.REMOVED).order_by("id")
    rows = rows.annotate(card_colours=ArraySubquery(cards.values("colour"))).order_by("due_on", "id")[:50]
    return HttpResponse(_PAGE.render(Context({"rows": rows})))


urlpatterns: list[URLPattern | URLResolver] = [path("bare", bare), *product]
