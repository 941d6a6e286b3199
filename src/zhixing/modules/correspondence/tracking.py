"""The week's upward and parallel documents in figures and lists, each counted from the record (S4.1-20, DL-22).

Documents to outside count with the parallel ones: both go to an organ that is not below, and are followed alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from zhixing.kernel.matters.opening import jurisdiction_of
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.correspondence.choices import Direction, DocumentKind, OutgoingState
from zhixing.modules.correspondence.models import OutgoingDocument

FOLLOWED = (Direction.UPWARD, Direction.PARALLEL, Direction.OUTWARD)


@dataclass(frozen=True, slots=True)
class Line:
    """One document of the report, as text."""

    document_id: int
    number: str
    title: str
    kind: str
    direction: str
    unit: str
    addressee: str
    follower: str
    days: int
    progress: str
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Week:
    """The report of one week as the record has it when it is asked for. `until` is its Sunday, or today before that.

    The counts are of all documents; `running` and `concluded` are the lines that were asked for, those of which nobody
    recorded anything first, then those that have been under way longest.
    """

    monday: date
    until: date
    running: tuple[Line, ...]
    concluded: tuple[Line, ...]
    running_count: int
    concluded_count: int
    new_count: int
    silent_count: int

    @property
    def period(self) -> str:
        """The week as the rulebook names it.

        >>> Week(date(2026, 3, 9), date(2026, 3, 15), (), (), 0, 0, 0, 0).period
        '2026-W11'
        """
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"


def monday_of(day: date) -> date:
    """The Monday of the week that `day` falls in.

    >>> monday_of(date(2026, 3, 15))
    datetime.date(2026, 3, 9)
    """
    return day - timedelta(days=day.weekday())


def week(unit: Unit, day: date, today: date, *, lines: int) -> Week:
    """The documents of the jurisdiction that `unit` coordinates, in the week of `day`, seen on `today`.

    At most `lines` of those under way and as many of those concluded are told. Some five queries, however many there are.
    """
    monday = monday_of(day)
    until = min(monday + timedelta(days=6), today)
    runs = Q(closed_on=None) | Q(closed_on__gt=until)
    ended = Q(closed_on__range=(monday, until), state=OutgoingState.CONCLUDED)
    unheard = Q(last_followed_on=None) | Q(last_followed_on__lt=monday)
    silent = Q(delivered_on__lt=monday) & unheard
    rows = OutgoingDocument.objects.filter(
        jurisdiction=jurisdiction_of(unit), direction__in=FOLLOWED, delivered_on__lte=until
    )
    counts = rows.aggregate(
        running_count=Count("pk", filter=runs),
        concluded_count=Count("pk", filter=ended),
        new_count=Count("pk", filter=(runs | ended) & Q(delivered_on__gte=monday)),
        silent_count=Count("pk", filter=runs & silent),
    )
    told = rows.select_related("issuing_unit", "follower").annotate(
        is_silent=ExpressionWrapper(silent, output_field=BooleanField())
    )
    order = ("-is_silent", "delivered_on", "pk")
    return Week(
        monday,
        until,
        tuple(_line(d, until) for d in told.filter(runs).order_by(*order)[:lines]),
        tuple(_line(d, until) for d in told.filter(ended).order_by("closed_on", "pk")[:lines]),
        **counts,
    )


def _line(document: Any, until: date) -> Line:
    return Line(
        document_id=document.pk,
        number=document.number or "",
        title=document.title,
        kind=DocumentKind(document.document_kind).label.text("zh"),  # type: ignore[attr-defined]  # a choice's Words
        direction=Direction(document.direction).label.text("zh"),  # type: ignore[attr-defined]  # a choice's Words
        unit=document.issuing_unit.short_name,
        addressee=document.addressee,
        follower=document.follower.name if document.follower else "",
        days=(min(document.closed_on or until, until) - document.delivered_on).days,
        progress=document.progress,
        is_silent=document.is_silent,
    )
