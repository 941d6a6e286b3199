"""A proposed change of the calendar: the calendar it would make, and what that would move, in each jurisdiction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from zhixing.base import clock
from zhixing.kernel.calendars.calendar import Calendar
from zhixing.kernel.calendars.models import LocalDayEntry, PublishedYear
from zhixing.kernel.calendars.service import laid_over
from zhixing.kernel.obligations.recompute import Change, preview
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.administration.models import CalendarProposal, What


def concerned(proposal: CalendarProposal) -> list[Unit]:
    """The jurisdictions whose calendar the proposal changes."""
    if proposal.what == What.YEAR:
        return list(Unit.objects.filter(is_jurisdiction=True).order_by("path"))
    place = proposal.entry.jurisdiction if proposal.entry else proposal.jurisdiction
    return [place] if place else []


def proposed_calendar(jurisdiction_id: int, proposal: CalendarProposal) -> Calendar:
    """The jurisdiction's calendar as it would be with this proposal. Reads, writes nothing."""
    entries = LocalDayEntry.objects.filter(jurisdiction_id=jurisdiction_id, undone_at=None)
    if proposal.what == What.UNDO and proposal.entry_id is not None:
        entries = entries.exclude(pk=proposal.entry_id)
    local = list(entries.values_list("on", "rests", "reason"))
    if proposal.what == What.LOCAL_DAY and proposal.on is not None:
        local = [row for row in local if row[0] != proposal.on]
        local.append((proposal.on, bool(proposal.rests), proposal.reason))
    years = [(p.year, p.days) for p in PublishedYear.objects.order_by("id")]
    if proposal.what == What.YEAR and proposal.year is not None:
        years.append((proposal.year, proposal.days))
    return laid_over(local, years)


def moved_by(proposal: CalendarProposal) -> list[Change]:
    """What the proposal would move, everywhere: the list a person sees before confirming."""
    return [
        change
        for place in concerned(proposal)
        for change in preview(place.pk, proposed_calendar(place.pk, proposal))
    ]


def fingerprint(changes: Sequence[Change]) -> str:
    """Names a list of changes, so that what is confirmed is what was seen."""
    said = json.dumps([change.plain() for change in changes], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def put_in_force(proposal: CalendarProposal) -> None:
    """Write the calendar entry that the proposal asks for. Inside the confirming transaction."""
    now = clock.now()
    if proposal.on is not None and proposal.jurisdiction is not None:
        standing = LocalDayEntry.objects.filter(
            jurisdiction=proposal.jurisdiction, on=proposal.on, undone_at=None
        )
        standing.update(undone_at=now)
        LocalDayEntry.objects.create(
            jurisdiction=proposal.jurisdiction,
            on=proposal.on,
            rests=bool(proposal.rests),
            reason=proposal.reason,
            entered_at=now,
        )
    if proposal.entry_id is not None:
        LocalDayEntry.objects.filter(pk=proposal.entry_id, undone_at=None).update(undone_at=now)
    if proposal.year is not None:
        PublishedYear.objects.create(
            year=proposal.year, notice=proposal.notice, days=proposal.days, entered_at=now
        )
