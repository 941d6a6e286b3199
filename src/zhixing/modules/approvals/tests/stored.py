"""A connected source in the small city, deliveries to it, and what the store says, for the tests of loading and judging."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from tests.city import OPENED, City

from zhixing.base import clock
from zhixing.kernel.access.models import Grant, Reach
from zhixing.kernel.matters import participations
from zhixing.kernel.matters.models import Standing
from zhixing.kernel.matters.opening import open_matter
from zhixing.modules.approvals.judging_store.running import judge_all
from zhixing.modules.approvals.loading import load, new_batch
from zhixing.modules.approvals.mapping import Mapping
from zhixing.modules.approvals.models import Batch, Duty, DutyCard, Happened, OutsideCase, Source
from zhixing.modules.approvals.models.sources import SourceState

NOON = datetime(2026, 3, 20, 4, tzinfo=UTC)
FRIDAY = date(2026, 3, 20)
STEPS = {
    "case": "case", "activity": "step", "moment": "at", "unit": "unit", "starts": ["received"], "ends": ["decided"],
    "facts": {"due": {"column": "due", "as": "day", "of": "case"}},
    "limits": [
        {"code": "a.due", "title": {"en": "x", "zh": "某时限"}, "on": ["received"], "until": ["decided"], "due": "due"}
    ],
}  # fmt: skip
HEADER = "case,step,at,unit,due\n"


def connected(city: City, mapping: dict[str, Any] = STEPS, code: str = "permits", **more: Any) -> Source:
    """A source that takes deliveries; the housing bureau runs it and its clerk delivers."""
    source = open_matter(
        Source, jurisdiction=city.gov, state=SourceState.ACTIVE, title="审批系统", code=code, supervising_unit=city.organ,
        mapping=Mapping.model_validate(mapping).written(), **more,
    )  # fmt: skip
    participations.stand(
        source, {Standing.LEAD: ([city.housing], []), Standing.SUPERVISOR: ([city.organ], [])}
    )
    source.save()
    account = city.accounts["housing_clerk"]
    Grant.objects.get_or_create(
        account=account, role="approvals.unit", unit=city.housing, reach=Reach.UNIT, from_on=OPENED
    )
    return source


def delivered(
    source: Source, city: City, content: str | bytes, name: str = "log.csv", now: datetime = NOON
) -> Batch:
    """A delivery, loaded."""
    raw = content.encode() if isinstance(content, str) else content
    with clock.at(now):
        account = city.accounts["housing_clerk"]
        batch = new_batch(source, way="file", name=name, brought_by=account, content=raw)
        load(batch.pk)
    batch.refresh_from_db()
    return batch


def judged(on: date = FRIDAY) -> int:
    with clock.at(clock.moment_on(on, 12)):
        return judge_all(on)


def events(source: Source) -> list[tuple[Any, ...]]:
    """Case, event, day and record number of every event that holds, by case and order."""
    found = Happened.objects.filter(case__source=source, replaced_in=None).order_by(
        "case__number", "us", "id"
    )
    return [
        (h.case.number, h.kind, date.fromordinal(h.day + date(2000, 1, 1).toordinal()).isoformat())
        for h in found
    ]


def duties(source: Source) -> list[tuple[Any, ...]]:
    """Case, rule, opened, due, state, ended, late of every duty that holds."""
    found = Duty.objects.filter(case__source=source, is_current=True).select_related("case")
    return sorted(
        (d.case.number, d.rule, d.opened_on, d.due_on, d.state, d.ended_on, d.late) for d in found
    )  # fmt: skip


def cards(source: Source) -> list[tuple[Any, ...]]:
    """Case, rule, colour and day of every card."""
    found = DutyCard.objects.filter(duty__case__source=source).select_related("duty__case")
    return sorted((c.duty.case.number, c.duty.rule, c.colour, c.drawn_on) for c in found)


def case_of(source: Source, number: str) -> OutsideCase:
    return OutsideCase.objects.get(source=source, number=number)
