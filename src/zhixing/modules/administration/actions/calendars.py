"""Changing a calendar takes two persons: one proposes, another looks at what would move and confirms."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet, TextChoices

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor, seat_powers
from zhixing.kernel.access.powers import power, role
from zhixing.kernel.actions.parameters import Label, Long, among
from zhixing.kernel.actions.register import action
from zhixing.kernel.calendars.calendar import LAST_DAY
from zhixing.kernel.calendars.models import LocalDayEntry
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.obligations import recompute
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.administration import calendar_changes, notice_text, tasks
from zhixing.modules.administration.events.calendars import (
    CalendarChangeConfirmed,
    CalendarChangeDeclined,
    CalendarChangeProposed,
)
from zhixing.modules.administration.models import CalendarProposal, What
from zhixing.modules.administration.refusals import (
    DecidedAlready,
    NothingChanges,
    ProposedYourself,
    SeenOtherwise,
)

CONFIRM = power("administration.confirm_calendar", w("Confirm changes of a calendar", "确认日历变更"))
seat_powers("system", CONFIRM)
role("administration.calendar_keeper", w("Calendar keeper", "日历复核员"), [CONFIRM], reach="below")


class Ruled(TextChoices):
    """What a local day is."""

    REST = "rest", w("Rest day", "休息日")
    WORK = "work", w("Working day", "工作日")


def jurisdictions(item: Any, actor: Actor) -> QuerySet[Unit]:
    """Governments with a calendar of their own."""
    return Unit.objects.filter(is_jurisdiction=True, dissolved_on=None).order_by("path")


def local_days(item: Any, actor: Actor) -> QuerySet[LocalDayEntry]:
    """Local days in force."""
    return LocalDayEntry.objects.filter(undone_at=None).order_by("-on")


@action(
    CalendarProposal,
    "propose_local_day",
    power="system.manage",
    words=w("Propose a local day", "提出本地日"),
    help=w(
        "A day on which this government rests or works differently. Another person confirms it.",
        "本地与全国安排不同的休息日或工作日，由他人确认后生效。",
    ),
    opens=True,
)
def propose_local_day(
    *,
    jurisdiction: Annotated[Unit, among(jurisdictions)],
    on: Annotated[date, Label(w("Day", "日期"))],
    ruled: Annotated[Ruled, Label(w("What it is", "性质"))],
    reason: str,
    actor: Actor,
) -> tuple[CalendarProposal, CalendarChangeProposed]:
    """Propose that a day rests or is worked in this jurisdiction."""
    rests = ruled == Ruled.REST
    known = calendar_for(jurisdiction.pk).kind_of(on)
    if known.works is not rests and known.published:
        raise NothingChanges(what=known.kind.label)
    return _proposed(
        CalendarProposal(what=What.LOCAL_DAY, jurisdiction=jurisdiction, on=on, rests=rests, reason=reason),
        actor,
    )


@action(
    CalendarProposal,
    "propose_undo",
    power="system.manage",
    words=w("Propose to undo a local day", "提出撤销本地日"),
    help=w("The day is again what the nation's calendar says.", "撤销后，该日恢复为全国安排。"),
    opens=True,
)
def propose_undo(
    *,
    entry: Annotated[LocalDayEntry, among(local_days), Label(w("Local day", "本地日"))],
    reason: str,
    actor: Actor,
) -> tuple[CalendarProposal, CalendarChangeProposed]:
    """Propose to take a local day back."""
    made = CalendarProposal(what=What.UNDO, jurisdiction=entry.jurisdiction, entry=entry, reason=reason)
    return _proposed(made, actor)


@action(
    CalendarProposal,
    "propose_year",
    power="system.manage",
    words=w("Propose a year's notice", "录入年度放假通知"),
    help=w(
        "Once the State Council's notice is out: provisional limits become firm. Another person confirms it.",
        "国务院通知公布后录入，暂定时限随之确定，由他人确认后生效。",
    ),
    opens=True,
)
def propose_year(
    *,
    year: int,
    notice: str,
    sentences: Annotated[
        str,
        Long(5000),
        Label(
            w("The notice's sentences, or one day a line", "通知各条原文，或每行一日"),
            w("For instance: 2027-01-01..2027-01-03 休 元旦", "例如：2027-01-01..2027-01-03 休 元旦"),
        ),
    ],
    actor: Actor,
) -> tuple[CalendarProposal, CalendarChangeProposed]:
    """Propose a year's holidays and make-up days as the notice names them."""
    if not 2004 <= year <= LAST_DAY.year:
        raise notice_text.NoticeNotUnderstood(line=str(year), why=w("no such year", "年度有误"))
    named = notice_text.days_in(sentences, year)
    days = [[day.on.isoformat(), day.rests, day.occasion] for day in named]
    return _proposed(
        CalendarProposal(what=What.YEAR, year=year, notice=notice, days=days, reason=notice), actor
    )


def _proposed(made: CalendarProposal, actor: Actor) -> tuple[CalendarProposal, CalendarChangeProposed]:
    made.proposed_by_id, made.proposed_at = actor.account_id, clock.now()
    made.save()
    return made, CalendarChangeProposed(change=made.told().text("zh"), reason=made.reason)


@action(
    CalendarProposal,
    "confirm",
    power=CONFIRM,
    words=w("Confirm the change", "确认变更"),
    help=w(
        "The calendar changes and every limit listed is counted again, each on its own record.",
        "日历即行调整，清单所列时限逐项重算并各自留痕。",
    ),
    tone="grave",
    shown_if=lambda proposal: proposal.waits,
)
def confirm(
    proposal: CalendarProposal, *, seen: Annotated[str, Label(w("List seen", "所见清单校验值"))], actor: Actor
) -> CalendarChangeConfirmed:
    """Put a proposed change in force as a second person, having seen what it moves."""
    _still_waits(proposal)
    if proposal.proposed_by_id == actor.account_id:
        raise ProposedYourself
    changes = calendar_changes.moved_by(proposal)
    if calendar_changes.fingerprint(changes) != seen:
        raise SeenOtherwise
    calendar_changes.put_in_force(proposal)
    proposal.decided_by_id, proposal.decided_at, proposal.is_confirmed = actor.account_id, clock.now(), True
    if len(changes) > recompute.AT_ONCE:
        proposal.changes = [change.plain() for change in changes]
        tasks.recompute_dates.defer(proposal_id=proposal.pk)
    else:
        recompute.apply(changes, named(proposal), actor)
        proposal.applied_at = clock.now()
    matters = len({change.matter_id for change in changes})
    return CalendarChangeConfirmed(
        change=proposal.told().text("zh"), n=len(changes), matters=matters, seen=seen
    )


def named(proposal: CalendarProposal) -> str:
    """The reason on each matter's record: names this change and no other."""
    return tasks.reason_of(proposal)


@action(
    CalendarProposal,
    "decline",
    power=CONFIRM,
    words=w("Do not confirm", "不予确认"),
    help=w(
        "The calendar stays as it is. Whoever proposed it may withdraw it this way.",
        "日历保持不变；提出人也可由此撤回。",
    ),
    shown_if=lambda proposal: proposal.waits,
)
def decline(proposal: CalendarProposal, *, reason: str, actor: Actor) -> CalendarChangeDeclined:
    """Leave the calendar as it is."""
    _still_waits(proposal)
    proposal.decided_by_id, proposal.decided_at, proposal.is_confirmed = actor.account_id, clock.now(), False
    return CalendarChangeDeclined(change=proposal.told().text("zh"), reason=reason)


def _still_waits(proposal: CalendarProposal) -> None:
    if not proposal.waits:
        raise DecidedAlready
