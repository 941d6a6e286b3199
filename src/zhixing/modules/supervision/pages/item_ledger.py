"""The ledger of supervised items: columns, filters, tabs. What a column shows comes with the row's own query."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.matters.models import Participation, Standing
from zhixing.kernel.obligations.models import Card as CardRow
from zhixing.kernel.obligations.models import CardState
from zhixing.modules.supervision import powers
from zhixing.modules.supervision.choices import Rhythm, Source, State, Tier, Urgency
from zhixing.modules.supervision.relations import leaders
from zhixing.web.components import Card, Chip, Option
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, LedgerTab


def annotated(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with their standing cards and supporting units as lists."""
    cards = CardRow.objects.filter(matter_id=OuterRef("pk")).exclude(state=CardState.REMOVED).order_by("id")
    supporting = Participation.objects.filter(
        matter_id=OuterRef("pk"), standing=Standing.SUPPORTING, until_at=None
    ).order_by("place", "id")
    told: QuerySet[Any] = rows.annotate(
        card_colours=ArraySubquery(cards.values("colour")),
        supporting_names=ArraySubquery(supporting.values("unit__short_name")),
    )
    return told


_CARD_TONES = {"red": "bad", "yellow": "warn", "blue": "active"}


def card_chips(colours: list[str]) -> list[Chip] | None:
    """How many cards of each colour stand, the gravest first."""
    found = []
    for colour, tone in _CARD_TONES.items():
        if n := colours.count(colour):
            card = Card(colour)
            said = w(
                f"{card.word.en.split()[0]} {n}", f"{card.word.zh[0]} {n}"
            )  # the column says that these are cards
            found.append(Chip(said, icon=card.icon, tone=tone))
    return found or None


COLUMNS = [
    LedgerColumn("source", w("Source", "来源"), lambda i: Source(i.source).label),
    LedgerColumn("carrying_leader", w("Carrying leader", "包干领导"), reads=("carrying_leader__name",)),
    LedgerColumn("limit_on", w("Limit", "办结时限"), kind="day"),
    LedgerColumn("first_limit_on", w("First limit", "首次时限"), kind="day", is_shown=False),
    LedgerColumn("progress", w("Progress, %", "进度（%）"), kind="number", reads=("progress_percent",)),
    LedgerColumn(
        "cards",
        w("Cards", "预警牌"),
        lambda i: card_chips(i.card_colours),
        kind="chip",
        reads=("card_colours",),
    ),
    LedgerColumn("handler", w("Handler", "承办人"), is_shown=False, reads=("handler__name",)),
    LedgerColumn(
        "supporting_units",
        w("Supporting units", "协办单位"),
        lambda i: "、".join(i.supporting_names) or None,
        is_shown=False,
        reads=("supporting_names",),
    ),
    LedgerColumn(
        "supervising_unit",
        w("Supervising office", "督办单位"),
        is_shown=False,
        reads=("supervising_unit__short_name",),
    ),
    LedgerColumn("urgency", w("Urgency", "紧急程度"), lambda i: Urgency(i.urgency).label, is_shown=False),
    LedgerColumn("rhythm", w("Feedback", "反馈周期"), lambda i: Rhythm(i.rhythm).label, is_shown=False),
    LedgerColumn("tier", w("Tier", "执行层次"), lambda i: Tier(i.tier).label, is_shown=False),
    LedgerColumn("is_listed", w("Listed", "挂牌督办"), is_shown=False),
    LedgerColumn(
        "extensions",
        w("Extensions", "延期次数"),
        kind="number",
        is_shown=False,
        reads=("extension_count",),
    ),
    LedgerColumn("issued_on", w("Issued", "交办日期"), kind="day", is_shown=False),
    LedgerColumn("closed_on", w("Closed", "销号日期"), kind="day", is_shown=False),
    LedgerColumn("source_number", w("Source document", "来源文号"), is_shown=False),
]


def _choices(members: Any) -> Any:
    options = [Option(m.value, m.label) for m in members]
    return lambda actor: options


def _of_leader(value: str) -> Q:
    return Q(carrying_leader_id=int(value)) if value.isdigit() and len(value) < 17 else Q(pk__in=[])


def _leaders(actor: Any) -> list[Option]:
    found = leaders(None, actor).order_by("name").values_list("pk", "name")
    return [Option(str(pk), name) for pk, name in found]


def _with_card(colour: str) -> Q:
    standing = CardRow.objects.filter(matter_id=OuterRef("pk"), colour=colour)
    return (
        Q(Exists(standing.exclude(state=CardState.REMOVED)))
        if colour in ("blue", "yellow", "red")
        else Q(pk__in=[])
    )


DUE_WITHIN = {
    "0": w("today", "今天"),
    "7": w("within 7 days", "7 天内"),
    "14": w("within 14 days", "14 天内"),
    "30": w("within 30 days", "30 天内"),
}


def _due_within(value: str) -> Q:
    """Open, due from today on and at most so many natural days away."""
    if value not in DUE_WITHIN:
        return Q(pk__in=[])
    today = clock.today()
    return Q(closed_on=None, due_on__range=(today, today + timedelta(days=int(value))))


_YES_NO = [Option("yes", w("yes", "是")), Option("no", w("no", "否"))]

FILTERS = [
    LedgerFilter("source", w("Source", "来源"), _choices(Source), lambda value: Q(source=value)),
    LedgerFilter("carrying_leader", w("Carrying leader", "包干领导"), _leaders, _of_leader),
    LedgerFilter("urgency", w("Urgency", "紧急程度"), _choices(Urgency), lambda value: Q(urgency=value)),
    LedgerFilter(
        "listed", w("Listed", "挂牌督办"), lambda actor: _YES_NO, lambda value: Q(is_listed=value == "yes")
    ),
    LedgerFilter(
        "card",
        w("Card", "预警牌"),
        lambda actor: [
            Option("red", w("red card", "红牌")),
            Option("yellow", w("yellow card", "黄牌")),
            Option("blue", w("blue card", "蓝牌")),
        ],
        _with_card,
    ),
    LedgerFilter(
        "due",
        w("Due", "到期"),
        lambda actor: [Option(key, said) for key, said in DUE_WITHIN.items()],
        _due_within,
    ),
]


def _unsigned(actor: Any) -> Q:
    """Where a unit of the actor leads or supports and has not signed."""
    units = [i for i in actor.keys(powers.HANDLE).ids if i > 0]
    waiting = Participation.objects.filter(
        matter_id=OuterRef("pk"),
        unit_id__in=units,
        standing__in=[Standing.LEAD, Standing.SUPPORTING],
        until_at=None,
        done_at=None,
    )
    return Q(Exists(waiting))


TABS = [
    LedgerTab(
        "week",
        w("Due this week", "本周到期"),
        lambda today: Q(closed_on=None, due_on__range=(today, today + timedelta(days=6 - today.weekday()))),
    ),
    LedgerTab(
        "unsigned",
        w("Awaiting my signature", "待我签收"),
        lambda today: Q(state__in=[State.ISSUED, State.OBJECTED, State.UNDER_WAY, State.HELD]),
        mine=_unsigned,
    ),
    LedgerTab("check", w("Awaiting check", "待核查"), lambda today: Q(state=State.REPORTED)),
    LedgerTab(
        "extension",
        w("Extension asked", "延期待批"),
        lambda today: Q(closed_on=None, extension_asked_until__isnull=False),
    ),
]
