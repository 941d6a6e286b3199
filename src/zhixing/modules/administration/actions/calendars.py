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
from zhixing.kernel.calendars.calendar import LAST_DAY
from zhixing.kernel.calendars.models import LocalDayEntry
from zhixing.kernel.calendars.service import calendar_for
from zhixing.kernel.obligations import recompute
from zhixing.modules.administration import calendar_changes, notice_text, tasks
from zhixing.modules.administration.actions.proposals import (
    Place,
    Seen,
    TwoPersons,
    confirmed,
    declined,
    put_forward,
)
from zhixing.modules.administration.events.calendars import (
    CalendarChangeConfirmed,
    CalendarChangeDeclined,
    CalendarChangeProposed,
)
from zhixing.modules.administration.models import CalendarProposal, What
from zhixing.modules.administration.refusals import NothingChanges

CONFIRM = power("administration.confirm_calendar", w("Confirm changes of a calendar", "确认日历变更"))
seat_powers("system", CONFIRM)
role("administration.calendar_keeper", w("Calendar keeper", "日历复核员"), [CONFIRM], reach="below")


class Ruled(TextChoices):
    """What a local day is."""

    REST = "rest", w("Rest day", "休息日")
    WORK = "work", w("Working day", "工作日")


def local_days(item: Any, actor: Actor) -> QuerySet[LocalDayEntry]:
    """Local days in force."""
    return LocalDayEntry.objects.filter(undone_at=None).order_by("-on")


Written = tuple[CalendarProposal, CalendarChangeProposed]
CALENDARS = TwoPersons(CalendarProposal, propose="system.manage", decide=CONFIRM)


@CALENDARS.proposes(
    "propose_local_day",
    w("Propose a local day", "提出本地日"),
    w(
        "A day on which this government rests or works differently. Another person confirms it.",
        "本地与全国安排不同的休息日或工作日，由他人确认后生效。",
    ),
)
def propose_local_day(
    *,
    jurisdiction: Place,
    on: Annotated[date, Label(w("Day", "日期"))],
    ruled: Annotated[Ruled, Label(w("What it is", "性质"))],
    reason: str,
    actor: Actor,
) -> Written:
    """Propose that a day rests or is worked in this jurisdiction."""
    rests = ruled == Ruled.REST
    known = calendar_for(jurisdiction.pk).kind_of(on)
    if known.works is not rests and known.published:
        raise NothingChanges(what=known.kind.label)
    return _proposed(
        CalendarProposal(what=What.LOCAL_DAY, jurisdiction=jurisdiction, on=on, rests=rests, reason=reason),
        actor,
    )


@CALENDARS.proposes(
    "propose_undo",
    w("Propose to undo a local day", "提出撤销本地日"),
    w("The day is again what the nation's calendar says.", "撤销后，该日恢复为全国安排。"),
)
def propose_undo(
    *,
    entry: Annotated[LocalDayEntry, among(local_days), Label(w("Local day", "本地日"))],
    reason: str,
    actor: Actor,
) -> Written:
    """Propose to take a local day back."""
    made = CalendarProposal(what=What.UNDO, jurisdiction=entry.jurisdiction, entry=entry, reason=reason)
    return _proposed(made, actor)


@CALENDARS.proposes(
    "propose_year",
    w("Propose a year's notice", "录入年度放假通知"),
    w(
        "Once the State Council's notice is out: provisional limits become firm. Another person confirms it.",
        "国务院通知公布后录入，暂定时限随之确定，由他人确认后生效。",
    ),
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
) -> Written:
    """Propose a year's holidays and make-up days as the notice names them."""
    if not 2004 <= year <= LAST_DAY.year:
        raise notice_text.NoticeNotUnderstood(line=str(year), why=w("no such year", "年度有误"))
    named = notice_text.days_in(sentences, year)
    days = [[day.on.isoformat(), day.rests, day.occasion] for day in named]
    return _proposed(
        CalendarProposal(what=What.YEAR, year=year, notice=notice, days=days, reason=notice), actor
    )


def _proposed(made: CalendarProposal, actor: Actor) -> Written:
    return put_forward(made, actor), CalendarChangeProposed(change=made.told().text("zh"), reason=made.reason)


@CALENDARS.confirms(
    w(
        "The calendar changes and every limit listed is counted again, each on its own record.",
        "日历即行调整，清单所列时限逐项重算并各自留痕。",
    )
)
def confirm(proposal: CalendarProposal, *, seen: Seen, actor: Actor) -> CalendarChangeConfirmed:
    """Put a proposed change in force as a second person, having seen what it moves."""
    changes = confirmed(proposal, actor, seen, calendar_changes.moved_by, calendar_changes.fingerprint)
    calendar_changes.put_in_force(proposal)
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


@CALENDARS.declines(
    w(
        "The calendar stays as it is. Whoever proposed it may withdraw it this way.",
        "日历保持不变；提出人也可由此撤回。",
    )
)
def decline(proposal: CalendarProposal, *, reason: str, actor: Actor) -> CalendarChangeDeclined:
    """Leave the calendar as it is."""
    declined(proposal, actor)
    return CalendarChangeDeclined(change=proposal.told().text("zh"), reason=reason)
