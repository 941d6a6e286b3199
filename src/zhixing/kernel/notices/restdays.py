"""Is it a working day for someone? Reminders never fall on rest days."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.access.actors import Actor
from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.matters.opening import jurisdiction_of
from zhixing.kernel.organisation.models import Unit


def works_for(actor: Actor, day: date) -> bool:
    """By the calendar of a jurisdiction in which the actor holds a role; the nation's where he holds none."""
    units = Unit.objects.filter(pk__in=actor.unit_ids).order_by("pk")
    jurisdictions = {jurisdiction_of(unit).pk for unit in units}
    if not jurisdictions:
        return national().works_on(day)
    return any(calendar_for(pk).works_on(day) for pk in jurisdictions)
