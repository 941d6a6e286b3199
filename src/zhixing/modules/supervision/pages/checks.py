"""How a field check shows itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from zhixing.base.words import Words, w
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.supervision.choices import CheckState
from zhixing.modules.supervision.models import FieldCheck
from zhixing.web.components import Chip, Fact, Option
from zhixing.web.dates import day_in_words
from zhixing.web.doors.presenting import LedgerColumn, LedgerFilter, LedgerTab, Presentation, present

_CHIPS = {
    CheckState.PLANNED: ("calendar-event", "plain"),
    CheckState.FOUND: ("eye-check", "active"),
    CheckState.FED_BACK: ("send", "active"),
    CheckState.CLOSED: ("circle-check", "met"),
    CheckState.CANCELLED: ("x", "closed"),
}
OPENLY, UNANNOUNCED = w("open", "明查"), w("unannounced", "暗访")


def chip(check: FieldCheck) -> Chip:
    """The state as icon, word and tone."""
    state = CheckState(check.state)
    icon, tone = _CHIPS[state]
    return Chip(state.label, icon=icon, tone=tone)


def how(check: FieldCheck) -> Words:
    """Open or unannounced, in a word."""
    return UNANNOUNCED if check.is_unannounced else OPENLY


def facts(check: FieldCheck) -> Sequence[Fact]:
    """Where, when, whom, and what was found."""
    units = "、".join(check.checked_units.order_by("order", "id").values_list("name", flat=True))
    return [
        Fact(w("Kind", "方式"), how(check)),
        Fact(w("Place", "地点"), check.place),
        Fact(w("Units checked", "被查单位"), units or None),
        Fact(w("What is checked", "检查内容"), check.purpose or None),
        Fact(w("Planned for", "计划日期"), check.planned_on),
        Fact(w("Held on", "开展日期"), check.held_on),
        Fact(w("Findings", "检查发现"), check.findings.splitlines() or None),
    ]


def lead(check: FieldCheck) -> Words | str:
    """When, where and how, in a sentence."""
    day = day_in_words(check.held_on or check.planned_on)
    said = w("{how}, {place}, {day}", "{day}，{place}，{how}")
    return said.put(how=how(check), place=check.place, day=day)


def annotated(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with the names of the units checked."""
    through = FieldCheck.checked_units.through.objects.filter(fieldcheck_id=OuterRef("pk"))
    told: QuerySet[Any] = rows.annotate(
        checked_names=ArraySubquery(through.order_by("unit__order", "unit_id").values("unit__short_name"))
    )
    return told


def _units(actor: Any) -> list[Option]:
    units = Unit.objects.exclude(kind="section").order_by("path").values_list("pk", "short_name")
    return [Option(str(pk), name) for pk, name in units]


def _of_unit(value: str) -> Q:
    return Q(checked_units=int(value)) if value.isdigit() and len(value) < 17 else Q(pk__in=[])


present(
    "supervision.check",
    Presentation(
        icon="eye-search",
        chip=chip,
        facts=facts,
        lead=lead,
        annotated=annotated,
        columns=[
            LedgerColumn("how", w("Kind", "方式"), how, reads=("is_unannounced",)),
            LedgerColumn("place", w("Place", "地点")),
            LedgerColumn(
                "checked",
                w("Units checked", "被查单位"),
                lambda c: "、".join(c.checked_names) or None,
                reads=("checked_names",),
            ),
            LedgerColumn("planned_on", w("Planned for", "计划日期"), kind="day"),
            LedgerColumn("held_on", w("Held on", "开展日期"), kind="day"),
        ],
        filters=[
            LedgerFilter(
                "how",
                w("Kind", "方式"),
                lambda actor: [Option("open", OPENLY), Option("unannounced", UNANNOUNCED)],
                lambda value: Q(is_unannounced=value == "unannounced"),
            ),
            LedgerFilter("checked", w("Unit checked", "被查单位"), _units, _of_unit),
        ],
        tabs=[LedgerTab("planned", w("To be made", "待开展"), lambda today: Q(state=CheckState.PLANNED))],
    ),
)
