"""Deciding on the chart: units are set up, renamed, moved, merged, dissolved. Each change has its day and stays on record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from django.db.models import Count, QuerySet

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import Label, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.matters.events import DomainEvent
from zhixing.kernel.matters.models import Participation, Standing
from zhixing.kernel.organisation.models import Kind, Level, Unit
from zhixing.kernel.organisation.refusals import StillHasUnits
from zhixing.modules.administration import tree
from zhixing.modules.administration.events.organisation import (
    UnitDissolved,
    UnitMerged,
    UnitMoved,
    UnitOpened,
    UnitRenamed,
)
from zhixing.modules.administration.refusals import CodeTaken, GoneUnit, StandsInOpenMatters

MANAGE = "system.manage"


FromOn = Annotated[
    date, Label(hint=w("The first day of the change; not later than today.", "变更首日，不得晚于今天。"))
]


def living(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Units that exist today, without the one that is acted on."""
    found = Unit.objects.existing(clock.today()).order_by("path")
    return found.exclude(pk=item.pk) if isinstance(item, Unit) else found


def exists(unit: Unit) -> bool:
    """Does the unit exist (a button on a dissolved one makes no sense)?"""
    return unit.dissolved_on is None


@action(
    Unit,
    "create",
    power=MANAGE,
    words=w("Set up a unit", "设立单位"),
    help=w("A new body that can be given work.", "新设可承担任务的单位。"),
    opens=True,
)
def create(
    *,
    name: str,
    short_name: str = "",
    name_en: str = "",
    code: str,
    kind: Kind,
    level: Level,
    parent: Annotated[Unit | None, among(living), Label(w("Under", "上级单位"))] = None,
    opened_on: FromOn,
    document_code: Annotated[str, Label(w("Document code", "发文机关代字"))] = "",
    is_jurisdiction: Annotated[
        bool, Label(w("A government with rules and a calendar of its own", "独立设置规则和日历的政府"))
    ] = False,
) -> tuple[Unit, UnitOpened]:
    """Set up a unit under another (the topmost has none)."""
    tree.alone()
    tree.not_to_come(opened_on)
    if Unit.objects.filter(code=code).exists():
        raise CodeTaken(code=code)
    if parent is not None and not parent.exists_on(opened_on):
        raise GoneUnit(unit=parent.name)
    unit = Unit.objects.create(
        name=name,
        short_name=short_name or name,
        name_en=name_en,
        code=code,
        kind=kind.value,
        level=level.value,
        parent=parent,
        path="0",
        opened_on=opened_on,
        document_code=document_code,
        is_jurisdiction=is_jurisdiction,
    )
    tree.place_new(unit)
    told = UnitOpened(
        unit=unit.name,
        unit_id=unit.pk,
        parent=parent.name if parent else "",
        parent_id=parent.pk if parent else None,
        opened_on=opened_on,
    )
    return unit, told


@action(
    Unit,
    "rename",
    power=MANAGE,
    words=w("Rename", "更名"),
    help=w("The earlier name stays in the chart of earlier days.", "此前日期的机构图仍显示原名称。"),
    shown_if=exists,
)
def rename(unit: Unit, *, name: str, short_name: str = "", name_en: str = "", from_on: FromOn) -> UnitRenamed:
    """Give a unit another name from a day on."""
    must_exist(unit)
    old = unit.name
    tree.spell(unit, from_on, name=name, short_name=short_name or name)
    unit.name, unit.short_name, unit.name_en = name, short_name or name, name_en
    if old not in unit.aliases:
        unit.aliases = [*unit.aliases, old]  # papers go on calling it so
    return UnitRenamed(unit_id=unit.pk, old_name=old, new_name=name, from_on=from_on)


