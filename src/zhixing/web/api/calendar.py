"""Working days: which day a term ends on, how many lie between two days, and what each day is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from zhixing.base.refusals import Invalid, NotFound
from zhixing.base.words import w
from zhixing.kernel.actions.parameters import Day
from zhixing.kernel.calendars.calendar import Calendar, DayKind, national
from zhixing.kernel.calendars.counting import count_between
from zhixing.kernel.calendars.explaining import explain
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.calendars.terms import Term
from zhixing.kernel.organisation.models import Unit
from zhixing.web.api.filters import must_be_known
from zhixing.web.api.operations import said
from zhixing.web.api.shapes.marks import Id, coded, worded
from zhixing.web.api.shapes.matters import DayLineOut

router = Router(tags=["calendar"])

MOST_DAYS = 400  # of a list of days, and of working days in one count
TOO_MANY = w("At most {most} days.", "最多 {most} 天。")
COUNT = w("Working days; a negative count goes back", "工作日数；负数为向前推算")
BACKWARD = w("The last day lies before the first.", "结束日期早于开始日期。")
Jurisdiction = Annotated[
    Id | None,
    worded(
        w("Unit id of the government whose calendar it is; your own when absent", "政府单位编号；缺省为本级")
    ),
]


class TermAsked(Schema):
    """A term in working days. Day zero is not counted; a negative count goes back."""

    from_on: Annotated[Day, worded(w("Day zero, not counted", "起算日，当日不计"))]
    count: Annotated[int, Field(ge=-MOST_DAYS, le=MOST_DAYS), worded(COUNT)]
    jurisdiction: Jurisdiction = None


class TermOut(Schema):
    """The last day of a term, inclusive, and how it was reached."""

    from_on: date
    count: int
    last_on: date
    provisional: bool = Field(description="Rests on a year that is not published yet")
    sentence: str
    notes: list[str]
    days: list[DayLineOut]


class SpanAsked(Schema):
    """Two days, both inclusive."""

    from_on: Annotated[Day, worded(w("First day", "起始日"))]
    until_on: Annotated[Day, worded(w("Last day, inclusive", "结束日（含当日）"))]
    jurisdiction: Jurisdiction = None


class CalendarDay(Schema):
    """What a day is, and by whose word."""

    on: date
    works: bool
    kind: Annotated[str, coded(DayKind)]
    name: str | None
    source: str
    published: bool


class SpanOut(Schema):
    """Every day of the span. `working_day_count` counts from the day after the first, as terms do."""

    working_day_count: int
    days: list[CalendarDay]


@router.get(
    "/calendar/working-days",
    response=TermOut,
    **said(w("The last day of a term in working days", "按工作日计算期限届满日"), "calendar_working_days"),
)
def working_days(request: Any, asked: Query[TermAsked]) -> TermOut:
    must_be_known(request, TermAsked)
    calendar = _calendar(request, asked.jurisdiction)
    backward = asked.count < 0
    term = Term(abs(asked.count), "working_days", direction="before" if backward else "after")
    told = explain(asked.from_on, term, calendar)
    assert told.result.on is not None  # nothing pauses here
    return TermOut(
        from_on=asked.from_on,
        count=asked.count,
        last_on=told.result.on,
        provisional=told.result.provisional,
        sentence=str(told.sentence),
        notes=[str(note) for note in told.notes],
        days=[
            DayLineOut(on=line.on, counted=line.counted, number=line.number, why=str(line.why))
            for line in told.lines
        ],
    )


@router.get(
    "/calendar/days",
    response=SpanOut,
    **said(w("Each day of a span, and its working days", "一段时间内的每一天及其工作日数"), "calendar_days"),
)
def days(request: Any, asked: Query[SpanAsked]) -> SpanOut:
    must_be_known(request, SpanAsked)
    length = (asked.until_on - asked.from_on).days + 1
    if length < 1:
        raise Invalid(fields={"until_on": BACKWARD})
    if length > MOST_DAYS:
        raise Invalid(fields={"until_on": TOO_MANY.put(most=MOST_DAYS)})
    calendar = _calendar(request, asked.jurisdiction)
    span = [asked.from_on + timedelta(days=n) for n in range(length)]
    return SpanOut(
        working_day_count=count_between(asked.from_on, asked.until_on, calendar),
        days=[_day(calendar, on) for on in span],
    )


def _day(calendar: Calendar, on: date) -> CalendarDay:
    day = calendar.kind_of(on)
    return CalendarDay(
        on=on,
        works=day.works,
        kind=day.kind.value,
        name=str(day.name) if day.name else None,
        source=str(day.source),
        published=day.published,
    )


def _calendar(request: Any, jurisdiction: int | None) -> Calendar:
    """The calendar of that government, else of the nearest one above the actor's units, else the nation's."""
    governments = Unit.objects.filter(is_jurisdiction=True)
    if jurisdiction is not None:
        if not governments.filter(pk=jurisdiction).exists():
            raise NotFound
        return calendar_for(jurisdiction)
    paths = [held.path for held in request.actor.held if held.path]
    above = [int(label) for label in paths[0].split(".")] if paths else []
    nearest = governments.filter(pk__in=above).order_by("-path").first()
    return calendar_for(nearest.pk) if nearest else national()
