"""The week of an inspection office in figures and lists, each counted from the record (督查周报).

Every figure can be opened as a list on the ledger: issued, closed, open, overdue, cards. Nothing is typed in by hand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from zhixing.kernel.letters.numbers import dated
from zhixing.kernel.obligations.models import Card, CardState
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision.choices import State
from zhixing.modules.supervision.models import SupervisedItem

MOST_LATE, MOST_CLOSED, MOST_UNITS = 10, 20, 30
COLOURS = ("blue", "yellow", "red")


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday, both inclusive."""

    monday: date

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


def week_of(day: date) -> Week:
    """The week that `day` falls in.

    >>> week_of(date(2026, 3, 8)).monday
    datetime.date(2026, 3, 2)
    """
    return Week(day - timedelta(days=day.weekday()))


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What the week's bulletin says: title, opening sentence, and tables of text."""

    title: str
    body: str
    tables: list[dict[str, Any]]


def told(office: Unit, week: Week, today: date) -> Bulletin:
    """The bulletin of the office's items for the week; open and overdue as of `today`. Six queries."""
    items = SupervisedItem.objects.filter(supervising_unit=office).exclude(issued_on=None)
    within = (week.monday, week.sunday)
    figures = items.aggregate(
        issued=Count("pk", filter=Q(issued_on__range=within)),
        closed=Count("pk", filter=Q(state=State.CLOSED, closed_on__range=within)),
        running=Count("pk", filter=Q(closed_on=None)),
        overdue=Count("pk", filter=Q(closed_on=None, due_on__lt=today)),
        reopened=Count("pk", filter=Q(closed_on=None, reopened_count__gt=0)),
    )
    cards = _cards(office, within)
    drawn = Counter(colour for _, colour in cards)
    body = (
        f"{dated(week.monday)}至{dated(week.sunday)}，新交办督办事项{figures['issued']}项，核查销号{figures['closed']}项。"
        f"截至{dated(today)}，在办{figures['running']}项，其中有限时责任逾期的{figures['overdue']}项，"
        f"重新办理的{figures['reopened']}项。本周出示蓝牌{drawn['blue']}张、黄牌{drawn['yellow']}张、"
        f"红牌{drawn['red']}张（不含已摘牌）。"
    )
    tables = [_by_unit(items, cards, today), _latest(items, today), _closed(items, within)]
    span = f"{week.monday.month}月{week.monday.day}日至{week.sunday.month}月{week.sunday.day}日"
    return Bulletin(f"督办事项办理情况周报（{span}）", body, [t for t in tables if t["rows"]])


def _cards(office: Unit, within: tuple[date, date]) -> list[tuple[str, str]]:
    """(unit, colour) of every card drawn in the week that still stands."""
    ids = SupervisedItem.objects.filter(supervising_unit=office).values("pk")
    rows = Card.objects.filter(matter_id__in=ids, drawn_on__range=within, unit__isnull=False)
    return list(rows.exclude(state=CardState.REMOVED).values_list("unit__short_name", "colour"))


def _by_unit(items: Any, cards: list[tuple[str, str]], today: date) -> dict[str, Any]:
    rows = (
        items.filter(closed_on=None)
        .values_list("lead_unit__short_name")
        .annotate(running=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=today)))
        .order_by("-overdue", "-running", "lead_unit__short_name")
    )
    counted = {name: (str(running), str(overdue)) for name, running, overdue in rows}
    by_unit = Counter(cards)
    names = [*counted, *(n for n in dict.fromkeys(unit for unit, _ in cards) if n not in counted)]
    lines = [
        [name, *counted.get(name, ("0", "0")), *(str(by_unit[name, c]) for c in COLOURS)]
        for name in names[:MOST_UNITS]
    ]
    return {
        "heading": "各单位办理情况",
        "head": ["单位", "在办", "逾期", "本周蓝牌", "本周黄牌", "本周红牌"],
        "rows": lines,
    }


def _latest(items: Any, today: date) -> dict[str, Any]:
    late = items.filter(closed_on=None, due_on__lt=today).select_related("lead_unit").order_by("due_on", "pk")
    rows = [
        [
            i.number or "",
            i.title,
            i.lead_unit.short_name if i.lead_unit else "",
            i.due_on.isoformat(),
            str((today - i.due_on).days),
        ]
        for i in late[:MOST_LATE]
    ]
    return {
        "heading": "逾期最久的事项",
        "head": ["编号", "事项", "主办单位", "最早到期", "逾期天数（自然日）"],
        "rows": rows,
    }


def _closed(items: Any, within: tuple[date, date]) -> dict[str, Any]:
    found = items.filter(state=State.CLOSED, closed_on__range=within).select_related("lead_unit")
    rows = [
        [i.number or "", i.title, i.lead_unit.short_name if i.lead_unit else "", i.closed_on.isoformat()]
        for i in found.order_by("closed_on", "pk")[:MOST_CLOSED]
    ]
    return {"heading": "本周销号事项", "head": ["编号", "事项", "主办单位", "销号日期"], "rows": rows}