@action(
    Unit,
    "move",
    power=MANAGE,
    words=w("Move under another unit", "调整隶属"),
    help=w("The unit goes with all units below it.", "该单位连同其下级一并划转。"),
    shown_if=exists,
)
def move(
    unit: Unit, *, parent: Annotated[Unit, among(living), Label(w("Under", "上级单位"))], from_on: FromOn
) -> UnitMoved:
    """Put a unit under another one from a day on."""
    tree.alone()
    must_exist(unit)
    tree.must_be_outside(unit, parent)
    old = unit.parent.name if unit.parent else ""
    tree.move(unit, parent, from_on)
    return UnitMoved(
        unit=unit.name,
        unit_id=unit.pk,
        old_parent=old,
        new_parent=parent.name,
        new_parent_id=parent.pk,
        from_on=from_on,
    )


@action(
    Unit,
    "merge",
    power=MANAGE,
    words=w("Merge into another unit", "并入其他单位"),
    help=w(
        "Units below go over to it. Open matters are passed on before, each on its own record.",
        "下级单位随之划转；在办事项须事先逐件转办。",
    ),
    tone="grave",
    shown_if=exists,
)
def merge(
    unit: Unit,
    *,
    successor: Annotated[Unit, among(living), Label(w("Successor", "承接单位"))],
    from_on: FromOn,
    reason: str,
) -> Iterable[tuple[Any, DomainEvent]]:
    """Let another unit take this one's place."""
    tree.alone()
    must_exist(unit)
    tree.must_be_outside(unit, successor)
    without_open_matters(unit)
    told: list[tuple[Any, DomainEvent]] = [
        (
            unit,
            UnitMerged(
                unit=unit.name,
                unit_id=unit.pk,
                successor=successor.name,
                successor_id=successor.pk,
                from_on=from_on,
                reason=reason,
            ),
        )
    ]
    for child in unit.children.select_for_update(of=("self",)).filter(dissolved_on=None).order_by("id"):
        tree.move(child, successor, from_on)
        child.save(update_fields=["parent"])
        told.append((child, _moved(child, unit, successor, from_on)))
    tree.end(unit, from_on)
    unit.successor = successor
    return told


def _moved(child: Unit, old: Unit, new: Unit, from_on: date) -> UnitMoved:
    return UnitMoved(
        unit=child.name,
        unit_id=child.pk,
        old_parent=old.name,
        new_parent=new.name,
        new_parent_id=new.pk,
        from_on=from_on,
    )


@action(
    Unit,
    "dissolve",
    power=MANAGE,
    words=w("Dissolve", "撤销"),
    help=w(
        "Refused while it has units below it or stands in open matters.", "有下级单位或在办事项的，不得撤销。"
    ),
    tone="grave",
    shown_if=exists,
)
def dissolve(unit: Unit, *, from_on: FromOn, reason: str) -> UnitDissolved:
    """End a unit without a successor."""
    tree.alone()
    must_exist(unit)
    below = unit.children.filter(dissolved_on=None).count()
    if below:
        raise StillHasUnits(unit=unit.name, n=below)
    without_open_matters(unit)
    tree.end(unit, from_on)
    return UnitDissolved(unit=unit.name, unit_id=unit.pk, from_on=from_on, reason=reason)


def must_exist(unit: Unit) -> None:
    """Refuse (GoneUnit) what is to be done to a unit that was dissolved."""
    if unit.dissolved_on is not None:
        raise GoneUnit(unit=unit.name)


def without_open_matters(unit: Unit) -> None:
    """Refuse (StandsInOpenMatters) while the unit has a duty in an open matter, and say in how many.

    The rules read who owes from the events of the matter, so a matter is handed over by its own action
    (转办), never from behind.
    """
    rows = Participation.objects.standing(Standing.LEAD, Standing.SUPPORTING, Standing.SUPERVISOR).filter(
        unit=unit, matter__closed_on=None
    )
    counted = dict(rows.order_by().values_list("standing").annotate(n=Count("pk")))
    if counted:
        raise StandsInOpenMatters(
            unit=unit.name,
            lead=counted.get(Standing.LEAD, 0),
            support=counted.get(Standing.SUPPORTING, 0),
            watch=counted.get(Standing.SUPERVISOR, 0),
        )
