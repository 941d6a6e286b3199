"""What the papers of key projects share: days with their weekday, forms under the issuing organ's name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from zhixing.kernel.letters.numbers import dated
from zhixing.kernel.letters.paper import Block, Cited, FieldRow, Fields, Kind, Layout, Paper
from zhixing.modules.projects.amounts_told import in_wan
from zhixing.modules.projects.models import Milestone, Project
from zhixing.modules.projects.pictures import slip_words

BLANK = "—"
_WEEKDAYS = "一二三四五六日"
MEASURES = "《区政府八项措施》"


def on_paper(day: date | None) -> str:
    """A day as a paper writes it, with its weekday.

    >>> on_paper(date(2026, 3, 9))
    '2026年3月9日（周一）'
    """
    return f"{dated(day)}（周{_WEEKDAYS[day.weekday()]}）" if day else BLANK


def row(*pairs: tuple[str, str], lines: int = 1) -> FieldRow:
    """A row of a form; an absent value is a dash, never an empty box that somebody might fill in later."""
    return FieldRow(tuple((label, value or BLANK) for label, value in pairs), lines=lines)


def form(
    title: str,
    rows: Iterable[FieldRow],
    *,
    issuer: str,
    number: str,
    on: date,
    kind: Kind = Kind.REPORT,
    addressees: tuple[str, ...] = (),
    after: tuple[Block, ...] = (),
    bases: tuple[Cited, ...] = (),
    copies_to: tuple[str, ...] = (),
) -> Paper:
    """A form under the issuing organ's name."""
    return Paper(
        kind=kind,
        layout=Layout.SLIP,
        masthead=issuer,
        issuers=(issuer,),
        number=number,
        title=title,
        dated=on,
        addressees=addressees,
        body=(Fields(tuple(rows)), *after),
        bases=bases,
        copies_to=copies_to,
    )


def names_of_units(project: Project) -> str:
    """The units involved, in the order of the chart."""
    rows = project.participations.standing("supporting").select_related("unit").order_by("place", "id")
    return "、".join(row.unit.name for row in rows if row.unit) or BLANK


def leaders_of(project: Project) -> str:
    """The linked leaders of each unit: top leader, leader in charge."""
    links = project.unit_links.current().select_related("unit", "top_leader", "leader_in_charge")
    return "\n".join(
        f"{link.unit.short_name}：{link.top_leader.name}、{link.leader_in_charge or BLANK}" for link in links
    )


def wan(amount: Decimal | None) -> str:
    """An amount in ten thousand yuan with its unit."""
    said = in_wan(amount)
    return f"{said}万元" if said is not None else BLANK


def milestone_cells(milestone: Milestone, today: date) -> tuple[str, str, str, str, str]:
    """A milestone as a line of a paper: first plan, forecast, reached, distance."""
    return (
        milestone.name,
        dated(milestone.planned_on),
        dated(milestone.forecast_on) if milestone.forecast_on else BLANK,
        dated(milestone.reached_on) if milestone.reached_on else BLANK,
        slip_words(milestone, today).text("zh"),
    )
