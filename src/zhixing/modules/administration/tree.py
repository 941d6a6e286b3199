"""Changing the chart: where a unit stands in the tree, and the dated spells from which the chart of any day is read."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection

from zhixing.base import clock
from zhixing.kernel.organisation.models import Unit, UnitSpell
from zhixing.kernel.organisation.refusals import CircularChart
from zhixing.modules.administration.refusals import ChartBusy, SpellTooEarly, StillToCome

LOCK = 0x7A7801  # the advisory lock under which one change of the tree at a time is made

_MOVE = """
update organisation_unit
set path = %s::ltree || subpath(path, nlevel(%s::ltree) - 1)
where path <@ %s::ltree
"""


def alone() -> None:
    """Be the only one who changes the tree until the transaction ends; refuse (ChartBusy) when somebody else does.

    Two moves at once could each be lawful and make a circle together.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise ChartBusy


def place_new(unit: Unit) -> None:
    """Give a unit just written its path and its first spell."""
    unit.path = f"{unit.parent.path}.{unit.pk}" if unit.parent else str(unit.pk)
    unit.save(update_fields=["path"])
    UnitSpell.objects.create(
        unit=unit, name=unit.name, short_name=unit.short_name, parent=unit.parent, from_on=unit.opened_on
    )


def must_be_outside(unit: Unit, parent: Unit) -> None:
    """Refuse (CircularChart) a parent that is the unit itself or stands below it."""
    if unit.pk in parent.ancestor_ids():
        raise CircularChart(unit=unit.name, parent=parent.name)


def move(unit: Unit, parent: Unit, from_on: date) -> None:
    """Put the unit with all below it under `parent`. The caller has asked `alone` and `must_be_outside`."""
    spell(unit, from_on, parent=parent)
    old_path = str(unit.path)
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [str(parent.path), old_path, old_path])
    unit.parent = parent
    unit.path = f"{parent.path}.{unit.pk}"


def spell(
    unit: Unit,
    from_on: date,
    *,
    name: str | None = None,
    short_name: str | None = None,
    parent: Unit | None = None,
) -> None:
    """End the present spell the day before and begin another. Refuses a day to come, or one not after the last change."""
    not_to_come(from_on)
    present = unit.spells.select_for_update().filter(until_on=None).first()
    if present is not None:
        if from_on <= present.from_on:
            raise SpellTooEarly(unit=present.name, since=present.from_on.isoformat())
        present.until_on = from_on - timedelta(days=1)
        present.save(update_fields=["until_on"])
    UnitSpell.objects.create(
        unit=unit,
        name=name or unit.name,
        short_name=short_name or unit.short_name,
        parent=parent or unit.parent,
        from_on=from_on,
    )


def end(unit: Unit, from_on: date) -> None:
    """Close the unit's last spell: from this day on it no longer exists."""
    not_to_come(from_on)
    present = unit.spells.select_for_update().filter(until_on=None).first()
    if present is not None:
        if from_on <= present.from_on:
            raise SpellTooEarly(unit=present.name, since=present.from_on.isoformat())
        present.until_on = from_on - timedelta(days=1)
        present.save(update_fields=["until_on"])
    unit.dissolved_on = from_on


def not_to_come(day: date) -> None:
    """Refuse (StillToCome) a day after today: the chart says what is, and a change is entered on its day."""
    if day > clock.today():
        raise StillToCome(day=day.isoformat())
