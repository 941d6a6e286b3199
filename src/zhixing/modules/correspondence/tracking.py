"""The week's upward and parallel documents in figures and lists, each counted from the record (S4.1-20, DL-22).

Documents to outside count with the parallel ones: both go to an organ that is not below, and are followed alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

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
    """The report of one week as the record has it when it is asked for. `until` is its Sunday, or today before that."""

    monday: date
    until: date
    running: tuple[Line, ...]
    concluded: tuple[Line, ...]
    new: int

    @property
    def period(self) -> str:
        """The week as the rulebook names it.

        >>> Week(date(2026, 3, 9), date(2026, 3, 15), (), (), 0).period
        '2026-W11'
        """
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def silent(self) -> int:
        """Documents under way of which nobody recorded anything in the week."""
        return sum(line.is_silent for line in self.running)


def monday_of(day: date) -> date:
    """The Monday of the week that `day` falls in.

    >>> monday_of(date(2026, 3, 15))
    datetime.date(2026, 3, 9)
    """
    return day - timedelta(days=day.weekday())


def week(unit: Unit, day: date, today: date) -> Week:
    """The documents of the jurisdiction that `unit` coordinates, in the week of `day`, seen on `today`. Some four queries."""
    monday = monday_of(day)
    until = min(monday + timedelta(days=6), today)
    of_all = OutgoingDocument.objects.filter(
        jurisdiction=jurisdiction_of(unit), direction__in=FOLLOWED, delivered_on__lte=until
    ).select_related("issuing_unit", "follower")
    rows = of_all.order_by("delivered_on", "pk")
    running = list(rows.exclude(closed_on__lte=until))
    concluded = list(rows.filter(closed_on__range=(monday, until), state=OutgoingState.CONCLUDED))
    return Week(
        monday,
        until,
        tuple(_line(d, monday, until) for d in running),
        tuple(_line(d, monday, until) for d in concluded),
        sum(1 for d in [*running, *concluded] if d.delivered_on and d.delivered_on >= monday),
    )


def _line(document: OutgoingDocument, monday: date, until: date) -> Line:
    assert document.delivered_on is not None  # only what was delivered is asked for
    followed = document.last_followed_on
    return Line(
        document_id=document.pk,
        number=document.number or "",
        title=document.title,
        kind=DocumentKind(document.document_kind).label.text("zh"),  # type: ignore[attr-defined]  # a choice's Words
        direction=Direction(document.direction).label.text("zh"),  # type: ignore[attr-defined]  # a choice's Words
        unit=document.issuing_unit.short_name,
        addressee=document.addressee,
        follower=document.follower.name if document.follower else "",
        days=((document.closed_on or until) - document.delivered_on).days,
        progress=document.progress,
        is_silent=document.delivered_on < monday and (followed is None or followed < monday),
    )
