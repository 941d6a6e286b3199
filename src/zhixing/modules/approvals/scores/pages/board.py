"""The live board: what runs, what falls due today, what is late, cards that wait for an answer. It refreshes itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhixing.base import clock
from zhixing.base.words import Words, w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.obligations.models import Card, CardState
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.approvals.models import Batch, Duty
from zhixing.modules.approvals.powers import VIEW
from zhixing.modules.approvals.scores.asked import Asked, asked
from zhixing.modules.approvals.scoring.naming import NO_UNIT
from zhixing.web.components import Column, Link, Row, Table
from zhixing.web.navigation import address
from zhixing.web.pages import Request, is_part, page

ALERTS = "approvals.alert"
RUNNING = ("open", "suspended")
UNITS, SCREEN_UNITS, AHEAD = 40, 10, 10
BOARD = w("Live board of approvals", "审批实时看板")

MEANS = {
    "open": w("Cases begun and not ended.", "已开始、尚未办结的办件。"),
    "due": w("Cases with a duty whose last day is today.", "有限时责任今天到期的办件。"),
    "late": w(
        "Cases with a running duty whose last day has passed.", "有限时责任已过截止日、尚未完成的办件。"
    ),
    "cards": w(
        "Yellow and red cards in warnings that you may see, drawn and not answered yet.",
        "您有权查看的监察预警中已发出、尚未回应的黄牌、红牌。",
    ),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one unit stands now: open cases that it handled last, and cases in which it owes something due today, or late."""

    unit_id: int | None
    open: int
    due: int
    late: int


def running(question: Asked) -> QuerySet[Duty]:
    """Duties that run now, as far as the reader may see them."""
    return question.duties().filter(state__in=RUNNING)


def by_unit(question: Asked) -> list[Standing]:
    """Each unit with open cases or running duties, the latest first: two questions, about what is open alone."""
    opened = question.cases().filter(ended_on=None).order_by().values_list("unit_id")
    open_ = dict(opened.annotate(n=Count("pk")))
    rows = running(question).order_by().values_list("unit_id").annotate(
        due=Count("case", distinct=True, filter=Q(due_on=question.today)),
        late=Count("case", distinct=True, filter=Q(due_on__lt=question.today)),
    )  # fmt: skip
    owed = {unit: (due, late) for unit, due, late in rows}
    found = [Standing(unit, open_.get(unit, 0), *owed.get(unit, (0, 0))) for unit in {*open_, *owed}]
    return sorted(found, key=lambda s: (-s.late, -s.due, -s.open, s.unit_id or 0))


def figures(question: Asked) -> list[dict[str, Any]]:
    """The four figures of the board, each with its definition and the list behind it."""
    now = running(question).aggregate(
        due=Count("case", distinct=True, filter=Q(due_on=question.today)),
        late=Count("case", distinct=True, filter=Q(due_on__lt=question.today)),
    )
    seen = Matter.objects.visible_to(question.actor, kind_code=ALERTS).values("pk")
    cards = Card.objects.filter(state=CardState.DRAWN, colour__in=["yellow", "red"], matter__in=seen)
    alerts = address("door-list", module="approvals", segment="alerts")
    open_ = question.cases().filter(ended_on=None).count()
    return [
        _figure("open", w("Open cases", "在办件"), open_, question.case_list(state="open")),
        _figure("due", w("Due today", "今日到期"), now["due"], question.case_list(state="due"), "warn"),
        _figure("late", w("Late", "逾期在办"), now["late"], question.case_list(state="late"), "bad"),
        _figure("cards", w("Cards unanswered", "预警待回应"), cards.count(), alerts, "bad"),
    ]  # fmt: skip


def _figure(code: str, words: Any, value: int, url: str, tone: str = "plain") -> dict[str, Any]:
    return {"words": words, "value": f"{value:,}", "url": url, "tone": tone, "definition": MEANS[code]}


def units(question: Asked, most: int, *, linked: bool = True) -> Table:
    """Units by how they stand now, the latest first."""
    standing = by_unit(question)[:most]
    names = dict(
        Unit.objects.filter(pk__in=[s.unit_id for s in standing if s.unit_id]).values_list("pk", "short_name")
    )

    def cell(n: int, unit: int | None, state: str) -> Any:
        url = question.case_list(unit=unit, state=state) if linked and unit and n else ""
        return Link(f"{n:,}", url) if url else n

    rows = [
        Row(
            [
                names.get(s.unit_id, NO_UNIT) if s.unit_id else NO_UNIT,
                cell(s.open, s.unit_id, "open"),
                cell(s.due, s.unit_id, "due"),
                cell(s.late, s.unit_id, "late"),
            ],
            tone="bad" if s.late else "",
        )
        for s in standing
    ]
    columns = [
        Column("unit", w("Unit", "单位"), fixed=True),
        Column("open", w("Open", "在办"), "number"),
        Column("due", w("Due today", "今日到期"), "number"),
        Column("late", w("Late", "逾期"), "number"),
    ]
    empty = w("No case is open now.", "目前没有在办件。")
    return Table(w("Units now", "各单位实时情况"), columns, rows, empty=empty)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day to come with the cases that fall due on it; `x` and `high` draw its bar in a picture of 760 by 120."""

    day: Words
    n: int
    x: int
    high: int


def ahead(question: Asked) -> Sequence[Ahead]:
    """The next days on which running duties fall due, today first."""
    until = question.today + timedelta(days=AHEAD - 1)
    due = running(question).filter(due_on__gte=question.today, due_on__lte=until).order_by()
    counts: dict[date | None, int] = dict(due.values_list("due_on").annotate(n=Count("case", distinct=True)))
    most, wide = max(counts.values(), default=1), 760 // AHEAD
    made = []
    for place, day in enumerate(question.today + timedelta(days=n) for n in range(AHEAD)):
        n = counts.get(day, 0)
        said = w(f"{day.day}/{day.month}", f"{day.month}.{day.day}")
        made.append(Ahead(said, n, place * wide, round(80 * n / most)))
    return made


def _as_of(question: Asked) -> Any:
    ended = Batch.objects.filter(source__in=question.sources, state="loaded").aggregate(at=Max("ended_at"))
    return ended["at"]


@require_safe
@page(VIEW)
def board(request: Request) -> HttpResponse:
    """The board; asked for by itself (every half minute) only its part that changes. `?still=1`: it stands still."""
    question = asked(request)
    context = {
        "title": BOARD,
        "figures": figures(question),
        "units": units(question, UNITS),
        "ahead": ahead(question),
        "now": clock.now(),
        "as_of": _as_of(question),
        "still": request.GET.get("still") == "1",
        "again": reverse("approvals-board") + question.query(first=None, last=None),
        "fields": question.fields(with_period=False),
    }
    return render(
        request,
        "approvals/scores/_board.html" if is_part(request) else "approvals/scores/board.html",
        context,
    )


@require_safe
@page(VIEW)
def screen(request: Request) -> HttpResponse:
    """The same for a screen on the wall: large, without navigation, nothing to click but the way back."""
    question = asked(request)
    context = {
        "title": BOARD,
        "figures": figures(question),
        "units": units(question, SCREEN_UNITS, linked=False),
        "ahead": ahead(question),
        "now": clock.now(),
        "as_of": _as_of(question),
        "still": request.GET.get("still") == "1",
        "again": reverse("approvals-screen") + question.query(first=None, last=None),
    }
    return render(
        request,
        "approvals/scores/_board.html" if is_part(request) else "approvals/scores/screen.html",
        context,
    )
